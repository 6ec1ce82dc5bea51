import * as z from 'zod';
import type { KeyStore } from '../store/key-store.ts';
import { KEYS } from '../store/key-families.ts';
import { deleteKeys, jsonIn } from '../store/keys.ts';
import { hmacHex } from '../foundation/hmac.ts';
import type { Secret } from '../foundation/secret.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';

const schema = z.object({
  rows: z.record(
    z.string(),
    z.object({
      /** HMAC of every cell that a plan reads. */
      hmac: z.string(),
      /** HMAC of the watched cells, which staff may still undo, and since when they have not changed. */
      watchedHmac: z.string(),
      since: z.iso.datetime(),
      /** True when nothing is left to do about the case since the row last changed. */
      isHandled: z.boolean(),
      /** From when on the case is looked at again although the row did not change. */
      rescanAt: z.iso.datetime().optional(),
      /** Text that a plan keeps for readers until the row changes. */
      cached: z.string().optional(),
    }),
  ),
});

/** Rows of a tab as a drain read them, by `Identifiant`. A hint: without it every case is looked at, and the minutes to undo a change begin anew. */
export type TabSnapshot = Readonly<z.output<typeof schema>>;

export const EMPTY_SNAPSHOT: TabSnapshot = { rows: {} };

/** A snapshot whose drain began so much later than this one comes from a wrong clock. */
const MAX_AHEAD_MS = 300_000;
/** In an older snapshot a waiting change does not count: it may have been undone meanwhile, and made again. */
const MAX_AGE_MS = 900_000;

export type RowSnapshot = TabSnapshot['rows'][string];

/** HMAC of a row's cells, in hexadecimal: verifiable, not reversible. */
export function rowHmac(secret: Secret, cells: Cells): string {
  const texts = Object.entries(cells).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return hmacHex(secret, 'seen', JSON.stringify(texts)).slice(0, 16);
}

/**
 * The latest snapshot of each tab. Its key holds the instant at which its drain began, so that one written late never replaces a later
 * one. Methods throw `StoreUnavailable`.
 */
export class SnapshotStore {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** The snapshot by the last drain that began by then; empty when there is none. */
  async latest(tab: string, startedAt: Date): Promise<TabSnapshot> {
    const at = (await this.#instants(tab)).findLast((other) => other <= startedAt);
    if (at === undefined) return EMPTY_SNAPSHOT;
    const snapshot = jsonIn(schema, await this.#store.get(KEYS.seen.key({ tab, at }))) ?? EMPTY_SNAPSHOT;
    if (startedAt.getTime() - at.getTime() <= MAX_AGE_MS) return snapshot;
    return {
      rows: Object.fromEntries(Object.entries(snapshot.rows).filter(([, { isHandled }]) => isHandled)),
    };
  }

  /** True when a drain saved a snapshot of this tab. */
  async has(tab: string): Promise<boolean> {
    return (await this.#instants(tab)).length > 0;
  }

  /** Saves the snapshot by a drain that began then, and deletes earlier ones and those of a wrong clock. */
  async save(tab: string, startedAt: Date, snapshot: TabSnapshot): Promise<void> {
    const latest = new Date(startedAt.getTime() + MAX_AHEAD_MS);
    await this.#store.set(KEYS.seen.key({ tab, at: startedAt }), JSON.stringify(snapshot));
    const others = (await this.#instants(tab)).filter((at) => at < startedAt || at > latest);
    await deleteKeys(
      this.#store,
      others.map((at) => KEYS.seen.key({ tab, at })),
    );
  }

  async #instants(tab: string): Promise<readonly Date[]> {
    const keys = await this.#store.list(KEYS.seen.under({ tab }));
    const own = KEYS.seen.parseAll(keys).filter((parts) => parts.tab === tab);
    return own.map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime());
  }
}
