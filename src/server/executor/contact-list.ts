import { CONTACT, CONTACT_TAB, EMAIL_LEFT } from '../../domain/tracking/contact-tab.ts';
import { contactRow, contactRowId, type ToContact } from '../letters/contact-row.ts';
import { MissingColumns, type Spreadsheet } from '../spreadsheet/spreadsheet.ts';

interface ContactPorts {
  readonly spreadsheet: Pick<Spreadsheet, 'insert' | 'identifiers'>;
  readonly now: () => Date;
}

/** Adds those who are not in the tab yet, and gives those whom a later read shows. Throws as the spreadsheet does. */
export async function addContacts<C extends ToContact>(
  contacts: readonly C[],
  { spreadsheet, now }: ContactPorts,
): Promise<readonly C[]> {
  if (contacts.length === 0) return [];
  const at = now();
  await spreadsheet.insert(
    CONTACT_TAB,
    contacts.map((contact) => contactRow(contact, at)),
  );
  const shown = await spreadsheet.identifiers(CONTACT_TAB);
  return contacts.filter((contact) => shown.has(contactRowId(contact)));
}

/** The references of those whom the team has still to contact. Throws as the spreadsheet does. */
export async function referencesToContact(
  spreadsheet: Pick<Spreadsheet, 'read'>,
): Promise<readonly string[]> {
  try {
    const rows = await spreadsheet.read(CONTACT_TAB, [CONTACT.reference, CONTACT.reason, CONTACT.doneOn]);
    return [...rows.values()]
      .filter(
        (cells) => cells[CONTACT.doneOn]?.trim() === '' && !cells[CONTACT.reason]?.startsWith(EMAIL_LEFT),
      )
      .map((cells) => cells[CONTACT.reference]?.trim() ?? '')
      .filter((reference) => reference !== '');
  } catch (error) {
    // Where nobody notes what is done, nobody is to be reminded.
    if (error instanceof MissingColumns && error.headers.every((header) => header === CONTACT.doneOn))
      return [];
    throw error;
  }
}
