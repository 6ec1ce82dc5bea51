import type { KeyStore } from '../store/key-store.ts';
import { Files } from '../tracking/files.ts';
import { LetterReports } from '../tracking/letter-reports.ts';
import { MailCircuit } from './circuit.ts';
import { PersistentMail, type PersistentMailOptions } from './persistent-mail.ts';
import { Undelivered } from './undelivered.ts';

export interface DrainMailOptions extends Pick<PersistentMailOptions, 'mail' | 'log' | 'now' | 'lastStart'> {
  readonly store: KeyStore;
  readonly teamEmail?: string;
}

/** The mail of one drain, as it is put together for each. */
export function mailOfDrain({ teamEmail, ...options }: DrainMailOptions): PersistentMail {
  const { store, now } = options;
  return new PersistentMail({
    secret: 's'.repeat(32),
    ...options,
    circuit: new MailCircuit({ store, now }),
    reports: new LetterReports({
      files: new Files(store),
      undelivered: new Undelivered(store),
      teamEmail,
      now,
    }),
  });
}
