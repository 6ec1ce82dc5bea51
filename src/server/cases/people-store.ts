import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';

/**
 * Whom letters go to although no row of their own says how: volunteers whom a company announced, a company's contact. Kept as long as
 * they may be written to, for weeks: apart from what was typed (`TypedStore`), which waits for the spreadsheet and makes its case looked
 * at in every drain. Methods throw `StoreUnavailable`.
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
