import type { Letter } from '../../components/mail/letter.ts';

/** One message for one event and one person. */
export interface Message {
  /** Without angle brackets; the same however often the message is tried, so that a receiver can tell a repeat. */
  readonly messageId: string;
  readonly to: string;
  /** Where an answer goes: the team reads it. */
  readonly replyTo: string;
  readonly subject: string;
  /** What it says: its HTML and its plain text derive from it. */
  readonly letter: Letter;
}

/** Sends messages; adapters: `outbox` (files). */
export interface Mail {
  /** Throws `MailUnavailable` when the message was not taken: it is tried again later. */
  send(message: Message): Promise<void>;
}

/** The message was not taken; says nothing of the person. */
export class MailUnavailable extends Error {
  override readonly name = 'MailUnavailable';

  constructor(cause: unknown) {
    super('The message was not taken.', { cause });
  }
}
