import { KEYS } from '../store/key-families.ts';
import type { Key } from '../store/key-family.ts';
import type { KeyStore } from '../store/key-store.ts';
import { keysUnder } from '../store/keys.ts';
import { isStillAhead } from '../foundation/instants.ts';

const BEGUN = KEYS.begun.key({});
const NIGHT = KEYS.night.key({});

/** So long after the last night that went well, retention has stopped. */
const NIGHTS_LATE_MS = 48 * 3_600_000;

/** Record of the drains and nights so far. Methods throw `StoreUnavailable`. */
export class Runs {
  readonly #store: Pick<KeyStore, 'get' | 'set' | 'list' | 'delete'>;

  constructor(store: Pick<KeyStore, 'get' | 'set' | 'list' | 'delete'>) {
    this.#store = store;
  }

  async #instant(key: Key): Promise<Date | undefined> {
    const text = await this.#store.get(key);
    const at = new Date(text ?? Number.NaN);
    return Number.isNaN(at.getTime()) ? undefined : at;
  }

  /** Notes when the store was first written to, which every run does before anything else. Again changes nothing. */
  async begin(now: Date): Promise<void> {
    const begun = await this.#instant(BEGUN);
    // One of a clock that was ahead would hide for years that no night ever went well.
    if (begun === undefined || begun > now) await this.#store.set(BEGUN, now.toISOString());
  }

  /** Notes that a night has done all that was due. */
  async noteNight(now: Date): Promise<void> {
    await this.#store.set(NIGHT, now.toISOString());
  }

  /** The last night that went well, else the store's first write, when that is more than 48 hours ago; else `undefined`. */
  async nightsLateSince(now: Date): Promise<Date | undefined> {
    const [night, begun] = await Promise.all([this.#instant(NIGHT), this.#instant(BEGUN)]);
    const since = night !== undefined && night <= now ? night : begun;
    if (since === undefined) return undefined;
    return isStillAhead(new Date(since.getTime() + NIGHTS_LATE_MS), now, NIGHTS_LATE_MS) ? undefined : since;
  }

  /** Since when each of these steps fails without a break; the others are forgotten. */
  async failingSince<Step extends string>(
    steps: readonly Step[],
    now: Date,
  ): Promise<ReadonlyMap<Step, Date>> {
    const noted = await keysUnder(this.#store, KEYS.failing.under());
    const wanted = new Set<Key>(steps.map((step) => KEYS.failing.key({ kind: step })));
    for (const key of noted) if (!wanted.has(key)) await this.#store.delete(key);
    const since = new Map<Step, Date>();
    for (const step of new Set(steps)) {
      const key = KEYS.failing.key({ kind: step });
      const before = noted.includes(key) ? await this.#instant(key) : undefined;
      const isKnown = before !== undefined && before <= now;
      if (!isKnown) await this.#store.set(key, now.toISOString());
      since.set(step, isKnown ? before : now);
    }
    return since;
  }
}
