import type { Claim, Claims } from '../cases/claims.ts';
import type { CaseRecord, CaseStore } from '../cases/case-store.ts';
import type { Erasures, Traces } from '../cases/erasures.ts';
import { type Fact, withFact } from '../cases/facts.ts';
import { DELIVERY_FACTS, itemsIn } from '../cases/inbox-items.ts';
import type { Look } from '../cases/looks.ts';
import { pairStateOf } from '../cases/pair-facts.ts';
import { eventsClaimed } from '../cases/registration-facts.ts';
import type { PeopleStore } from '../cases/people-store.ts';
import type { TypedStore, TypedTexts } from '../cases/typed-store.ts';
import { ERASED } from '../store/case-keys.ts';
import type { Purpose } from '../links/links.ts';
import type { Renewal, Renewals } from '../links/renewals.ts';

function earlier(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

/** A case as one drain read it, with everything done since. */
export class OpenCase {
  readonly id: string;
  record: CaseRecord | undefined;
  facts: readonly Fact[];
  typed: TypedTexts;
  /** The link of the follow-up that counts; `undefined` while the first does. */
  tracking: Renewal | undefined;
  person: string | undefined;
  erasure: Traces | undefined;
  /** Every claim of the things that this case claims. */
  claims: readonly Claim[];
  /** Nothing of it is left. */
  isErased = false;
  /** `waits`: something of it could not be done now; `held`: a letter waits for the day's limit. */
  end: 'over' | 'waits' | 'held' = 'over';
  /** From when on a scan is to look at the case again. */
  rescanAt: Date | undefined;
  /** When something is due next. */
  lookAt: Date | undefined;
  /** Looks that this drain scheduled for itself. */
  answered: readonly Look[] = [];

  private constructor(
    id: string,
    {
      record,
      facts,
      typed,
      tracking,
      person,
      erasure,
      claims,
    }: Pick<OpenCase, 'record' | 'facts' | 'typed' | 'tracking' | 'person' | 'erasure' | 'claims'>,
  ) {
    this.id = id;
    this.record = record;
    this.facts = facts;
    this.typed = typed;
    this.tracking = tracking;
    this.person = person;
    this.erasure = erasure;
    this.claims = claims;
  }

  /**
   * Throws `StoreUnavailable` and `NewerRecord`.
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
      erasures,
      claims,
    }: {
      readonly cases: CaseStore;
      readonly typed: TypedStore;
      readonly people: PeopleStore;
      readonly renewals: Renewals;
      readonly erasures: Erasures;
      readonly claims: Claims;
    },
  ): Promise<OpenCase> {
    // A link is renewed before it is asked for in a letter: what is asked for is read first.
    const { waiting } = itemsIn(id, typedNames);
    // By their keys: a list may be old, and whoever forgot the look of an erasure would leave it undone, or wrote a row again.
    const names = waiting.length > 0 ? DELIVERY_FACTS : [];
    const [listed, texts, erasure, ...byKey] = await Promise.all([
      cases.facts(id, (name) => name !== ERASED),
      typed.texts(id, typedNames),
      erasures.traces(id),
      ...names.map((name) => cases.fact(id, name)),
      waiting.length > 0 ? cases.erasedBefore(id) : undefined,
    ]);
    const facts = byKey.reduce<readonly Fact[]>(
      (all, fact) => (fact === undefined ? all : withFact(all, fact)),
      listed,
    );
    // An erasure has noted what it needs of the rest.
    const [record, tracking, person] =
      erasure !== undefined
        ? []
        : await Promise.all([
            cases.read(id),
            renewals.latest('tracking', id),
            // Only cases that invite anybody are about somebody who is kept.
            facts.some(({ kind }) => kind === 'invitation') ? people.read(id) : undefined,
          ]);
    const places = pairStateOf(id, facts)?.places;
    const things = [...(places === undefined ? [] : [places]), ...eventsClaimed(facts)];
    const claimed = (await Promise.all(things.map(async (what) => await claims.of(what)))).flat();
    return new OpenCase(id, { record, facts, typed: texts, tracking, person, erasure, claims: claimed });
  }

  /** Notes that the store keeps nothing of it any more beside its erasure. */
  forgetAll(): void {
    [this.record, this.person, this.tracking] = [undefined, undefined, undefined];
    [this.facts, this.typed] = [[], new Map()];
  }

  noteLook(look: Look, now: Date): void {
    if (look.at <= now) this.answered = [...this.answered, look];
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

  rescanNoLaterThan(at: Date | undefined): void {
    this.rescanAt = earlier(this.rescanAt, at);
  }
}
