import type { Letter } from '../../components/mail/letter.ts';

/** An HTML document that loads nothing. */
export interface AttachedPage {
  readonly name: string;
  readonly html: string;
}

/** One message for one event and one person. */
export interface Message {
  /**
   * `<Identifiant of the row>.<event>@<host>`, without angle brackets and without personal data; the same however often
   * the message is tried, so that a receiver can tell a repeat.
   */
  readonly messageId: string;
  readonly to: string;
  /** Where an answer goes: the team reads it. */
  readonly replyTo: string;
  readonly subject: string;
  /** The letter's blocks: its HTML and its plain text derive from them. */
  readonly letter: Letter;
  /** An iCalendar file that goes with it. */
  readonly calendar?: string | undefined;
  /** A page that goes with it, as a file to open in a browser. */
  readonly page?: AttachedPage | undefined;
  /** Which of the day's limits counts it; the first where it says nothing. */
  readonly limit?: Limit;
}

/**
 * The categories of the daily limits: letters to whoever wrote, to others whom they name, warnings of what was done in
 * somebody's name, which no other letter may hold up, and notices to the team of one application each. What the team itself causes
 * is counted by none.
 */
export type Limit = 'confirmation' | 'third-party' | 'warning' | 'notice' | 'team';

/** Returns the row and the event of a message that `messageOf` made. */
export function subjectOf({ messageId }: Message): { readonly id: string; readonly event: string } {
  const { id = '', event = '' } = /^(?<id>[^.@]*)\.(?<event>[^@]*)@/.exec(messageId)?.groups ?? {};
  return { id, event };
}

/** Parts of the message's key in the store. */
export function letterOf(message: Message): { readonly about: string; readonly letter: string } {
  const { id, event } = subjectOf(message);
  return { about: id, letter: event };
}

/** Unique name of a message, with nothing personal: `<Identifiant>.<event>`. */
export function nameOf({ messageId }: Message): string {
  return messageId.replace(/@.*$/, '');
}
