import * as z from 'zod';
import type { Audience } from '../../domain/application/form.ts';
import { identifierFrom, identifierSchema } from '../foundation/identifier.ts';
import { inGroups } from '../foundation/parallel.ts';
import type { KeyStore } from '../store/key-store.ts';
import { KEYS } from '../store/key-families.ts';
import { jsonIn, readJson } from '../store/keys.ts';
import { ERASED_BEFORE, type Fact, factOf, factSchema, inOrder } from './facts.ts';

export const AUDIENCES = ['youth', 'mentor', 'company', 'waiting'] as const satisfies readonly Audience[];

const recordSchema = z.object({
  /** `Identifiant`. */
  id: identifierSchema,
  reference: z.string(),
  audience: z.enum(AUDIENCES),
  season: z.string(),
  receivedAt: z.iso.datetime(),
  /** HMACs that verify who knows the person (`contactKey`); absent where the person gave none. */
  keys: z.object({ email: z.string().optional(), birthDate: z.string().optional() }),
});

/** A fact as its text holds it; its key holds the name. */
const textSchema = factSchema.omit({ name: true });

/** The record of a case, beside the spreadsheet and its facts: nothing that says who the person is. */
export type CaseRecord = Readonly<z.output<typeof recordSchema>>;

/** A fact that the tab `Journal` does not show yet. */
export interface UnwrittenFact {
  readonly id: string;
  readonly name: string;
}

/** Maximum concurrent reads of one case. */
const PARALLEL = 20;

/** `Identifiant` of a fact's row in the tab `Journal`. */
export function journalRowId(id: string, name: string): string {
  return identifierFrom('journal', id, name);
}

/**
 * The cases: what each is, and the facts of what happened to it, one key each, so that every write is idempotent and two drains
 * overwrite nothing. Methods throw `StoreUnavailable`, and `NewerRecord` for what only a later deploy can read.
 */
export class CaseStore {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** Writes the record of a case, or writes it over. */
  async keep(record: CaseRecord): Promise<void> {
    const { id, reference } = record;
    // Staff may have written anything into a row that came before its case.
    const key = KEYS.references.find({ reference, id });
    if (key !== undefined) await this.#store.set(key, '');
    await this.#store.set(KEYS.cases.key({ id }), JSON.stringify(record));
  }

  /** Creates a case unless there is one, and gives what is known of it. */
  async open(record: CaseRecord): Promise<CaseRecord> {
    const known = await this.read(record.id);
    if (known === undefined) await this.keep(record);
    return known ?? record;
  }

  async read(id: string): Promise<CaseRecord | undefined> {
    return await readJson(this.#store, KEYS.cases.find({ id }), recordSchema);
  }

  /** The `Identifiant` behind a reference. */
  async idOf(reference: string): Promise<string | undefined> {
    const keys = await this.#store.list(KEYS.references.under({ reference }));
    return KEYS.references.parseAll(keys).find((parts) => parts.reference === reference)?.id;
  }

  /** Every application that is a case. */
  async ids(): Promise<readonly string[]> {
    return KEYS.references.parseAll(await this.#store.list(KEYS.references.under())).map(({ id }) => id);
  }

  /** Notes a fact once, and gives the one that counts: the first to be noted under its name. */
  async note(id: string, { name: event, ...fact }: Fact): Promise<Fact> {
    const key = KEYS.facts.key({ id, event });
    const known = await this.#store.get(key);
    if (known === undefined) await this.#store.set(key, JSON.stringify(textSchema.parse(fact)));
    if (fact.detail !== undefined) await this.#store.set(KEYS.journal.key({ id, event }), '');
    return { name: event, ...(jsonIn(textSchema, known) ?? fact) };
  }

  async fact(id: string, name: string): Promise<Fact | undefined> {
    const fact = await readJson(this.#store, KEYS.facts.find({ id, event: name }), textSchema);
    return fact && { name, ...fact };
  }

  /** That all was erased before, which outlives the case; `undefined` of whom nothing was. */
  async erasedBefore(id: string): Promise<Fact | undefined> {
    const at = new Date((await this.#store.get(KEYS.tombstones.key({ id }))) ?? Number.NaN);
    return Number.isNaN(at.getTime()) ? undefined : factOf('retention', ERASED_BEFORE, at);
  }

  /**
   * Every fact, the oldest first. Names that this version does not know come too: plans ignore them.
   *
   * @param isWanted which names: the others are not read.
   */
  async facts(id: string, isWanted: (name: string) => boolean = () => true): Promise<readonly Fact[]> {
    const keys = await this.#store.list(KEYS.facts.under({ id }));
    const own = KEYS.facts.parseAll(keys).filter((parts) => parts.id === id && isWanted(parts.event));
    const facts = await inGroups(own, PARALLEL, async ({ event }) => await this.fact(id, event));
    return inOrder(facts.flatMap((fact) => fact ?? []));
  }

  /** The facts that the tab `Journal` does not show yet. */
  async unwritten(): Promise<readonly UnwrittenFact[]> {
    const keys = await this.#store.list(KEYS.journal.under());
    return KEYS.journal.parseAll(keys).map(({ id, event: name }) => ({ id, name }));
  }

  async markWritten({ id, name }: UnwrittenFact): Promise<void> {
    await this.#store.delete(KEYS.journal.key({ id, event: name }));
  }
}
