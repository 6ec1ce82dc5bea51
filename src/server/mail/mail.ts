import type { Letter } from '../../components/mail/letter.ts';

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
  /** What it says: its HTML and its plain text derive from it. */
  readonly letter: Letter;
  /** Warns its reader of what was done in their name: no limit holds it (`LimitedMail`). */
  readonly isWarning?: true;
}

/** Sends messages; adapters: `outbox` (files), `smtp`. `PersistentMail` says when to try again and when to give up. */
export interface Mail {
  /**
   * Resolves when the message was taken, or given up with the team told. Throws when it was not: the same message is sent
   * again later. Of an adapter, `MailUnavailable` is a failure of the service, `MailRefused` one of this very message.
   */
  send(message: Message): Promise<void>;
  /** Erases what is kept here of the messages about these rows; absent where nothing is. */
  erase?(rowIds: readonly string[]): Promise<void>;
}

/** The message was not taken, or that is not known; says nothing of the person. */
export class MailUnavailable extends Error {
  override readonly name = 'MailUnavailable';
  /** Codes only: `EAUTH 535`. */
  readonly reason: string;

  constructor(cause: unknown, reason = 'unknown') {
    super('The message was not taken.', { cause });
    this.reason = reason;
  }
}

/** The server works and refuses this message. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
  /** Of the reply: `550 5.1.1`. */
  readonly code: string;
  /** Another try would be refused too. */
  readonly isForGood: boolean;

  constructor(cause: unknown, { code, isForGood }: { code: string; isForGood: boolean }) {
    super('The message was refused.', { cause });
    this.code = code;
    this.isForGood = isForGood;
  }
}
