import type { Application } from '../../domain/application/application.ts';
import { textAnswer } from '../../domain/application/form.ts';
import type { Secret } from '../foundation/secret.ts';
import type { CaseStore } from './case-store.ts';
import { contactKeys } from './contact-keys.ts';

export interface CreateCasePorts {
  readonly cases: CaseStore;
  readonly secret: Secret;
}

/** Creates the case of an application whose row is there. Idempotent. */
export async function createCase(
  application: Application,
  { cases, secret }: CreateCasePorts,
): Promise<void> {
  const { id, reference, audience, season, receivedAt, answers } = application;
  if ((await cases.read(id)) !== undefined) return;
  const [email, birthDate] = [textAnswer(answers, 'email'), textAnswer(answers, 'birthDate')];
  const keys = contactKeys(secret, { email, birthDate });
  await cases.keep({ id, reference, audience, season, receivedAt, keys });
}
