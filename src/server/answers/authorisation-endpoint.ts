import type { AuthorisationNotice, Team } from '../../components/guardian/wording.ts';
import type { SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { REFERENCE_PATTERN } from '../../domain/application/reference.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { errorName } from '../foundation/log.ts';
import { requestAgain } from '../cases/guardian-requests.ts';
import { takeConsent } from './take-consent.ts';
import {
  type AuthorisationView,
  type ViewPorts,
  peopleOf,
  receiptOf,
  viewAuthorisation,
} from './guardian-view.ts';
import { htmlAnswer } from './answer.ts';
import { generalError } from './form-request.ts';
import {
  type ClosedLink,
  type LinkDeps,
  type LinkKind,
  type PostedForm,
  type ShownPage,
  OWN_FORM,
  answerLink,
  answerPrivately,
  pathOf,
  renderIntoPage,
} from './link-answer.ts';

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
  invalid: 404,
} as const satisfies Record<AuthorisationNotice['kind'], number>;

/** `/autorisation/<token>`: a guardian reads, then agrees or refuses. */
export async function answerAuthorisation(
  request: Request,
  token: string,
  deps: AuthorisationEndpoint,
): Promise<Response> {
  return await answerLink(request, token, authorisationLinks(deps), deps);
}

/** `/autorisation/papier/<reference>`: the sheet to sign, the same for any reference, known or not. */
export async function answerPaper(
  request: Request,
  reference: string,
  deps: Omit<AuthorisationEndpoint, 'ports' | 'onAct'>,
): Promise<Response> {
  return await answerPrivately(request, 'authorisation', deps, async () => {
    const { renderAuthorisationNotice, renderPaper } = await import('./render-authorisation.ts');
    const isReference = REFERENCE_PATTERN.test(reference);
    const page = isReference
      ? renderPaper(reference, deps.team)
      : renderAuthorisationNotice({ kind: 'invalid' }, deps.contactEmail);
    const html = await renderIntoPage('authorisation', page, deps.readPage);
    return htmlAnswer(isReference ? 200 : 404, html);
  });
}

function authorisationLinks(deps: AuthorisationEndpoint): LinkKind<OpenView> {
  const { ports } = deps;
  return {
    purpose: 'authorisation',
    mayEndLate: new Set([OWN_FORM]),
    look: async (token, at) => {
      const view = await viewAuthorisation(token, ports(), at);
      return view.kind === 'open' ? { open: view } : { closed: closedAuthorisation(view, deps) };
    },
    show: async (open, request) => await formPage(open, pathOf(request), deps),
    acts: (open) => new Map([[OWN_FORM, async (form: PostedForm) => await take(form, open, deps)]]),
  };
}

function closedAuthorisation(
  view: AuthorisationNotice,
  { ports, contactEmail }: AuthorisationEndpoint,
): ClosedLink {
  return {
    status: STATUS[view.kind],
    page: async (isAnswerLost) => {
      const { renderAuthorisationNotice } = await import('./render-authorisation.ts');
      return renderAuthorisationNotice(view, contactEmail, isAnswerLost);
    },
    renew: 'isOnItsWay' in view ? async () => await requestAgain(view.id, ports()) : undefined,
  };
}

interface Refused {
  readonly status: number;
  readonly values: SubmittedValues;
  readonly errors: FormErrors;
}

/** The page as it stands, or with what was typed and what is wrong. */
async function formPage(
  { state, link, answer, typedText }: OpenView,
  path: string,
  { ports, team }: AuthorisationEndpoint,
  refused?: Refused,
): Promise<ShownPage> {
  const viewPorts = ports();
  const [people, file] = await Promise.all([peopleOf(state.id, viewPorts), viewPorts.cases.read(state.id)]);
  const known =
    people === undefined || people.guardian === '' ? [] : ([['guardianName', [people.guardian]]] as const);
  const { renderAuthorisation } = await import('./render-authorisation.ts');
  const page = renderAuthorisation({
    path,
    youth: people?.youth === '' ? undefined : people?.youth,
    reference: file?.reference ?? '',
    lastDay: parisDate(link.expires),
    receipt: answer && receiptOf(answer, typedText, people),
    values: refused?.values ?? new Map(known),
    errors: refused?.errors,
    team,
  });
  return { ...page, status: refused?.status ?? 200, hasErrors: refused !== undefined };
}

async function take(
  { path, read, values }: PostedForm,
  open: OpenView,
  deps: AuthorisationEndpoint,
): Promise<ShownPage | undefined> {
  const refuse = async (status: number, errors: FormErrors) =>
    await formPage(open, path, deps, { status, values, errors });
  if (!read.ok) return await refuse(read.status, generalError(read.message));
  try {
    const errors = await takeConsent(values, open.state, deps.ports());
    return errors && (await refuse(422, errors));
  } catch (error) {
    deps.log('not-accepted', { error: errorName(error) });
    return await refuse(503, generalError(NOT_STORED));
  }
}
