import { mailboxOf } from '../../domain/guardian/route.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { daysAfter } from '../../domain/retention/term.ts';
import type { KeyStore } from '../store/key-store.ts';
import { deleteKeys, keysUnder } from '../store/keys.ts';
import { keyedHashes } from '../foundation/keyed-hash.ts';
import type { Secret } from '../foundation/secret.ts';
import { type Limit, type Message, nameOf } from '../letters/message.ts';

const FOLDER = 'written/';

export interface DailyCountsOptions {
  readonly store: Pick<KeyStore, 'set' | 'list'>;
  readonly secret: Secret;
  readonly now: () => Date;
}

/** How many letters of a day there are already. */
export interface Counts {
  readonly ofLimit: number;
  /** Warnings are counted apart from the rest: no other letter to the same mailbox can hold one up. */
  readonly ofMailbox: number;
}

/** The keys of one day, in Paris, and what they count. */
class Day {
  readonly #prefix: string;
  readonly #keys: Set<string>;
  readonly #counts = new Map<string, number>();

  constructor(prefix: string, keys: readonly string[]) {
    this.#prefix = prefix;
    this.#keys = new Set();
    for (const key of keys) this.add(key);
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  add(key: string): void {
    this.#keys.add(key);
    const [limit = '', mailbox = ''] = key.slice(this.#prefix.length).split('/');
    for (const name of [limit, groupOf(limit, mailbox)])
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  counts(limit: Limit, mailboxes: readonly string[]): Counts {
    const ofGroup = mailboxes.map((mailbox) => this.#counts.get(groupOf(limit, mailbox)) ?? 0);
    return {
      ofLimit: this.#counts.get(limit) ?? 0,
      ofMailbox: ofGroup.reduce((sum, count) => sum + count, 0),
    };
  }
}

function groupOf(limit: string, mailbox: string): string {
  return `${limit === 'warning' ? 'warnings' : 'letters'} to ${mailbox}`;
}

/**
 * Counts the letters of each day by keys: `written/<day>/<limit>/<HMAC of the mailbox>/<Identifiant>.<event>`. A letter that is
 * tried again is counted once a day. One object serves one drain, which reads the day's keys once: two drains at once may let a
 * few more through, which the lease makes rare.
 */
export class DailyCounts {
  readonly #options: DailyCountsOptions;
  readonly #days = new Map<IsoDate, Promise<Day>>();

  constructor(options: DailyCountsOptions) {
    this.#options = options;
  }

  /** Counts a letter, unless `mayLeave` says no to how many there are; `false` then. Throws `StoreUnavailable`. */
  async admit(message: Message, limit: Limit, mayLeave: (counts: Counts) => boolean): Promise<boolean> {
    const { store, secret, now } = this.#options;
    const today = parisDate(now());
    const prefix = `${FOLDER}${today}/`;
    // Those counted before a change of the secret count on.
    const mailboxes = keyedHashes(secret, 'mailbox', mailboxOf(message.to)).map((hash) => hash.slice(0, 32));
    const keys = mailboxes.map((mailbox) => `${prefix}${limit}/${mailbox}/${nameOf(message)}`);
    const day = await this.#day(today, prefix);
    if (keys.some((key) => day.has(key))) return true;
    if (!mayLeave(day.counts(limit, mailboxes))) return false;
    const [key = ''] = keys;
    // Before the store has it: letters of one drain leave together.
    day.add(key);
    await store.set(key, '');
    return true;
  }

  async #day(today: IsoDate, prefix: string): Promise<Day> {
    const read =
      this.#days.get(today) ?? keysUnder(this.#options.store, prefix).then((keys) => new Day(prefix, keys));
    this.#days.set(today, read);
    try {
      return await read;
    } catch (error) {
      this.#days.delete(today);
      throw error;
    }
  }
}

/** Forgets the counts of the days before yesterday; what is left when `isOver` stays. Throws `StoreUnavailable`. */
export async function forgetCounts(
  store: Pick<KeyStore, 'list' | 'delete'>,
  now: Date,
  isOver?: () => boolean,
): Promise<void> {
  const first = `${FOLDER}${daysAfter(parisDate(now), -1)}`;
  const old = (await keysUnder(store, FOLDER)).filter((key) => key < first);
  await deleteKeys(store, old, isOver);
}
