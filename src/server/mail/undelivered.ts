import * as z from 'zod';
import { KEYS } from '../store/key-families.ts';
import type { Key } from '../store/key-family.ts';
import type { KeyStore } from '../store/key-store.ts';
import { jsonIn, keysUnder } from '../store/keys.ts';
import { inGroups } from '../foundation/parallel.ts';

/** Maximum concurrent reads of the store. */
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
  /** Identifier of the row that the message is about. */
  readonly id: string;
  readonly event: string;
}

function keyOf(name: string): Key {
  const { about = '', letter = '' } = /^(?<about>[^.]*)\.(?<letter>.*)$/.exec(name)?.groups ?? {};
  return KEYS.undelivered.key({ about, letter });
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
    await this.#store.set(keyOf(name), JSON.stringify({ state, code }));
  }

  /** @param about whom they are about; all where nobody is named. */
  async all(about?: string): Promise<readonly UndeliveredNote[]> {
    const keys = await keysUnder(this.#store, KEYS.undelivered.under(about === undefined ? {} : { about }));
    const notes = await inGroups(keys, PARALLEL, async (key) => {
      const note = jsonIn(noteSchema, await this.#store.get(key));
      const parts = KEYS.undelivered.parse(key);
      if (note === undefined || parts === undefined) return [];
      const { about: id, letter: event } = parts;
      return [{ ...note, name: `${id}.${event}`, id, event }];
    });
    return notes.flat();
  }

  /** Keeps what the tab says already: it is to say as well when it is over. */
  async markShown({ name, state, code }: Pick<UndeliveredNote, 'name' | 'state' | 'code'>): Promise<void> {
    await this.#store.set(keyOf(name), JSON.stringify({ state, code, isShown: true }));
  }

  async forget({ name }: Pick<UndeliveredNote, 'name'>): Promise<void> {
    await this.#store.delete(keyOf(name));
  }
}
