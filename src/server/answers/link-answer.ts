import { ERROR_TITLE_PREFIX } from '../../components/form/wording.ts';
import { keepCompoundsWhole } from '../../components/text/whole-compounds.ts';
import type { SubmittedValues } from '../../domain/application/field.ts';
import { errorName, type Log } from '../foundation/log.ts';
import type { Secret } from '../foundation/secret.ts';
import { withoutForeignLinks } from '../links/foreign-links.ts';
import { LINKS, type Purpose } from '../links/links.ts';
import { htmlAnswer, jsonAnswer, refuseMethod, seeOther, wantsJson } from './answer.ts';
import { type FormRequest, readPrivateForm } from './form-request.ts';
import { pageWith, SLOTS } from './page.ts';
import type { LinkPage } from './render-link-page.ts';
import type { ReadPage } from './site-pages.ts';

/** Dependencies of every page behind a link. */
export interface LinkDeps {
  /** May throw `EnvironmentError`. */
  readonly ports: () => { readonly secret: Secret; readonly now: () => Date };
  readonly readPage: ReadPage;
  readonly contactEmail: string;
  /** Starts in the background what an act asks for. */
  readonly onAct: () => void;
  readonly log: Log;
}

/** A page as it is answered: with 200, and no mistake in it, unless it says so. */
export interface ShownPage extends LinkPage {
  readonly status?: number;
  readonly hasErrors?: boolean;
}

/** A form posted to a link's own path. */
export interface PostedForm {
  readonly request: Request;
  /** Path it was posted to, and its sender is redirected to. */
  readonly path: string;
  readonly read: FormRequest;
  /** Nothing, of a body that cannot be read. */
  readonly values: SubmittedValues;
}

/** A link that no longer opens its page: the notice shown instead, and the acts that it still allows. */
export interface ClosedLink {
  readonly status: 200 | 404 | 410;
  /** `isFormLost`: in answer to a form, which is not taken. */
  readonly page: (isFormLost: boolean) => Promise<LinkPage>;
  /** Sends another link, to the e-mail address on record only. */
  readonly renew?: (() => Promise<void>) | undefined;
  /** The answer to the very form that closed the link, sent again because it was lost. */
  readonly answerAgain?: ((form: PostedForm) => Promise<Response | undefined>) | undefined;
}

/** An action of a page; without an answer of its own, the page is shown again once it is done. */
export type Act = (form: PostedForm) => Promise<Response | ShownPage | undefined>;

/** The intent of the page's own form, whose buttons name none. */
export const OWN_FORM = '';

/** The page of one purpose's links. `Open` is the state read when a link opens. */
export interface LinkKind<Open> {
  readonly purpose: Purpose;
  /** Resolves a token as of an instant. A token whose HMAC does not verify is closed without a read of the store. */
  readonly look: (
    token: string,
    at: Date,
  ) => Promise<{ readonly open: Open } | { readonly closed: ClosedLink }>;
  /** Answers a GET; it changes nothing. */
  readonly show: (open: Open, request: Request) => Promise<ShownPage>;
  /** The actions a POST may do now, by `intent`. Any other changes nothing. */
  readonly acts: (open: Open) => ReadonlyMap<string, Act>;
  /** The intents that may still come within the hour after the end of their link, when it was open as they were begun. */
  readonly mayEndLate?: ReadonlySet<string>;
}

/** Grace period after a link's expiry for a form begun in time, an hour. A link that was replaced has none. */
const FINISHING_MS = 3_600_000;

/** For a page whose URL is a secret: it goes to no other page, no cache and no search engine. */
const PRIVATE_HEADERS = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' } as const;

const TITLE = /<title>[^<–]*/;

const UNAVAILABLE = {
  title: 'Un instant',
  lead: 'Cette page ne peut pas s’ouvrir pour le moment. Rien n’est perdu : réessayez dans quelques minutes, avec le même lien.',
  lines: 'apart',
} as const;

/** Path of a request: a form posts to the page's own and comes back to it. */
export function pathOf(request: Request): string {
  return new URL(request.url).pathname;
}

/** The site's page of this purpose, as HTML, with this content. */
export async function renderIntoPage(
  purpose: Purpose,
  { title, markup, hasErrors = false }: ShownPage,
  readPage: ReadPage,
): Promise<string> {
  const bare = '<page-content></page-content>';
  const page = await pageWith(SLOTS.content, { path: LINKS[purpose].path, readPage, bare });
  return page
    .replace(TITLE, () => `<title>${hasErrors ? ERROR_TITLE_PREFIX : ''}${title} `)
    .replace(SLOTS.content, () => `<page-content>${keepCompoundsWhole(markup)}</page-content>`);
}

/**
 * Answers the URL of a link: a GET shows, a POST acts. Whatever page or file is given back, no link of another purpose or of
 * another person is in it: the team may have copied one into any cell.
 */
export async function answerLink<Open>(
  request: Request,
  token: string,
  kind: LinkKind<Open>,
  deps: LinkDeps,
): Promise<Response> {
  const { purpose } = kind;
  return await answerPrivately(request, purpose, deps, async () => {
    const { secret, now } = deps.ports();
    const answer = request.method === 'POST' ? act : show;
    const response = await answer(request, token, kind, { ...deps, at: now() });
    if (response.body === null) return response;
    return new Response(withoutForeignLinks(await response.text(), { purpose, token, secret }), response);
  });
}

interface Visit extends LinkDeps {
  readonly at: Date;
}

async function show<Open>(
  request: Request,
  token: string,
  kind: LinkKind<Open>,
  visit: Visit,
): Promise<Response> {
  const link = await kind.look(token, visit.at);
  if ('closed' in link) return await showClosed(request, kind.purpose, link.closed, visit);
  return await answerPage(kind.purpose, await kind.show(link.open, request), visit);
}

async function act<Open>(
  request: Request,
  token: string,
  kind: LinkKind<Open>,
  visit: Visit,
): Promise<Response> {
  const read = await readPrivateForm(request);
  const values: SubmittedValues = read.ok ? read.typed : new Map();
  const form = { request, path: pathOf(request), read, values };
  const intent = values.get('intent')?.[0] ?? OWN_FORM;
  const begun = kind.mayEndLate?.has(intent) ? new Date(visit.at.getTime() - FINISHING_MS) : visit.at;
  const link = await kind.look(token, begun);
  if ('closed' in link) return await actOnClosed(intent, form, kind.purpose, { ...visit, ...link });
  const done = kind.acts(link.open).get(intent);
  if (done === undefined && !read.ok) return await showUnread(read, kind.purpose, visit);
  if (done === undefined) return seeOther(form.path);
  const result = await done(form);
  if (result instanceof Response) return result;
  if (result !== undefined) return await answerPage(kind.purpose, result, visit);
  visit.onAct();
  return seeOther(form.path);
}

async function actOnClosed(
  intent: string,
  form: PostedForm,
  purpose: Purpose,
  visit: Visit & { readonly closed: ClosedLink },
): Promise<Response> {
  const { closed } = visit;
  const again = await closed.answerAgain?.(form);
  if (again !== undefined) return again;
  if (intent !== 'renew' || closed.renew === undefined)
    return await showClosed(form.request, purpose, closed, visit, intent === OWN_FORM);
  await closed.renew();
  visit.onAct();
  return seeOther(form.path);
}

/** 409 where the form changes nothing of what the link has led to. */
async function showClosed(
  request: Request,
  purpose: Purpose,
  closed: ClosedLink,
  deps: LinkDeps,
  isFormLost = false,
): Promise<Response> {
  const page = await closed.page(isFormLost);
  const status = isFormLost && closed.status === 200 ? 409 : closed.status;
  if (wantsJson(request)) return jsonAnswer(status, { error: `${page.title}.` });
  return await answerPage(purpose, { ...page, status }, deps);
}

/** A body that cannot be read, where no form of the page takes it up. */
async function showUnread(
  { status, message }: { readonly status: number; readonly message: string },
  purpose: Purpose,
  deps: LinkDeps,
): Promise<Response> {
  const { renderMessage } = await import('./render-link-page.ts');
  const { contactEmail } = deps;
  const words = { title: 'L’envoi n’est pas arrivé', lead: message, lines: 'apart', contactEmail } as const;
  return await answerPage(purpose, { ...renderMessage(words), status }, deps);
}

async function answerPage(
  purpose: Purpose,
  page: ShownPage,
  { readPage }: Pick<LinkDeps, 'readPage'>,
): Promise<Response> {
  return htmlAnswer(page.status ?? 200, await renderIntoPage(purpose, page, readPage));
}

/**
 * Answers a URL that only its holder knows, never cached nor sent on as a referrer. There is an answer even when the store or the
 * configuration fails.
 */
export async function answerPrivately(
  request: Request,
  purpose: Purpose,
  deps: Omit<LinkDeps, 'ports' | 'onAct'>,
  answer: () => Promise<Response>,
): Promise<Response> {
  const response = await answerOrExplain(request, purpose, deps, answer);
  for (const [name, value] of Object.entries(PRIVATE_HEADERS)) response.headers.set(name, value);
  return response;
}

async function answerOrExplain(
  request: Request,
  purpose: Purpose,
  { contactEmail, readPage, log }: Omit<LinkDeps, 'ports' | 'onAct'>,
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
    return await answerPage(purpose, { ...page, status: 503 }, { readPage });
  }
}
