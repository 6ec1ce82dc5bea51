import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { deleteKeys } from '../store/keys.ts';
import { isStillAhead } from '../foundation/instants.ts';

/** No plan looks further ahead than a youth's two years to be of age. A look that is was written by a clock that was wrong: it is due. */
const LONGEST_MS = 800 * 86_400_000;

/** A case that is to be looked at, from an instant on. */
export interface Look {
  readonly id: string;
  readonly at: Date;
  /** The day of `at`. */
  readonly day: string;
}

/**
 * When each case is to be looked at again. A hint, never a fact: a look too many finds nothing to do, and the nightly slice finds
 * what a lost one would have found. Methods throw `StoreUnavailable`.
 */
export class Looks {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** Has a case looked at from this instant on. Idempotent. */
  async schedule(id: string, at: Date): Promise<Look> {
    const look = { id, at, day: at.toISOString().slice(0, 10) };
    await this.#store.set(KEYS.looks.key(look), '');
    return look;
  }

  /** The looks that are due by now, the oldest first. */
  async due(now: Date): Promise<readonly Look[]> {
    return KEYS.looks
      .parseAll(await this.#store.list(KEYS.looks.under()))
      .filter(({ at }) => !isStillAhead(at, now, LONGEST_MS))
      .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  }

  /** Forgets every look at these cases. */
  async forgetAll(ids: readonly string[]): Promise<void> {
    const looks = KEYS.looks.parseAll(await this.#store.list(KEYS.looks.under()));
    await this.forget(looks.filter(({ id }) => ids.includes(id)));
  }

  /** Forgets looks that were made; write the next one first. */
  async forget(looks: readonly Look[]): Promise<void> {
    await deleteKeys(
      this.#store,
      looks.map(({ id, at, day }) => KEYS.looks.key({ id, at, day })),
    );
  }
}
