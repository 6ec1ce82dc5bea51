import type { LetterBlock } from '../../components/mail/letter.ts';
import {
  type Association,
  filledText,
  type StatusMessage,
  type StatusTemplates,
  wordsOf,
} from '../../domain/tracking/status-words.ts';
import { typeset } from '../../domain/typeset.ts';
import { greetingTo, messageOf, paragraphs, QUESTION } from '../letters/draft.ts';
import type { Message } from '../mail/mail.ts';
import { statusNamed } from '../../domain/application/statuses.ts';
import type { ToContact } from './contact-list.ts';
import type { FileEvent } from './files.ts';
import { placeholderValues, promiseBegins, type TrackingSettings } from '../letters/promise.ts';
import { changeIn } from './status-taken.ts';
import type { TrackedRow } from './tracked-rows.ts';

/** What the content says to a person of their status. */
export interface StatusContent {
  readonly templates: StatusTemplates;
  readonly associations: readonly Association[];
}

/** A change of status that the person is told of. */
export interface ToldChange {
  /** Of the event: `status-3-acceptee`. */
  readonly name: string;
  readonly at: Date;
  /** As the lists name it; the row may have another by now. */
  readonly status: string;
  readonly row: TrackedRow;
  readonly message: StatusMessage;
  /** That the message ends with. */
  readonly associations: readonly Association[];
}

/** What is told of a change; `undefined` where its status has no message. */
export function changeOf(
  row: TrackedRow,
  event: FileEvent,
  { templates, associations }: StatusContent,
): ToldChange | undefined {
  const key = changeIn(event)?.key ?? '';
  const words = wordsOf(templates, row.audience, key);
  if (words?.message === undefined) return undefined;
  return {
    name: event.name,
    at: new Date(event.at),
    status: statusNamed(row.audience, key)?.label ?? '',
    row,
    message: words.message,
    associations: words.associations ? associations : [],
  };
}

/** Whoever prefers a call or a text message and can be reached by it, or gave no address, is told by the team. */
export function isToldByTeam({
  email,
  phone,
  preferredContact,
}: Pick<TrackedRow, 'email' | 'phone' | 'preferredContact'>): boolean {
  return email === '' || (phone !== '' && preferredContact !== '' && !/mail/i.test(preferredContact));
}

function otherDoors(associations: readonly Association[]): readonly LetterBlock[] {
  if (associations.length === 0) return [];
  const sections = associations.map(({ name, what, whom, url }) => ({
    title: name,
    answers: [
      { label: 'Ce qu’elle fait', texts: [what] },
      { label: 'Pour qui', texts: [whom] },
      { label: 'Son site', texts: [url] },
    ],
  }));
  return [{ kind: 'answers', title: 'D’autres associations de mentorat', sections }];
}

/** The e-mail of a change, sent at an instant: always the same for the same change, by its Message-ID. */
export function statusEmail(
  { name, at, row, message, associations }: ToldChange,
  toldAt: Date,
  settings: TrackingSettings,
): Message {
  const since = promiseBegins(at, toldAt, settings.promiseDays);
  const values = placeholderValues({ ...row, since }, settings);
  const filled = (text: string): string => typeset(filledText(text, values));
  return messageOf(
    {
      id: row.id,
      event: name,
      to: row.email,
      subject: filled(message.subject),
      letter: {
        title: filled(message.subject.normalize('NFC').replace(/ ?\(\{référence\}\)/, '')),
        greeting: greetingTo(row.givenName),
        blocks: [...paragraphs(...filled(message.email).split(/\n{2,}/)), ...otherDoors(associations)],
        closing: row.audience === 'youth' ? QUESTION.tu : QUESTION.vous,
      },
    },
    settings,
  );
}

/** What the team has to say of a change, in its own words. */
export function contactOf(
  { name, at, status, row, message }: ToldChange,
  toldAt: Date,
  settings: TrackingSettings,
): ToContact {
  const since = promiseBegins(at, toldAt, settings.promiseDays);
  const { id, reference, givenName, phone, preferredContact } = row;
  return {
    id,
    event: name,
    reference,
    addressee: 'person',
    name: givenName,
    phone,
    preferred: preferredContact,
    reason: `Statut : ${status}`,
    text: filledText(message.sms, placeholderValues({ ...row, since }, settings)),
  };
}
