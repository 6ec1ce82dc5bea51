import { parisTimestamp } from '../../domain/application/application.ts';
import { parsePhone } from '../../domain/application/phone.ts';
import { CONTACT } from '../../domain/tracking/contact-tab.ts';
import type { Row } from '../spreadsheet/spreadsheet.ts';
import { contactRowId } from '../tracking/contact-list.ts';
import { smsLink } from '../tracking/status-messages.ts';

/** Somebody whom the team calls or writes to about an authorisation. */
export interface ToContact {
  /** `Identifiant` of the application. */
  readonly id: string;
  /** Tells what is to be told of one application apart. */
  readonly event: string;
  readonly reference: string;
  readonly name: string;
  /** In any spelling. */
  readonly phone: string;
  readonly reason: string;
  /** Ready to copy. */
  readonly text: string;
}

/** The row in the tab `À contacter`. */
export function contactRow({ id, event, reference, name, phone, reason, text }: ToContact, at: Date): Row {
  return {
    id: contactRowId(id, event),
    cells: {
      [CONTACT.addedAt]: parisTimestamp(at.toISOString()),
      [CONTACT.reference]: reference,
      [CONTACT.givenName]: name,
      [CONTACT.phone]: parsePhone(phone) ?? phone,
      [CONTACT.why]: reason,
      [CONTACT.text]: text,
      [CONTACT.smsLink]: smsLink(phone, text),
    },
  };
}
