import { ERROR_TITLE_PREFIX } from '../../components/form/wording.ts';
import { withoutForeignLinks } from '../links/foreign-links.ts';
import { LINKS, type Purpose } from '../links/links.ts';
import { errorName, type Log } from '../foundation/log.ts';
import type { Secret } from '../foundation/secret.ts';
import { htmlAnswer, jsonAnswer, refuseMethod, wantsJson } from './answer.ts';
import { pageWith, SLOTS } from './page.ts';
import type { LinkPage } from './render-link-page.ts';
import type { ReadPage } from './site-pages.ts';

/** Whose address is a secret: it goes to no other page, no cache and no search engine. */
const PRIVATE_HEADERS = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' } as const;

const TITLE = /<title>[^<–]*/;

const UNAVAILABLE = {
  title: 'Un instant',
  lead: 'Cette page ne peut pas s’ouvrir pour le moment. Rien n’est perdu : réessayez dans quelques minutes, avec le même lien.',
  lines: 'apart',
} as const;

/** How long after the end of its link a form that was begun in time may still come, an hour. */
const FINISHING_MS = 3_600_000;

/** The instant at which the link of a form that comes now must have been open. A link that was replaced is none at any instant. */
export function whenBegun(now: Date): Date {
  return new Date(now.getTime() - FINISHING_MS);
}

/** What every page behind a link needs. */
export interface LinkDeps {
  /** May throw `EnvironmentError`. */
  readonly ports: () => { readonly secret: Secret };
  readonly readPage: ReadPage;
  readonly contactEmail: string;
  /** Starts in the background what an act asks for. */
  readonly onAct: () => void;
  readonly log: Log;
}

/** The site's page of this purpose, as HTML, with this content. */
export async function renderIntoPage(
  purpose: Purpose,
  { title, markup, hasErrors = false }: LinkPage & { readonly hasErrors?: boolean },
  readPage: ReadPage,
): Promise<string> {
  const bare = '<page-content></page-content>';
  const page = await pageWith(SLOTS.content, { path: LINKS[purpose].path, readPage, bare });
  return page
    .replace(TITLE, () => `<title>${hasErrors ? ERROR_TITLE_PREFIX : ''}${title} `)
    .replace(SLOTS.content, () => `<page-content>${markup}</page-content>`);
}

/**
 * Answers the address of a link as `answerPrivately` does. Whatever page or file is given back, no link of another purpose or of
 * another person is in it: the team may have copied one into any cell.
 */
export async function answerLink(
  request: Request,
  { purpose, token }: { readonly purpose: Purpose; readonly token: string },
  deps: LinkDeps,
  answer: () => Promise<Response>,
): Promise<Response> {
  return await answerPrivately(request, purpose, deps, async () => {
    const response = await answer();
    if (response.body === null) return response;
    const { secret } = deps.ports();
    return new Response(withoutForeignLinks(await response.text(), { purpose, token, secret }), response);
  });
}

/**
 * Answers an address that only its holder knows: nothing of it is kept or told elsewhere, and whatever the store or the
 * configuration does, there is an answer.
 */
export async function answerPrivately(
  request: Request,
  purpose: Purpose,
  deps: Omit<LinkDeps, 'ports'>,
  answer: () => Promise<Response>,
): Promise<Response> {
  const response = await answerOrExplain(request, purpose, deps, answer);
  for (const [name, value] of Object.entries(PRIVATE_HEADERS)) response.headers.set(name, value);
  return response;
}

async function answerOrExplain(
  request: Request,
  purpose: Purpose,
  { contactEmail, readPage, log }: Omit<LinkDeps, 'ports'>,
  answer: () => Promise<Response>,
): Promise<Response> {
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) return refuseMethod('GET, HEAD, POST');
  try {
    return await answer();
  } catch (error) {
    log('link-not-answered', { purpose, error: errorName(error) });
    if (wantsJson(request)) return jsonAnswer(503, { error: UNAVAILABLE.lead });
    const { renderMessage } = await import('./render-link-page.ts');
    const page = renderMessage({ ...UNAVAILABLE, contactEmail });
    return htmlAnswer(503, await renderIntoPage(purpose, page, readPage));
  }
}

/** Where a form that posts to its own address comes back to. */
export function ownAddress(request: Request): string {
  return new URL(request.url).pathname;
}
