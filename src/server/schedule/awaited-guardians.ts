import { AUTHORISATION, AUTHORISATIONS_TAB } from '../../domain/guardian/authorisations-tab.ts';
import {
  AUTHORISATIONS_QUERY,
  authorisationRowOf,
  endsNow,
  YOUTHS_QUERY,
  youthRowOf,
} from '../plans/guardian-rows.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';

/** The states in which an answer is still awaited; all but the second wait for somebody to do something. */
const AWAITED = ['Pas encore demandée', 'Demandée', 'Expirée', 'À vérifier'] as const;

export interface Awaited {
  readonly reference: string;
  readonly state: (typeof AWAITED)[number];
}

/** The youths whose guardian has not answered, those who left or are of age apart. Throws as the spreadsheet does. */
export async function awaitedGuardians(
  spreadsheet: Pick<Spreadsheet, 'read'>,
  now: Date,
): Promise<readonly Awaited[]> {
  const rows = await spreadsheet.read(AUTHORISATIONS_TAB, AUTHORISATIONS_QUERY.headers);
  if (rows.size === 0) return [];
  const youths = await spreadsheet.read(YOUTHS_QUERY.tab, YOUTHS_QUERY.headers);
  return [...rows].flatMap(([id, cells]) => {
    const named = authorisationRowOf(cells).state;
    const state = AWAITED.find((one) => one === named);
    const youth = youths.get(id);
    const isOver = endsNow(youth && youthRowOf(youth), false, now).size > 0;
    return state === undefined || isOver ? [] : [{ reference: cells[AUTHORISATION.reference] ?? '', state }];
  });
}
