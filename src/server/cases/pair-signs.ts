import type { IsoDate } from '../../domain/eligibility/age.ts';
import { type CheckIn, CHECK_INS } from '../../domain/pairs/check-in.ts';
import type { PairSide } from '../../domain/pairs/pairs-tab.ts';
import { type Fact, factNamed, factsMatching } from './facts.ts';
import { pairFact } from './pair-facts.ts';

// Signs of life of a pair, in its own case: `pair-act-<day>`, `pair-checkin-<day>-<side>-<answer>`, `pair-silence-<day of the last sign>`.

const digits = (day: IsoDate): string => day.replaceAll('-', '');
const dayOf = (text: string): IsoDate => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;

/** An answer of one side, and whether the team was told. */
export interface CheckInGiven {
  readonly day: IsoDate;
  readonly side: PairSide;
  readonly answer: CheckIn;
  readonly isTold: boolean;
}

export interface PairSigns {
  /** Last day on which either did something on their page. */
  readonly lastAct: IsoDate | undefined;
  readonly checkIns: readonly CheckInGiven[];
}

/** Somebody of the pair did something on their page. */
export function actFact(day: IsoDate, at: Date): Fact {
  return pairFact(`act-${digits(day)}`, at);
}

const checkInName = ({ day, side, answer }: Omit<CheckInGiven, 'isTold'>): string =>
  `${digits(day)}-${side}-${answer}`;

export function checkInFact(given: Omit<CheckInGiven, 'isTold'>, at: Date): Fact {
  return pairFact(`checkin-${checkInName(given)}`, at);
}

/** The team was told of an answer. */
export function checkInToldFact(given: CheckInGiven, at: Date): Fact {
  return pairFact(`told-checkin-${checkInName(given)}`, at);
}

const CHECK_IN = new RegExp(
  `^pair-checkin-(?<day>\\d{8})-(?<side>youth|mentor)-(?<answer>${CHECK_INS.join('|')})$`,
);

/** Signs of life, derived from the facts of a pair. */
export function signsIn(facts: readonly Fact[]): PairSigns {
  const acts = factsMatching(facts, /^pair-act-(?<day>\d{8})$/).map(({ groups }) => dayOf(groups.day ?? ''));
  const checkIns = factsMatching(facts, CHECK_IN).map(({ groups }): CheckInGiven => {
    const given = {
      day: dayOf(groups.day ?? ''),
      side: groups.side === 'youth' ? ('youth' as const) : ('mentor' as const),
      answer: CHECK_INS.find((one) => one === groups.answer) ?? 'ok',
    };
    return { ...given, isTold: factNamed(facts, `pair-told-checkin-${checkInName(given)}`) !== undefined };
  });
  const lastAct = [...acts, ...checkIns.map(({ day }) => day)].toSorted().at(-1);
  return { lastAct, checkIns };
}

/** A silence since a day: noticed, then asked about. */
export function silenceFact(step: 'noticed' | 'asked', since: IsoDate, at: Date): Fact {
  return pairFact(`silence-${step}-${digits(since)}`, at);
}

/** When a silence since a day was noticed, or asked about. */
export function silenceAt(
  step: 'noticed' | 'asked',
  since: IsoDate,
  facts: readonly Fact[],
): Date | undefined {
  const fact = factNamed(facts, `pair-silence-${step}-${digits(since)}`);
  return fact && new Date(fact.at);
}

/** The occurrence of the question, by its cause: `silent-20270112`. */
export function silentAs(since: IsoDate): string {
  return `silent-${digits(since)}`;
}
