import type { Application, InvitedBy } from '../../domain/application/application.ts';
import type { TypedAnswers } from '../../domain/application/field.ts';
import { type Form, type FormErrors, parseApplication } from '../../domain/application/form.ts';
import { signalsOf } from '../../domain/application/signals.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { identify, identifyInvited } from './identity.ts';

export interface AcceptPorts {
  readonly inbox: Pick<Inbox, 'put'>;
  readonly secret: string;
  readonly season: string;
  readonly now: () => Date;
}

export type Acceptance =
  { readonly ok: true; readonly reference: string } | { readonly ok: false; readonly errors: FormErrors };

/** Validates what was typed and stores it durably; throws `InboxUnavailable` when it could not be stored. */
export async function acceptApplication(
  form: Form,
  typed: TypedAnswers,
  { inbox, secret, season, now }: AcceptPorts,
  invitedBy?: InvitedBy,
): Promise<Acceptance> {
  const receivedAt = now();
  const parsed = parseApplication(form, typed, parisDate(receivedAt));
  if (!parsed.ok) return parsed;
  const { answers, submissionId } = parsed;
  const identity =
    invitedBy === undefined
      ? identify(secret, form, { season, submissionId, answers })
      : identifyInvited(secret, form, invitedBy.invitation);
  const application: Application = {
    audience: form.audience,
    ...identity,
    season,
    receivedAt: receivedAt.toISOString(),
    answers,
    signals: signalsOf(form, answers, parsed),
    invitedBy,
  };
  await inbox.put(application);
  return { ok: true, reference: identity.reference };
}
