/** The store could not be read or written; the reason is in `cause`, never in the message. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';

  constructor(cause: unknown) {
    super('The store is unavailable.', { cause });
  }
}

/** A place that keeps texts by key. Every method throws `StoreUnavailable` rather than guess. */
export interface KeyStore {
  /** Writes, or writes over; the text is durable when this resolves. */
  set(key: string, text: string): Promise<void>;
  /** Writes unless the key exists, and says whether it wrote. Not atomic in every store: no correctness may rest on it. */
  create(key: string, text: string): Promise<boolean>;
  /** `undefined` only when the store says that there is none. */
  get(key: string): Promise<string | undefined>;
  /** Harmless when there is none. */
  delete(key: string): Promise<void>;
  /** Every key that starts so, in no order; others that do may come with them. */
  list(prefix: string): Promise<readonly string[]>;
}
