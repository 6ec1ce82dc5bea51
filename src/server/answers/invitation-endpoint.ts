import type { InvitationNotice } from '../../components/invitations/notices.tsx';
import type { SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { companyInText } from '../letters/invitation-letters.ts';
import { declineInvitation, renewInvitation } from '../cases/invitation-requests.ts';
import { acceptInvited, referenceOfSame } from './accept-invited.ts';
import type { AcceptPorts } from './accept.ts';
import { jsonAnswer, seeOther, wantsJson } from './answer.ts';
import { answerForm } from './application-endpoint.ts';
import { type InvitationPorts, type InvitationView, viewInvitation } from './invitation-views.ts';
import {
  type Act,
  type ClosedLink,
  type LinkDeps,
  type LinkKind,
  type PostedForm,
  type ShownPage,
  OWN_FORM,
  answerLink,
  pathOf,
  renderIntoPage,
} from './link-answer.ts';

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
  invalid: 404,
} as const satisfies Record<InvitationNotice['kind'], number>;

/** `/invitation/<token>`: a volunteer whom a company announced completes their application, or declines. */
export async function answerInvitation(
  request: Request,
  token: string,
  deps: InvitationEndpoint,
): Promise<Response> {
  return await answerLink(request, token, invitationLinks(deps), deps);
}

function invitationLinks(deps: InvitationEndpoint): LinkKind<OpenInvitation> {
  const { ports } = deps;
  return {
    purpose: 'invitation',
    mayEndLate: new Set([OWN_FORM, 'decline']),
    look: async (token, at) => {
      const { id, view, isVoid } = await viewInvitation(token, ports(), at);
      return view.kind === 'open' ? { open: view } : { closed: closedInvitation({ id, view, isVoid }, deps) };
    },
    show: async (open, request) => await formPage(open, pathOf(request), { values: known(open) }),
    acts: (open) =>
      new Map<string, Act>([
        [OWN_FORM, async (form) => await complete(form, open, deps)],
        [
          'decline',
          async () => {
            await declineInvitation(open.id, ports().now(), ports());
            return undefined;
          },
        ],
      ]),
  };
}

function closedInvitation(
  { id, view, isVoid }: { readonly id: string; readonly view: InvitationNotice; readonly isVoid: boolean },
  { ports, contactEmail }: InvitationEndpoint,
): ClosedLink {
  return {
    status: STATUS[view.kind],
    page: async (isFormLost) => {
      const { renderInvitationNotice } = await import('./render-link-page.ts');
      return renderInvitationNotice(view, contactEmail, isFormLost);
    },
    renew: 'isOnItsWay' in view ? async () => await renewInvitation(id, ports()) : undefined,
    answerAgain: async ({ request, read }) => {
      if (!read.ok || isVoid || read.typed.has('intent')) return undefined;
      const reference = await referenceOfSame(read.typed, id, ports());
      return reference === undefined ? undefined : answerReference(request, reference);
    },
  };
}

function answerReference(request: Request, reference: string): Response {
  return wantsJson(request) ? jsonAnswer(201, { reference }) : seeOther(`/candidature-recue/${reference}`);
}

/** The answers that the company gave about its volunteer, to prefill the form. */
function known({ volunteer }: OpenInvitation): SubmittedValues {
  const { givenName, familyName, email, companyName, site } = volunteer;
  return new Map(
    Object.entries({ givenName, familyName, email, company: companyName, site }).map(([name, text]) => [
      name,
      [text],
    ]),
  );
}

async function formPage(
  { id, volunteer, link }: OpenInvitation,
  path: string,
  { values, errors }: { readonly values: SubmittedValues; readonly errors?: FormErrors | undefined },
): Promise<ShownPage> {
  const { renderInvitationForm } = await import('./render-link-page.ts');
  const page = renderInvitationForm({
    companyName: companyInText(volunteer.companyName),
    lastDay: parisDate(link.expires),
    path,
    draft: `invitation-${id.slice(0, 12)}`,
    values,
    errors,
  });
  return { ...page, hasErrors: errors !== undefined };
}

async function complete(
  { request, path, read }: PostedForm,
  open: OpenInvitation,
  { ports, readPage, onAct, log }: InvitationEndpoint,
): Promise<Response> {
  return await answerForm(request, mentorForm, read, {
    accept: async (typed) => await acceptInvited(typed, { ...open.volunteer, id: open.id }, ports()),
    page: async (values, errors) =>
      await renderIntoPage('invitation', await formPage(open, path, { values, errors }), readPage),
    onAccepted: onAct,
    log,
  });
}
