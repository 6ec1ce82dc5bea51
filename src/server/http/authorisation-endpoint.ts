import type { Team } from '../../components/guardian/PaperSheet.tsx';
import type { AuthorisationNotice } from '../../components/guardian/wording.ts';
import type { TypedAnswers } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { REFERENCE_PATTERN } from '../../domain/application/reference.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { requestAgain } from '../cases/guardian-requests.ts';
import { takeConsent } from '../guardian/take-consent.ts';
import {
  type AuthorisationView,
  type ViewPorts,
  peopleOf,
  receiptOf,
  viewAuthorisation,
} from '../guardian/views.ts';
import { errorName } from '../foundation/log.ts';
import { htmlAnswer, seeOther } from './answer.ts';
import { generalError, readPrivateForm } from './form-request.ts';
import {
  type LinkDeps,
  answerLink,
  answerPrivately,
  ownAddress,
  renderIntoPage,
  whenBegun,
} from './link-page.ts';

export interface AuthorisationEndpoint extends LinkDeps {
  readonly team: Team;
  /** May throw `EnvironmentError`. */
  readonly ports: () => ViewPorts;
}

type OpenView = AuthorisationView & { readonly kind: 'open' };

const NOT_STORED =
  'Nous n’arrivons pas à enregistrer votre réponse pour le moment. Elle est encore sur cette page : envoyez-la à nouveau dans quelques minutes.';

const STATUS = {
  answered: 200,
  adult: 200,
  over: 200,
  expired: 410,
  replaced: 410,
  foreign: 404,
} as const satisfies Record<AuthorisationNotice['kind'], number>;

/** `/autorisation/<token>`: a GET shows, a POST acts. */
export async function answerAuthorisation(
  request: Request,
  token: string,
  endpoint: AuthorisationEndpoint,
): Promise<Response> {
  return await answerLink(request, { purpose: 'authorisation', token }, endpoint, async () => {
    if (request.method === 'POST') return await act(request, token, endpoint);
    return await show(request, await viewAuthorisation(token, endpoint.ports()), endpoint);
  });
}

/** `/autorisation/papier/<reference>`: the sheet to sign, the same for any reference, known or not. */
export async function answerPaper(
  request: Request,
  reference: string,
  endpoint: Omit<AuthorisationEndpoint, 'ports'>,
): Promise<Response> {
  return await answerPrivately(request, 'authorisation', endpoint, async () => {
    if (!REFERENCE_PATTERN.test(reference)) return await showNotice({ kind: 'foreign' }, endpoint);
    const { renderPaper } = await import('./render-authorisation.ts');
    const page = renderPaper(reference, endpoint.team);
    return htmlAnswer(200, await renderIntoPage('authorisation', page, endpoint.readPage));
  });
}

async function showNotice(
  notice: AuthorisationNotice,
  { contactEmail, readPage }: Pick<LinkDeps, 'contactEmail' | 'readPage'>,
  isAnswerLost = false,
): Promise<Response> {
  const { renderAuthorisationNotice } = await import('./render-authorisation.ts');
  const page = renderAuthorisationNotice(notice, contactEmail, isAnswerLost);
  const status = STATUS[notice.kind];
  return htmlAnswer(
    isAnswerLost && status === 200 ? 409 : status,
    await renderIntoPage('authorisation', page, readPage),
  );
}

async function show(
  request: Request,
  view: AuthorisationView,
  endpoint: AuthorisationEndpoint,
): Promise<Response> {
  if (view.kind !== 'open') return await showNotice(view, endpoint);
  return await showForm(request, view, endpoint);
}

interface Refused {
  readonly status: number;
  readonly values: TypedAnswers;
  readonly errors: FormErrors;
}

/** The page as it stands, or with what was typed and what is wrong. */
async function showForm(
  request: Request,
  { state, link, answer, typedText }: OpenView,
  { ports, team, readPage }: AuthorisationEndpoint,
  refused?: Refused,
): Promise<Response> {
  const viewPorts = ports();
  const [people, file] = await Promise.all([peopleOf(state.id, viewPorts), viewPorts.cases.read(state.id)]);
  const known =
    people === undefined || people.guardian === '' ? [] : ([['guardianName', [people.guardian]]] as const);
  const { renderAuthorisation } = await import('./render-authorisation.ts');
  const page = renderAuthorisation({
    address: ownAddress(request),
    youth: people?.youth === '' ? undefined : people?.youth,
    reference: file?.reference ?? '',
    lastDay: parisDate(link.expires),
    receipt: answer && receiptOf(answer, typedText, people),
    values: refused?.values ?? new Map(known),
    errors: refused?.errors,
    team,
  });
  const html = await renderIntoPage('authorisation', { ...page, hasErrors: refused !== undefined }, readPage);
  return htmlAnswer(refused?.status ?? 200, html);
}

async function act(request: Request, token: string, endpoint: AuthorisationEndpoint): Promise<Response> {
  const read = await readPrivateForm(request);
  const ports = endpoint.ports();
  if (read.ok && read.typed.get('intent')?.[0] === 'renew') {
    const view = await viewAuthorisation(token, ports);
    if ('isOnItsWay' in view) await requestAgain(view.id, ports);
    endpoint.onAct();
    return seeOther(ownAddress(request));
  }
  const view = await viewAuthorisation(token, ports, whenBegun(ports.now()));
  if (view.kind !== 'open') return await showNotice(view, endpoint, true);
  if (!read.ok) {
    const errors = generalError(read.message);
    return await showForm(request, view, endpoint, { status: read.status, values: new Map(), errors });
  }
  return await take(request, read.typed, view, endpoint);
}

async function take(
  request: Request,
  values: TypedAnswers,
  view: OpenView,
  endpoint: AuthorisationEndpoint,
): Promise<Response> {
  try {
    const errors = await takeConsent(values, view.state, endpoint.ports());
    if (errors !== undefined) return await showForm(request, view, endpoint, { status: 422, values, errors });
  } catch (error) {
    endpoint.log('not-accepted', { error: errorName(error) });
    const errors = generalError(NOT_STORED);
    return await showForm(request, view, endpoint, { status: 503, values, errors });
  }
  endpoint.onAct();
  return seeOther(ownAddress(request));
}
