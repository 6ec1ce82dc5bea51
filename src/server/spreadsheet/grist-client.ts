import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { Unavailable } from './spreadsheet.ts';

export interface GristSettings {
  /** For instance `https://docs.getgrist.com`. */
  readonly url: string;
  readonly docId: string;
  readonly apiKey: string;
}

/** Environment variables. */
export interface GristVariables {
  readonly GRIST_URL: string;
  readonly GRIST_DOC_ID: string;
  readonly GRIST_API_KEY: string;
}

export function gristSettings(variables: GristVariables): GristSettings {
  return { url: variables.GRIST_URL, docId: variables.GRIST_DOC_ID, apiKey: variables.GRIST_API_KEY };
}

/** What tests replace: the network, time, and waiting. */
export interface GristOptions {
  readonly fetch?: typeof globalThis.fetch;
  readonly now?: () => Date;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

export interface GristRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Under the document, from `/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** After this long without an answer, what becomes of a call is not known. */
const TIMEOUT_MS = 10_000;
/** Truncated exponential backoff: Grist's « too many » (429) has no Retry-After. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;
/** After this long a call is not sent again: a drain has 25 s. */
const PATIENCE_MS = 8_000;
const BUSY_SECONDS = 60;
const QUOTA_SECONDS = 3_600;

/** Of `/apply`. */
export const appliedAnswer = z.object({ actionNum: z.number(), retValues: z.array(z.unknown()) });

const errorAnswer = z.object({ error: z.string() });

/**
 * Grist refused what was asked; nothing was done: 400, 404 (no such table, column or document), 413, or an action
 * that failed and was undone. Its message may quote texts: never log it.
 */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Answer {
  readonly status: number;
  /** `undefined` when it is not JSON. */
  readonly body: unknown;
}

/** One document over Grist's REST interface (support.getgrist.com/api). Every failure is `Refused` or `Unavailable`. */
export class GristClient {
  readonly #settings: GristSettings;
  readonly #fetch: typeof globalThis.fetch;
  readonly #now: () => Date;
  readonly #wait: (milliseconds: number) => Promise<void>;

  constructor(
    settings: GristSettings,
    { fetch = globalThis.fetch, now = () => new Date(), wait = pause }: GristOptions = {},
  ) {
    this.#settings = settings;
    this.#fetch = fetch;
    this.#now = now;
    this.#wait = wait;
  }

  /** Sends until an answer says for certain what was done, within our patience: give it only what may be done twice, or late. */
  async call<T>(request: GristRequest, shape: z.ZodType<T>): Promise<T> {
    const startedMs = this.#now().getTime();
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.#send(request);
      const parsed = answer?.status === 200 ? shape.safeParse(answer.body) : undefined;
      if (parsed?.success) return parsed.data;
      if (answer) throwRefusal(answer);
      const pauseMs = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + Math.random());
      if (this.#now().getTime() - startedMs + pauseMs > PATIENCE_MS)
        throw answer?.status === 429
          ? new Unavailable('grist-busy', { retryAfterSeconds: BUSY_SECONDS })
          : new Unavailable('grist-down');
      await this.#wait(pauseMs);
    }
  }

  async #send({ method, path, query = {}, body }: GristRequest): Promise<Answer | undefined> {
    const { url: base, docId, apiKey } = this.#settings;
    const url = new URL(`${base.replace(/\/+$/, '')}/api/docs/${encodeURIComponent(docId)}${path}`);
    for (const [name, text] of Object.entries(query)) url.searchParams.set(name, text);
    try {
      const answer = await this.#fetch(url, {
        method,
        headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: answer.status, body: jsonOf(await answer.text()) };
    } catch {
      // No answer, or half of one.
      return undefined;
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Answers that say for certain that nothing was done; any other leaves the question open. */
function throwRefusal({ status, body }: Answer): void {
  const message = errorAnswer.safeParse(body).data?.error ?? '';
  if (status === 401) throw new Unavailable('grist-key');
  if (status === 403) throw new Unavailable('grist-access');
  // `/apply` answers 500 when an action failed and the whole was undone.
  if ([400, 404, 413].includes(status) || (status === 500 && message.startsWith('[Sandbox]')))
    throw new Refused(status, message);
  if (status === 429 && /limit for document|monthly limit/i.test(message))
    throw new Unavailable('grist-quota', { retryAfterSeconds: QUOTA_SECONDS });
}
