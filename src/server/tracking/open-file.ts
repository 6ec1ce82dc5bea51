import type { Application } from '../../domain/application/application.ts';
import { textAnswer } from '../../domain/application/form.ts';
import { type Files, contactKeys } from './files.ts';
import type { Secret } from '../foundation/secret.ts';

export interface FilePorts {
  readonly files: Files;
  readonly secret: Secret;
}

/** Opens the file of an application whose row is there; safe to repeat. */
export async function openFile(application: Application, { files, secret }: FilePorts): Promise<void> {
  const { id, reference, audience, season, receivedAt, answers } = application;
  if ((await files.read(id)) !== undefined) return;
  const [email, birthDate] = [textAnswer(answers, 'email'), textAnswer(answers, 'birthDate')];
  const keys = contactKeys(secret, { email, birthDate });
  await files.keep({ id, reference, audience, season, receivedAt, keys });
}
