import { setTimeout as pause } from 'node:timers/promises';
import { absentRows, type Row, RowsRefused, Unavailable } from './spreadsheet.ts';

// Shared by the spreadsheets that are services on a network.

/** Dependencies that tests replace: the network, time, and waiting. */
export interface ServiceDeps {
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export function serviceDeps(replaced: Partial<ServiceDeps>): ServiceDeps {
  return { fetch: globalThis.fetch, now: () => new Date(), wait: async (ms) => await pause(ms), ...replaced };
}

/** The service refused what was asked; nothing was done. Its message, if it has one, may quote texts: never log it. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

export interface Answer {
  readonly status: number;
  /** `undefined` when it is not JSON. */
  readonly body: unknown;
  readonly headers: Headers;
}

interface Call {
  readonly method: string;
  readonly token: string;
  readonly body: unknown;
  readonly timeoutMs: number;
}

/** One call with JSON both ways; `undefined` when no answer came, or half of one. */
export async function sendJson(
  { fetch }: ServiceDeps,
  url: URL,
  { method, token, body, timeoutMs }: Call,
): Promise<Answer | undefined> {
  try {
    const answer = await fetch(url, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: answer.status, body: parsedJson(await answer.text()), headers: answer.headers };
  } catch {
    return undefined;
  }
}

/** `undefined` when it is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const LONGEST_WAIT_MS = 4_000;
/** After this long a call is not sent again: a drain has 25 s. */
const PATIENCE_MS = 8_000;

/**
 * Truncated exponential backoff of one call, with jitter.
 *
 * @returns what waits before the next try, `false` at once when no time is left.
 */
export function backoff({ now, wait }: ServiceDeps, firstMs: number): () => Promise<boolean> {
  const startedMs = now().getTime();
  let nextMs = firstMs;
  return async () => {
    const pauseMs = nextMs * (0.5 + Math.random());
    if (now().getTime() - startedMs + pauseMs > PATIENCE_MS) return false;
    nextMs = Math.min(nextMs * 2, LONGEST_WAIT_MS);
    await wait(pauseMs);
    return true;
  };
}

/** Staff or other drains changed the spreadsheet at every attempt. */
export class ChangedMeanwhile extends Unavailable {
  constructor() {
    const message = 'Le tableur change sans cesse : nouvel essai plus tard.';
    super('passing', message, { reason: 'changed-meanwhile' });
  }
}

const ATTEMPTS = 6;

/**
 * Does work until it is done: again when it says so, and when the service refuses what it made of something that others
 * changed meanwhile.
 *
 * @param work is told what was refused the last time.
 * @throws ChangedMeanwhile after so many attempts; `whenRefused` if the last was refused.
 */
export async function untilDone<T>(
  work: (refusal: Refused | undefined) => Promise<T | 'again'>,
  {
    attempts = ATTEMPTS,
    whenRefused = () => new ChangedMeanwhile(),
  }: { readonly attempts?: number; readonly whenRefused?: () => Unavailable } = {},
): Promise<T> {
  let refusal: Refused | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      const done = await work(refusal);
      if (done !== 'again') return done;
      refusal = undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refusal = error;
    }
  }
  throw refusal ? whenRefused() : new ChangedMeanwhile();
}

/** Result of a call; `undefined` when it is refused, as when another process did first what it asks. */
export async function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** Limits of one call. */
export interface Load<T> {
  readonly items: number;
  readonly size: number;
  readonly sizeOf: (item: T) => number;
}

/** Items in their order, in as few calls as the load of each allows; one that is too large alone goes alone. */
export function batches<T>(items: readonly T[], load: Load<T>): readonly (readonly T[])[] {
  const found: T[][] = [];
  let total = Infinity;
  for (const item of items) {
    const size = load.sizeOf(item);
    const last = found.at(-1);
    if (last && last.length < load.items && total + size <= load.size) {
      last.push(item);
      total += size;
    } else {
      found.push([item]);
      total = size;
    }
  }
  return found;
}

/**
 * Inserts rows batch by batch; one that is refused again by halves, until the rows to blame stand alone. No row is a batch too:
 * it makes the tab.
 *
 * @param insert says « refused » only of rows whose texts are why.
 * @throws RowsRefused, Unavailable
 */
export async function insertInBatches(
  rows: readonly Row[],
  load: Load<Row>,
  insert: (batch: readonly Row[]) => Promise<'done' | 'refused'>,
): Promise<void> {
  const distinct = absentRows(rows, new Set());
  const refused: string[] = [];
  const queue = distinct.length === 0 ? [distinct] : [...batches(distinct, load)];
  for (let batch = queue.shift(); batch; batch = queue.shift()) {
    if ((await insert(batch)) === 'done') continue;
    const middle = Math.ceil(batch.length / 2);
    if (batch.length === 1) refused.push(...batch.map(({ id }) => id));
    else queue.unshift(batch.slice(0, middle), batch.slice(middle));
  }
  if (refused.length > 0) throw new RowsRefused(refused, 'refused');
}

/** Opens once for the same settings as long as the process lives: its token and what it knows of the tabs serve again. */
export function memoizeLast<Settings, Opened>(
  open: (settings: Settings) => Opened,
): (settings: Settings) => Opened {
  let last: { readonly key: string; readonly opened: Opened } | undefined;
  return (settings) => {
    const key = JSON.stringify(settings);
    if (last?.key !== key) last = { key, opened: open(settings) };
    return last.opened;
  };
}
