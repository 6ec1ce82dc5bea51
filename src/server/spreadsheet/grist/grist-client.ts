import * as z from 'zod';
import { type Answer, backoff, Refused, sendJson, type ServiceDeps, serviceDeps } from '../service.ts';
import { GristUnavailable } from './grist-unavailable.ts';

export interface GristSettings {
  /** For instance `https://docs.getgrist.com`. */
  readonly url: string;
  readonly docId: string;
  readonly apiKey: string;
}

export interface GristRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Under the document, from `/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** For what may be done once only: without an answer it is not sent again. */
  readonly isOnce?: boolean;
}

/** After this long without an answer, what becomes of a call is not known. */
const TIMEOUT_MS = 10_000;
/** Grist's « too many » (429) has no Retry-After. */
const FIRST_WAIT_MS = 250;

/** Answer to `PUT …/records`: for each record, the rows that it added or set. `null` before grist-core 1.7.13. */
export const upsertAnswer = z.object({ recordIds: z.array(z.array(z.number())) }).nullable();

/** Answer to `/apply`. */
export const appliedAnswer = z.object({ actionNum: z.number(), retValues: z.array(z.unknown()) });

const errorAnswer = z.object({ error: z.string() });

/** One document over Grist's REST interface (support.getgrist.com/api). Every failure is `Refused` or `Unavailable`. */
export class GristClient {
  readonly #settings: GristSettings;
  readonly #deps: ServiceDeps;

  constructor(settings: GristSettings, replaced: Partial<ServiceDeps> = {}) {
    this.#settings = settings;
    this.#deps = serviceDeps(replaced);
  }

  /** Sends until an answer says for certain what was done, within our patience: give it only what may be done twice, or late. */
  async call<T>(request: GristRequest, shape: z.ZodType<T>): Promise<T> {
    const waits = backoff(this.#deps, FIRST_WAIT_MS);
    for (;;) {
      const answer = await this.#send(request);
      const parsed = answer?.status === 200 ? shape.safeParse(answer.body) : undefined;
      if (parsed?.success) return parsed.data;
      if (answer) throwRefusal(answer);
      const isBusy = answer?.status === 429;
      if ((isBusy || request.isOnce !== true) && (await waits())) continue;
      if (isBusy) throw new GristUnavailable('grist-busy');
      throw new GristUnavailable('grist-down');
    }
  }

  /** Carries actions out, all or none. @param isOnce as of a request */
  async apply(actions: readonly unknown[], isOnce = false): Promise<void> {
    await this.call({ method: 'POST', path: '/apply', body: actions, isOnce }, appliedAnswer);
  }

  async #send({ method, path, query = {}, body }: GristRequest): Promise<Answer | undefined> {
    const { url: base, docId, apiKey } = this.#settings;
    const url = new URL(`${base.replace(/\/+$/, '')}/api/docs/${encodeURIComponent(docId)}${path}`);
    for (const [name, text] of Object.entries(query)) url.searchParams.set(name, text);
    return await sendJson(this.#deps, url, { method, token: apiKey, body, timeoutMs: TIMEOUT_MS });
  }
}

/**
 * Answers that say for certain that nothing was done; any other leaves the question open. `Refused`: 400, 404 (no such table,
 * column or document), 413, or an action that failed and was undone.
 */
function throwRefusal({ status, body }: Answer): void {
  const message = errorAnswer.safeParse(body).data?.error ?? '';
  if (status === 401) throw new GristUnavailable('grist-key');
  if (status === 403) throw new GristUnavailable('grist-access');
  if (/delete-only mode/i.test(message)) throw new GristUnavailable('grist-full');
  // `/apply` answers 500 when an action failed and the whole was undone.
  if ([400, 404, 413].includes(status) || (status === 500 && message.startsWith('[Sandbox]')))
    throw new Refused(message);
  if (status === 429 && /limit for document|monthly limit/i.test(message))
    throw new GristUnavailable('grist-quota');
}
