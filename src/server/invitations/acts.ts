import type { TypedAnswers } from '../../domain/application/field.ts';
import { parseApplication } from '../../domain/application/form.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { type Acceptance, type AcceptPorts, acceptApplication } from '../applications/accept.ts';
import { identify } from '../applications/identity.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { currentSecret } from '../foundation/secret.ts';
import { isSentTwice } from '../foundation/sent-twice.ts';
import { isInvited, type TaskKind, type Volunteer } from './invitations.ts';
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
  try {
    const form = formMark(typed, ports);
    await ports.invitations.complete(id, { at: ports.now().toISOString(), reference, form });
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
  }
  return acceptance;
}

/** Tells a form's sending from every other, an HMAC; `undefined` when it cannot have been taken. */
function formMark(typed: TypedAnswers, { secret, season, now }: AcceptPorts): string | undefined {
  const parsed = parseApplication(mentorForm, typed, parisDate(now()));
  if (!parsed.ok) return undefined;
  const { answers, submissionId = '' } = parsed;
  return identify(currentSecret(secret), mentorForm, { season, sending: submissionId, answers }).id;
}

/** The reference of the application by which an invitation ended, if this is the very form that did it, minutes ago. */
export async function referenceOfSame(
  typed: TypedAnswers,
  id: string,
  ports: InvitationPorts & AcceptPorts,
): Promise<string | undefined> {
  const end = await ports.invitations.endOf(id);
  if (end?.kind !== 'completed' || !isSentTwice(new Date(end.at), ports.now())) return undefined;
  return end.form !== undefined && end.form === formMark(typed, ports) ? end.reference : undefined;
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

/**
 * Makes the link of a company's contact void and sends another to their corrected address: whoever reads the former one is not
 * them. Safe to repeat for the same instant; nothing where nobody was announced.
 */
export async function moveCompany(
  id: string,
  email: string,
  at: Date,
  { invitations, renewals }: Pick<InvitationPorts, 'invitations' | 'renewals'>,
): Promise<void> {
  const company = await invitations.company(id);
  if (company === undefined) return;
  // The address first: the letter goes where it says.
  await invitations.keepCompany({ ...company, email });
  await renewals.revoke('progress', id, at);
  await invitations.tasks.schedule({ kind: 'renew-company', id, dueAt: at });
}

/**
 * Sends their link again to those who have not finished: the same while it is open, else a new one.
 *
 * @param remindedAt of the page that it is asked on; the reminder is named after it, so that two at once are one.
 */
export async function nudge(
  companyId: string,
  { states, remindedAt }: { readonly states: readonly InvitationState[]; readonly remindedAt: Date },
  ports: InvitationPorts,
): Promise<void> {
  const at = ports.now();
  // Never later than now, whatever clock noted the last one.
  const dueAt = remindedAt < at ? remindedAt : at;
  await ports.invitations.markNudged(companyId, at);
  await Promise.all(
    awaitedIn(states).map(async ({ volunteer, renewal }) => {
      if (!isInvited(volunteer)) return;
      if (at >= invitationLink(volunteer, renewal).expires)
        await renewLink('invitation', volunteer.id, ports);
      else await ports.invitations.tasks.schedule({ kind: 'nudge', id: volunteer.id, dueAt });
    }),
  );
}
