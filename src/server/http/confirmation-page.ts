import { REFERENCE_PATTERN } from '../../domain/application/reference.ts';
import { htmlAnswer, refuseMethod } from './answer.ts';
import { fetchStaticPage } from './page.ts';

const SLOT = /(<output[^>]*data-slot="reference"[^>]*>)[\s\S]*?(<\/output>)/;

/** Any page: the host answers the one of what does not exist with 404 or 200. */
const PAGE = /<html[\s>]/;

/** What is shown when the static pages cannot be had: the person still learns the reference. */
function barePage(text: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>Mentorat d’excellence</title></head><body><main><p>${text}</p></main></body></html>`;
}

/** The page that follows a sent application, with its reference; 404 for what is no reference. */
export async function answerConfirmation(request: Request, reference: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod('GET, HEAD');
  if (!REFERENCE_PATTERN.test(reference)) {
    const page = await fetchStaticPage(request, '/404', PAGE);
    return htmlAnswer(404, page ?? barePage('Cette page n’existe pas.'));
  }
  const page =
    (await fetchStaticPage(request, '/candidature-recue/', SLOT)) ??
    barePage('Candidature reçue. Référence : <output data-slot="reference"></output>');
  return htmlAnswer(
    200,
    page.replace(SLOT, (_, start: string, end: string) => `${start}${reference}${end}`),
    {
      'x-robots-tag': 'noindex',
    },
  );
}
