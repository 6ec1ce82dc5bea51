import type { SendMailOptions } from 'nodemailer';
import { letterText } from '../../components/mail/letter.ts';
import type { Message } from '../letters/message.ts';
import { renderLetter } from '../letters/render-letter.ts';

export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** The message for nodemailer: text and HTML of the same letter, to one recipient, marked as sent by a machine (RFC 3834). */
export function composed(
  { messageId, to, replyTo, subject, letter, calendar, page }: Message,
  from: Sender,
): SendMailOptions {
  const attachments = [
    ...(calendar === undefined
      ? []
      : [{ filename: 'date.ics', content: calendar, contentType: 'text/calendar; charset=utf-8' }]),
    ...(page === undefined
      ? []
      : [{ filename: page.name, content: page.html, contentType: 'text/html; charset=utf-8' }]),
  ];
  return {
    from: { ...from },
    // As a structure: a text would be read as a list of recipients.
    to: { name: '', address: to },
    replyTo: { name: '', address: replyTo },
    subject,
    messageId: `<${messageId}>`,
    text: letterText(letter),
    html: renderLetter(letter),
    ...(attachments.length > 0 && { attachments }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      // Asks Exchange for no « absent du bureau » in answer.
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': 'fr',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
