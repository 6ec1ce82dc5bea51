import * as z from 'zod';
import { identifierSchema } from '../foundation/identifier.ts';
import { type CaseNames, ERASED, eraseCases } from '../store/case-keys.ts';
import { KEYS } from '../store/key-families.ts';
import type { Key } from '../store/key-family.ts';
import type { KeyStore } from '../store/key-store.ts';
import { readJson } from '../store/keys.ts';
import type { Fact } from './facts.ts';

const tracesSchema = z.object({
  /** When it began. */
  at: z.iso.datetime(),
  /** Finds the rows that are about the application in other tabs; absent when no place knows it. */
  reference: z.string().optional(),
  /** Invitations that a company sent, or by which a mentor came. */
  invitations: z.array(identifierSchema).readonly(),
  /** Companies whose letters name the person. */
  companies: z.array(identifierSchema).readonly(),
  /** Pairs that the person was ever proposed for: their rows name them, and letters about them do. */
  pairs: z.array(identifierSchema).readonly(),
  /** First meetings and silences that they were told of. */
  occurrences: z.array(z.string()).readonly(),
  /** The marks of the figures were written as the rows told them: later rows are no longer whole. */
  isCounted: z.literal(true).optional(),
});

/** The identifiers an erasure needs to its end, stored before anything is deleted: nothing that says who the person is. */
export type Traces = z.output<typeof tracesSchema>;

function keyOf(id: string): Key {
  return KEYS.facts.key({ id, event: ERASED });
}

/** The erasures that are under way: a fact of each case, with what is to be known to its end. Methods throw `StoreUnavailable`. */
export class Erasures {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** `undefined` when none is under way. Throws `NewerRecord`. */
  async traces(id: string): Promise<Traces | undefined> {
    return await readJson(this.#store, keyOf(id), tracesSchema);
  }

  /** Everybody of whom an erasure is under way. */
  async underWay(): Promise<ReadonlySet<string>> {
    const facts = KEYS.facts.parseAll(await this.#store.list(KEYS.facts.under()));
    return new Set(facts.filter(({ event }) => event === ERASED).map(({ id }) => id));
  }

  async note(id: string, traces: Traces): Promise<void> {
    const fact = { kind: 'retention', ...traces } satisfies Omit<Fact, 'name'>;
    await this.#store.set(keyOf(id), JSON.stringify(fact));
  }

  /** Erases what the store keeps of these, those that go on as far as their end allows (`eraseCases`). Idempotent. */
  async erase(cases: readonly CaseNames[]): Promise<void> {
    await eraseCases(this.#store, cases);
  }

  /** Forgets the fact once all is erased, and leaves in its place that it was: a machine that sends the form again finds it. */
  async end(id: string, at: Date): Promise<void> {
    await this.#store.set(KEYS.tombstones.key({ id }), at.toISOString());
    await this.#store.delete(keyOf(id));
  }
}
