import { REFERENCE_PATTERN } from '../../domain/application/reference.ts';
import { htmlAnswer, refuseMethod } from './answer.ts';
import { pageWith, SLOTS } from './page.ts';
import type { ReadPage } from './site-pages.ts';

/** The page that says what comes next, by the reference's prefix. */
export const CONFIRMATION_PAGES: Readonly<Record<string, string>> = {
  JE: '/candidature-recue/',
  ME: '/inscription-recue/mentor/',
  EN: '/inscription-recue/entreprise/',
};

export const NOT_FOUND = '/404';

/**
 * The page that follows a sent application, with its reference; 404 for what is no reference. It reads no application: the
 * day of the answer is the letter's and the follow-up's to tell.
 */
export async function answerConfirmation(
  request: Request,
  reference: string,
  { readPage }: { readonly readPage: ReadPage },
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod('GET, HEAD');
  if (!REFERENCE_PATTERN.test(reference)) {
    const bare = '<p>Cette page n’existe pas.</p>';
    return htmlAnswer(404, await pageWith(SLOTS.none, { path: NOT_FOUND, readPage, bare }));
  }
  const path = CONFIRMATION_PAGES[reference.slice(0, 2)] ?? NOT_FOUND;
  const bare = '<p>C’est bien reçu. Référence : <output data-slot="reference"></output></p>';
  const page = await pageWith(SLOTS.reference, { path, readPage, bare });
  return htmlAnswer(
    200,
    page.replace(SLOTS.reference, (_, start: string, end: string) => `${start}${reference}${end}`),
    { 'x-robots-tag': 'noindex' },
  );
}
