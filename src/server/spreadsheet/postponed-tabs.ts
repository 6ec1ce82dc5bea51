import * as z from 'zod';
import { isStillAhead } from '../foundation/instants.ts';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';

/** No spreadsheet asks for more, in milliseconds. */
const LONGEST_MS = 300_000;

const instantSchema = z.iso.datetime();

/** Until when each tab is to be left alone, for every drain. Methods throw `StoreUnavailable`. */
export class PostponedTabs {
  readonly #store: KeyStore;
  readonly #now: () => Date;

  constructor(store: KeyStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  /** Notes that a tab is not to be written for so many seconds. */
  async postpone(tabName: string, seconds: number): Promise<void> {
    const until = new Date(this.#now().getTime() + seconds * 1000).toISOString();
    await this.#store.set(KEYS.notBefore.key({ tab: tabName }), until);
  }

  /** True while a tab's backoff lasts. */
  async isPostponed(tabName: string): Promise<boolean> {
    const until = instantSchema.safeParse(await this.#store.get(KEYS.notBefore.key({ tab: tabName }))).data;
    return until !== undefined && isStillAhead(new Date(until), this.#now(), LONGEST_MS);
  }
}
