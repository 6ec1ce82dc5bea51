import type { FormErrors } from '../../domain/application/form.ts';
import { areTexts, areTextsByName, isObject } from './is-object.ts';

export type Failure = 'offline' | 'busy' | 'unavailable' | 'unexpected';

/** Result of a submission: stored, rejected with errors to correct, or failed. */
export type Outcome =
  | { readonly kind: 'received'; readonly address: string }
  | { readonly kind: 'refused'; readonly errors: FormErrors }
  /** `message`: the server's own words, when it has some. */
  | { readonly kind: 'failed'; readonly reason: Failure; readonly message?: string | undefined };

/** Milliseconds after which an answer is no longer awaited; sending again is harmless. */
const PATIENCE = 30_000;

function isFormErrors(value: unknown): value is FormErrors {
  return isObject(value) && areTexts(value.formErrors) && areTextsByName(value.fieldErrors);
}

function failureOf(status: number): Failure {
  if (status === 429) return 'busy';
  return status >= 500 ? 'unavailable' : 'unexpected';
}

async function readOutcome(response: Response): Promise<Outcome> {
  // Something on the way dropped the Accept header: the form was answered as without script.
  if (response.ok && response.redirected) return { kind: 'received', address: response.url };
  const body: unknown = await response.json().catch(() => undefined);
  if (response.status === 422 && isFormErrors(body)) return { kind: 'refused', errors: body };
  const { reference, error } = isObject(body) ? body : {};
  if (response.status === 201 && typeof reference === 'string') {
    return { kind: 'received', address: `/candidature-recue/${encodeURIComponent(reference)}` };
  }
  const reason = failureOf(response.status);
  return {
    kind: 'failed',
    reason,
    message: reason === 'unexpected' && typeof error === 'string' ? error : undefined,
  };
}

function bodyOf(form: HTMLFormElement): URLSearchParams {
  return new URLSearchParams(
    Array.from(new FormData(form), ([name, value]) => [name, typeof value === 'string' ? value : '']),
  );
}

/**
 * Posts the form. No answer at all is `offline`: the server may have it, so the same is sent again.
 * @throws whatever keeps this browser from asking.
 */
export async function send(form: HTMLFormElement): Promise<Outcome> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  const init = {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: bodyOf(form),
    signal: patience.signal,
  };
  // Apart from its answer: a browser that cannot ask is not offline.
  const asked = fetch(form.action, init).catch(() => undefined);
  try {
    const response = await asked;
    return response === undefined ? { kind: 'failed', reason: 'offline' } : await readOutcome(response);
  } finally {
    clearTimeout(timer);
  }
}
