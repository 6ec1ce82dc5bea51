import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Application } from '../../domain/application/application.ts';
import { type Signal, SIGNALS } from '../../domain/application/signals.ts';
import type { Audience } from '../../domain/application/form.ts';
import { isStillAhead } from '../foundation/instants.ts';
import { KEYS } from '../store/key-families.ts';
import type { Key } from '../store/key-family.ts';
import type { KeyStore } from '../store/key-store.ts';
import { deleteKeys, isNewer, jsonIn, keysUnder } from '../store/keys.ts';

/** What is done for an application, once and for all. `row`: it was read back in the spreadsheet. The others: e-mails sent. */
export const STEPS = ['row', 'confirmation', 'notice'] as const;
export type Step = (typeof STEPS)[number];

/** One body in the inbox, known from its key alone; several may be of one application (a double click). */
export interface InboxItem {
  readonly key: string;
  /** The application's identifier. */
  readonly id: string;
  readonly receivedAt: Date;
  /** Its row is in the spreadsheet: only letters wait. */
  readonly isInTab: boolean;
}

/** A delivered application whose letter waits for another day. */
export interface Held {
  readonly id: string;
  /** In Paris, `YYYY-MM-DD`. */
  readonly day: string;
  /** None when there is nothing left to deliver. */
  readonly items: readonly InboxItem[];
}

/** A browser or a page that sends a form again by itself does so within this time. */
const MACHINE_MS = 86_400_000;
const LEASE = KEYS.lease.key({});
/** No spreadsheet asks for more, and no lease is taken for longer, in milliseconds. */
const LONGEST_MS = 300_000;

const AUDIENCES = {
  youth: 'youth',
  mentor: 'mentor',
  company: 'company',
  waiting: 'waiting',
} as const satisfies {
  [A in Audience]: A;
};
/**
 * Of the items that this deploy writes. Raise it with a change that an earlier deploy would misread, or of which it would lose a
 * part: a new question, a new form. An item of a later version waits for the deploy that wrote it.
 */
const ITEM_VERSION = 1;
/** Enough of an item to tell that it is of a form that this deploy does not know. */
const kindSchema = z.object({ audience: z.string() });
const hexadecimal = z.string().regex(/^[0-9a-f]+$/);
const instantSchema = z.iso.datetime();
const applicationSchema: z.ZodType<Application> = z.object({
  audience: z.enum(AUDIENCES),
  id: hexadecimal,
  reference: z.string(),
  season: z.string(),
  receivedAt: instantSchema,
  answers: z.record(
    z.string(),
    z.union([z.string(), z.array(z.string()), z.array(z.record(z.string(), z.string()))]),
  ),
  signals: z.array(z.custom<Signal>((name) => typeof name === 'string' && Object.hasOwn(SIGNALS, name))),
  invitedBy: z.object({ invitation: hexadecimal, company: z.string() }).optional(),
});
const leaseSchema = z.object({ holder: z.string(), until: instantSchema });

/** The same body has the same key: sent again, it is written over itself. */
function itemKey({ id, receivedAt }: Application, body: string): Key {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return KEYS.items.key({ id, at: new Date(receivedAt), hash });
}

/** The keys of an item: its own, and those of the marks beside it. Throws `TypeError` on any other key. */
function keysOfItem(key: string): Readonly<Record<'own' | 'aside' | 'inTab', Key>> {
  const parts = KEYS.items.parse(key);
  if (parts === undefined) throw new TypeError('This is the key of no item.');
  return {
    own: KEYS.items.key(parts),
    aside: KEYS.itemsAside.key(parts),
    inTab: KEYS.itemsInTab.key(parts),
  };
}

function itemsAt(key: string): readonly Omit<InboxItem, 'isInTab'>[] {
  const parts = KEYS.items.parse(key);
  return parts === undefined ? [] : [{ key, id: parts.id, receivedAt: parts.at }];
}

/**
 * Where applications wait until they are delivered. Every method throws `StoreUnavailable` when the store fails.
 * Keys hold identifiers, instants and hashes, never personal data; layout and reasons: docs/decisions/0004-inbox-layout.md.
 */
export class Inbox {
  readonly #store: KeyStore;
  readonly #now: () => Date;

  constructor(store: KeyStore, { now = () => new Date() }: { now?: () => Date } = {}) {
    this.#store = store;
    this.#now = now;
  }

  /** Keeps an application, durable when this resolves. Idempotent. */
  async put(application: Application): Promise<void> {
    const body = JSON.stringify({ version: ITEM_VERSION, ...application });
    await this.#store.set(itemKey(application, body), body);
  }

  /** When an application was received so late in its slot of time that it may come again in the next (`acceptApplication`). */
  async receivedLate(id: string): Promise<Date | undefined> {
    const at = instantSchema.safeParse(await this.#store.get(KEYS.late.key({ id }))).data;
    return at === undefined ? undefined : new Date(at);
  }

  async noteLate(id: string, at: Date): Promise<void> {
    await this.#store.set(KEYS.late.key({ id }), at.toISOString());
  }

  /** Whether an application was ever put here, as far as its item or its marks are left. */
  async knows(id: string): Promise<boolean> {
    return (await this.#keysOf(id)).length > 0 || (await this.marks(id)).size > 0;
  }

  /** What waits to be delivered, oldest first; without what only waits for the day of its letter. */
  async pending(): Promise<readonly InboxItem[]> {
    const items = await this.#items({ aside: false });
    const held = new Set(items.length === 0 ? [] : (await this.#holds()).map(({ id }) => id));
    return items.filter(({ id }) => !held.has(id));
  }

  /** The applications that wait for the day of their letter, by day. */
  async held(): Promise<readonly Held[]> {
    const holds = await this.#holds();
    const items = holds.length === 0 ? [] : await this.#items({ aside: false });
    const byId = Map.groupBy(items, ({ id }) => id);
    return holds.map((hold) => ({ ...hold, items: byId.get(hold.id) ?? [] }));
  }

  /** Keeps a delivered application until a day (`YYYY-MM-DD`) on which its letter may leave. */
  async hold(id: string, day: string): Promise<void> {
    await this.#store.set(KEYS.held.key({ id, day }), '');
  }

  /** Notes that an application waits no more for that day. */
  async letGo({ id, day }: Pick<Held, 'id' | 'day'>): Promise<void> {
    await this.#store.delete(KEYS.held.key({ id, day }));
  }

  async #holds(): Promise<readonly Pick<Held, 'id' | 'day'>[]> {
    return KEYS.held.parseAll((await this.#store.list(KEYS.held.under())).toSorted());
  }

  /** What was put aside, oldest first. */
  async quarantined(): Promise<readonly InboxItem[]> {
    return await this.#items({ aside: true });
  }

  async #items({ aside }: { aside: boolean }): Promise<readonly InboxItem[]> {
    const keys = new Set(await this.#store.list(KEYS.items.under()));
    return [...keys]
      .flatMap(itemsAt)
      .filter(({ key }) => keys.has(keysOfItem(key).aside) === aside)
      .map((item) => ({ ...item, isInTab: keys.has(keysOfItem(item.key).inTab) }))
      .toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  }

  /**
   * `absent`: someone else has removed it. `newer`: a later deploy wrote it; to be left for that one. `unreadable`: broken, or of
   * another shape; to be put aside.
   */
  async read(key: string): Promise<Application | 'absent' | 'newer' | 'unreadable'> {
    const body = await this.#store.get(keysOfItem(key).own);
    if (body === undefined) return 'absent';
    const kind = jsonIn(kindSchema, body)?.audience;
    const isUnknown = kind !== undefined && !Object.hasOwn(AUDIENCES, kind);
    if (isUnknown || isNewer(body, ITEM_VERSION)) return 'newer';
    return jsonIn(applicationSchema, body) ?? 'unreadable';
  }

  /** Notes that only letters wait of an item. */
  async markInTab({ key }: Pick<InboxItem, 'key'>): Promise<void> {
    await this.#store.set(keysOfItem(key).inTab, '');
  }

  /** Forgets a delivered item; its marks stay. */
  async remove({ key, isInTab }: Pick<InboxItem, 'key' | 'isInTab'>): Promise<void> {
    const { own, inTab } = keysOfItem(key);
    if (isInTab) await this.#store.delete(inTab);
    await this.#store.delete(own);
  }

  /** Notes that a step is done; the note outlives the item and holds nothing personal. */
  async mark(id: string, step: Step): Promise<void> {
    await this.#store.set(KEYS.done.key({ id, kind: step }), this.#now().toISOString());
  }

  /** The steps done for an application. */
  async marks(id: string): Promise<ReadonlySet<Step>> {
    const notes = await Promise.all(
      STEPS.map(async (step) => ({ step, at: await this.#store.get(KEYS.done.key({ id, kind: step })) })),
    );
    return new Set(notes.filter(({ at }) => at !== undefined).map(({ step }) => step));
  }

  /** What waits of an application, put aside or not, as far as it can be read. */
  async applications(id: string): Promise<readonly Application[]> {
    const keys = (await this.#keysOf(id)).filter((key) => itemsAt(key).length > 0);
    const read = await Promise.all(keys.map(async (key) => await this.read(key)));
    return read.filter((application) => typeof application !== 'string');
  }

  /** Forgets what waits of an application and marks every step as done: sent again by a machine, it only goes away. */
  async leaveTombstone(id: string): Promise<void> {
    await this.#store.set(KEYS.tombstones.key({ id }), this.#now().toISOString());
    await this.#store.delete(KEYS.late.key({ id }));
    await Promise.all(STEPS.map(async (step) => await this.mark(id, step)));
    await deleteKeys(this.#store, await this.#keysOf(id));
  }

  /** Whether somebody who was erased has come back with the same answers: then nothing is marked as done any more. */
  async revive(id: string, receivedAt: Date): Promise<boolean> {
    const at = instantSchema.safeParse(await this.#store.get(KEYS.tombstones.key({ id }))).data;
    if (at === undefined || receivedAt.getTime() < Date.parse(at) + MACHINE_MS) return false;
    await Promise.all(STEPS.map(async (step) => await this.#store.delete(KEYS.done.key({ id, kind: step }))));
    await this.#store.delete(KEYS.tombstones.key({ id }));
    return true;
  }

  async #keysOf(id: string): Promise<readonly Key[]> {
    return await keysUnder(this.#store, KEYS.items.under({ id }));
  }

  /** Puts an item aside, whole and where it is; the reason, without personal data, is for whoever opens the store. */
  async quarantine(key: string, reason: string): Promise<void> {
    await this.#store.set(keysOfItem(key).aside, JSON.stringify({ reason, at: this.#now().toISOString() }));
  }

  /** Lets an item that was put aside be delivered again. */
  async release(key: string): Promise<void> {
    await this.#store.delete(keysOfItem(key).aside);
  }

  /** Notes that a tab is not to be written for so many seconds. */
  async postpone(tabName: string, seconds: number): Promise<void> {
    const until = new Date(this.#now().getTime() + seconds * 1000).toISOString();
    await this.#store.set(KEYS.notBefore.key({ tab: tabName }), until);
  }

  /** Whether a tab is to be left alone now. */
  async isPostponed(tabName: string): Promise<boolean> {
    const until = instantSchema.safeParse(await this.#store.get(KEYS.notBefore.key({ tab: tabName }))).data;
    return until !== undefined && isStillAhead(new Date(until), this.#now(), LONGEST_MS);
  }

  /** Whether the team was already notified of this kind of trouble on this day (`YYYY-MM-DD`). */
  async wasAlerted(kind: string, day: string): Promise<boolean> {
    return (await this.#store.get(KEYS.alerts.key({ fact: kind, day }))) !== undefined;
  }

  async noteAlert(kind: string, day: string): Promise<void> {
    await this.#store.set(KEYS.alerts.key({ fact: kind, day }), this.#now().toISOString());
  }

  /** Says whether the holder may drain, for so many seconds. It saves calls only: two may hold it at once. */
  async takeLease(holder: string, seconds: number): Promise<boolean> {
    const text = await this.#store.get(LEASE);
    if (text !== undefined) {
      const lease = jsonIn(leaseSchema, text);
      const isHeld = lease !== undefined && isStillAhead(new Date(lease.until), this.#now(), LONGEST_MS);
      if (isHeld && lease.holder !== holder) return false;
      await this.#store.delete(LEASE);
    }
    const until = new Date(this.#now().getTime() + seconds * 1000).toISOString();
    return await this.#store.create(LEASE, JSON.stringify({ holder, until }));
  }

  /** Gives the lease back, if it is still the holder's. */
  async dropLease(holder: string): Promise<void> {
    const text = await this.#store.get(LEASE);
    if (text !== undefined && jsonIn(leaseSchema, text)?.holder === holder) await this.#store.delete(LEASE);
  }
}
