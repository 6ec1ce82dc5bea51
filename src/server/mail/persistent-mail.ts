import * as z from 'zod';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { jsonIn } from '../store/keys.ts';
import { isStillAhead } from '../foundation/instants.ts';
import { hmacHex, hmacHexes } from '../foundation/hmac.ts';
import { errorName, type Log } from '../foundation/log.ts';
import type { Secret } from '../foundation/secret.ts';
import { isWorthAWord, type MailCircuit } from './circuit.ts';
import { letterOf, type Message, nameOf } from '../letters/message.ts';
import { type GivenUp, type Mail, MailRefused, MailUnavailable } from './mail.ts';

/** Between two tries, in milliseconds: doubled each time. The first is longer than any try. */
const FIRST_WAIT = 60_000;
const LONGEST_WAIT = 3_600_000;
/** One person's trouble that the server does not call permanent is listed for the team after this, in milliseconds. */
const LIST_AFTER = 86_400_000;
/** One person's trouble that lasts so long is final (RFC 5321, 4.5.4.1), in milliseconds. */
const GIVE_UP_AFTER = 5 * 86_400_000;
/** Purpose of the HMAC of an address. */
const RECIPIENT = 'mail-recipient';

/** Record of one message that was not taken at once. */
const noteSchema = z.object({
  /** When it was first to leave. */
  since: z.iso.datetime(),
  tries: z.number(),
  /** No other try before. */
  until: z.iso.datetime(),
  lastRefusal: z.iso.datetime().optional(),
  /** The refusals blame the recipient or the message, since then. */
  ownSince: z.iso.datetime().optional(),
  /** The message is refused while others are known to be taken, since then. */
  aloneSince: z.iso.datetime().optional(),
  /** It was refused once while others were taken: on a quiet day too it is its own trouble, not the service's. */
  wasAlone: z.boolean().optional(),
  /** HMAC of the address that it was tried for; another one begins anew. */
  recipient: z.string().optional(),
  /** True once the wait was told. */
  isWaitTold: z.boolean().optional(),
  isListed: z.boolean().optional(),
});
type Note = Readonly<z.output<typeof noteSchema>>;

/** Where it is told what becomes of messages that are not taken at once. Each may be told twice. */
export interface MailReports {
  /** It waits, and nobody is to believe that it has left; `code` as in `MailRefused`. */
  waits(message: Message, code: string): Promise<void>;
  /** Its own trouble lasts: the team reaches the person another way. */
  needsTeam(message: Message, code: string): Promise<void>;
  givenUp(message: Message, code: string): Promise<void>;
  /** It was taken, after `waits` and `needsTeam` were told of it or at once. */
  taken(
    message: Message,
    before: { readonly wasWaitTold: boolean; readonly wasListed: boolean },
  ): Promise<void>;
}

export interface PersistentMailOptions {
  readonly mail: Mail;
  readonly store: Pick<KeyStore, 'get' | 'set'>;
  /** Shared by all that send in one drain. */
  readonly circuit: MailCircuit;
  readonly reports: MailReports;
  /** Tells one recipient from another in the notes of tries. */
  readonly secret: Secret;
  readonly log: Log;
  readonly now: () => Date;
  /** No try begins afterwards: it could be cut short. */
  readonly lastStart: Date;
}

/** Codes and names only: a message of another's error may quote an address. */
function reasonOf(error: unknown): string {
  if (error instanceof MailRefused) return error.code;
  if (error instanceof MailUnavailable) return error.reason;
  return errorName(error);
}

/**
 * A mail that knows, from one drain to the next, when a message may be tried again. A try is noted before it begins, so that
 * one that is cut short, or whose end is unknown, is not repeated at once by another drain. A refusal of the service makes every
 * message wait (`MailCircuit`), one person's trouble makes that message wait. What blames the recipient or the message for good is given
 * up, as is one person's trouble after five days. Why: docs/decisions/0007-one-message-for-one-event.md, 0022-whose-refusal.md.
 */
export class PersistentMail implements Mail {
  readonly #options: PersistentMailOptions;

  constructor(options: PersistentMailOptions) {
    this.#options = options;
  }

  /** Throws when the message is to be sent again later, and `StoreUnavailable` when the store fails. */
  async send(message: Message): Promise<GivenUp | undefined> {
    return await this.#options.circuit.run(async () => await this.#try(message));
  }

  async erase(rowIds: readonly string[]): Promise<void> {
    await this.#options.mail.erase?.(rowIds);
  }

  async #try(message: Message): Promise<GivenUp | undefined> {
    const { mail, circuit, reports, now, lastStart } = this.#options;
    if (now() >= lastStart) throw new MailUnavailable(undefined, 'later');
    const last = await this.#noteOf(message);
    const failure = await circuit.openFor();
    if (failure !== undefined) {
      const waiting = last ?? this.#firstNote(message);
      const told = await this.#tell(message, waiting, failure);
      if (last === undefined || told !== waiting) await this.#keep(message, told);
      throw new MailUnavailable(undefined, 'later');
    }
    const note = await this.#begin(message, last);
    try {
      await mail.send(message);
    } catch (error) {
      return await this.#failed(message, note, error);
    }
    await circuit.taken();
    const { isWaitTold: wasWaitTold = false, isListed: wasListed = false } = note;
    await reports.taken(message, { wasWaitTold, wasListed });
    return undefined;
  }

  /** Gives up, or throws what makes the message wait. */
  async #failed(message: Message, note: Note, error: unknown): Promise<GivenUp> {
    const { circuit, log, now } = this.#options;
    if (error instanceof MailRefused && error.verdict === 'final') return await this.#giveUp(message, error);
    if (error instanceof MailUnavailable) {
      const { reason: code, isPermanent } = error;
      await circuit.failed(error);
      await this.#keep(message, await this.#tell(message, note, { code, isPermanent }));
    }
    if (error instanceof MailRefused) {
      const { lastRefusal, ownSince, aloneSince } = note;
      const at = now().toISOString();
      const isAlone = lastRefusal !== undefined && (await circuit.hasTakenSince(new Date(lastRefusal)));
      const wasAlone = isAlone || note.wasAlone === true;
      const isOwn = await circuit.refused(message.to, error, wasAlone);
      // Days on which nothing was taken count for nobody.
      const counts = isOwn && (isAlone || error.verdict !== 'service');
      const refused = {
        ...note,
        lastRefusal: at,
        ownSince: isOwn ? (ownSince ?? at) : undefined,
        wasAlone,
        aloneSince: counts ? (aloneSince ?? (isAlone ? lastRefusal : undefined)) : undefined,
      };
      if (isAlone && this.#isHopeless(refused)) return await this.#giveUp(message, error);
      await this.#keep(message, await this.#tell(message, refused, error));
    }
    log('mail-failed', { message: nameOf(message), reason: reasonOf(error) });
    throw error;
  }

  async #giveUp(message: Message, { code }: MailRefused): Promise<GivenUp> {
    const { reports, log } = this.#options;
    log('mail-given-up', { message: nameOf(message), code });
    await reports.givenUp(message, code);
    return { code };
  }

  /** While nothing else is taken nobody knows whose trouble it is: those days do not count. */
  #isHopeless({ aloneSince }: Note): boolean {
    return aloneSince !== undefined && this.#options.now().getTime() - Date.parse(aloneSince) > GIVE_UP_AFTER;
  }

  /** Says once what is worth a word by now, and gives the note with it: the same when nothing was said. */
  async #tell(
    message: Message,
    note: Note,
    { code, isPermanent }: Pick<MailRefused, 'code' | 'isPermanent'>,
  ): Promise<Note> {
    const { reports, now } = this.#options;
    const at = now();
    const { since, ownSince, isWaitTold = false, isListed = false } = note;
    const tellsWait = !isWaitTold && isWorthAWord({ since, isPermanent }, at);
    const isLong = ownSince !== undefined && at.getTime() - Date.parse(ownSince) > LIST_AFTER;
    const lists = !isListed && ownSince !== undefined && (isPermanent || isLong);
    if (tellsWait) await reports.waits(message, code);
    if (lists) await reports.needsTeam(message, code);
    if (!tellsWait && !lists) return note;
    return { ...note, isWaitTold: isWaitTold || tellsWait, isListed: isListed || lists };
  }

  /** Notes one more try; throws while it is too early. */
  async #begin(message: Message, last: Note = this.#firstNote(message)): Promise<Note> {
    const at = this.#options.now();
    if (isStillAhead(new Date(last.until), at, LONGEST_WAIT))
      throw new MailUnavailable(undefined, 'too-early');
    const tries = last.tries + 1;
    const wait = Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT);
    const note = { ...last, tries, until: new Date(at.getTime() + wait).toISOString() };
    await this.#keep(message, note);
    return note;
  }

  #firstNote({ to }: Message): Note {
    const { now, secret } = this.#options;
    const at = now().toISOString();
    return { since: at, tries: 0, until: at, recipient: hmacHex(secret, RECIPIENT, to) };
  }

  /**
   * Reads the record of a message. After a wrong clock, only the number of tries is believed; after a corrected address, only what was
   * said of the message.
   */
  async #noteOf(message: Message): Promise<Note | undefined> {
    const { store, now, secret } = this.#options;
    const note = jsonIn(noteSchema, await store.get(KEYS.mailTries.key(letterOf(message))));
    if (note === undefined) return undefined;
    const { tries, isWaitTold, isListed, recipient } = note;
    if (recipient !== undefined && !hmacHexes(secret, RECIPIENT, message.to).includes(recipient))
      return { ...this.#firstNote(message), isWaitTold, isListed };
    return new Date(note.since) <= now() ? note : { ...this.#firstNote(message), tries };
  }

  async #keep(message: Message, note: Note): Promise<void> {
    await this.#options.store.set(KEYS.mailTries.key(letterOf(message)), JSON.stringify(note));
  }
}
