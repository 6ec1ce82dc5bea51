import {
  AUTHORISATION,
  AUTHORISATIONS_TAB,
  authorisationStateIn,
} from '../../domain/guardian/authorisations-tab.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import type { Guardians } from './guardians.ts';

/** The states in which an answer is still awaited; all but the second wait for somebody to do something. */
const AWAITED = ['Pas encore demandée', 'Demandée', 'Expirée', 'À vérifier'] as const;

export interface Awaited {
  readonly reference: string;
  readonly state: (typeof AWAITED)[number];
}

/** The youths whose guardian has not answered, those who left or are of age apart. Throws as the spreadsheet and the store do. */
export async function awaitedGuardians(
  { guardians }: { readonly guardians: Guardians },
  spreadsheet: Pick<Spreadsheet, 'read'>,
): Promise<readonly Awaited[]> {
  const { reference, state } = AUTHORISATION;
  const rows = await spreadsheet.read(AUTHORISATIONS_TAB, [reference, state]);
  if (rows.size === 0) return [];
  const over = new Set((await guardians.states()).flatMap(({ id, ends }) => (ends.size > 0 ? [id] : [])));
  return [...rows].flatMap(([id, cells]) => {
    const named = authorisationStateIn(cells[state] ?? '');
    const found = AWAITED.find((one) => one === named);
    return found === undefined || over.has(id) ? [] : [{ reference: cells[reference] ?? '', state: found }];
  });
}
