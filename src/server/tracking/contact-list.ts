import { parisTimestamp } from '../../domain/application/application.ts';
import { parsePhone } from '../../domain/application/phone.ts';
import {
  addresseeCell,
  type Addressee,
  CONTACT,
  CONTACT_TAB,
  EMAIL_LEFT,
} from '../../domain/tracking/contact-tab.ts';
import { identifierFrom } from '../foundation/identifier.ts';
import { MissingColumns, type Row, type Spreadsheet } from '../spreadsheet/spreadsheet.ts';

/** Somebody whom the team calls or writes a text message to. */
export interface ToContact {
  /** `Identifiant` of the application. */
  readonly id: string;
  /** Tells the messages of one application apart, always the same for the same message. */
  readonly event: string;
  readonly reference: string;
  /** Whose telephone it is: the row is theirs alone. */
  readonly addressee: Addressee;
  readonly name: string;
  /** In any spelling. */
  readonly phone: string;
  /** As the person answered, if asked. */
  readonly preferred?: string;
  readonly reason: string;
  /** Ready to be copied. */
  readonly text: string;
}

/** `Identifiant` of a message's row in the tab `À contacter`. */
export function contactRowId({ id, event }: Pick<ToContact, 'id' | 'event'>): string {
  return identifierFrom('contact', id, event);
}

/** A link that opens the text message, ready to be sent (RFC 5724); none without a number that can be called. */
function smsLink(phone: string, text: string): string {
  const number = parsePhone(phone);
  return number === undefined ? '' : `sms:${number}?body=${encodeURIComponent(text)}`;
}

function rowOf(contact: ToContact, at: Date): Row {
  const { reference, addressee, name, phone, preferred = '', reason, text } = contact;
  return {
    id: contactRowId(contact),
    cells: {
      [CONTACT.addedAt]: parisTimestamp(at.toISOString()),
      [CONTACT.reference]: reference,
      [CONTACT.givenName]: name,
      [CONTACT.phone]: parsePhone(phone) ?? phone,
      [CONTACT.preferred]: preferred,
      [CONTACT.reason]: reason,
      [CONTACT.text]: text,
      [CONTACT.smsLink]: smsLink(phone, text),
      ...addresseeCell(addressee),
    },
  };
}

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
    contacts.map((contact) => rowOf(contact, at)),
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
