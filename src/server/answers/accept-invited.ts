import type { SubmittedValues } from '../../domain/application/field.ts';
import { parseApplication } from '../../domain/application/form.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { completionsIn, type Volunteer } from '../cases/invitation-facts.ts';
import { completeInvitation, type InvitationDeps } from '../cases/invitation-requests.ts';
import { currentSecret } from '../foundation/secret.ts';
import { isSentTwice } from '../foundation/sent-twice.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { type Acceptance, type AcceptPorts, acceptApplication } from './accept.ts';
import { identify } from './identity.ts';

/** Takes an invited mentor's application. Whatever fails once it is stored, the delivery makes good. */
export async function acceptInvited(
  typed: SubmittedValues,
  { id, companyReference }: Pick<Volunteer, 'companyReference'> & { readonly id: string },
  ports: InvitationDeps & AcceptPorts,
): Promise<Acceptance> {
  const invitedBy = { invitation: id, company: companyReference };
  const acceptance = await acceptApplication(mentorForm, typed, ports, invitedBy);
  if (!acceptance.ok) return acceptance;
  const { reference } = acceptance;
  try {
    await completeInvitation(id, { at: ports.now(), reference, form: formMark(typed, ports) }, ports);
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
  ports: Pick<InvitationDeps, 'cases'> & AcceptPorts,
): Promise<string | undefined> {
  const mark = formMark(typed, ports);
  const completions = completionsIn(await ports.cases.facts(id));
  return completions.find(
    ({ at, form }) => form !== undefined && form === mark && isSentTwice(at, ports.now()),
  )?.reference;
}
