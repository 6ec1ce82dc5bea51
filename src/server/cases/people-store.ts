import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';

/**
 * Recipients of letters whose contact details are in no row of their own: volunteers whom a company announced, a
 * company's contact. Kept for weeks, as long as they may be written to: apart from submitted texts (`TypedStore`),
 * which wait for the spreadsheet and make every drain look at their case. Methods throw `StoreUnavailable`.
 */
export class PeopleStore {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** Keeps somebody, in place of what was kept before. Idempotent. */
  async keep(id: string, person: object): Promise<void> {
    await this.#store.set(KEYS.people.key({ id }), JSON.stringify(person));
  }

  /** As JSON; `undefined` of nobody, or once forgotten. */
  async read(id: string): Promise<string | undefined> {
    const key = KEYS.people.find({ id });
    return key && (await this.#store.get(key));
  }

  /** The cases of which somebody is kept. */
  async ids(): Promise<ReadonlySet<string>> {
    return new Set(KEYS.people.parseAll(await this.#store.list(KEYS.people.under())).map(({ id }) => id));
  }

  async forget(id: string): Promise<void> {
    await this.#store.delete(KEYS.people.key({ id }));
  }
}
