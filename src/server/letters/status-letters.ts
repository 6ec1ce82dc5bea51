import type { LetterBlock } from '../../components/mail/letter.ts';
import type { Recruited } from '../../domain/application/form.ts';
import { type Association, filledText, type StatusMessage } from '../../domain/tracking/status-words.ts';
import { typeset } from '../../domain/typeset.ts';
import { greetingTo, messageOf, paragraphs, QUESTION } from './draft.ts';
import type { Message } from './message.ts';
import { placeholderValues, promiseBegins, type TrackingSettings } from './promise.ts';

/** A change of status as its letter names it. */
export interface StatusChange {
  /** Name of the fact: `status-3-acceptee`. */
  readonly name: string;
  readonly at: Date;
  /** The application's, as the team has left it. */
  readonly row: {
    readonly id: string;
    readonly audience: Recruited;
    readonly reference: string;
    readonly givenName: string;
    readonly email: string;
  };
  readonly message: StatusMessage;
  /** That the message ends with. */
  readonly associations: readonly Association[];
}

function otherDoors(associations: readonly Association[]): readonly LetterBlock[] {
  if (associations.length === 0) return [];
  const sections = associations.map(({ name, what, whom, url }) => ({
    title: name,
    answers: [
      { label: 'Ce qu’elle fait', texts: [what] },
      { label: 'Pour qui', texts: [whom] },
      { label: 'Son site', texts: [url], url },
    ],
  }));
  return [{ kind: 'answers', title: 'D’autres associations de mentorat', sections }];
}

/** The e-mail of a change, sent at an instant: always the same for the same change, by its Message-ID. */
export function statusEmail(
  { name, at, row, message, associations }: StatusChange,
  notifiedAt: Date,
  settings: TrackingSettings,
): Message {
  const since = promiseBegins(at, notifiedAt, settings.promiseDays);
  const values = placeholderValues({ ...row, since }, settings);
  const filled = (text: string): string => typeset(filledText(text, values));
  return messageOf(
    {
      id: row.id,
      event: name,
      to: row.email,
      limit: 'team',
      subject: filled(message.subject),
      letter: {
        title: filled(message.subject.normalize('NFC').replace(/ ?\(\{référence\}\)/, '')),
        greeting: greetingTo(row.givenName),
        blocks: [
          ...paragraphs(
            ...filled(message.email)
              .trim()
              .split(/\n{2,}/),
          ),
          ...otherDoors(associations),
        ],
        closing: row.audience === 'youth' ? QUESTION.tu : QUESTION.vous,
      },
    },
    settings,
  );
}

/** The same, for the team to say or to send. */
export function statusText(
  { at, row, message }: Pick<StatusChange, 'at' | 'row' | 'message'>,
  notifiedAt: Date,
  settings: TrackingSettings,
): string {
  const since = promiseBegins(at, notifiedAt, settings.promiseDays);
  return filledText(message.sms, placeholderValues({ ...row, since }, settings));
}
