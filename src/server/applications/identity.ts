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

/** Who an invited person's application is: one invitation is one application, whatever is answered and however often. */
export function identifyInvited(secret: string, form: Form, invitation: string): Identity {
  return identityFrom(secret, form, JSON.stringify(['invitation', invitation]));
}

/**
 * Who this application is: the same answers of the same season, sent again with the same `submissionId` or none,
 * are one application. Keyed, so that nobody else can tell from a reference what was answered.
 */
export function identify(
  secret: string,
  form: Form,
  { season, submissionId, answers }: { season: string; submissionId: string | undefined; answers: Answers },
): Identity {
  const canonical = JSON.stringify([
    form.audience,
    season,
    submissionId ?? '',
    fieldsOf(form).map(([name]) => [name, answers[name] ?? '']),
  ]);
  return identityFrom(secret, form, canonical);
}
