import type { LetterBlock } from '../../components/mail/letter.ts';
import type { Audience } from '../../domain/application/form.ts';
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
    readonly audience: Audience;
    readonly reference: string;
    readonly givenName: string;
    readonly email: string;
    /** The empty form that a message of a reopening leads to. */
    readonly formUrl?: string | undefined;
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

/** A paragraph of a message: the address of the form alone is a button. */
function blocksOf(paragraph: string, formUrl: string | undefined): readonly LetterBlock[] {
  if (formUrl === undefined || paragraph.trim() !== formUrl) return paragraphs(paragraph);
  return [{ kind: 'action', label: 'Ouvrir le formulaire', url: formUrl }];
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
  const texts = filled(message.email)
    .trim()
    .split(/\n{2,}/);
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
        blocks: [...texts.flatMap((text) => blocksOf(text, row.formUrl)), ...otherDoors(associations)],
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
