import pLimit from 'p-limit';
import * as z from 'zod';
import type { KeyStore } from '../inbox/inbox.ts';
import { eraseUnder, jsonIn } from '../inbox/keys.ts';
import { isStillAhead } from '../instants.ts';
import { errorName, type Log } from '../log.ts';
import { nameOf } from './draft.ts';
import { type Mail, MailRefused, MailUnavailable, type Message } from './mail.ts';

/** Connections at once: mail servers allow few. */
const PARALLEL = 5;
/** Between two tries, in milliseconds: doubled each time. The first is longer than any try. */
const FIRST_WAIT = 60_000;
const LONGEST_WAIT = 3_600_000;
/** A temporary refusal that lasts so long is final (RFC 5321, 4.5.4.1), in milliseconds. */
const GIVE_UP_AFTER = 5 * 86_400_000;

/** Of the tries of one message. */
const noteSchema = z.object({
  since: z.iso.datetime(),
  tries: z.number(),
  /** No other try before. */
  until: z.iso.datetime(),
});
type Note = z.output<typeof noteSchema>;

export interface PersistentMailOptions {
  readonly mail: Mail;
  readonly store: Pick<KeyStore, 'get' | 'set' | 'list' | 'delete'>;
  /** To the team, of a message that is given up; `undefined` when nobody is to be told. */
  readonly givenUp: (message: Message, code: string) => Message | undefined;
  readonly log: Log;
  readonly now: () => Date;
  /** No try begins afterwards: it could be cut short. */
  readonly lastStart: Date;
}

/** Forgets how often messages about these rows were tried. Throws `InboxUnavailable`. */
export async function eraseTries(
  store: Pick<KeyStore, 'list' | 'delete'>,
  rowIds: readonly string[],
): Promise<void> {
  for (const id of rowIds) await eraseUnder(store, `mail/${id}.`);
}

/** Codes and names only: a message of another's error may quote an address. */
function reasonOf(error: unknown): string {
  if (error instanceof MailRefused) return error.code;
  if (error instanceof MailUnavailable) return error.reason;
  return errorName(error);
}

/**
 * A mail that knows, from one drain to the next, when a message may be tried again. A try is noted before it begins, so that
 * one that is cut short, or whose end is unknown, is not repeated at once by another drain. A message that is refused
 * for good is given up, the team told, and `send` resolves: nothing is left to do. After a failure of the service, the
 * other messages of this drain wait. Why: docs/decisions/0007-one-message-for-one-event.md.
 */
export class PersistentMail implements Mail {
  readonly #options: PersistentMailOptions;
  readonly #limit = pLimit(PARALLEL);
  #isDown = false;

  constructor(options: PersistentMailOptions) {
    this.#options = options;
  }

  /** Throws when the message is to be sent again later, and `InboxUnavailable` when the store fails. */
  async send(message: Message): Promise<void> {
    const refused = await this.#limit(async () => await this.#try(message));
    if (refused === undefined) return;
    this.#options.log('mail-given-up', { message: nameOf(message), code: refused.code });
    const news = this.#options.givenUp(message, refused.code);
    if (news !== undefined) await this.send(news);
  }

  /** Forgets the tries as well. Throws `InboxUnavailable`. */
  async erase(rowIds: readonly string[]): Promise<void> {
    const { mail, store } = this.#options;
    await mail.erase?.(rowIds);
    await eraseTries(store, rowIds);
  }

  /** The refusal that is final, if there is one. */
  async #try(message: Message): Promise<MailRefused | undefined> {
    const { mail, log, now, lastStart } = this.#options;
    if (this.#isDown || now() >= lastStart) throw new MailUnavailable(undefined, 'later');
    const since = await this.#begin(message);
    try {
      await mail.send(message);
      return undefined;
    } catch (error) {
      if (error instanceof MailRefused && (error.isForGood || this.#isTooOld(since))) return error;
      if (error instanceof MailUnavailable) this.#isDown = true;
      log('mail-failed', { message: nameOf(message), reason: reasonOf(error) });
      throw error;
    }
  }

  #isTooOld(since: Date): boolean {
    return this.#options.now().getTime() - since.getTime() > GIVE_UP_AFTER;
  }

  /** Notes one more try and gives the instant of the first; throws while it is too early. */
  async #begin(message: Message): Promise<Date> {
    const { store, now } = this.#options;
    const key = `mail/${nameOf(message)}`;
    const at = now();
    const last = jsonIn(noteSchema, await store.get(key));
    if (last !== undefined && isStillAhead(new Date(last.until), at, LONGEST_WAIT))
      throw new MailUnavailable(undefined, 'too-early');
    const tries = (last?.tries ?? 0) + 1;
    const wait = Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT);
    const note: Note = {
      since: (last !== undefined && new Date(last.since) <= at ? new Date(last.since) : at).toISOString(),
      tries,
      until: new Date(at.getTime() + wait).toISOString(),
    };
    await store.set(key, JSON.stringify(note));
    return new Date(note.since);
  }
}
