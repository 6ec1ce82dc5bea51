import type { Application } from '../../domain/application/application.ts';
import { textAnswer } from '../../domain/application/form.ts';
import { type ApplicationFile, type Files, contactKey } from './files.ts';

export interface FilePorts {
  readonly files: Files;
  readonly secret: string;
}

function keysOf({ answers }: Application, secret: string): ApplicationFile['keys'] {
  const email = textAnswer(answers, 'email');
  const birthDate = textAnswer(answers, 'birthDate');
  return {
    ...(email !== '' && { email: contactKey(secret, 'email', email) }),
    ...(birthDate !== '' && { birthDate: contactKey(secret, 'birthDate', birthDate) }),
  };
}

/** Opens the file of an application whose row is there; safe to repeat. */
export async function openFile(application: Application, { files, secret }: FilePorts): Promise<void> {
  const { id, reference, audience, season, receivedAt } = application;
  if ((await files.read(id)) === undefined)
    await files.keep({ id, reference, audience, season, receivedAt, keys: keysOf(application, secret) });
}
