import { randomBytes } from 'node:crypto';
import type { TrackingNotice } from '../../components/tracking/notices.tsx';
import { STEPS, type Step } from '../../components/tracking/steps.ts';
import type { TypedAnswers } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { tabOf } from '../../domain/application/tabs.ts';
import {
  type ContactChanges,
  contactSection,
  contactTyped,
  parseContact,
  shownInput,
} from '../../domain/tracking/contact.ts';
import { GUARDIAN_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { releaseGuardian } from '../cases/guardian-requests.ts';
import { type Link, linkPath } from '../links/links.ts';
import { isSentAgain } from '../links/renewals.ts';
import { errorName } from '../foundation/log.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { readOnce } from '../tracking/acts.ts';
import { type DownloadSpreadsheet, heldData } from '../tracking/download.ts';
import { visitLink } from '../links/tracking-link.ts';
import {
  type TrackingPorts,
  type TrackingState,
  type TrackingView,
  trackingOf,
  viewTracking,
} from '../tracking/view.ts';
import { htmlAnswer, jsonAnswer, seeOther } from './answer.ts';
import { generalError, readPrivateForm } from './form-request.ts';
import { type LinkDeps, answerLink, ownAddress, renderIntoPage } from './link-page.ts';
import type { LinkPage } from './render-link-page.ts';

type ReadSpreadsheet = Pick<Spreadsheet, 'read'> & DownloadSpreadsheet;

export interface TrackingEndpoint extends LinkDeps {
  /** May throw `EnvironmentError`. */
  readonly ports: () => TrackingPorts;
  /** For what must show personal data alone. */
  readonly openSpreadsheet: () => Promise<ReadSpreadsheet>;
}

const STATUS = {
  erased: 410,
  foreign: 404,
  rowGone: 410,
  unreadable: 503,
  expired: 410,
  replaced: 410,
} as const satisfies Record<TrackingNotice['kind'], number>;

/** Corrections of one file within 24 hours: each writes to an address that anybody may have typed. */
const CORRECTIONS_A_DAY = 5;
const TOO_MANY_CORRECTIONS =
  'Il y a déjà eu plusieurs corrections aujourd’hui. Pour en faire une autre, il faut écrire à l’équipe, ou attendre demain.';

/** What each act and each step of a page goes by. */
interface Visit {
  readonly request: Request;
  readonly id: string;
  readonly link: Link;
  readonly state: TrackingState;
  readonly ports: TrackingPorts;
  readonly endpoint: TrackingEndpoint;
}

/** `/suivi/<token>`: a GET shows, a POST acts; what is asked for is done by the next drain. */
export async function answerTracking(
  request: Request,
  token: string,
  endpoint: TrackingEndpoint,
): Promise<Response> {
  return await answerLink(request, { purpose: 'tracking', token }, endpoint, async () => {
    const ports = endpoint.ports();
    const { view, link } = await viewTracking(token, ports);
    if (view.kind !== 'open')
      return request.method === 'POST' && link !== undefined
        ? await actOnClosed(request, view, link, endpoint, ports)
        : await showNotice(view, endpoint);
    const visit = { request, id: view.link.subject, link: view.link, state: view.state, ports, endpoint };
    return request.method === 'POST' ? await act(visit) : await show(visit);
  });
}

async function showPage(
  { readPage }: TrackingEndpoint,
  status: number,
  page: LinkPage,
  hasErrors = false,
): Promise<Response> {
  return htmlAnswer(status, await renderIntoPage('tracking', { ...page, hasErrors }, readPage));
}

async function showNotice(notice: TrackingNotice, endpoint: TrackingEndpoint): Promise<Response> {
  const { renderTrackingNotice } = await import('./render-tracking.ts');
  return await showPage(endpoint, STATUS[notice.kind], renderTrackingNotice(notice, endpoint.contactEmail));
}

function newOnce(): string {
  return randomBytes(8).toString('hex');
}

function stepOf(request: Request): Step | undefined {
  const asked = new URL(request.url).searchParams.get('faire');
  return (['correct', 'withdraw', 'erase'] as const).find((step) => STEPS[step] === asked);
}

async function show(visit: Visit): Promise<Response> {
  const { request, state, ports, endpoint } = visit;
  const tracking = trackingOf(state, ports);
  const step = tracking.pending.includes('erase') ? undefined : stepOf(request);
  if (step === 'correct') return await showContact(visit);
  const { renderTracking, renderConfirmation } = await import('./render-tracking.ts');
  if (step === undefined || (step === 'withdraw' && !tracking.canWithdraw))
    return await showPage(endpoint, 200, renderTracking(tracking, endpoint.contactEmail));
  const { audience } = tracking;
  const confirmation = { audience, intent: step, once: newOnce(), address: ownAddress(request) };
  return await showPage(endpoint, 200, renderConfirmation(confirmation));
}

/** The contact details as the team has them now. */
async function showContact({ request, state, endpoint }: Visit): Promise<Response> {
  const { file, form } = state;
  const { audience } = file;
  const address = ownAddress(request);
  const section = contactSection(form);
  const columns = Object.values(section.fields).map(({ column }) => column);
  const cells = await readOrExplain(endpoint, async (spreadsheet) =>
    (await spreadsheet.read(tabOf(form), columns)).get(file.id),
  );
  if (cells === 'unreadable') return await showNotice({ kind: 'unreadable', audience, address }, endpoint);
  if (cells === undefined) return await showNotice({ kind: 'rowGone', audience, address }, endpoint);
  const values = contactTyped(section, cells);
  const { renderContact } = await import('./render-tracking.ts');
  const page = renderContact({
    audience,
    section,
    address,
    once: newOnce(),
    values,
    shown: Object.fromEntries([...values].map(([name, [text = '']]) => [name, text])),
  });
  return await showPage(endpoint, 200, page);
}

async function readOrExplain<T>(
  { openSpreadsheet, log }: TrackingEndpoint,
  readFrom: (spreadsheet: ReadSpreadsheet) => Promise<T>,
): Promise<T | 'unreadable'> {
  try {
    return await readFrom(await openSpreadsheet());
  } catch (error) {
    log('tracking-unreadable', { error: errorName(error) });
    return 'unreadable';
  }
}

/** Of a link that opens nothing: asks for another, or takes what was sent twice for what it is. */
async function actOnClosed(
  request: Request,
  view: Exclude<TrackingView, { kind: 'open' }>,
  link: Link,
  endpoint: TrackingEndpoint,
  { renewals, acts, secret, now }: TrackingPorts,
): Promise<Response> {
  if (!('hasEmail' in view)) return await showNotice(view, endpoint);
  const read = await readPrivateForm(request);
  const typed: TypedAnswers = read.ok ? read.typed : new Map();
  const intent = typed.get('intent')?.[0];
  const once = readOnce(typed.get('once')?.[0]);
  const at = now();
  const id = link.subject;
  if (intent === 'correct' && once !== undefined) {
    const latest = await renewals.latest('tracking', id);
    if (isSentAgain({ link, once }, latest, at)) return seeOther(linkPath(secret, visitLink(id, latest, at)));
  }
  if (intent !== 'renew' || !view.hasEmail) return await showNotice(view, endpoint);
  if ((await renewals.renew('tracking', id, at)) !== 'too-soon')
    await acts.ask(id, { kind: 'renew', at, once: newOnce() });
  endpoint.onAct();
  return seeOther(ownAddress(request));
}

async function act(visit: Visit): Promise<Response> {
  const { request, id, state, ports, endpoint } = visit;
  const read = await readPrivateForm(request);
  if (!read.ok) return await showFailure(read, endpoint);
  const { typed } = read;
  const intent = typed.get('intent')?.[0];
  const once = readOnce(typed.get('once')?.[0]) ?? newOnce();
  const { canWithdraw, pending } = trackingOf(state, ports);
  if (pending.includes('erase')) return seeOther(ownAddress(request));
  if (intent === 'correct') return await correct(visit, typed, once);
  if (intent === 'renew') return await renew(visit);
  if (intent === 'ask-guardian') return await askGuardian(visit);
  if (intent === 'read' || intent === 'data') return await download(visit, intent);
  if (intent === 'erase' || (intent === 'withdraw' && canWithdraw)) {
    await ports.acts.ask(id, { kind: intent, at: ports.now(), once });
    endpoint.onAct();
  }
  return seeOther(ownAddress(request));
}

/** Lets the request to the guardian leave, once: whoever does so has the mailbox that the form named. */
async function askGuardian({ request, id, state, ports, endpoint }: Visit): Promise<Response> {
  const { cases, looks, now } = ports;
  if (trackingOf(state, ports).guardian?.confirmedBy === 'here') {
    const at = now();
    await releaseGuardian(id, at, { cases, looks });
    await cases.note(id, {
      name: 'guardian-confirmed',
      kind: 'guardian',
      at: at.toISOString(),
      detail: GUARDIAN_EVENTS.confirmed,
    });
    endpoint.onAct();
  }
  return seeOther(ownAddress(request));
}

async function showFailure(
  { status, message }: { readonly status: number; readonly message: string },
  endpoint: TrackingEndpoint,
): Promise<Response> {
  const { renderMessage } = await import('./render-link-page.ts');
  const page = renderMessage({
    title: 'L’envoi n’est pas arrivé',
    lead: message,
    lines: 'apart',
    contactEmail: endpoint.contactEmail,
  });
  return await showPage(endpoint, status, page);
}

async function correct(visit: Visit, typed: TypedAnswers, once: string): Promise<Response> {
  const { request, id, state, ports, endpoint } = visit;
  const parsed = parseContact(contactSection(state.form), typed);
  if (!parsed.ok) return await contactAgain(visit, typed, once, { status: 422, errors: parsed.errors });
  if (Object.keys(parsed.changes).length === 0)
    return await contactAgain(visit, typed, once, { status: 200, isUnchanged: true });
  const at = ports.now();
  if (
    correctionsSince(state, at) >= CORRECTIONS_A_DAY ||
    !(await keepCorrection(id, { once, changes: parsed.changes }, at, ports))
  )
    return await contactAgain(visit, typed, once, {
      status: 429,
      errors: generalError(TOO_MANY_CORRECTIONS),
    });
  const address = await addressAfter(parsed.changes, once, visit, at);
  endpoint.onAct();
  return seeOther(address ?? ownAddress(request));
}

/** Whoever could open the page by the former address no longer can; who corrects it goes on. */
async function addressAfter(
  changes: ContactChanges,
  once: string,
  { id, link, ports: { renewals, secret } }: Visit,
  at: Date,
): Promise<string | undefined> {
  if (changes.email === undefined) return undefined;
  const renewal = await renewals.revoke('tracking', id, at, { link, once });
  return linkPath(secret, visitLink(id, renewal, at));
}

const CORRECTION = 'correction-';

/** Those asked for within 24 hours, done or not, each once though its form was sent twice. */
function correctionsSince({ events, pending }: Pick<TrackingState, 'events' | 'pending'>, now: Date): number {
  const since = now.getTime() - 86_400_000;
  const done = events.flatMap(({ name, at }) =>
    name.startsWith(CORRECTION) && Date.parse(at) > since ? [name.slice(CORRECTION.length)] : [],
  );
  const asked = pending.flatMap(({ kind, once }) => (kind === 'correct' ? [once] : []));
  return new Set([...done, ...asked]).size;
}

/** Keeps it first and counts then, so that of a hundred sent at once no more than the limit stay; `false`: it does not. */
async function keepCorrection(
  id: string,
  { once, changes }: { readonly once: string; readonly changes: ContactChanges },
  at: Date,
  { acts, cases }: TrackingPorts,
): Promise<boolean> {
  await acts.ask(id, { kind: 'correct', at, once, changes });
  const [pending, events] = await Promise.all([acts.pending(id), cases.facts(id)]);
  if (correctionsSince({ events, pending }, at) <= CORRECTIONS_A_DAY) return true;
  await acts.tasks.finish({ kind: 'correct', id, dueAt: at });
  return false;
}

async function contactAgain(
  { request, state: { file, form }, endpoint }: Visit,
  typed: TypedAnswers,
  once: string,
  {
    status,
    ...again
  }: { readonly status: number; readonly errors?: FormErrors; readonly isUnchanged?: boolean },
): Promise<Response> {
  const section = contactSection(form);
  const shown = Object.fromEntries(
    Object.keys(section.fields).map((name) => [name, typed.get(shownInput(name))?.[0] ?? '']),
  );
  const { renderContact } = await import('./render-tracking.ts');
  const page = renderContact({
    audience: file.audience,
    section,
    address: ownAddress(request),
    once,
    values: typed,
    shown,
    ...again,
  });
  return await showPage(endpoint, status, page, again.errors !== undefined);
}

/** A new link for the address that is kept, and the visit goes on. */
async function renew({ request, id, state, ports, endpoint }: Visit): Promise<Response> {
  const { renewals, acts, secret, now } = ports;
  const at = now();
  if (state.file.keys.email === undefined) return seeOther(ownAddress(request));
  const renewal = await renewals.renew('tracking', id, at);
  if (renewal === 'too-soon') return seeOther(ownAddress(request));
  await acts.ask(id, { kind: 'renew', at, once: newOnce() });
  endpoint.onAct();
  return seeOther(linkPath(secret, visitLink(id, renewal, at)));
}

async function download(
  { request, state, ports, endpoint }: Visit,
  format: 'read' | 'data',
): Promise<Response> {
  const { audience, reference } = state.file;
  const held = await readOrExplain(endpoint, async (spreadsheet) =>
    heldData(state, { spreadsheet, store: ports.store, now: ports.now }),
  );
  if (held === 'unreadable')
    return await showNotice({ kind: 'unreadable', audience, address: ownAddress(request) }, endpoint);
  const name = `donnees-${reference}.${format === 'data' ? 'json' : 'html'}`;
  const headers = { 'content-disposition': `attachment; filename="${name}"` };
  if (format === 'data') return jsonAnswer(200, held, headers);
  const { renderHeldData } = await import('./render-tracking.ts');
  return htmlAnswer(200, renderHeldData(held), headers);
}
