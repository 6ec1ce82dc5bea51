import * as z from 'zod';
import type { Application } from '../../domain/application/application.ts';
import { isStillAhead } from '../foundation/instants.ts';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { jsonIn } from '../store/keys.ts';
import { DELIVERED_ROW, type InboxItem, type InboxItems, itemName, itemOf, itemsIn } from './inbox-items.ts';
import { TypedStore } from './typed-store.ts';

const LEASE = KEYS.lease.key({});
/** No spreadsheet asks for more, and no lease is taken for longer, in milliseconds. */
const LONGEST_MS = 300_000;

const instantSchema = z.iso.datetime();
const leaseSchema = z.object({ holder: z.string(), until: instantSchema });

/**
 * Where applications wait until they are delivered. Every method throws `StoreUnavailable` when the store fails.
 * Keys hold identifiers, instants and hashes, never personal data; layout and reasons: docs/decisions/0004-inbox-layout.md.
 */
export class Inbox {
  readonly #store: KeyStore;
  readonly #typed: TypedStore;
  readonly #now: () => Date;

  constructor(store: KeyStore, { now = () => new Date() }: { now?: () => Date } = {}) {
    this.#store = store;
    this.#typed = new TypedStore(store);
    this.#now = now;
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

  /** True when the team was already alerted to this kind of trouble on this day (`YYYY-MM-DD`). */
  async wasAlerted(kind: string, day: string): Promise<boolean> {
    return (await this.#store.get(KEYS.alerts.key({ fact: kind, day }))) !== undefined;
  }

  async noteAlert(kind: string, day: string): Promise<void> {
    await this.#store.set(KEYS.alerts.key({ fact: kind, day }), this.#now().toISOString());
  }

  /** Says whether the holder may drain, for so many seconds. It saves calls only: two that take it at once both hold it (`keepLease`). */
  async takeLease(holder: string, seconds: number): Promise<boolean> {
    const lease = await this.#lease();
    const isHeld = lease !== undefined && isStillAhead(new Date(lease.until), this.#now(), LONGEST_MS);
    if (isHeld && lease.holder !== holder) return false;
    await this.#setLease(holder, seconds);
    return true;
  }

  /** Says whether the lease is still the holder's, and makes it last for so many seconds from now. */
  async keepLease(holder: string, seconds: number): Promise<boolean> {
    if ((await this.#lease())?.holder !== holder) return false;
    await this.#setLease(holder, seconds);
    return true;
  }

  async #lease(): Promise<z.output<typeof leaseSchema> | undefined> {
    return jsonIn(leaseSchema, await this.#store.get(LEASE));
  }

  /** Written over, never deleted first: in between, another would take it. */
  async #setLease(holder: string, seconds: number): Promise<void> {
    const until = new Date(this.#now().getTime() + seconds * 1000).toISOString();
    await this.#store.set(LEASE, JSON.stringify({ holder, until }));
  }

  /** Gives the lease back, if it is still the holder's. */
  async dropLease(holder: string): Promise<void> {
    if ((await this.#lease())?.holder === holder) await this.#store.delete(LEASE);
  }
}
