import { type GetStoreOptions, type Store, getStore } from '@netlify/blobs';
import * as z from 'zod';
import { KEYS } from './key-families.ts';
import { StoreUnavailable, type TextStore } from './key-store.ts';

/** For both tries of one request together, a page of a list each: a person waits for the answer, far under a function's own 60 s. */
const DEADLINE_MS = 8_000;

/** Personal data stay in the European Union (Frankfurt); a store does not move when this changes. */
const REGION = 'eu-central-1';

export interface BlobsOptions {
  /** Stores are the site's, not the deploy's: a preview that shares the name shares the inbox. */
  readonly name?: string;
  /** Where the store is; left out inside a Netlify function, whose environment says it anew at each call. */
  readonly connection?: Required<Pick<GetStoreOptions, 'siteID' | 'token' | 'edgeURL' | 'uncachedEdgeURL'>>;
  readonly deadlineMs?: number;
}

type Accepts = (response: Response) => boolean | Promise<boolean>;

const wasWritten: Accepts = ({ ok }) => ok;
const isThereOrAbsent: Accepts = ({ ok, status }) => ok || status === 404;

const pageSchema = z.object({ blobs: z.array(z.object({ key: z.string() })) });

/** The library takes a 404 and any JSON without `blobs` for an empty list. */
const isPage: Accepts = async (response) =>
  response.ok && pageSchema.safeParse(await response.clone().json()).success;

/** Blobs never answers a page: it comes from something in between. */
function isWebPage({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/html') ?? false;
}

/** Once more, at once, after a 5xx or a kept-alive connection that the other side had closed; all our writes may be repeated. */
async function fetchTwice(...request: Parameters<typeof fetch>): Promise<Response> {
  const first = await fetch(...request).catch(() => undefined);
  if (first !== undefined && first.status < 500) return first;
  await first?.body?.cancel();
  return await fetch(...request);
}

/** Netlify Blobs, read and written with strong consistency. Opening it costs nothing and reaches nothing. */
export class BlobsStore implements TextStore {
  readonly #options: GetStoreOptions;
  readonly #deadlineMs: number;

  constructor({ name = 'inbox', connection, deadlineMs = DEADLINE_MS }: BlobsOptions = {}) {
    this.#options = { name, region: REGION, consistency: 'strong', ...connection };
    this.#deadlineMs = deadlineMs;
  }

  async set(key: string, text: string): Promise<void> {
    await this.#run(wasWritten, (store) => store.set(key, text));
  }

  async get(key: string): Promise<string | undefined> {
    const found = await this.#run(isThereOrAbsent, (store) => store.getWithMetadata(key, { type: 'text' }));
    return found?.data;
  }

  async delete(key: string): Promise<void> {
    await this.#run(isThereOrAbsent, (store) => store.delete(key));
  }

  async list(prefix: string): Promise<readonly string[]> {
    let status = 0;
    const keys = await this.#run(
      (response) => {
        status = response.status;
        return status === 404 || isPage(response);
      },
      (store) => keysOf(store, prefix),
    );
    if (status !== 404) return keys;
    // Nothing was ever written, or this is not the store: after a write, only the first would be found.
    await this.set(KEYS.anchor.key({}), '');
    return await this.#run(isPage, (store) => keysOf(store, prefix));
  }

  /**
   * Runs one operation, each of its requests within the deadline, and fails at the first answer that it does not accept.
   * Only a list makes several: a deadline for all its pages would make a store of many keys unreadable.
   * The library alone would take a 401, 500 or 503 to a conditional write for a success (netlify/primitives #741).
   */
  async #run<T>(accepts: Accepts, operation: (store: Store) => Promise<T>): Promise<T> {
    const failure = Promise.withResolvers<never>();
    const guarded: typeof fetch = async (input, init) => {
      try {
        const signal = AbortSignal.timeout(this.#deadlineMs);
        const response = await fetchTwice(input, { ...init, signal });
        if (!isWebPage(response) && (await accepts(response))) return response;
        throw new Error(`Netlify Blobs answered ${response.status}.`);
      } catch (cause) {
        failure.reject(cause);
        // The library is left waiting: told of the failure, it would try again five times, 5 s apart.
        return await new Promise<never>(() => undefined);
      }
    };
    try {
      return await Promise.race([operation(getStore({ ...this.#options, fetch: guarded })), failure.promise]);
    } catch (cause) {
      throw new StoreUnavailable(cause);
    }
  }
}

async function keysOf(store: Store, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { blobs } of store.list({ prefix, paginate: true }))
    keys.push(...blobs.map(({ key }) => key));
  return keys;
}
