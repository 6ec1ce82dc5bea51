import { createHmac } from 'node:crypto';
import { type Answers, type Form, fieldsOf } from '../../domain/application/form.ts';
import { referenceFrom } from '../../domain/application/reference.ts';

export interface Identity {
  /** 32 hexadecimal digits (128 bits). */
  readonly id: string;
  readonly reference: string;
}

function identityFrom(secret: string, { referencePrefix }: Form, canonical: string): Identity {
  const digest = createHmac('sha256', secret).update(canonical).digest();
  return {
    id: digest.subarray(0, 16).toString('hex'),
    reference: referenceFrom(referencePrefix, digest.subarray(16)),
  };
}

/** Identifies an invited person's application: one invitation is one application, whatever is answered and however often. */
export function identifyInvited(secret: string, form: Form, invitation: string): Identity {
  return identityFrom(secret, form, JSON.stringify(['invitation', invitation]));
}

/**
 * Identifies an application: the same answers of the same season, sent again with the same mark. An HMAC, so that nobody
 * else can tell a reference from what was answered, nor the other way round.
 *
 * @param sending the form's `submissionId`, or else when it was sent, so that whoever knows the answers and sends them later is
 * told another reference.
 */
export function identify(
  secret: string,
  form: Form,
  { season, sending, answers }: { season: string; sending: string | number; answers: Answers },
): Identity {
  const canonical = JSON.stringify([
    form.audience,
    season,
    sending,
    fieldsOf(form).map(([name]) => [name, answers[name] ?? '']),
  ]);
  return identityFrom(secret, form, canonical);
}
