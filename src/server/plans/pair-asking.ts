import { parisDate } from '../../domain/eligibility/age.ts';
import { parisInstant } from '../../domain/events/paris-time.ts';
import { PAIR, PAIRS_TAB, type PairSide, SIDES } from '../../domain/pairs/pairs-tab.ts';
import { PAIR_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { workingDayAfter } from '../../domain/working-days/working-days.ts';
import { settledAt } from '../cases/claims.ts';
import type { Effect } from '../cases/effect.ts';
import type { PairEvent } from '../../domain/pairs/pair-events.ts';
import { pairFact, personFact } from '../cases/pair-facts.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { hasPlace, obstacleTo, type PairNow, sidesLeft, throughStatus } from './pair-now.ts';
import { isDecided } from './undo.ts';

/** Working days after which somebody who was asked is reminded, once, and after which the team is told. */
const REMINDER_DAYS = 3;
const SILENCE_DAYS = 10;
/** Until the next look for a place. */
const PLACE_MS = 3_600_000;

const ANSWER_COLUMN: Readonly<Record<PairSide, string>> = {
  youth: PAIR.youthAnswer,
  mentor: PAIR.mentorAnswer,
};

export function update({ state }: PairNow, cells: Cells): NonNullable<Effect['update']> {
  return [{ tab: PAIRS_TAB, row: { id: state.id, cells } }];
}

/** Has a person told of something: their own case sends it. @param what tells occurrences apart. */
export function tellPerson(
  { state, youth, mentor, one }: PairNow,
  side: PairSide,
  event: PairEvent,
  what: string = event,
): NonNullable<Effect['done']['tell']> {
  const person = side === 'youth' ? youth : mentor;
  if (person?.hasCase !== true) return [];
  const detail = event === 'reminded' || event === 'recalled' ? undefined : PAIR_EVENTS[event];
  return [{ id: person.id, fact: personFact(state.id, what, one.now, detail) }];
}

/** Tells each of the two who is still there; of its end, also whom the team has taken for at the end before. */
export function tellBoth(
  pair: PairNow,
  event: PairEvent,
  what: string = event,
): NonNullable<Effect['done']['tell']> {
  const left = new Set(
    sidesLeft(pair).filter((side) => event !== 'ended' || throughStatus(side, pair) === undefined),
  );
  return SIDES.filter((side) => !left.has(side)).flatMap((side) => tellPerson(pair, side, event, what));
}

/** The team's own words of a state: once they have lasted. */
export function decided({ row, one }: PairNow): PairNow['row']['state'] {
  return isDecided(PAIRS_TAB, one) ? row.state : undefined;
}

/** The side whose answer is due: the mentor's first. */
export function sideToAnswer({ state: { answers } }: PairNow): PairSide | undefined {
  if (answers.mentor === 'non' || answers.youth === 'non') return undefined;
  return SIDES.find((side) => answers[side] === undefined);
}

/** What the team typed of an answer it was given, once it has lasted; and what was answered on a page, in the row. */
export function noteAnswers(pair: PairNow): Effect | undefined {
  const { state, row, one } = pair;
  const typed = SIDES.filter((side) => state.answers[side] === undefined && row.answers[side] !== undefined);
  if (typed.length > 0 && isDecided(PAIRS_TAB, one))
    return {
      name: 'note-answers',
      done: { facts: typed.map((side) => pairFact(`${side}-${row.answers[side] ?? ''}`, one.now)) },
    };
  const unwritten = SIDES.filter((side) => state.answers[side] !== undefined && row.answerCells[side] === '');
  if (unwritten.length === 0) return undefined;
  const cells = unwritten.map((side) => [ANSWER_COLUMN[side], state.answers[side] ?? ''] as const);
  return { name: 'write-answers', update: update(pair, Object.fromEntries(cells)), done: {} };
}

/** Claims a place that nobody claims, and notes that it is granted. */
export function takePlace(pair: PairNow): Effect | undefined {
  const { state, one } = pair;
  if (state.isGranted || state.places === undefined) return undefined;
  if (!one.claims.some(({ id }) => id === state.id))
    return { name: 'claim', done: { claim: { what: state.places, is: 'wanted' } } };
  if (obstacleTo(pair) !== undefined || !hasPlace(pair)) return undefined;
  return {
    name: 'grant',
    done: { claim: { what: state.places, is: 'granted' }, facts: [pairFact('granted', one.now)] },
  };
}

/** Asks the mentor, then the youth; a reminder, once. */
export function ask(pair: PairNow): Effect | undefined {
  const { state, one } = pair;
  const side = sideToAnswer(pair);
  if (side === undefined || !state.isGranted || obstacleTo(pair) !== undefined) return undefined;
  const askedAt = state.asked[side];
  if (askedAt === undefined)
    return {
      name: `ask-${side}`,
      done: { tell: tellPerson(pair, side, 'asked'), facts: [pairFact(`asked-${side}`, one.now)] },
    };
  if (state.reminded[side] || one.now < morningAfter(askedAt, REMINDER_DAYS)) return undefined;
  return {
    name: `remind-${side}`,
    done: { tell: tellPerson(pair, side, 'reminded'), facts: [pairFact(`reminded-${side}`, one.now)] },
  };
}

/** Nine o'clock of a working day. */
export function morningAfter(at: Date, days: number): Date {
  return parisInstant(`${workingDayAfter(parisDate(at), days)}T09:00`);
}

/** Since when the team waits for too long for an answer. */
export function silentSince(pair: PairNow): { readonly side: PairSide; readonly askedAt: Date } | undefined {
  const side = sideToAnswer(pair);
  const askedAt = side && pair.state.asked[side];
  if (side === undefined || askedAt === undefined) return undefined;
  return pair.one.now >= morningAfter(askedAt, SILENCE_DAYS) ? { side, askedAt } : undefined;
}

/** When something of the asking is due by itself. */
export function asksNextAt(pair: PairNow): readonly (Date | undefined)[] {
  const { state, one } = pair;
  const side = sideToAnswer(pair);
  const askedAt = side && state.asked[side];
  const own = state.isGranted ? undefined : one.claims.find(({ id }) => id === state.id);
  return [
    own && settledAt(own),
    // A place may be given back meanwhile.
    own && new Date(one.now.getTime() + PLACE_MS),
    askedAt && morningAfter(askedAt, REMINDER_DAYS),
    askedAt && morningAfter(askedAt, SILENCE_DAYS),
  ];
}
