import { hasCome, REGISTRATION, REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { dayIn } from '../../domain/hours/ledger-rows.ts';
import type { TabRow } from '../cases/effect.ts';
import type { Traces } from '../cases/erasures.ts';
import { isHandTyped } from '../spreadsheet/spreadsheet.ts';
import { isYouth, PAIRS_OF_ERASED_QUERY, pairsInCell, pairsOfErased } from './pairs-of-erased.ts';
import type { CaseNow, TabQuery } from './plan.ts';

/** Columns that tell in which pair somebody came to an event; staff may have removed their own. */
export const ATTENDANCE_ERASURE_QUERIES: readonly TabQuery[] = [
  {
    tab: REGISTRATIONS_TAB,
    headers: [],
    optional: [REGISTRATION.date, REGISTRATION.givenName, REGISTRATION.state],
  },
  PAIRS_OF_ERASED_QUERY,
];

/**
 * The rows of the events to which a youth came during a pair, about that pair instead: an event is one line of hours for everybody who came, and
 * the other's hours stay. A mentor's own attendance credits nobody else.
 */
export function attendancesOfPairs(
  traces: Pick<Traces, 'reference' | 'pairs'>,
  one: Pick<CaseNow, 'readableRows'>,
): readonly TabRow[] {
  const pairsOn = isYouth(traces) ? pairsOfErased(traces, one) : undefined;
  if (pairsOn === undefined) return [];
  return [...(one.readableRows(REGISTRATIONS_TAB) ?? [])].flatMap(([id, cells]): readonly TabRow[] => {
    if (isHandTyped(id) || !hasCome(cells)) return [];
    if ((cells[REGISTRATION.reference] ?? '').trim() !== traces.reference) return [];
    const pairs = pairsOn(dayIn(cells[REGISTRATION.date]));
    if (pairs.length === 0) return [];
    const about = { [REGISTRATION.reference]: pairsInCell(pairs), [REGISTRATION.givenName]: '' };
    return [{ tab: REGISTRATIONS_TAB, row: { id, cells: about } }];
  });
}
