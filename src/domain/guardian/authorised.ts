import { isOfAge } from '../eligibility/age.ts';
import type { RowCells } from '../application/tab.ts';
import { AUTHORISATION, authorisationStateIn } from './authorisations-tab.ts';

/**
 * True of a youth who takes part on a day without anybody's further word: of age by then, or with a guardian who has agreed. In doubt about
 * the age, a guardian has to.
 *
 * @param authorisation the youth's row in `Autorisations`.
 */
export function isAuthorised(
  youth: { readonly birthDate: string },
  authorisation: RowCells | undefined,
  on: Date,
): boolean {
  return (
    isOfAge(youth, on) || authorisationStateIn(authorisation?.[AUTHORISATION.state] ?? '') === 'Accordée'
  );
}
