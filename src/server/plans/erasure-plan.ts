import { formOf } from '../../domain/application/forms.ts';
import { volunteersIn } from '../../domain/invitations/volunteers.ts';
import { COUNTED, COUNTS_TAB } from '../../domain/retention/counts-tab.ts';
import { TABS } from '../../domain/spreadsheet-tabs.ts';
import { isErasureAsked } from '../cases/asks.ts';
import { companyStateIn, invitationIds } from '../cases/company-facts.ts';
import type { Effect } from '../cases/effect.ts';
import type { Traces } from '../cases/erasures.ts';
import { readApplications } from '../cases/inbox-items.ts';
import { hmacHexes } from '../foundation/hmac.ts';
import { isStillAhead } from '../foundation/instants.ts';
import type { Secret } from '../foundation/secret.ts';
import { occurrencesToldIn, pairFact, pairIdsIn } from '../cases/pair-facts.ts';
import { PAIR_ERASURE_QUERIES, pairRowsWithout, pairsNaming } from './erased-pairs.ts';
import { ERASURE_QUERIES, invitationsNaming, ownRow, rowsAbout, withoutNames } from './erased-rows.ts';
import { TEXT_ERASURE_QUERIES, textsReplaced } from './erased-texts.ts';
import { type CaseNow, type Due, NOTHING_DUE, type Plan } from './plan.ts';

/** Longer than any drain lives, and than any write that comes late. */
const AGAIN_MS = 10 * 60_000;
/** Until the next look at what could not be erased: a tab that cannot be read, a column that is missing. */
const REST_MS = 60 * 60_000;

function after(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds);
}

/**
 * Plans an erasure: what its end needs is noted, then everything goes but an anonymous line in the tab `Bilan`, and again ten minutes
 * later. Alone asked about whom an erasure has begun for. A tab that cannot be read keeps nothing of the others.
 *
 * @param secret tells the anonymous lines apart, so that none is added twice.
 */
export function erasurePlan(secret: Secret): Plan {
  return {
    name: 'erasures',
    reads: [...ERASURE_QUERIES, ...PAIR_ERASURE_QUERIES, ...TEXT_ERASURE_QUERIES],
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
  if (JSON.stringify(traces) !== JSON.stringify(noted))
    return { effects: [{ name: 'trace', done: { erasure: traces } }] };
  const erase = {
    cases: [
      { id, isGoingOn: true } as const,
      ...traces.invitations.map((invitation) => ({ id: invitation })),
    ],
    messagesAbout: [id, ...traces.invitations, ...traces.companies, ...traces.pairs],
  };
  const effects: readonly Effect[] = [
    ...countLine(one, traces, secret),
    ...TABS.map((tab) => rowsAbout(tab, { ...traces, id }, one))
      .filter((remove) => remove.length > 0)
      .map((remove) => ({ name: 'rows', remove, done: {} })),
    ...pairRowsWithout({ ...traces, id }, one),
    ...(isKept(one) ? [{ name: 'store', erase, done: {} }] : []),
  ];
  // A look of another cause may come before.
  const isToEnd = !isStillAhead(after(new Date(traces.at), AGAIN_MS), now, AGAIN_MS);
  const isWhole = TABS.every((tab) => one.readableRows(tab) !== undefined);
  const isLast = isToEnd && isWhole && effects.length === 0;
  const replace = textsReplaced(traces, one, isLast);
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
    count: known && {
      year: known.receivedAt.slice(0, 4),
      tab: formOf(known.audience).tabName,
      status: '',
      site: '',
    },
  };
  // Whoever remains in a pair is the team's to tell, at once.
  const tell = erasure.pairs.map((pair) => ({ id: pair, fact: pairFact('erased', now) }));
  return { name: 'begin', done: { lookAt: after(now, AGAIN_MS), erasure, tell } };
}

/** The same, with what the rows say while they are there. */
function withRows(
  one: CaseNow,
  { at, reference: noted, invitations, companies, pairs, occurrences, count }: Traces,
): Traces {
  const row = ownRow(one);
  const reference = noted ?? row?.reference;
  const named = reference === undefined ? undefined : invitationsNaming(reference, one);
  return {
    at,
    reference,
    invitations: [...new Set([...invitations, ...(named?.invitations ?? [])])],
    companies: [...new Set([...companies, ...(named?.companies ?? [])])],
    pairs: [...new Set([...pairs, ...pairsNaming(reference, one)])],
    occurrences: [...new Set([...occurrences, ...occurrencesToldIn(one.facts)])],
    count: row
      ? { year: count?.year ?? row.year, tab: row.tabName, status: row.status, site: row.site }
      : count,
  };
}

/** True when the store is known to keep anything beside the erasure. */
function isKept({ record, person, typed, facts }: CaseNow): boolean {
  return record !== undefined || person !== undefined || typed.size + facts.length > 0;
}

/** The anonymous line, once the row said all that it could, unless the tab shows it under one of the secrets that are accepted. */
function countLine({ id, readableRows }: CaseNow, { count }: Traces, secret: Secret): readonly Effect[] {
  const counted = readableRows(COUNTS_TAB);
  const tab = TABS.find(({ name }) => name === count?.tab);
  if (count === undefined || counted === undefined || tab === undefined) return [];
  const lines = hmacHexes(secret, 'count', id).map((hash) => hash.slice(0, 32));
  if (readableRows(tab) === undefined || lines.some((line) => counted.has(line))) return [];
  const cells = {
    [COUNTED.year]: count.year,
    [COUNTED.tab]: count.tab,
    [COUNTED.status]: count.status,
    [COUNTED.site]: count.site,
  };
  return [{ name: 'count', insert: [{ tab: COUNTS_TAB, row: { id: lines[0] ?? '', cells } }], done: {} }];
}
