import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { deleteKeys, keysUnder } from '../store/keys.ts';
import type { DailyCounts } from './daily-counts.ts';
import { letterOf, type Message } from '../letters/message.ts';
import type { GivenUp, Mail } from './mail.ts';

/** Notices held back beyond the daily limit: their number, and the first of them, by subject. */
export interface Unannounced {
  readonly count: number;
  readonly subjects: readonly string[];
  /** Notes that the team was told. Throws `StoreUnavailable`. */
  readonly forget: () => Promise<void>;
}

/** Notices that wait for the team's digest, `most` of them in words. Throws `StoreUnavailable`. */
export async function unannounced(
  store: Pick<KeyStore, 'get' | 'list' | 'delete'>,
  most: number,
): Promise<Unannounced> {
  const keys = await keysUnder(store, KEYS.unannounced.under());
  const subjects = await Promise.all(keys.slice(0, most).map(async (key) => (await store.get(key)) ?? ''));
  return {
    count: keys.length,
    subjects: subjects.filter((subject) => subject !== ''),
    forget: async () => await deleteKeys(store, keys),
  };
}

export interface NoticeLimitOptions {
  readonly mail: Mail;
  readonly counts: DailyCounts;
  /** Notices a day; what comes beyond is told by one digest. */
  readonly most: number;
  readonly store: Pick<KeyStore, 'set'>;
}

/** A mail that keeps the notices of one application each for a digest once there were many in a day. Lets the rest pass. */
export class NoticeLimit implements Mail {
  readonly #options: NoticeLimitOptions;

  constructor(options: NoticeLimitOptions) {
    this.#options = options;
  }

  /** Gives `undefined` too for a notice that is kept for the digest. Throws as the mail and the store do. */
  async send(message: Message): Promise<GivenUp | undefined> {
    const { mail, counts, most, store } = this.#options;
    if (
      message.limit !== 'notice' ||
      (await counts.admit(message, 'notice', ({ ofLimit }) => ofLimit < most))
    )
      return await mail.send(message);
    await store.set(KEYS.unannounced.key(letterOf(message)), message.subject);
    return undefined;
  }

  async erase(rowIds: readonly string[]): Promise<void> {
    await this.#options.mail.erase?.(rowIds);
  }
}
