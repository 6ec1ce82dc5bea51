import * as z from 'zod';
import type { KeyStore } from '../store/key-store.ts';
import { eraseUnder, jsonIn, keysUnder } from '../store/keys.ts';
import { inGroups } from '../foundation/parallel.ts';

const FOLDER = 'undelivered/';
/** Reads of the store under way at once. */
const PARALLEL = 20;

/** `waits`: it is still tried. `lost`: given up. `taken`: after it had been listed. */
const STATES = ['waits', 'lost', 'taken'] as const;

const noteSchema = z.object({
  state: z.enum(STATES),
  code: z.string(),
  /** The tab says so already. */
  isShown: z.boolean().optional(),
});

/** A message that the team is to know of. */
export interface UndeliveredNote extends Readonly<z.output<typeof noteSchema>> {
  /** `<Identifiant>.<event>`. */
  readonly name: string;
  /** Of the row that the message is about. */
  readonly id: string;
  readonly event: string;
}

/**
 * The messages of which the tab `À contacter` does not tell the latest yet: one key a message, written over by what happens
 * next. Keys and texts hold nothing personal. Methods throw `StoreUnavailable`.
 */
export class Undelivered {
  readonly #store: Pick<KeyStore, 'get' | 'set' | 'list' | 'delete'>;

  constructor(store: Pick<KeyStore, 'get' | 'set' | 'list' | 'delete'>) {
    this.#store = store;
  }

  /** @param name `<Identifiant>.<event>` */
  async note(name: string, state: UndeliveredNote['state'], code = ''): Promise<void> {
    await this.#store.set(`${FOLDER}${name}`, JSON.stringify({ state, code }));
  }

  /** @param prefix of their names; all where there is none. */
  async all(prefix = ''): Promise<readonly UndeliveredNote[]> {
    const keys = await keysUnder(this.#store, `${FOLDER}${prefix}`);
    const notes = await inGroups(keys, PARALLEL, async (key) => {
      const note = jsonIn(noteSchema, await this.#store.get(key));
      const name = key.slice(FOLDER.length);
      const { id, event } = /^(?<id>[^.]*)\.(?<event>.*)$/.exec(name)?.groups ?? {};
      return note === undefined || id === undefined || event === undefined
        ? []
        : [{ ...note, name, id, event }];
    });
    return notes.flat();
  }

  /** Keeps what the tab says already: it is to say as well when it is over. */
  async markShown({ name, state, code }: Pick<UndeliveredNote, 'name' | 'state' | 'code'>): Promise<void> {
    await this.#store.set(`${FOLDER}${name}`, JSON.stringify({ state, code, isShown: true }));
  }

  async forget({ name }: Pick<UndeliveredNote, 'name'>): Promise<void> {
    await this.#store.delete(`${FOLDER}${name}`);
  }

  async erase(id: string): Promise<void> {
    await eraseUnder(this.#store, `${FOLDER}${id}.`);
  }
}
