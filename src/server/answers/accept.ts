import type { Application, InvitedBy } from '../../domain/application/application.ts';
import type { SubmittedValues } from '../../domain/application/field.ts';
import { type Answers, type Form, type FormErrors, parseApplication } from '../../domain/application/form.ts';
import { signalsOf } from '../../domain/application/signals.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import type { Inbox } from '../cases/inbox.ts';
import { acceptedSecrets, currentSecret, type Secret } from '../foundation/secret.ts';
import { isSentTwice, SENT_TWICE_MS } from '../foundation/sent-twice.ts';
import { type Identity, identify, identifyInvited } from './identity.ts';

/**
 * Without a `submissionId`, the same answers within one slot of time are one application, without a look at the store. With the
 * minutes in which one sent just before is looked for, a slot ends within the hour.
 */
const SLOT_MS = 50 * 60_000;

export interface AcceptPorts {
  readonly inbox: Pick<Inbox, 'put' | 'knows' | 'receivedLate' | 'noteLate'>;
  readonly secret: Secret;
  readonly season: string;
  readonly now: () => Date;
}

export type Acceptance =
  { readonly ok: true; readonly reference: string } | { readonly ok: false; readonly errors: FormErrors };

/** Validates what was typed and stores it durably; throws `StoreUnavailable` when it could not be stored. */
export async function acceptApplication(
  form: Form,
  typed: SubmittedValues,
  ports: AcceptPorts,
  invitedBy?: InvitedBy,
): Promise<Acceptance> {
  const { inbox, secret, season, now } = ports;
  const receivedAt = now();
  const parsed = parseApplication(form, typed, parisDate(receivedAt));
  if (!parsed.ok) return parsed;
  const { answers, submissionId } = parsed;
  const identity =
    invitedBy !== undefined
      ? await underAccepted(secret, inbox, (one) => identifyInvited(one, form, invitedBy.invitation))
      : submissionId !== undefined
        ? await underAccepted(secret, inbox, (one) =>
            identify(one, form, { season, sending: submissionId, answers }),
          )
        : await identifyByTime(form, answers, receivedAt, ports);
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

/**
 * Identifies an application without a `submissionId`. One sent in the last minutes of a slot is noted, and looked for in the first
 * of the next: a form that is sent twice is one application though a slot ends in between.
 */
async function identifyByTime(
  form: Form,
  answers: Answers,
  receivedAt: Date,
  { inbox, secret, season }: AcceptPorts,
): Promise<Identity> {
  const at = receivedAt.getTime();
  const slot = Math.floor(at / SLOT_MS);
  const sentIn = (one: string, sending: number): Identity =>
    identify(one, form, { season, sending, answers });
  if (at - slot * SLOT_MS < SENT_TWICE_MS) {
    for (const one of acceptedSecrets(secret)) {
      const former = sentIn(one, slot - 1);
      const sentAt = await inbox.receivedLate(former.id);
      if (sentAt !== undefined && isSentTwice(sentAt, receivedAt)) return former;
    }
  }
  const current = await underAccepted(secret, inbox, (one) => sentIn(one, slot));
  if ((slot + 1) * SLOT_MS - at <= SENT_TWICE_MS) await inbox.noteLate(current.id, receivedAt);
  return current;
}

/** Identifies an application under the current secret, unless it was sent before under the former one: then it is the same. */
async function underAccepted(
  secret: Secret,
  inbox: Pick<Inbox, 'knows'>,
  identifyUnder: (secret: string) => Identity,
): Promise<Identity> {
  for (const former of acceptedSecrets(secret).slice(1)) {
    const identity = identifyUnder(former);
    if (await inbox.knows(identity.id)) return identity;
  }
  return identifyUnder(currentSecret(secret));
}
