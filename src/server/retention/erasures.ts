import * as z from 'zod';
import { identifierSchema } from '../foundation/identifier.ts';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { readJson } from '../store/keys.ts';
import { TaskList } from '../tasks/tasks.ts';

const tracesSchema = z.object({
  /** Finds the rows that are about the application in other tabs; absent when no place knows it. */
  reference: z.string().optional(),
  /** Invitations that a company sent, or by which a mentor came. */
  invitations: z.array(identifierSchema).readonly(),
  /** Companies whose letters name the person. */
  companies: z.array(identifierSchema).readonly(),
  /** The anonymous line; absent when nothing tells what was erased. */
  count: z.object({ year: z.string(), tab: z.string(), status: z.string(), site: z.string() }).optional(),
});

/** What an erasure has to know to its end, noted before anything goes: nothing that says who the person is. */
export type Traces = z.output<typeof tracesSchema>;

/** Nothing is put off for longer. */
const LONGEST_MS = 86_400_000;

/** The erasures that are under way. Methods throw `StoreUnavailable`. */
export class Erasures {
  /** An erasure is done again, whole, some minutes after it began: for what was cut short, and what others wrote meanwhile. */
  readonly tasks: TaskList<'again'>;
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
    this.tasks = new TaskList(store, { family: KEYS.dueErasures, kinds: ['again'], longestMs: LONGEST_MS });
  }

  async traces(id: string): Promise<Traces | undefined> {
    return await readJson(this.#store, KEYS.erasures.key({ id }), tracesSchema);
  }

  async note(id: string, traces: Traces): Promise<void> {
    await this.#store.set(KEYS.erasures.key({ id }), JSON.stringify(traces));
  }

  async forget(id: string): Promise<void> {
    await this.#store.delete(KEYS.erasures.key({ id }));
  }
}
