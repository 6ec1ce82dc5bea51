import type { Team } from '../../components/guardian/wording.ts';
import type { Letter, LetterBlock } from '../../components/mail/letter.ts';
import { quotableFirstName } from '../../domain/application/quotable.ts';
import { PROGRAMME } from '../../domain/programme.ts';
import { bulletinTold, type Screening } from '../../domain/screening.ts';
import type { AttachedPage, Limit, Message } from './message.ts';

/** The programme's settings in every message. */
export interface MessageSettings {
  readonly programmeName: string;
  readonly organisation: string;
  readonly siteUrl: string;
  /** Address of the programme's team, where answers go. */
  readonly contactEmail: string;
  /** Where else the team is found, as far as the settings say. */
  readonly contactPhone?: string | undefined;
  readonly contactAddress?: string | undefined;
  /** The call for projects that the programme answers. */
  readonly support: string;
  /** Working days within which the team promises to answer. */
  readonly promiseDays: number;
  /** The text about the bulletin n° 3; absent or `''` while it is not required. */
  readonly bulletin?: string;
}

/** The content's words about the programme, for messages. */
export interface MessageContent {
  readonly name: string;
  readonly contact: Pick<Team, 'email' | 'phone' | 'address'>;
  readonly support: string;
  readonly promiseDays: number;
  readonly screening: Screening;
}

export function messageSettings(
  { name, contact, support, promiseDays, screening }: MessageContent,
  siteUrl: string,
): MessageSettings {
  return {
    programmeName: name,
    organisation: PROGRAMME.organisation.name,
    siteUrl,
    contactEmail: contact.email,
    contactPhone: contact.phone,
    contactAddress: contact.address,
    support,
    promiseDays,
    bulletin: bulletinTold(screening),
  };
}

/** A message without what all have in common. */
export interface Draft {
  /** `Identifiant` of the row that it is about; what is about none has a name of its own. */
  readonly id: string;
  /** Tells the messages about one row apart, always the same for the same message. */
  readonly event: string;
  readonly to: string;
  /** The letter's title, unless it says more. */
  readonly subject?: string;
  readonly limit?: Limit;
  /** An iCalendar file that goes with it. */
  readonly calendar?: string | undefined;
  readonly page?: AttachedPage | undefined;
  readonly letter: Omit<Letter, 'signature'>;
}

/** A draft as it is sent, from the programme. */
export function messageOf(
  { id, event, to, letter, limit, calendar, page, subject = letter.title }: Draft,
  settings: MessageSettings,
): Message {
  const { programmeName, organisation, siteUrl, contactEmail } = settings;
  return {
    messageId: `${id}.${event}@${new URL(siteUrl).hostname}`,
    to,
    replyTo: contactEmail,
    subject,
    ...(limit && { limit }),
    ...(calendar !== undefined && { calendar }),
    ...(page !== undefined && { page }),
    letter: { ...letter, signature: { name: programmeName, organisation, siteUrl } },
  };
}

/** The first words of a letter; `''` for who gave no name. What is no name is not written. */
export function greetingTo(name: string): string {
  const quoted = quotableFirstName(name);
  return quoted === '' ? 'Bonjour,' : `Bonjour ${quoted},`;
}

/** The last words of most letters. */
export const QUESTION = {
  tu: 'Une question ? Réponds à ce message.',
  vous: 'Une question ? Répondez à ce message.',
} as const;

export function paragraphs(...texts: readonly string[]): readonly LetterBlock[] {
  return texts.map((text) => ({ kind: 'paragraph', text }));
}

/** The words of a letter whose last text is its closing, instead of the usual question. */
export function closedByLast(texts: readonly string[]): Pick<Draft['letter'], 'blocks' | 'closing'> {
  return { blocks: paragraphs(...texts.slice(0, -1)), closing: texts.at(-1) ?? '' };
}
