import * as z from 'zod';
import type { Application } from '../../domain/application/application.ts';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { DELIVERED_ROW, type InboxItem, type InboxItems, itemName, itemOf, itemsIn } from './inbox-items.ts';
import { TypedStore } from './typed-store.ts';

const instantSchema = z.iso.datetime();

/**
 * Where applications wait until they are delivered. Every method throws `StoreUnavailable` when the store fails.
 * Keys hold identifiers, instants and hashes, never personal data; layout and reasons: docs/decisions/0004-inbox-layout.md.
 */
export class Inbox {
  readonly #store: KeyStore;
  readonly #typed: TypedStore;

  constructor(store: KeyStore) {
    this.#store = store;
    this.#typed = new TypedStore(store);
  }

  /** Keeps an application, durable when this resolves. Idempotent. */
  async put(application: Application): Promise<void> {
    const { name, value } = itemOf(application);
    await this.#typed.keep(application.id, name, value);
  }

  /** When an application was received so late in its slot of time that it may come again in the next (`acceptApplication`). */
  async receivedLate(id: string): Promise<Date | undefined> {
    const at = instantSchema.safeParse(await this.#store.get(KEYS.late.key({ id }))).data;
    return at === undefined ? undefined : new Date(at);
  }

  async noteLate(id: string, at: Date): Promise<void> {
    await this.#store.set(KEYS.late.key({ id }), at.toISOString());
  }

  /** True when an application was ever put here, as far as its item or a fact of it is left. */
  async knows(id: string): Promise<boolean> {
    const { waiting, aside } = itemsIn(id, (await this.#typed.of(id)).keys());
    if (waiting.length + aside.length > 0) return true;
    const keys = [KEYS.facts.key({ id, event: DELIVERED_ROW }), KEYS.tombstones.key({ id })];
    const texts = await Promise.all(keys.map(async (key) => await this.#store.get(key)));
    return texts.some((text) => text !== undefined);
  }

  /** Items that wait for delivery, oldest first; without those that only wait for the day of their letter. */
  async pending(): Promise<readonly InboxItem[]> {
    return (await this.#items(({ waiting }) => waiting)).filter(({ state }) => state !== 'held');
  }

  /** Items that wait for the day of their letter, oldest first. */
  async held(): Promise<readonly InboxItem[]> {
    return (await this.#items(({ waiting }) => waiting)).filter(({ state }) => state === 'held');
  }

  /** Items put aside, oldest first. */
  async quarantined(): Promise<readonly InboxItem[]> {
    return await this.#items(({ aside }) => aside);
  }

  async #items(which: (items: InboxItems) => readonly InboxItem[]): Promise<readonly InboxItem[]> {
    const names = await this.#typed.names();
    return [...names]
      .flatMap(([id, own]) => which(itemsIn(id, own)))
      .toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  }

  /** Lets an item that was put aside be delivered again. */
  async release(item: InboxItem): Promise<void> {
    await this.#typed.forget(item.id, itemName(item, 'aside'));
  }

  /** Forgets an item that was put aside. */
  async discard(item: InboxItem): Promise<void> {
    await this.#typed.forget(item.id, item.name);
    await this.release(item);
  }
}
