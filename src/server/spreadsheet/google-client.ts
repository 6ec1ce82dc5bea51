import { setTimeout as pause } from 'node:timers/promises';
import type { sheets_v4 } from '@googleapis/sheets';
import * as z from 'zod';
import { type ServiceAccount, TokenSource } from './google-token.ts';
import { Unavailable } from './spreadsheet.ts';

export interface GoogleSheetsSettings extends ServiceAccount {
  readonly spreadsheetId: string;
  /** `https://sheets.googleapis.com`, or a double's. */
  readonly apiUrl: string;
}

/** Environment variables. */
export interface GoogleVariables {
  readonly GOOGLE_SHEETS_ID: string;
  readonly GOOGLE_SERVICE_ACCOUNT_EMAIL: string;
  readonly GOOGLE_PRIVATE_KEY: string;
  readonly GOOGLE_API_URL: string;
  readonly GOOGLE_TOKEN_URL: string;
}

export function settingsFrom(variables: GoogleVariables): GoogleSheetsSettings {
  return {
    spreadsheetId: variables.GOOGLE_SHEETS_ID,
    email: variables.GOOGLE_SERVICE_ACCOUNT_EMAIL,
    privateKey: variables.GOOGLE_PRIVATE_KEY,
    apiUrl: variables.GOOGLE_API_URL,
    tokenUrl: variables.GOOGLE_TOKEN_URL,
  };
}

/** What tests replace: the network, time, and waiting. */
export interface GoogleSheetsOptions {
  readonly fetch?: typeof globalThis.fetch;
  readonly now?: () => Date;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** After this long without an answer, what becomes of a call is not known. */
const TIMEOUT_MS = 15_000;
/** Truncated exponential backoff (developers.google.com/workspace/sheets/api/limits). */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 4_000;
/** What one call may wait in all: a drain has 25 s. */
const PATIENCE_MS = 8_000;
/** Google gives a request up after 180 s: until then one that was not answered may still be applied. */
const UNKNOWN_OUTCOME_SECONDS = 180;
const QUOTA_SECONDS = 60;

const errorAnswer = z.object({ error: z.object({ message: z.string(), status: z.string().optional() }) });

/** Google refused what was asked (status 400); nothing was done. Its message may quote texts: never log it. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Google's clock. */
  readonly date: Date;
}

type Query = readonly (readonly [string, string])[];

/** One spreadsheet over Google's REST interface, version 4. Every failure is `Refused` or `Unavailable`. */
export class GoogleSheetsClient {
  readonly #settings: GoogleSheetsSettings;
  readonly #tokens: TokenSource;
  readonly #fetch: typeof globalThis.fetch;
  readonly #now: () => Date;
  readonly #wait: (milliseconds: number) => Promise<void>;

  constructor(
    settings: GoogleSheetsSettings,
    { fetch = globalThis.fetch, now = () => new Date(), wait = pause }: GoogleSheetsOptions,
  ) {
    this.#settings = settings;
    this.#tokens = new TokenSource(settings, { fetch, now });
    this.#fetch = fetch;
    this.#now = now;
    this.#wait = wait;
  }

  /** `spreadsheets.get` of the ranges, in A1 notation with the tab's name, or of the whole. @throws Refused, Unavailable */
  async get<T>(
    shape: z.ZodType<T>,
    fields: string,
    ranges: readonly string[] = [],
  ): Promise<{ readonly found: T; readonly date: Date }> {
    const query: Query = [...ranges.map((range) => ['ranges', range] as const), ['fields', fields]];
    for (let waited = 0, attempt = 0; ; attempt += 1) {
      const answer = await this.#call('GET', '', query);
      const parsed = answer?.status === 200 ? shape.safeParse(answer.body) : undefined;
      if (answer && parsed?.success) return { found: parsed.data, date: answer.date };
      if (answer) this.#throwRefusal(answer);
      const pauseMs = this.#backoff(attempt);
      if (waited + pauseMs > PATIENCE_MS) throw new Unavailable('google-down');
      waited += pauseMs;
      await this.#wait(pauseMs);
    }
  }

  /** Applies the requests, all or none. @throws Refused, Unavailable; `unknown-outcome` when nobody knows which */
  async batchUpdate(requests: readonly sheets_v4.Schema$Request[]): Promise<void> {
    const body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest = { requests: [...requests] };
    const answer = await this.#call('POST', ':batchUpdate', [['fields', 'spreadsheetId']], body);
    if (answer?.status === 200 && z.object({ spreadsheetId: z.string() }).safeParse(answer.body).success)
      return;
    if (answer) this.#throwRefusal(answer);
    throw new Unavailable('unknown-outcome', { retryAfterSeconds: UNKNOWN_OUTCOME_SECONDS });
  }

  /** Answers that say for certain that nothing was done; any other leaves the question open. */
  #throwRefusal({ status, body }: Answer): void {
    const parsed = errorAnswer.safeParse(body);
    if (!parsed.success) return;
    const { message } = parsed.data.error;
    if (status === 400) throw new Refused(message);
    if (status === 401) throw new Unavailable('credentials');
    if (status === 403)
      throw new Unavailable(/has not been used|disabled/.test(message) ? 'api-off' : 'not-shared');
    if (status === 404) throw new Unavailable('no-spreadsheet');
    if (status === 429) throw new Unavailable('quota', { retryAfterSeconds: QUOTA_SECONDS });
  }

  /** Sends until the answer is neither « too many » nor « who are you », within our patience; `undefined` when none came. */
  async #call(method: string, path: string, query: Query, body?: unknown): Promise<Answer | undefined> {
    let renewed = false;
    for (let waited = 0, attempt = 0; ; attempt += 1) {
      const answer = await this.#send(method, path, query, body);
      if (answer?.status === 401 && !renewed) {
        renewed = true;
        this.#tokens.forget();
      } else if (answer?.status === 429) {
        const pauseMs = this.#backoff(attempt);
        if (waited + pauseMs > PATIENCE_MS) return answer;
        waited += pauseMs;
        await this.#wait(pauseMs);
      } else return answer;
    }
  }

  async #send(method: string, path: string, query: Query, body: unknown): Promise<Answer | undefined> {
    const { apiUrl, spreadsheetId } = this.#settings;
    const url = new URL(`/v4/spreadsheets/${encodeURIComponent(spreadsheetId)}${path}`, apiUrl);
    for (const [name, value] of query) url.searchParams.append(name, value);
    const token = await this.#tokens.get();
    try {
      const answer = await this.#fetch(url, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const date = Date.parse(answer.headers.get('date') ?? '');
      return {
        status: answer.status,
        body: await answer.json(),
        date: Number.isNaN(date) ? this.#now() : new Date(date),
      };
    } catch {
      // No answer, half of one, or a page where Google would send JSON.
      return undefined;
    }
  }

  #backoff(attempt: number): number {
    return Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + Math.random());
  }
}
