import { ERROR_TITLE_PREFIX } from '../../components/form/wording.ts';
import type { SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { parseLookup } from '../../domain/tracking/lookup.ts';
import { LINKS } from '../links/links.ts';
import { errorName, type Log } from '../foundation/log.ts';
import { type LookupAnswer, type LookupPorts, lookUp } from './lookup.ts';
import { htmlAnswer, jsonAnswer, refuseMethod, seeOther, wantsJson } from './answer.ts';
import { generalError, readFormRequest } from './form-request.ts';
import { pageWith, SLOTS } from './page.ts';
import type { ReadPage } from './site-pages.ts';

export interface LookupEndpoint {
  /** May throw `EnvironmentError`. */
  readonly ports: () => LookupPorts;
  readonly readPage: ReadPage;
  readonly log: Log;
}

const WRONG =
  'Aucun suivi ne correspond à ces réponses. Il faut vérifier la référence et l’adresse e-mail, ou la date de naissance si le formulaire a été envoyé sans adresse. Il vient d’être envoyé ? Le suivi s’ouvre quelques minutes après.';
const UNAVAILABLE =
  'Le suivi ne peut pas s’ouvrir pour le moment. Rien n’est perdu : il faut réessayer dans quelques minutes.';

function tooOften(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes > 60 ? 'demain' : `dans ${minutes} minute${minutes > 1 ? 's' : ''}`;
  return `Trop d’essais pour cette référence. Il faut réessayer ${wait}, ou ouvrir le lien reçu par e-mail.`;
}

/**
 * `/suivi/`: a GET shows the form, a POST opens a follow-up by its reference, for an hour; the same page, with what was typed, when it does
 * not.
 */
export async function answerLookup(
  request: Request,
  { ports, readPage, log }: LookupEndpoint,
): Promise<Response> {
  if (request.method === 'GET' || request.method === 'HEAD')
    return htmlAnswer(200, await lookupPage(readPage));
  if (request.method !== 'POST') return refuseMethod('GET, HEAD, POST');
  const read = await readFormRequest(request);
  if (!read.ok) {
    const { status, message, headers } = read;
    return wantsJson(request)
      ? jsonAnswer(status, { error: message }, headers)
      : await show(readPage, { status, errors: generalError(message), headers });
  }
  const { typed: values } = read;
  const parsed = parseLookup(values);
  if (!parsed.ok) return await show(readPage, { status: 422, values, errors: parsed.errors });
  let answer: LookupAnswer;
  try {
    answer = await lookUp(parsed.lookup, ports());
  } catch (error) {
    log('lookup-not-answered', { error: errorName(error) });
    return await show(readPage, { status: 503, values, errors: generalError(UNAVAILABLE) });
  }
  if (answer.kind === 'right') return seeOther(answer.path);
  if (answer.kind === 'wrong')
    return await show(readPage, { status: 422, values, errors: generalError(WRONG) });
  const { waitSeconds } = answer;
  const headers = { 'retry-after': String(waitSeconds) };
  return await show(readPage, { status: 429, values, errors: generalError(tooOften(waitSeconds)), headers });
}

async function lookupPage(readPage: ReadPage): Promise<string> {
  const bare = '<tracking-form></tracking-form>';
  return await pageWith(SLOTS.lookup, { path: LINKS.tracking.path, readPage, bare });
}

interface Refusal {
  readonly status: number;
  readonly values?: SubmittedValues;
  readonly errors: FormErrors;
  readonly headers?: Readonly<Record<string, string>>;
}

async function show(
  readPage: ReadPage,
  { status, values = new Map(), errors, headers }: Refusal,
): Promise<Response> {
  const [page, { renderLookup }] = await Promise.all([lookupPage(readPage), import('./render-tracking.ts')]);
  const html = page
    .replace('<title>', () => `<title>${ERROR_TITLE_PREFIX}`)
    .replace(SLOTS.lookup, () => renderLookup({ values, errors }));
  return htmlAnswer(status, html, { 'x-robots-tag': 'noindex', ...headers });
}
