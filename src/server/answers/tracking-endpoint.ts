import { STEPS, type Step } from '../../components/tracking/steps.ts';
import { guardianFact } from '../cases/guardian-facts.ts';
import { releaseGuardian } from '../cases/guardian-requests.ts';
import { GUARDIAN_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { type Link, linkPath } from '../links/links.ts';
import { isSentAgain } from '../links/renewals.ts';
import { visitLink } from '../links/tracking-link.ts';
import { heldData } from './download.ts';
import { type TrackingView, trackingOf, viewTracking } from './tracking-view.ts';
import { htmlAnswer, jsonAnswer, seeOther } from './answer.ts';
import {
  type Act,
  type ClosedLink,
  type LinkKind,
  type PostedForm,
  type ShownPage,
  answerLink,
  pathOf,
} from './link-answer.ts';
import { certificatePathOf } from './certificate-path.ts';
import { answerEnding, endingPage } from './ending-view.ts';
import { declareHours, hoursPage, programmeShown } from './hours-view.ts';
import { checkIn, noteSign } from './pair-acts.ts';
import { answerPair, knownPairs, sideOf } from './pair-view.ts';
import { answerDate, datesShown } from './registration-view.ts';
import { contactPage, correct } from './tracking-correction.ts';
import {
  type OpenTracking,
  type TrackingEndpoint,
  newOnce,
  onceOf,
  TRACKING_STATUS,
  readOrExplain,
  trackingNoticePage,
} from './tracking-visit.ts';

type ClosedView = Exclude<TrackingView, { kind: 'open' }>;

/** `/suivi/<token>`: somebody sees where their application is; what they ask for is done by the next drain. */
export async function answerTracking(
  request: Request,
  token: string,
  deps: TrackingEndpoint,
): Promise<Response> {
  return await answerLink(request, token, trackingLinks(deps), deps);
}

/** `/suivi/<token>/attestation`: the hours of a youth or a mentor on a sheet to print. A form posted there changes nothing. */
export async function answerCertificate(
  request: Request,
  token: string,
  deps: TrackingEndpoint,
): Promise<Response> {
  const { certificatePage } = await import('./certificate-view.ts');
  const show = async (open: OpenTracking) => await certificatePage(open, request, deps);
  return await answerLink(request, token, { ...trackingLinks(deps), show, acts: () => new Map() }, deps);
}

function trackingLinks(deps: TrackingEndpoint): LinkKind<OpenTracking> {
  return {
    purpose: 'tracking',
    look: async (token) => {
      const ports = deps.ports();
      const { view, link } = await viewTracking(token, ports);
      if (view.kind !== 'open') return { closed: closedTracking(view, link, deps) };
      const { state } = view;
      const tracking = trackingOf(state, ports);
      return { open: { id: view.link.subject, link: view.link, state, tracking } };
    },
    show: async (open, request) => await show(open, request, deps),
    acts: (open) => actsOf(open, deps),
  };
}

/** A link that opens nothing: it asks for another, or takes the very correction that closed it for what it is. */
function closedTracking(view: ClosedView, link: Link | undefined, deps: TrackingEndpoint): ClosedLink {
  const told = {
    status: TRACKING_STATUS[view.kind],
    page: async () => await trackingNoticePage(view, deps),
  };
  if (link === undefined || !('hasEmail' in view)) return told;
  const { subject: id } = link;
  const renew = async () => {
    const { renewals, asks, now } = deps.ports();
    const at = now();
    if ((await renewals.renew('tracking', id, at)) !== 'too-soon')
      await asks.ask(id, { kind: 'renew', at, once: newOnce() });
  };
  return {
    ...told,
    renew: view.hasEmail ? renew : undefined,
    answerAgain: async (form) => {
      const once = onceOf(form);
      if (form.values.get('intent')?.[0] !== 'correct' || once === undefined) return undefined;
      const { renewals, secret, now } = deps.ports();
      const at = now();
      const latest = await renewals.latest('tracking', id);
      if (!isSentAgain({ link, once }, latest, at)) return undefined;
      return seeOther(linkPath(secret, visitLink(id, latest, at)));
    },
  };
}

function stepOf(request: Request): Step | undefined {
  const asked = new URL(request.url).searchParams.get('faire');
  return (['correct', 'withdraw', 'erase', 'hours', 'ending'] as const).find((step) => STEPS[step] === asked);
}

/** The page of a step that asks a few questions, where they are asked. */
async function questionsOf(
  step: Step | undefined,
  open: OpenTracking,
  request: Request,
  deps: TrackingEndpoint,
): Promise<ShownPage | undefined> {
  if (step === 'hours') return await hoursPage(open, request, deps);
  return step === 'ending' ? await endingPage(open, request, deps) : undefined;
}

async function show(open: OpenTracking, request: Request, deps: TrackingEndpoint): Promise<ShownPage> {
  const { tracking } = open;
  const { audience, pending, canWithdraw } = tracking;
  const path = pathOf(request);
  const step = pending.includes('erase') ? undefined : stepOf(request);
  if (step === 'correct') return await contactPage(open, path, deps);
  const asked = await questionsOf(step, open, request, deps);
  if (asked !== undefined) return asked;
  const { renderTracking, renderConfirmation } = await import('./render-tracking.ts');
  if (step === undefined || step === 'hours' || step === 'ending' || (step === 'withdraw' && !canWithdraw)) {
    if (pending.includes('erase')) return renderTracking(tracking, deps.contactEmail);
    const [shown, dates] = await Promise.all([
      programmeShown(open.state, deps),
      datesShown(open.state, deps),
    ]);
    const { isCertified, ...programme } = shown;
    const certificate = isCertified ? certificatePathOf(path) : undefined;
    return renderTracking({ ...tracking, ...programme, certificate, dates }, deps.contactEmail);
  }
  return renderConfirmation({ audience, intent: step, once: newOnce(), path });
}

/** The acts that the page offers and therefore accepts. None once an erasure is requested. */
function actsOf(open: OpenTracking, deps: TrackingEndpoint): ReadonlyMap<string, Act> {
  const { tracking, state } = open;
  if (tracking.pending.includes('erase')) return new Map();
  const ask = (kind: 'erase' | 'withdraw') => async (form: PostedForm) => {
    const { asks, now } = deps.ports();
    await asks.ask(open.id, { kind, at: now(), once: onceOf(form) ?? newOnce() });
    return undefined;
  };
  const acts = new Map<string, Act>([
    ['correct', async (form) => await correct(form, open, deps)],
    ['read', async ({ path }) => await download(open, 'read', path, deps)],
    ['data', async ({ path }) => await download(open, 'data', path, deps)],
    ['erase', ask('erase')],
  ]);
  if (tracking.canWithdraw) acts.set('withdraw', ask('withdraw'));
  if (tracking.audience === 'mentor' && knownPairs(state).length > 0)
    acts.set('hours', async (form) => {
      const again = await declareHours(form, open, deps);
      if (again === undefined) await noteSign(state, deps.ports(), { about: form.values.get('pair')?.[0] });
      return again;
    });
  if (knownPairs(state).length > 0) {
    acts.set('ending', async (form) => await answerEnding(form, open, deps));
    acts.set('checkin', async ({ values }) => {
      await checkIn(values, state, deps.ports());
      return undefined;
    });
    for (const intent of ['accept', 'decline'] as const)
      acts.set(intent, async ({ values }) => {
        await answerPair(intent, values.get('pair')?.[0], state, deps.ports());
        return undefined;
      });
  }
  if (sideOf(state) !== undefined)
    for (const intent of ['register', 'unregister'] as const)
      acts.set(intent, async ({ values }) => {
        await answerDate(intent, values.get('event')?.[0], state, deps);
        await noteSign(state, deps.ports());
        return undefined;
      });
  if (state.file.keys.email !== undefined)
    acts.set('renew', async ({ path }) => await renew(open, path, deps));
  if (tracking.guardian?.confirmedBy === 'here')
    acts.set('ask-guardian', async () => await askGuardian(open.id, deps));
  return acts;
}

/** Lets the request to the guardian leave, once: whoever does so has the mailbox that the form named. */
async function askGuardian(id: string, deps: TrackingEndpoint): Promise<undefined> {
  const { cases, looks, now } = deps.ports();
  const at = now();
  await releaseGuardian(id, at, { cases, looks });
  await cases.note(id, guardianFact('confirmed', at, GUARDIAN_EVENTS.confirmed));
}

/** A new link for the address that is kept, and the visit goes on. */
async function renew({ id }: OpenTracking, path: string, deps: TrackingEndpoint): Promise<Response> {
  const { renewals, asks, secret, now } = deps.ports();
  const at = now();
  const renewal = await renewals.renew('tracking', id, at);
  if (renewal === 'too-soon') return seeOther(path);
  await asks.ask(id, { kind: 'renew', at, once: newOnce() });
  deps.onAct();
  return seeOther(linkPath(secret, visitLink(id, renewal, at)));
}

async function download(
  { state }: OpenTracking,
  format: 'read' | 'data',
  path: string,
  deps: TrackingEndpoint,
): Promise<Response | ShownPage> {
  const { audience, reference } = state.file;
  const { store, now } = deps.ports();
  const held = await readOrExplain(deps, async (spreadsheet) => heldData(state, { spreadsheet, store, now }));
  if (held === 'unreadable') return await trackingNoticePage({ kind: 'unreadable', audience, path }, deps);
  const name = `donnees-${reference}.${format === 'data' ? 'json' : 'html'}`;
  const headers = { 'content-disposition': `attachment; filename="${name}"` };
  if (format === 'data') return jsonAnswer(200, held, headers);
  const { renderHeldData } = await import('./render-tracking.ts');
  return htmlAnswer(200, renderHeldData(held), headers);
}
