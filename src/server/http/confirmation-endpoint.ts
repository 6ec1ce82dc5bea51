import { parisDate } from '../../domain/eligibility/age.ts';
import { formatWeekday } from '../../domain/french-dates.ts';
import { promisedOn } from '../../domain/working-days/working-days.ts';
import { REFERENCE_PATTERN } from '../../domain/application/reference.ts';
import { htmlAnswer, refuseMethod } from './answer.ts';
import { barePage, fetchStaticPage } from './page.ts';

const SLOT = /(<output[^>]*data-slot="reference"[^>]*>)[\s\S]*?(<\/output>)/;

/** Says « sous 5 jours ouvrés » until the day is known. */
const PROMISE = /(<span[^>]*data-slot="promise"[^>]*data-days=")(\d+)("[^>]*>)[^<]*(<\/span>)/;

/** The static page that says what comes next, by the reference's prefix. */
const PAGES: Readonly<Record<string, string>> = {
  JE: '/candidature-recue/',
  ME: '/inscription-recue/mentor/',
  EN: '/inscription-recue/entreprise/',
};

/** Any page: the host answers the one of what does not exist with 404 or 200. */
const PAGE = /<html[\s>]/;

/** By when what is sent today is answered; the page knows no application, so that it says of which day it speaks. */
function promiseOf(days: number, now: Date): string {
  const [sent, promised] = [parisDate(now), promisedOn(now, days)].map(formatWeekday);
  return `au plus tard le ${promised} (envoi du ${sent})`;
}

/** The page that follows a sent application, with its reference and the day of the answer; 404 for what is no reference. */
export async function answerConfirmation(
  request: Request,
  reference: string,
  now: Date = new Date(),
): Promise<Response> {
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
    page
      .replace(SLOT, (_, start: string, end: string) => `${start}${reference}${end}`)
      .replace(
        PROMISE,
        (_, start: string, days: string, middle: string, end: string) =>
          `${start}${days}${middle}${promiseOf(Number(days), now)}${end}`,
      ),
    {
      'x-robots-tag': 'noindex',
    },
  );
}
