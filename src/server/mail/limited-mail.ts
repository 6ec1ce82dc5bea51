import { mailboxOf } from '../../domain/guardian/route.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import type { KeyStore } from '../inbox/inbox.ts';
import { deleteKeys, keysUnder } from '../inbox/keys.ts';
import { keyedHashes } from '../keyed-hash.ts';
import type { Log } from '../log.ts';
import { inGroups } from '../parallel.ts';
import { nameOf } from './draft.ts';
import type { GivenUp, Mail, Message } from './mail.ts';
import type { Secret } from '../secret.ts';

/** Messages to one mailbox a day: a family or a group on one address has enough, a stranger's mailbox is not filled. */
export const DAILY_MESSAGES = 6;

const WRITTEN = 'written/';
const HELD = 'held/';
const DAY_MS = 86_400_000;

type Store = Pick<KeyStore, 'set' | 'list' | 'delete'>;

export interface LimitedMailOptions {
  readonly mail: Mail;
  readonly store: Store;
  readonly secret: Secret;
  /** Written to without a limit. */
  readonly teamEmail: string | undefined;
  readonly log: Log;
  readonly now: () => Date;
}

function yesterday(now: Date): IsoDate {
  return parisDate(new Date(now.getTime() - DAY_MS));
}

/** `<Identifiant>.<event>` of the messages that were held since yesterday, in Paris. Throws `InboxUnavailable`. */
export async function heldSinceYesterday(store: Store, now: Date): Promise<readonly string[]> {
  const prefixes = [yesterday(now), parisDate(now)].map((day) => `${HELD}${day}/`);
  const keys = (await keysUnder(store, HELD)).flatMap((key) =>
    prefixes.filter((prefix) => key.startsWith(prefix)).map((prefix) => key.slice(prefix.length)),
  );
  return [...new Set(keys)];
}

/** Drops what counts no longer, of the days before yesterday; what is left when `isOver` stays. Throws `InboxUnavailable`. */
export async function forgetWritten(store: Store, now: Date, isOver?: () => boolean): Promise<void> {
  for (const folder of [WRITTEN, HELD]) {
    const first = `${folder}${yesterday(now)}`;
    const old = (await keysUnder(store, folder)).filter((key) => key < first);
    await deleteKeys(store, old, isOver);
  }
}

/**
 * A mail for what anybody may cause by filling a form with somebody else's address: beyond a number of messages a day and a
 * mailbox, a message is held, noted for the team, and `send` resolves. Two processes at once may let a few more through. Keys
 * hold a keyed hash of the mailbox, never the mailbox. Why: docs/decisions/0019-not-a-relay.md.
 */
export class LimitedMail implements Mail {
  readonly #options: LimitedMailOptions;
  /** By mailbox: the last look at how many it had. */
  readonly #looks = new Map<string, Promise<boolean>>();

  constructor(options: LimitedMailOptions) {
    this.#options = options;
  }

  /** Throws as the adapter and the store do. */
  async send(message: Message): Promise<GivenUp | undefined> {
    const { mail, store, teamEmail, log, now } = this.#options;
    if (message.to === teamEmail || message.isWarning === true || (await this.#mayLeave(message)))
      return await mail.send(message);
    await store.set(`${HELD}${parisDate(now())}/${nameOf(message)}`, '');
    log('mail-held', { message: nameOf(message) });
    return undefined;
  }

  async erase(rowIds: readonly string[]): Promise<void> {
    await this.#options.mail.erase?.(rowIds);
  }

  /** One look after the other at each mailbox: messages of one drain leave together. */
  async #mayLeave(message: Message): Promise<boolean> {
    const mailboxes = keyedHashes(this.#options.secret, 'mailbox', mailboxOf(message.to)).map((hash) =>
      hash.slice(0, 32),
    );
    const [mailbox = ''] = mailboxes;
    const look = (): Promise<boolean> => this.#look(mailboxes, message);
    const mine = (this.#looks.get(mailbox) ?? Promise.resolve(true)).then(look, look);
    this.#looks.set(mailbox, mine);
    return await mine;
  }

  /** A message that is tried again is counted once. */
  async #look(mailboxes: readonly string[], message: Message): Promise<boolean> {
    const { store, now } = this.#options;
    // Those counted before a change of the secret count on.
    const prefixes = mailboxes.map((mailbox) => `${WRITTEN}${parisDate(now())}/${mailbox}/`);
    const written = (await inGroups(prefixes, prefixes.length, (prefix) => keysUnder(store, prefix))).flat();
    const keys = prefixes.map((prefix) => `${prefix}${nameOf(message)}`);
    if (keys.some((key) => written.includes(key))) return true;
    if (written.length >= DAILY_MESSAGES) return false;
    await store.set(keys[0] ?? '', '');
    return true;
  }
}
