import { mailboxOf } from '../../domain/guardian/route.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { KEYS } from '../store/key-families.ts';
import type { Key } from '../store/key-family.ts';
import type { KeyStore } from '../store/key-store.ts';
import { hmacHexes } from '../foundation/hmac.ts';
import type { Secret } from '../foundation/secret.ts';
import { type Limit, letterOf, type Message } from '../letters/message.ts';

export interface DailyCountsOptions {
  readonly store: Pick<KeyStore, 'set' | 'list'>;
  readonly secret: Secret;
  readonly now: () => Date;
}

/** Numbers of letters already sent on a day. */
export interface Counts {
  readonly ofLimit: number;
  /** Warnings are counted apart from the rest: no other letter to the same mailbox can hold one up. */
  readonly ofMailbox: number;
}

/** Parts of a counted letter's key: its limit and an HMAC of its mailbox among them. */
type CountedLetter = NonNullable<ReturnType<typeof KEYS.written.parse>>;

/** The keys of one day, in Paris, and what they count. */
class Day {
  readonly #keys = new Set<string>();
  readonly #counts = new Map<string, number>();

  constructor(letters: readonly CountedLetter[]) {
    for (const letter of letters) this.add(letter);
  }

  has(key: Key): boolean {
    return this.#keys.has(key);
  }

  add(letter: CountedLetter): void {
    this.#keys.add(KEYS.written.key(letter));
    const { kind: limit, hmac: mailbox } = letter;
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
 * Counts the letters of each day by keys (`KEYS.written`). A letter that is tried again is counted once a day. One object serves one drain, which reads the day's keys once: two drains at once may let a
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
    // Those counted before a change of the secret count on.
    const mailboxes = hmacHexes(secret, 'mailbox', mailboxOf(message.to)).map((hash) => hash.slice(0, 32));
    const letters = mailboxes.map((hmac) => ({ day: today, kind: limit, hmac, ...letterOf(message) }));
    const day = await this.#day(today);
    if (letters.some((letter) => day.has(KEYS.written.key(letter)))) return true;
    if (!mayLeave(day.counts(limit, mailboxes))) return false;
    const [letter] = letters;
    if (letter === undefined) return true;
    // Before the store has it: letters of one drain leave together.
    day.add(letter);
    await store.set(KEYS.written.key(letter), '');
    return true;
  }

  async #day(today: IsoDate): Promise<Day> {
    const read = this.#days.get(today) ?? this.#read(today);
    this.#days.set(today, read);
    try {
      return await read;
    } catch (error) {
      this.#days.delete(today);
      throw error;
    }
  }

  async #read(today: IsoDate): Promise<Day> {
    const keys = await this.#options.store.list(KEYS.written.under({ day: today }));
    return new Day(KEYS.written.parseAll(keys).filter(({ day }) => day === today));
  }
}
