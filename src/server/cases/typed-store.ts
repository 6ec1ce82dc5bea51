import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';

/** Typed texts by name, as JSON. */
export type TypedTexts = ReadonlyMap<string, string>;

/**
 * Typed texts that the spreadsheet does not hold yet: personal, so deleted as soon as the spreadsheet has them. The name says
 * what it is and when it was sent; whoever has something here is looked at by the next drain. Methods throw `StoreUnavailable`.
 */
export class TypedStore {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** Keeps a text, durable when this resolves. Idempotent. */
  async keep(id: string, name: string, value: object): Promise<void> {
    await this.#store.set(KEYS.typed.key({ id, event: name }), JSON.stringify(value));
  }

  /** Everything of one case. */
  async of(id: string): Promise<TypedTexts> {
    const own = KEYS.typed.parseAll(await this.#store.list(KEYS.typed.under({ id })));
    return await this.texts(
      id,
      own.filter((parts) => parts.id === id).map(({ event }) => event),
    );
  }

  /** The texts of these names of one case, without those deleted meanwhile. */
  async texts(id: string, names: readonly string[]): Promise<TypedTexts> {
    const texts = await Promise.all(
      names.map(async (event) => [event, await this.#store.get(KEYS.typed.key({ id, event }))] as const),
    );
    return new Map(texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));
  }

  /** The cases of which something waits, each with the names of it. */
  async names(): Promise<ReadonlyMap<string, readonly string[]>> {
    const keys = KEYS.typed.parseAll(await this.#store.list(KEYS.typed.under()));
    const byCase = Map.groupBy(keys, ({ id }) => id);
    return new Map([...byCase].map(([id, own]) => [id, own.map(({ event }) => event)]));
  }

  async forget(id: string, name: string): Promise<void> {
    await this.#store.delete(KEYS.typed.key({ id, event: name }));
  }
}
