import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { isStillAhead } from '../foundation/instants.ts';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { jsonIn } from '../store/keys.ts';

const LEASE = KEYS.lease.key({});
/** As long as a scheduled function lives; after a crash the next drain waits this long at most. */
const LEASE_MS = 30_000;

const leaseSchema = z.object({ holder: z.string(), until: z.iso.datetime() });

/** Says who drains. It saves calls only: two that take it at once both hold it (`keep`). Methods throw `StoreUnavailable`. */
export class Lease {
  readonly #store: KeyStore;
  readonly #now: () => Date;

  constructor(store: KeyStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  /** Says whether the holder may drain. */
  async take(holder: string): Promise<boolean> {
    const lease = await this.#read();
    const isHeld = lease !== undefined && isStillAhead(new Date(lease.until), this.#now(), LEASE_MS);
    if (isHeld && lease.holder !== holder) return false;
    await this.#write(holder);
    return true;
  }

  /** Says whether the lease is still the holder's, and makes it last from now on. */
  async keep(holder: string): Promise<boolean> {
    if ((await this.#read())?.holder !== holder) return false;
    await this.#write(holder);
    return true;
  }

  /** Gives the lease back, if it is still the holder's. */
  async drop(holder: string): Promise<void> {
    if ((await this.#read())?.holder === holder) await this.#store.delete(LEASE);
  }

  async #read(): Promise<z.output<typeof leaseSchema> | undefined> {
    return jsonIn(leaseSchema, await this.#store.get(LEASE));
  }

  /** Written over, never deleted first: in between, another would take it. */
  async #write(holder: string): Promise<void> {
    const until = new Date(this.#now().getTime() + LEASE_MS).toISOString();
    await this.#store.set(LEASE, JSON.stringify({ holder, until }));
  }
}

/**
 * Does work unless another drain is at work, as far as that can be known: nothing rests on it. Throws `StoreUnavailable`.
 *
 * @param act is given how to ask whether to go on.
 */
export async function underLease(
  lease: Lease,
  act: (goesOn: () => Promise<boolean>) => Promise<void>,
): Promise<void> {
  const holder = randomUUID();
  const goesOn = async (): Promise<boolean> => await lease.keep(holder);
  // When many find it free together, the last to write it goes on.
  if (!(await lease.take(holder)) || !(await goesOn())) return;
  try {
    await act(goesOn);
  } finally {
    await lease.drop(holder);
  }
}
