import { volunteersIn } from '../../domain/invitations/volunteers.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { peopleIn } from '../../domain/figures/people.ts';
import { TABS } from '../../domain/spreadsheet-tabs.ts';
import { isErasureAsked } from '../cases/asks.ts';
import { companyStateIn, invitationIds } from '../cases/company-facts.ts';
import type { Effect } from '../cases/effect.ts';
import type { Traces } from '../cases/erasures.ts';
import { readApplications } from '../cases/inbox-items.ts';
import { type DueMarks, marksDue } from '../cases/figure-marks.ts';
import { isStillAhead } from '../foundation/instants.ts';
import type { Secret } from '../foundation/secret.ts';
import { occurrencesToldIn, pairFact, pairIdsIn } from '../cases/pair-facts.ts';
import { ATTENDANCE_ERASURE_QUERIES, attendancesOfPairs } from './erased-attendances.ts';
import { PAIR_ERASURE_QUERIES, pairRowsWithout, pairsNaming } from './erased-pairs.ts';
import { ERASURE_QUERIES, invitationsNaming, ownReference, rowsAbout, withoutNames } from './erased-rows.ts';
import { linesOfPairs, TEXT_ERASURE_QUERIES, textsReplaced } from './erased-texts.ts';
import { FIGURE_QUERIES, figureRows } from './figure-rows.ts';
import { type CaseNow, type Due, NOTHING_DUE, type Plan } from './plan.ts';

/** Longer than any drain lives, and than any write that comes late. */
const AGAIN_MS = 10 * 60_000;
/** Until the next look at what could not be erased: a tab that cannot be read, a column that is missing. */
const REST_MS = 60 * 60_000;
/** A look further ahead is no erasure's, whatever the clocks. */
const FAR_MS = 24 * REST_MS;

function after(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds);
}

/**
 * Plans an erasure: what its end needs is noted, with the marks of the figures as the rows tell them, then everything goes but these marks,
 * and again ten minutes later. Alone asked about whom an erasure has begun for. A tab that cannot be read keeps nothing of the others.
 *
 * @param secret under which the marks are found.
 */
export function erasurePlan(secret: Secret): Plan {
  return {
    name: 'erasures',
    reads: [
      ...ERASURE_QUERIES,
      ...PAIR_ERASURE_QUERIES,
      ...ATTENDANCE_ERASURE_QUERIES,
      ...TEXT_ERASURE_QUERIES,
      ...FIGURE_QUERIES,
    ],
    isForErased: true,
    due: (one) => dueFor(one, secret),
    together: withoutNames,
  };
}

function dueFor(one: CaseNow, secret: Secret): Due {
  const { id, erasure: noted, typed, now } = one;
  if (noted === undefined) return isErasureAsked(typed) ? { effects: [begin(one)] } : NOTHING_DUE;
  const traces = withRows(one, noted);
  // A row is a trace too: nothing goes before all that is known is noted.
  if (noted.isCounted !== true) {
    const done = { marks: marksOf(one, secret), erasure: { ...traces, isCounted: true } } as const;
    return { effects: [{ name: 'trace', done }] };
  }
  if (JSON.stringify(traces) !== JSON.stringify(noted))
    return { effects: [{ name: 'trace', done: { erasure: traces } }] };
  const erase = {
    cases: [
      { id, comesBackBy: after(now, FAR_MS) },
      ...traces.invitations.map((invitation) => ({ id: invitation })),
    ],
    messagesAbout: [id, ...traces.invitations, ...traces.companies, ...traces.pairs],
  };
  const attended = attendancesOfPairs(traces, one);
  const lines = linesOfPairs(traces, one);
  const kept = new Set(attended.map(({ row }) => row.id));
  const effects: readonly Effect[] = [
    ...(attended.length > 0 ? [{ name: 'attendances', update: attended, done: {} }] : []),
    ...TABS.map((tab) => rowsAbout(tab, { ...traces, id }, one).filter(({ row }) => !kept.has(row.id)))
      .filter((remove) => remove.length > 0)
      .map((remove) => ({ name: 'rows', remove, done: {} })),
    ...pairRowsWithout({ ...traces, id }, one),
    // Two who are named in one line are taken out of it one after the other: the last write counts, and the first is planned again.
    ...(lines.length > 0 ? [{ name: 'lines', update: lines, done: {} }] : []),
    ...(isKept(one) ? [{ name: 'store', erase, done: {} }] : []),
  ];
  // A look of another cause may come before.
  const isToEnd = !isStillAhead(after(new Date(traces.at), AGAIN_MS), now, AGAIN_MS);
  const isWhole = TABS.every((tab) => one.readableRows(tab) !== undefined);
  const isLast = isToEnd && isWhole && effects.length === 0;
  // A replacement goes through the whole tab, whatever the day of a line: lines that depend on it are updated first.
  const replace = lines.length > 0 ? [] : textsReplaced(traces, one, isLast);
  // A last time, whatever was read: nobody knows what a column of the team's own holds.
  if (isLast) return { effects: [{ name: 'end', replace, erase, done: { isErased: true } }] };
  const all = replace.length === 0 ? effects : [...effects, { name: 'texts', replace, done: {} }];
  return isToEnd && !isWhole ? { effects: all, lookAt: after(now, REST_MS) } : { effects: all };
}

/** From its end on, no drain that begins brings a row back or writes to the person. */
function begin({ id, record, typed, facts, now }: CaseNow): Effect {
  const [waiting] = readApplications(id, typed);
  const known = record ?? waiting;
  // While a company waits, some volunteers may be kept before all are announced.
  const company = companyStateIn(id, facts) ?? {
    id,
    count: waiting === undefined ? 0 : volunteersIn(waiting).length,
  };
  const erasure: Traces = {
    at: now.toISOString(),
    reference: known?.reference,
    invitations: invitationIds(company),
    companies: [],
    pairs: pairIdsIn(id, facts),
    occurrences: occurrencesToldIn(facts),
    // Volunteers are in no figure, and go with their company: a note of theirs would come after that.
    isCounted: known === undefined ? true : undefined,
  };
  // Whoever remains in a pair is the team's to tell, at once.
  const tell = erasure.pairs.map((pair) => ({ id: pair, fact: pairFact('erased', now) }));
  return { name: 'begin', done: { lookAt: after(now, AGAIN_MS), erasure, tell } };
}

/** The same, with what the rows say while they are there. */
function withRows(
  one: CaseNow,
  { at, reference: noted, invitations, companies, pairs, occurrences, isCounted }: Traces,
): Traces {
  const reference = noted ?? ownReference(one);
  const named = reference === undefined ? undefined : invitationsNaming(reference, one);
  return {
    at,
    reference,
    invitations: [...new Set([...invitations, ...(named?.invitations ?? [])])],
    companies: [...new Set([...companies, ...(named?.companies ?? [])])],
    pairs: [...new Set([...pairs, ...pairsNaming(reference, one)])],
    occurrences: [...new Set([...occurrences, ...occurrencesToldIn(one.facts)])],
    isCounted,
  };
}

/** True when the store is known to keep anything beside the erasure. */
function isKept({ record, person, typed, facts }: CaseNow): boolean {
  return record !== undefined || person !== undefined || typed.size + facts.length > 0;
}

/** The marks as the rows tell them while they are there, once: what cannot be read now stays as the last night left it. */
function marksOf({ id, readableRows, now }: CaseNow, secret: Secret): DueMarks {
  const people = peopleIn(figureRows(readableRows), parisDate(now));
  return marksDue(
    people.filter((person) => person.id === id),
    secret,
  );
}
