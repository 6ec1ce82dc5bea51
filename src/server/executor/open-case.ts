import type { CaseRecord, CaseStore } from '../cases/case-store.ts';
import { type Fact, withFact } from '../cases/facts.ts';
import type { PeopleStore } from '../cases/people-store.ts';
import type { TypedStore, TypedTexts } from '../cases/typed-store.ts';
import { ERASED } from '../store/case-keys.ts';
import type { Purpose } from '../links/links.ts';
import type { Renewal, Renewals } from '../links/renewals.ts';

function earlier(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

/** What one drain knows of a case: as it was read, and what was done since. */
export class OpenCase {
  readonly id: string;
  record: CaseRecord | undefined;
  facts: readonly Fact[];
  typed: TypedTexts;
  /** The link of the follow-up that counts; `undefined` while the first does. */
  tracking: Renewal | undefined;
  person: string | undefined;
  /** `waits`: something of it could not be done now; `held`: a letter waits for the day's limit. */
  end: 'over' | 'waits' | 'held' = 'over';
  /** From when on a plan wants the next scan to look again. */
  openAt: Date | undefined;
  /** When something is due next. */
  lookAt: Date | undefined;

  private constructor(
    id: string,
    {
      record,
      facts,
      typed,
      tracking,
      person,
    }: Pick<OpenCase, 'record' | 'facts' | 'typed' | 'tracking' | 'person'>,
  ) {
    this.id = id;
    this.record = record;
    this.facts = facts;
    this.typed = typed;
    this.tracking = tracking;
    this.person = person;
  }

  /**
   * `undefined` of somebody who is being erased. Throws `StoreUnavailable` and `NewerRecord`.
   *
   * @param typedNames of what was typed about the case.
   */
  static async read(
    id: string,
    typedNames: readonly string[],
    {
      cases,
      typed,
      people,
      renewals,
    }: {
      readonly cases: CaseStore;
      readonly typed: TypedStore;
      readonly people: PeopleStore;
      readonly renewals: Renewals;
    },
  ): Promise<OpenCase | undefined> {
    // A link is renewed before it is asked for in a letter: what is asked for is read first.
    const [facts, texts, erased] = await Promise.all([
      cases.facts(id),
      typed.texts(id, typedNames),
      // By its key: a list may be old, and whoever forgot the look of an erasure would leave it undone.
      cases.fact(id, ERASED),
    ]);
    if (erased !== undefined) return undefined;
    const [record, tracking, person] = await Promise.all([
      cases.read(id),
      renewals.latest('tracking', id),
      // Only cases that invite anybody are about somebody who is kept.
      facts.some(({ kind }) => kind === 'invitation') ? people.read(id) : undefined,
    ]);
    return new OpenCase(id, { record, facts, typed: texts, tracking, person });
  }

  addFact(fact: Fact): void {
    this.facts = withFact(this.facts, fact);
  }

  noteLink(purpose: Purpose, renewal: Renewal): void {
    if (purpose === 'tracking') this.tracking = renewal;
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
    this.lookAt = earlier(this.lookAt, at);
  }

  openNoLaterThan(at: Date | undefined): void {
    this.openAt = earlier(this.openAt, at);
  }
}
