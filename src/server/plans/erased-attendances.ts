import { youthForm } from '../../domain/application/youth.ts';
import { hasCome, REGISTRATION, REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { dayIn, ledgerPairOf } from '../../domain/hours/ledger-rows.ts';
import { isUnderWay } from '../../domain/hours/ledger.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import type { TabRow } from '../cases/effect.ts';
import type { Traces } from '../cases/erasures.ts';
import { isHandTyped } from '../spreadsheet/spreadsheet.ts';
import type { CaseNow, TabQuery } from './plan.ts';

/** Columns that tell in which pair somebody came to an event; staff may have removed their own. */
export const ATTENDANCE_ERASURE_QUERIES: readonly TabQuery[] = [
  {
    tab: REGISTRATIONS_TAB,
    headers: [],
    optional: [REGISTRATION.date, REGISTRATION.givenName, REGISTRATION.state],
  },
  { tab: PAIRS_TAB, headers: [], optional: [PAIR.reference, PAIR.state, PAIR.startedAt, PAIR.endedAt] },
];

/**
 * The rows of the events to which a youth came during a pair, about that pair instead: an event is one line of hours for everybody who came, and
 * the other's hours stay. A mentor's own attendance credits nobody else.
 */
export function attendancesOfPairs(
  { reference, pairs }: Pick<Traces, 'reference' | 'pairs'>,
  { readableRows }: Pick<CaseNow, 'readableRows'>,
): readonly TabRow[] {
  if (reference?.startsWith(youthForm.referencePrefix) !== true) return [];
  const own = pairs.flatMap((id) => {
    const cells = readableRows(PAIRS_TAB)?.get(id);
    return cells === undefined ? [] : [ledgerPairOf(cells)];
  });
  return [...(readableRows(REGISTRATIONS_TAB) ?? [])].flatMap(([id, cells]): readonly TabRow[] => {
    const day = dayIn(cells[REGISTRATION.date]);
    if (day === undefined || isHandTyped(id) || !hasCome(cells)) return [];
    if ((cells[REGISTRATION.reference] ?? '').trim() !== reference) return [];
    const pair = own.find((one) => one.reference !== '' && isUnderWay(one, day));
    if (pair === undefined) return [];
    const about = { [REGISTRATION.reference]: pair.reference, [REGISTRATION.givenName]: '' };
    return [{ tab: REGISTRATIONS_TAB, row: { id, cells: about } }];
  });
}
