import { companyForm } from '../../domain/application/company.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import { INVITATION, INVITATIONS_TAB } from '../../domain/invitations/invitations-tab.ts';
import { ANNOUNCED_COLUMN, withoutVolunteer } from '../../domain/invitations/volunteers.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';

const COMPANIES = tabOf(companyForm);

/** Takes the people of these invitations out of the row of the company that announced them. Throws as the spreadsheet does. */
export async function takeOutOfCompanies(ids: readonly string[], spreadsheet: Spreadsheet): Promise<void> {
  const { companyReference: reference, givenName, familyName, email } = INVITATION;
  const rows = await spreadsheet.read(INVITATIONS_TAB, [reference, givenName, familyName, email]);
  const companies = await spreadsheet.read(COMPANIES, [APPLICATION.reference, ANNOUNCED_COLUMN]);
  const invitations = ids.map((id) => rows.get(id)).filter((row) => row !== undefined);
  const changes = [...companies].flatMap(([id, cells]) => {
    const before = cells[ANNOUNCED_COLUMN] ?? '';
    const after = invitations
      .filter((row) => row[reference] === cells[APPLICATION.reference])
      .map((row) => ({
        givenName: row[givenName] ?? '',
        familyName: row[familyName] ?? '',
        email: row[email] ?? '',
      }))
      .filter((person) => person.givenName + person.familyName !== '')
      .reduce(withoutVolunteer, before);
    return after === before ? [] : [{ id, cells: { [ANNOUNCED_COLUMN]: after } }];
  });
  if (changes.length > 0) await spreadsheet.update(COMPANIES, changes);
}
