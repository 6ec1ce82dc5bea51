import { REFERENCE_PATTERN } from '../../domain/application/reference.ts';
import { htmlAnswer, refuseMethod } from './answer.ts';
import { barePage, fetchStaticPage } from './page.ts';

const SLOT = /(<output[^>]*data-slot="reference"[^>]*>)[\s\S]*?(<\/output>)/;

/** The static page that says what comes next, by the reference's prefix. */
const PAGES: Readonly<Record<string, string>> = {
  JE: '/candidature-recue/',
  ME: '/inscription-recue/mentor/',
  EN: '/inscription-recue/entreprise/',
};

/** Any page: the host answers the one of what does not exist with 404 or 200. */
const PAGE = /<html[\s>]/;

/**
 * The page that follows a sent application, with its reference; 404 for what is no reference. It reads no application: the
 * day of the answer is the letter's and the follow-up's to tell.
 */
export async function answerConfirmation(request: Request, reference: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod('GET, HEAD');
  if (!REFERENCE_PATTERN.test(reference)) {
    const page = await fetchStaticPage(request, '/404', PAGE);
    return htmlAnswer(404, page ?? barePage('<p>Cette page n’existe pas.</p>'));
  }
  const page =
    (await fetchStaticPage(request, PAGES[reference.slice(0, 2)] ?? '/404', SLOT)) ??
    barePage('<p>C’est bien reçu. Référence : <output data-slot="reference"></output></p>');
  return htmlAnswer(
    200,
    page.replace(SLOT, (_, start: string, end: string) => `${start}${reference}${end}`),
    { 'x-robots-tag': 'noindex' },
  );
}
