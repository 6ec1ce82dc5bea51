import * as z from 'zod';
import type { Recruited } from '../../domain/application/form.ts';
import { KEYS } from '../store/key-families.ts';
import type { Key } from '../store/key-family.ts';
import type { KeyStore } from '../store/key-store.ts';
import { deleteKeys, jsonIn, keysUnder } from '../store/keys.ts';

const pendingSchema = z.object({ key: z.string(), since: z.iso.datetime() });

const settledSchema = z.object({
  /** Of its status and address. */
  mark: z.string(),
  /** Since when it has its status, found again from its events without this. */
  taken: z
    .object({
      at: z.iso.datetime(),
      told: z.iso.datetime().optional(),
      isReception: z.literal(true).optional(),
    })
    .optional(),
});

const snapshotSchema = z.object({
  /** By `Identifiant`, the rows about which there is nothing more to do. */
  settled: z.record(z.string(), settledSchema),
  /** The others that show a change not told yet, and when it was first seen. */
  pending: z.record(z.string(), pendingSchema),
});

/** What a watch saw in a tab. A hint: without it every file is opened, and a change waits anew. */
export type Snapshot = Readonly<z.output<typeof snapshotSchema>>;

const NOTHING_SEEN: Snapshot = { settled: {}, pending: {} };

/** No watch that began so much later is over yet. */
const LATEST_MS = 300_000;

/** A change that nobody has looked at for so long may have been undone meanwhile, and made again. */
const MEMORY_MS = 900_000;

/** Of one audience they sort by instant. */
function keyOf(audience: Recruited, startedAt: Date): Key {
  return KEYS.watch.key({ kind: audience, at: startedAt });
}

/**
 * What the watch on statuses remembers: the last snapshot of each tab, and which changes are dealt with. A snapshot has
 * the instant its watch began in its key, so that one written late never stands for a later one. Methods throw `StoreUnavailable`.
 */
export class WatchNotes {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** What the last watch that began by then saw. */
  async latest(audience: Recruited, startedAt: Date): Promise<Snapshot> {
    const own = keyOf(audience, startedAt);
    const key = (await this.#keysOf(audience)).findLast((other) => other <= own);
    if (key === undefined) return NOTHING_SEEN;
    const snapshot = jsonIn(snapshotSchema, await this.#store.get(key)) ?? NOTHING_SEEN;
    const isRecent = key >= keyOf(audience, new Date(startedAt.getTime() - MEMORY_MS));
    return isRecent ? snapshot : { ...snapshot, pending: {} };
  }

  /** Keeps what a watch that began then saw, and drops what earlier ones did, and those of a clock that was wrong. */
  async keep(audience: Recruited, startedAt: Date, snapshot: Snapshot): Promise<void> {
    const own = keyOf(audience, startedAt);
    const latest = keyOf(audience, new Date(startedAt.getTime() + LATEST_MS));
    await this.#store.set(own, JSON.stringify(snapshot));
    const others = (await this.#keysOf(audience)).filter((key) => key < own || key > latest);
    await deleteKeys(this.#store, others);
  }

  async #keysOf(audience: Recruited): Promise<readonly Key[]> {
    return (await keysUnder(this.#store, KEYS.watch.under({ kind: audience }))).toSorted();
  }

  /** Notes that nothing is left to do about a change: its message was taken, or it has none. */
  async markTold(id: string, event: string): Promise<void> {
    await this.#store.set(KEYS.told.key({ id, event }), '');
  }

  /** The events of an application that are dealt with. */
  async told(id: string): Promise<ReadonlySet<string>> {
    const told = KEYS.told.parseAll(await this.#store.list(KEYS.told.under({ id })));
    return new Set(told.filter((parts) => parts.id === id).map(({ event }) => event));
  }
}
