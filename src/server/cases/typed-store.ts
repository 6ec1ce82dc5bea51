import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';

/** Submitted texts by name, as JSON. */
export type TypedTexts = ReadonlyMap<string, string>;

/**
 * Texts that people typed into a form and that the spreadsheet does not hold yet: personal data, deleted as soon as the spreadsheet
 * has them. A name says what the text is and when it was sent. The next drain looks at every case that has one. Methods throw `StoreUnavailable`.
 */
export class TypedStore {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** Stores a text as JSON; it is durable once this resolves. Idempotent. */
  async keep(id: string, name: string, value: object): Promise<void> {
    await this.#store.set(KEYS.typed.key({ id, event: name }), JSON.stringify(value));
  }

  /** All texts of one case. */
  async of(id: string): Promise<TypedTexts> {
    const own = KEYS.typed.parseAll(await this.#store.list(KEYS.typed.under({ id })));
    return await this.texts(
      id,
      own.filter((parts) => parts.id === id).map(({ event }) => event),
    );
  }

  /** The texts of one case that have these names, without those deleted meanwhile. */
  async texts(id: string, names: readonly string[]): Promise<TypedTexts> {
    const texts = await Promise.all(
      names.map(async (event) => [event, await this.#store.get(KEYS.typed.key({ id, event }))] as const),
    );
    return new Map(texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));
  }

  /** The names of the waiting texts, by case. */
  async names(): Promise<ReadonlyMap<string, readonly string[]>> {
    const keys = KEYS.typed.parseAll(await this.#store.list(KEYS.typed.under()));
    const byCase = Map.groupBy(keys, ({ id }) => id);
    return new Map([...byCase].map(([id, own]) => [id, own.map(({ event }) => event)]));
  }

  async forget(id: string, name: string): Promise<void> {
    await this.#store.delete(KEYS.typed.key({ id, event: name }));
  }
}
