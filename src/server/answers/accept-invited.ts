import type { SubmittedValues } from '../../domain/application/field.ts';
import { parseApplication } from '../../domain/application/form.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { currentSecret } from '../foundation/secret.ts';
import { isSentTwice } from '../foundation/sent-twice.ts';
import type { Volunteer } from '../invitations/invitations.ts';
import type { InvitationPorts } from '../invitations/state.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { type Acceptance, type AcceptPorts, acceptApplication } from './accept.ts';
import { identify } from './identity.ts';

/** Takes an invited mentor's application. Whatever fails once it is stored, the delivery makes good. */
export async function acceptInvited(
  typed: SubmittedValues,
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
function formMark(typed: SubmittedValues, { secret, season, now }: AcceptPorts): string | undefined {
  const parsed = parseApplication(mentorForm, typed, parisDate(now()));
  if (!parsed.ok) return undefined;
  const { answers, submissionId = '' } = parsed;
  return identify(currentSecret(secret), mentorForm, { season, sending: submissionId, answers }).id;
}

/** The reference of the application by which an invitation ended, if this is the very form that did it, minutes ago. */
export async function referenceOfSame(
  typed: SubmittedValues,
  id: string,
  ports: InvitationPorts & AcceptPorts,
): Promise<string | undefined> {
  const end = await ports.invitations.endOf(id);
  if (end?.kind !== 'completed' || !isSentTwice(new Date(end.at), ports.now())) return undefined;
  return end.form !== undefined && end.form === formMark(typed, ports) ? end.reference : undefined;
}
