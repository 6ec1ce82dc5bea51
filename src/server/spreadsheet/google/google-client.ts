import type { sheets_v4 } from '@googleapis/sheets';
import * as z from 'zod';
import { type ServiceAccount, TokenSource } from './google-token.ts';
import {
  type Answer,
  backoff,
  Refused,
  sendJson,
  type ServiceDeps,
  serviceDeps,
  unlessRefused,
} from '../service.ts';
import { type GoogleReason, GoogleUnavailable } from './google-unavailable.ts';

export interface GoogleSheetsSettings extends ServiceAccount {
  readonly spreadsheetId: string;
  /** `https://sheets.googleapis.com`, or a double's. */
  readonly apiUrl: string;
}

/** After this long without an answer, what becomes of a call is not known. */
const TIMEOUT_MS = 15_000;
/** Truncated exponential backoff (developers.google.com/workspace/sheets/api/limits). */
const FIRST_WAIT_MS = 500;

/** The number of no spreadsheet: what is answered about it tells whether the interface may be used at all. */
const NOWHERE = 'nulle-part';

/** Its message is in the language of the account, and never read (cloud.google.com/apis/design/errors). */
const errorAnswer = z.object({
  error: z.object({
    status: z.string().default(''),
    details: z.array(z.object({ reason: z.string().optional() })).default([]),
  }),
});

/** By `details[].reason` (cloud.google.com/apis/docs/reference: google.api.ErrorReason). */
const BY_DETAIL: Readonly<Record<string, GoogleReason>> = {
  SERVICE_DISABLED: 'api-off',
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: 'credentials',
  CONSUMER_INVALID: 'no-project',
  CONSUMER_SUSPENDED: 'no-project',
  USER_PROJECT_DENIED: 'no-project',
  RATE_LIMIT_EXCEEDED: 'quota',
};

interface GoogleAnswer extends Answer {
  /** Google's clock. */
  readonly date: Date;
}

type Query = readonly (readonly [string, string])[];

/**
 * One spreadsheet over Google's REST interface, version 4. Every failure is `Refused` (what was asked cannot be done: another
 * request may be) or `Unavailable`, decided by statuses and `details[].reason` alone.
 */
export class GoogleSheetsClient {
  readonly #settings: GoogleSheetsSettings;
  readonly #tokens: TokenSource;
  readonly #deps: ServiceDeps;

  constructor(settings: GoogleSheetsSettings, replaced: Partial<ServiceDeps>) {
    this.#settings = settings;
    this.#deps = serviceDeps(replaced);
    this.#tokens = new TokenSource(settings, this.#deps);
  }

  /** `spreadsheets.get` of the ranges, in A1 notation with the tab's name, or of the whole. @throws Refused, Unavailable */
  async get<T>(
    shape: z.ZodType<T>,
    fields: string,
    ranges: readonly string[] = [],
  ): Promise<{ readonly found: T; readonly date: Date }> {
    const query: Query = [...ranges.map((range) => ['ranges', range] as const), ['fields', fields]];
    const waits = backoff(this.#deps, FIRST_WAIT_MS);
    do {
      const answer = await this.#call('GET', '', query);
      const parsed = answer?.status === 200 ? shape.safeParse(answer.body) : undefined;
      if (answer && parsed?.success) return { found: parsed.data, date: answer.date };
      if (answer) await this.#throwRefusal(answer);
    } while (await waits());
    throw new GoogleUnavailable('google-down');
  }

  /** Applies the requests, all or none. @throws Refused, Unavailable; `unknown-outcome` when nobody knows which */
  async batchUpdate(requests: readonly sheets_v4.Schema$Request[]): Promise<void> {
    const body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest = { requests: [...requests] };
    const answer = await this.#call('POST', ':batchUpdate', [['fields', 'spreadsheetId']], body);
    if (answer?.status === 200 && z.object({ spreadsheetId: z.string() }).safeParse(answer.body).success)
      return;
    if (answer) await this.#throwRefusal(answer);
    throw new GoogleUnavailable('unknown-outcome');
  }

  /** Applies the requests, all or none, unless Google refuses them; says which. @throws Unavailable */
  async takes(requests: readonly sheets_v4.Schema$Request[]): Promise<boolean> {
    return (await unlessRefused(this.batchUpdate(requests).then(() => true))) ?? false;
  }

  /** Sends until the answer is neither « too many » nor « who are you », within our patience; `undefined` when none came. */
  async #call(
    method: string,
    path: string,
    query: Query,
    body?: unknown,
    spreadsheetId = this.#settings.spreadsheetId,
  ): Promise<GoogleAnswer | undefined> {
    const waits = backoff(this.#deps, FIRST_WAIT_MS);
    let isRenewed = false;
    for (;;) {
      const answer = await this.#send(method, `${encodeURIComponent(spreadsheetId)}${path}`, query, body);
      if (answer?.status === 401 && !isRenewed) {
        isRenewed = true;
        this.#tokens.forget();
      } else if (answer?.status !== 429 || !(await waits())) return answer;
    }
  }

  async #send(method: string, path: string, query: Query, body: unknown): Promise<GoogleAnswer | undefined> {
    const url = new URL(`/v4/spreadsheets/${path}`, this.#settings.apiUrl);
    for (const [name, value] of query) url.searchParams.append(name, value);
    const token = await this.#tokens.get();
    const answer = await sendJson(this.#deps, url, { method, token, body, timeoutMs: TIMEOUT_MS });
    // A page where Google would send JSON is not Google's.
    if (answer?.body === undefined) return undefined;
    const date = Date.parse(answer.headers.get('date') ?? '');
    return { ...answer, date: Number.isNaN(date) ? this.#deps.now() : new Date(date) };
  }

  /** Answers that say for certain that nothing was done; any other leaves the question open. */
  async #throwRefusal({ status, body }: Answer): Promise<void> {
    const parsed = errorAnswer.safeParse(body);
    if (!parsed.success) return;
    const { error } = parsed.data;
    const known = error.details.flatMap(({ reason = '' }) => BY_DETAIL[reason] ?? [])[0];
    if (known === 'quota' || status === 429) throw new GoogleUnavailable('quota');
    if (status === 400 && error.status === 'FAILED_PRECONDITION')
      throw new GoogleUnavailable('not-google-sheets');
    if (status === 400) throw new Refused();
    if (status === 401) throw new GoogleUnavailable('credentials');
    if (status === 403) throw new GoogleUnavailable(known ?? (await this.#whyForbidden()));
    if (status === 404) throw new GoogleUnavailable('no-spreadsheet');
  }

  /** Google looks for a spreadsheet only for an account that may ask: about one that is nowhere it then answers 404. */
  async #whyForbidden(): Promise<GoogleReason> {
    const answer = await this.#call('GET', '', [['fields', 'spreadsheetId']], undefined, NOWHERE);
    if (answer === undefined || answer.status >= 429) return 'google-down';
    return answer.status === 403 ? 'no-project' : 'not-shared';
  }
}
