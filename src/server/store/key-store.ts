import type { Key, Prefix } from './key-family.ts';

/** The store could not be read or written; the reason is in `cause`, never in the message. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';

  constructor(cause: unknown) {
    super('The store is unavailable.', { cause });
  }
}

/**
 * A place that keeps texts by key, as an adapter or a test sees it. Every method throws `StoreUnavailable` rather than guess. Whatever
 * works with the store takes a `KeyStore`, so that no key is written outside the table.
 */
export interface TextStore<K extends string = string, P extends string = string> {
  /** Writes, or writes over; the text is durable when this resolves. */
  set(key: K, text: string): Promise<void>;
  /** `undefined` only when the store says that there is none. */
  get(key: K): Promise<string | undefined>;
  /** Harmless when there is none. */
  delete(key: K): Promise<void>;
  /** Every key that starts so, in no order; others that do may come with them. */
  list(prefix: P): Promise<readonly string[]>;
}

/** A place that keeps texts by the keys of the table (`KEYS`). */
export type KeyStore = TextStore<Key, Prefix>;
