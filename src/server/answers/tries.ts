import { randomBytes } from 'node:crypto';
import { KEYS } from '../store/key-families.ts';
import type { Key } from '../store/key-family.ts';
import type { KeyStore } from '../store/key-store.ts';
import { inGroups } from '../foundation/parallel.ts';
import { hmacHexes } from '../foundation/hmac.ts';
import type { Secret } from '../foundation/secret.ts';
import { keysUnder } from '../store/keys.ts';

/** Wrong answers for one reference, whether it exists or not. */
const LIMITS = { hour: 5, day: 20 } as const;

const HOUR_MS = 3_600_000;

/** A try that is being made. */
export interface Try {
  readonly key: Key;
  /** Seconds until another may be made; `undefined` while this one may. */
  readonly waitSeconds: number | undefined;
}

/**
 * Counts the tries of each reference, a key a try: none is lost to another made at the same moment. Keys hold an HMAC
 * of the reference, never the reference. Methods throw `StoreUnavailable`.
 */
export class Tries {
  readonly #store: KeyStore;
  readonly #secret: Secret;

  constructor(store: KeyStore, secret: Secret) {
    this.#store = store;
    this.#secret = secret;
  }

  /** Notes a try before it is made, so that of many at once no more than the limit are answered. The day is UTC's. */
  async begin(reference: string, now: Date): Promise<Try> {
    const day = now.toISOString().slice(0, 10);
    // Those counted before a change of the secret count on.
    const hmacs = hmacHexes(this.#secret, 'try', reference).map((subject) => subject.slice(0, 32));
    const hash = randomBytes(8).toString('hex');
    const key = KEYS.tries.key({ day, hmac: hmacs[0] ?? '', at: now, hash });
    await this.#store.set(key, '');
    const prefixes = hmacs.map((hmac) => KEYS.tries.under({ day, hmac }));
    const counted = await inGroups(prefixes, prefixes.length, (prefix) => keysUnder(this.#store, prefix));
    const instants = KEYS.tries
      .parseAll([...new Set([...counted.flat(), key])])
      .map(({ at }) => at.getTime());
    const waitSeconds = waitAfter(instants, now);
    // One that is not answered does not count: it would keep the person out for longer.
    if (waitSeconds !== undefined) await this.forgive({ key });
    return { key, waitSeconds };
  }

  /** Takes a try out of the count: a right answer. */
  async forgive({ key }: Pick<Try, 'key'>): Promise<void> {
    await this.#store.delete(key);
  }
}

function waitAfter(instants: readonly number[], now: Date): number | undefined {
  const seconds = (until: number): number => Math.max(1, Math.ceil((until - now.getTime()) / 1000));
  if (instants.length > LIMITS.day) {
    const midnight = new Date(now);
    midnight.setUTCHours(24, 0, 0, 0);
    return seconds(midnight.getTime());
  }
  const ofHour = instants.filter((at) => at > now.getTime() - HOUR_MS).toSorted((a, b) => b - a);
  // The one whose end leaves room for another try.
  const awaited = ofHour[LIMITS.hour];
  return awaited === undefined ? undefined : seconds(awaited + HOUR_MS);
}
