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
      /** HMAC of every cell that some plan reads. */
      mark: z.string(),
      /** HMAC of the cells that staff may still undo, and since when they stand as they are. */
      watched: z.string(),
      since: z.iso.datetime(),
      /** True when the case was looked at, to its end, since the row looks so. */
      isOver: z.boolean(),
      /** From when on the case is looked at again although the row looks so. */
      openAt: z.iso.datetime().optional(),
      /** Text that a plan keeps for readers while the row looks so. */
      remembered: z.string().optional(),
    }),
  ),
});

/** Rows of a tab as a drain saw them, by `Identifiant`. A hint: without it every case is looked at, and the minutes to undo a change begin anew. */
export type SeenRows = Readonly<z.output<typeof schema>>;

export const NOTHING_SEEN: SeenRows = { rows: {} };

/** No drain that began so much later is over yet. */
const LATEST_MS = 300_000;
/** A change that no drain saw for so long may have been undone meanwhile, and made again. */
const MEMORY_MS = 900_000;

export type SeenRow = SeenRows['rows'][string];

/** The HMAC of a row's cells: verifiable, not reversible. */
export function markOf(secret: Secret, cells: Cells): string {
  const texts = Object.entries(cells).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return hmacHex(secret, 'seen', JSON.stringify(texts)).slice(0, 16);
}

/**
 * The last look at each tab. A snapshot has the instant its drain began in its key, so that one written late never stands for a later
 * one. Methods throw `StoreUnavailable`.
 */
export class SeenStore {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** Rows as the last drain that began by then saw them. */
  async latest(tab: string, startedAt: Date): Promise<SeenRows> {
    const at = (await this.#instants(tab)).findLast((other) => other <= startedAt);
    if (at === undefined) return NOTHING_SEEN;
    const seen = jsonIn(schema, await this.#store.get(KEYS.seen.key({ tab, at }))) ?? NOTHING_SEEN;
    if (startedAt.getTime() - at.getTime() <= MEMORY_MS) return seen;
    return { rows: Object.fromEntries(Object.entries(seen.rows).filter(([, { isOver }]) => isOver)) };
  }

  /** True when some drain saw this tab. */
  async has(tab: string): Promise<boolean> {
    return (await this.#instants(tab)).length > 0;
  }

  /** Keeps what a drain that began then saw, and drops what earlier ones did, and those of a clock that was wrong. */
  async keep(tab: string, startedAt: Date, seen: SeenRows): Promise<void> {
    const latest = new Date(startedAt.getTime() + LATEST_MS);
    await this.#store.set(KEYS.seen.key({ tab, at: startedAt }), JSON.stringify(seen));
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
