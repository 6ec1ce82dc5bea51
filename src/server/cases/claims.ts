import { identifierFrom } from '../foundation/identifier.ts';
import type { KeyStore } from '../store/key-store.ts';
import { KEYS } from '../store/key-families.ts';
import { deleteKeys } from '../store/keys.ts';

/** A case that wants one of few things. The earlier claim is granted first; of two at one instant, the one with the lower identifier. */
export interface Claim {
  /** Names the thing. */
  readonly what: string;
  readonly id: string;
  readonly at: Date;
  readonly isGranted: boolean;
}

/** So old, every drain sees a claim: none that was written earlier comes to light any more. */
const SETTLED_MS = 60_000;

/** So late a write that was not answered may come, and so old a list may be. */
const LATE_MS = 600_000;

const GRANTED = 'granted';

/** The places of a mentor, as claims name them; nothing personal. */
export function placesOf(mentorId: string): string {
  return identifierFrom('places', mentorId, '');
}

/** When a claim can be granted at the earliest. */
export function settledAt({ at }: Pick<Claim, 'at'>): Date {
  return new Date(at.getTime() + SETTLED_MS);
}

/** When a claim that was given back is looked for once more: a list may have hidden it, or it may be written late. */
export function lookedForAgainAt(givenBackAt: Date): Date {
  return new Date(givenBackAt.getTime() + LATE_MS);
}

/**
 * True when a claim is granted now: it was before, or it is among the first so many that are settled. Two drains that read the same claims
 * answer alike, without a lock.
 *
 * @param claims all of one thing.
 * @param total how many there are to be had.
 */
export function isGrantedNow(id: string, claims: readonly Claim[], total: number, now: Date): boolean {
  const own = claims.find((claim) => claim.id === id);
  if (own === undefined || own.isGranted) return own !== undefined;
  const left = total - claims.filter(({ isGranted }) => isGranted).length;
  const settled = claims
    .filter((claim) => !claim.isGranted && settledAt(claim) <= now)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  return settled.slice(0, Math.max(0, left)).some((claim) => claim.id === id);
}

/** Claims of scarce things: the places of a mentor, or of an event. Methods throw `StoreUnavailable`. */
export class Claims {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** Every claim of a thing. Of two by one case the earlier counts. */
  async of(what: string): Promise<readonly Claim[]> {
    const keys = KEYS.claims.parseAll(await this.#store.list(KEYS.claims.under({ what })));
    const claims = await Promise.all(
      keys.map(async ({ id, at }) => {
        const text = await this.#store.get(KEYS.claims.key({ what, at, id }));
        return { id, at, isGranted: text === GRANTED };
      }),
    );
    const byCase = Map.groupBy(claims, ({ id }) => id);
    return [...byCase].flatMap(([id, own]) => {
      const [first] = own.toSorted((a, b) => a.at.getTime() - b.at.getTime());
      return first === undefined
        ? []
        : [{ what, id, at: first.at, isGranted: own.some((one) => one.isGranted) }];
    });
  }

  /** The cases that claim anything. */
  async ids(): Promise<ReadonlySet<string>> {
    return new Set(KEYS.claims.parseAll(await this.#store.list(KEYS.claims.under())).map(({ id }) => id));
  }

  /** Claims a thing, unless the case already does; the instant of the claim. */
  async claim(what: string, id: string, now: Date): Promise<Date> {
    const known = (await this.of(what)).find((claim) => claim.id === id);
    if (known !== undefined) return known.at;
    await this.#store.set(KEYS.claims.key({ what, at: now, id }), '');
    return now;
  }

  /** Notes that a claim is granted: it stays so until it is given back. */
  async grant(what: string, id: string): Promise<void> {
    const known = (await this.of(what)).find((claim) => claim.id === id);
    if (known !== undefined) await this.#store.set(KEYS.claims.key({ what, at: known.at, id }), GRANTED);
  }

  /** Gives back what a case has claimed. Idempotent. */
  async release(what: string, id: string): Promise<void> {
    const keys = KEYS.claims.parseAll(await this.#store.list(KEYS.claims.under({ what })));
    await deleteKeys(
      this.#store,
      keys.filter((claim) => claim.id === id).map(({ at }) => KEYS.claims.key({ what, at, id })),
    );
  }
}
