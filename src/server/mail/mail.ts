import type { Message } from '../letters/message.ts';
import type { Verdict } from './refusals.ts';

/** Nobody will try this message again: it was not sent. */
export interface GivenUp {
  /** Codes of the last refusal: `550 5.1.1`. */
  readonly code: string;
}

/** Sends messages; adapters: `outbox` (files), `smtp`. `PersistentMail` says when to try again and when to give up. */
export interface Mail {
  /**
   * Gives `undefined` when the server took the message, and why when it was given up: only what was taken may be told as
   * sent. Throws when the message waits and is to be sent again later; `MailHeld`: not today. Adapters never give up:
   * `MailUnavailable` is a failure of the service, `MailRefused` a refusal of this message.
   */
  send(message: Message): Promise<GivenUp | undefined>;
  /** Erases what is kept here of the messages about these rows; absent where nothing is. */
  erase?(rowIds: readonly string[]): Promise<void>;
}

/** The message was not taken, or that is not known; says nothing of the person. */
export class MailUnavailable extends Error {
  override readonly name = 'MailUnavailable';
  /** Codes only: `EAUTH 535`. */
  readonly reason: string;
  /** The server says that trying again is of no use (5xx): somebody has to mend it. */
  readonly isPermanent: boolean;

  constructor(cause: unknown, reason = 'unknown', { isPermanent = false }: { isPermanent?: boolean } = {}) {
    super('The message was not taken.', { cause });
    this.reason = reason;
    this.isPermanent = isPermanent;
  }
}

/** The day's limit is reached: the message is to be sent again on a later day. Not a failure of the service. */
export class MailHeld extends Error {
  override readonly name = 'MailHeld';
  /** True when every other letter of this kind is held today; else those to this mailbox alone. */
  readonly isForAll: boolean;

  constructor({ isForAll }: { isForAll: boolean }) {
    super('The day’s limit is reached.');
    this.isForAll = isForAll;
  }
}

/** The server answers, and does not take this message. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
  /** Codes of the reply: `550 5.1.1`. */
  readonly code: string;
  /** `service`: the reply blames us rather than this message. */
  readonly verdict: Verdict;
  /** As of `MailUnavailable`. */
  readonly isPermanent: boolean;

  constructor(
    cause: unknown,
    { code, verdict, isPermanent }: { code: string; verdict: Verdict; isPermanent: boolean },
  ) {
    super('The message was refused.', { cause });
    this.code = code;
    this.verdict = verdict;
    this.isPermanent = isPermanent;
  }
}
