import { createHash } from 'node:crypto';
import { CONTACT, CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import { MissingColumns, type Row, type Spreadsheet } from '../spreadsheet/spreadsheet.ts';

/** `Identifiant` of the row of an event in the tab `À contacter`. */
export function contactRowId(id: string, event: string): string {
  return createHash('sha256').update(`contact ${id} ${event}`).digest('hex').slice(0, 32);
}

/** Adds the rows that are not there yet and gives the identifiers that a later read shows. Throws as the spreadsheet does. */
export async function addContacts(
  rows: readonly Row[],
  spreadsheet: Pick<Spreadsheet, 'insert' | 'identifiers'>,
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  await spreadsheet.insert(CONTACT_TAB, rows);
  return await spreadsheet.identifiers(CONTACT_TAB);
}

/** The references of those whom the team has still to contact. Throws as the spreadsheet does. */
export async function referencesToContact(
  spreadsheet: Pick<Spreadsheet, 'read'>,
): Promise<readonly string[]> {
  try {
    const rows = await spreadsheet.read(CONTACT_TAB, [CONTACT.reference, CONTACT.doneOn]);
    return [...rows.values()]
      .filter((cells) => cells[CONTACT.doneOn]?.trim() === '')
      .map((cells) => cells[CONTACT.reference] ?? '');
  } catch (error) {
    // Nobody notes what is done: nobody is to be reminded.
    if (error instanceof MissingColumns && error.headers.every((header) => header === CONTACT.doneOn))
      return [];
    throw error;
  }
}
