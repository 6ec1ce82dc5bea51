import type { InvitationNotice } from '../../components/invitations/notices.tsx';
import type { TypedAnswers } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import type { AcceptPorts } from '../applications/accept.ts';
import { acceptInvited, referenceOfSame, renewLink } from '../invitations/acts.ts';
import { companyInText } from '../letters/invitation-letters.ts';
import type { InvitationPorts } from '../invitations/state.ts';
import { type InvitationView, viewInvitation } from '../invitations/views.ts';
import { htmlAnswer, jsonAnswer, seeOther, wantsJson } from './answer.ts';
import { answerForm } from './application-endpoint.ts';
import { type FormRequest, readPrivateForm } from './form-request.ts';
import { type LinkDeps, answerLink, ownAddress, renderIntoPage, whenBegun } from './link-page.ts';
import type { ReadPage } from './site-pages.ts';

export interface InvitationEndpoint extends LinkDeps {
  /** May throw `EnvironmentError`. */
  readonly ports: () => InvitationPorts & AcceptPorts;
}

type OpenInvitation = InvitationView & { readonly kind: 'open' };

const STATUS = {
  completed: 200,
  declined: 200,
  expired: 410,
  replaced: 410,
  erased: 410,
  foreign: 404,
} as const satisfies Record<InvitationNotice['kind'], number>;

/** `/invitation/<token>`: a GET shows, a POST acts. */
export async function answerInvitation(
  request: Request,
  token: string,
  endpoint: InvitationEndpoint,
): Promise<Response> {
  return await answerLink(request, { purpose: 'invitation', token }, endpoint, async () => {
    if (request.method === 'POST') return await act(request, token, endpoint);
    const { view } = await viewInvitation(token, endpoint.ports());
    return await show(request, view, endpoint);
  });
}

async function show(
  request: Request,
  view: InvitationView,
  { contactEmail, readPage }: LinkDeps,
  isFormLost = false,
): Promise<Response> {
  if (view.kind === 'open')
    return htmlAnswer(200, await formPage(request, view, { values: known(view) }, readPage));
  const { renderInvitationNotice } = await import('./render-link-page.ts');
  const page = renderInvitationNotice(view, contactEmail, isFormLost);
  const usual = STATUS[view.kind];
  const status = isFormLost && usual === 200 ? 409 : usual;
  if (wantsJson(request)) return jsonAnswer(status, { error: `${page.title}.` });
  return htmlAnswer(status, await renderIntoPage('invitation', page, readPage));
}

/** What the company told of its volunteer, as answers. */
function known({ volunteer }: OpenInvitation): TypedAnswers {
  const { givenName, familyName, email, companyName, site } = volunteer;
  return new Map(
    Object.entries({ givenName, familyName, email, company: companyName, site }).map(([name, text]) => [
      name,
      [text],
    ]),
  );
}

async function formPage(
  request: Request,
  { volunteer, link }: OpenInvitation,
  { values, errors }: { readonly values: TypedAnswers; readonly errors?: FormErrors | undefined },
  readPage: ReadPage,
): Promise<string> {
  const { renderInvitationForm } = await import('./render-link-page.ts');
  const page = renderInvitationForm({
    companyName: companyInText(volunteer.companyName),
    lastDay: parisDate(link.expires),
    address: ownAddress(request),
    draft: `invitation-${volunteer.id.slice(0, 12)}`,
    values,
    errors,
  });
  return await renderIntoPage('invitation', { ...page, hasErrors: errors !== undefined }, readPage);
}

async function act(request: Request, token: string, endpoint: InvitationEndpoint): Promise<Response> {
  const read = await readPrivateForm(request);
  const intent = read.ok ? read.typed.get('intent')?.[0] : undefined;
  if (intent === undefined) return await complete(request, token, read, endpoint);
  const ports = endpoint.ports();
  const at = ports.now();
  const { id, view } = await viewInvitation(token, ports, intent === 'decline' ? whenBegun(at) : at);
  if (view.kind === 'foreign') return await show(request, view, endpoint);
  if (intent === 'decline' && view.kind === 'open') await ports.invitations.decline(id, at);
  if (intent === 'renew' && (view.kind === 'expired' || view.kind === 'replaced'))
    await renewLink('invitation', id, ports);
  endpoint.onAct();
  return seeOther(ownAddress(request));
}

async function complete(
  request: Request,
  token: string,
  read: FormRequest,
  endpoint: InvitationEndpoint,
): Promise<Response> {
  const ports = endpoint.ports();
  const { id, view, isVoid } = await viewInvitation(token, ports, whenBegun(ports.now()));
  if (view.kind === 'open')
    return await answerForm(request, mentorForm, read, {
      accept: async (typed) => await acceptInvited(typed, view.volunteer, ports),
      page: async (values, errors) => await formPage(request, view, { values, errors }, endpoint.readPage),
      onAccepted: endpoint.onAct,
      log: endpoint.log,
    });
  // The very form that used the link, sent again because the answer was lost.
  const reference = read.ok && !isVoid ? await referenceOfSame(read.typed, id, ports) : undefined;
  if (reference === undefined) return await show(request, view, endpoint, true);
  return wantsJson(request) ? jsonAnswer(201, { reference }) : seeOther(`/candidature-recue/${reference}`);
}
