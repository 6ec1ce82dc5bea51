import { CONTACT, CONTACT_TAB, EMAIL_LEFT } from '../../domain/tracking/contact-tab.ts';
import { FILE_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { contactRow, contactRowId, type ToContact } from '../letters/contact-row.ts';
import { MissingColumns, type Spreadsheet } from '../spreadsheet/spreadsheet.ts';

const UNDELIVERED = [FILE_EVENTS.emailLost, FILE_EVENTS.emailWaits];

interface ContactPorts {
  readonly spreadsheet: Pick<Spreadsheet, 'insert' | 'identifiers'>;
  readonly now: () => Date;
}

/** Adds those who are not in the tab yet, and gives those whom a later read shows. Throws as the spreadsheet does. */
export async function addContacts<C extends ToContact & { readonly season?: string }>(
  contacts: readonly C[],
  { spreadsheet, now }: ContactPorts,
): Promise<readonly C[]> {
  if (contacts.length === 0) return [];
  const at = now();
  await spreadsheet.insert(
    CONTACT_TAB,
    contacts.map((contact) => {
      const { id, cells } = contactRow(contact, at);
      return { id, cells: { ...cells, [CONTACT.season]: contact.season ?? '' } };
    }),
  );
  const shown = await spreadsheet.identifiers(CONTACT_TAB);
  return contacts.filter((contact) => shown.has(contactRowId(contact)));
}

/** A row of the tab that nobody has noted as done. */
export interface StillToContact {
  readonly id: string;
  readonly reference: string;
  /** An e-mail does not arrive: the row is there to find out why. */
  readonly isUndelivered: boolean;
}

/** Rows of `À contacter` that the team has still to deal with. Throws as the spreadsheet does. */
export async function rowsToContact(
  spreadsheet: Pick<Spreadsheet, 'read'>,
): Promise<readonly StillToContact[]> {
  try {
    const rows = await spreadsheet.read(CONTACT_TAB, [CONTACT.reference, CONTACT.reason, CONTACT.doneOn]);
    return [...rows].flatMap(([id, cells]) => {
      const [reference = '', reason = '', doneOn] = [CONTACT.reference, CONTACT.reason, CONTACT.doneOn].map(
        (header) => cells[header]?.trim(),
      );
      if (doneOn !== '' || reference === '' || reason.startsWith(EMAIL_LEFT)) return [];
      return [{ id, reference, isUndelivered: UNDELIVERED.some((start) => reason.startsWith(start)) }];
    });
  } catch (error) {
    // Where nobody notes what is done, nobody is to be reminded.
    if (error instanceof MissingColumns && error.headers.every((header) => header === CONTACT.doneOn))
      return [];
    throw error;
  }
}
