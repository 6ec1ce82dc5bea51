import type { CaseRecord, CaseStore } from '../cases/case-store.ts';
import { type Fact, withFact } from '../cases/facts.ts';
import type { TypedStore, TypedTexts } from '../cases/typed-store.ts';

/** What one drain knows of a case: as it was read, and what was done since. */
export class OpenCase {
  readonly id: string;
  record: CaseRecord | undefined;
  facts: readonly Fact[];
  typed: TypedTexts;
  /** `waits`: something of it could not be done now; `held`: a letter waits for the day's limit. */
  end: 'over' | 'waits' | 'held' = 'over';
  /** Whether a plan wants to look again at the next scan. */
  isOpen = false;
  /** When something is due next. */
  lookAt: Date | undefined;

  private constructor(id: string, { record, facts, typed }: Pick<OpenCase, 'record' | 'facts' | 'typed'>) {
    this.id = id;
    this.record = record;
    this.facts = facts;
    this.typed = typed;
  }

  /** Throws `StoreUnavailable` and `NewerRecord`. */
  static async read(
    id: string,
    { cases, typed }: { readonly cases: CaseStore; readonly typed: TypedStore },
  ): Promise<OpenCase> {
    const [record, facts, texts] = await Promise.all([cases.read(id), cases.facts(id), typed.of(id)]);
    return new OpenCase(id, { record, facts, typed: texts });
  }

  addFact(fact: Fact): void {
    this.facts = withFact(this.facts, fact);
  }

  setTyped(name: string, text: string | undefined): void {
    const texts = new Map(this.typed);
    if (text === undefined) texts.delete(name);
    else texts.set(name, text);
    this.typed = texts;
  }

  wait(end: 'waits' | 'held'): void {
    if (this.end !== 'waits') this.end = end;
  }

  lookNoLaterThan(at: Date | undefined): void {
    if (at !== undefined && (this.lookAt === undefined || at < this.lookAt)) this.lookAt = at;
  }
}
