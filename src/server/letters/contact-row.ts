import { parisTimestamp } from '../../domain/application/application.ts';
import { phoneInCell } from '../../domain/application/phone.ts';
import { addresseeCell, type Addressee, CONTACT } from '../../domain/tracking/contact-tab.ts';
import { identifierFrom } from '../foundation/identifier.ts';

/** Somebody whom the team calls or writes a text message to. */
export interface ToContact {
  /** `Identifiant` of the application. */
  readonly id: string;
  /** Tells the messages of one application apart, always the same for the same message. */
  readonly event: string;
  readonly reference: string;
  /** Owner of the phone number: the row is theirs alone. */
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

/** A row of the tab `À contacter`. */
export interface ContactRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** `Identifiant` of a message's row in the tab `À contacter`. */
export function contactRowId({ id, event }: Pick<ToContact, 'id' | 'event'>): string {
  return identifierFrom('contact', id, event);
}

/** A link that opens the text message, ready to be sent (RFC 5724); none without a number that can be called. */
function smsLink(phone: string, text: string): string {
  const number = phoneInCell(phone);
  return number === undefined ? '' : `sms:${number}?body=${encodeURIComponent(text)}`;
}

/** The row of a message that the team gives. */
export function contactRow(contact: ToContact, at: Date): ContactRow {
  const { reference, addressee, name, phone, preferred = '', reason, text } = contact;
  return {
    id: contactRowId(contact),
    cells: {
      [CONTACT.addedAt]: parisTimestamp(at.toISOString()),
      [CONTACT.reference]: reference,
      [CONTACT.givenName]: name,
      [CONTACT.phone]: phoneInCell(phone) ?? phone,
      [CONTACT.preferred]: preferred,
      [CONTACT.reason]: reason,
      [CONTACT.text]: text,
      [CONTACT.smsLink]: smsLink(phone, text),
      ...addresseeCell(addressee),
    },
  };
}

/** The team contacts whoever gave no address, or prefers a call or a text message and can be reached by it. */
export function isToldByTeam({
  email,
  phone,
  preferredContact,
}: {
  readonly email: string;
  readonly phone: string;
  readonly preferredContact: string;
}): boolean {
  return email === '' || (phone !== '' && preferredContact !== '' && !/mail/i.test(preferredContact));
}
