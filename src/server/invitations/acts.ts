import { type Acceptance, type AcceptPorts, acceptApplication } from '../applications/accept.ts';
import type { TypedAnswers } from '../../domain/application/field.ts';
import { SUBMISSION_ID } from '../../domain/application/form.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { InboxUnavailable } from '../inbox/inbox.ts';
import type { TaskKind, Volunteer } from './invitations.ts';
import { type InvitationPorts, type InvitationState, invitationLink } from './state.ts';
import { awaitedIn } from './views.ts';

/** Takes an invited mentor's application. Whatever fails once it is stored, the delivery makes good. */
export async function acceptInvited(
  typed: TypedAnswers,
  { id, companyReference }: Volunteer,
  ports: InvitationPorts & AcceptPorts,
): Promise<Acceptance> {
  const invitedBy = { invitation: id, company: companyReference };
  const acceptance = await acceptApplication(mentorForm, typed, ports, invitedBy);
  if (!acceptance.ok) return acceptance;
  const { reference } = acceptance;
  const submissionId = typed.get(SUBMISSION_ID)?.[0];
  try {
    await ports.invitations.complete(id, { at: ports.now().toISOString(), reference, submissionId });
  } catch (error) {
    if (!(error instanceof InboxUnavailable)) throw error;
  }
  return acceptance;
}

/** The reference of the application that was sent with this very form, if it is the one that used the invitation. */
export async function sameSubmission(
  typed: TypedAnswers,
  id: string,
  { invitations }: InvitationPorts,
): Promise<string | undefined> {
  const submissionId = typed.get(SUBMISSION_ID)?.[0] ?? '';
  const end = await invitations.endOf(id);
  return end?.kind === 'completed' && submissionId !== '' && end.submissionId === submissionId
    ? end.reference
    : undefined;
}

/** What brings the new link of each purpose. */
const RENEWING = { invitation: 'renew', progress: 'renew-company' } as const satisfies Record<
  string,
  TaskKind
>;

/** Asks for a new link to the address that is kept, unless one is on its way. */
export async function renewLink(
  purpose: keyof typeof RENEWING,
  id: string,
  { invitations, renewals, now }: InvitationPorts,
): Promise<void> {
  const at = now();
  if ((await renewals.renew(purpose, id, at)) !== 'too-soon')
    await invitations.tasks.schedule({ kind: RENEWING[purpose], id, dueAt: at });
}

/** Sends their link again to those who have not finished: the same while it is open, else a new one. */
export async function nudge(
  companyId: string,
  states: readonly InvitationState[],
  ports: InvitationPorts,
): Promise<void> {
  const at = ports.now();
  await ports.invitations.markNudged(companyId, at);
  await Promise.all(
    awaitedIn(states).map(async ({ volunteer, renewal }) => {
      if (at >= invitationLink(volunteer, renewal).expires)
        await renewLink('invitation', volunteer.id, ports);
      else await ports.invitations.tasks.schedule({ kind: 'nudge', id: volunteer.id, dueAt: at });
    }),
  );
}
