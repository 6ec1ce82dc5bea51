import type { DrainPorts } from './drain-ports.ts';
import { log } from '../foundation/log.ts';
import { eraseFromOutbox } from '../mail/outbox-folder.ts';
import { type Night, type NightPorts, runRetention } from './run-retention.ts';
import { openCaseStores } from '../executor/case-stores.ts';
import { MailUnavailable } from '../mail/mail.ts';
import { type Survey, surveyRetention } from '../retention/survey.ts';
import { secretOf } from '../foundation/secret.ts';
import { Steps } from '../runs/steps.ts';
import { Runs } from '../runs/runs.ts';

// Apart from the drain, which loads the templates of letters: a command of Node's own runs this.

/** A scheduled function has 30 s on Netlify, and the last erasures begun need half of them on a slow spreadsheet. */
export const NIGHT_MILLISECONDS = 13_000;

export type ConservationPorts = Omit<DrainPorts, 'openMail' | 'messages' | 'associations'>;

async function open({
  environment,
  store,
  openSpreadsheet,
  settings,
  now,
}: ConservationPorts): Promise<NightPorts> {
  const { MAIL, OUTBOX_PATH } = environment;
  return {
    ...openCaseStores(store, now),
    store,
    spreadsheet: await openSpreadsheet(),
    mail: {
      // A night writes to nobody.
      send: () => Promise.reject(new MailUnavailable('night')),
      erase: async (rowIds) => {
        if (MAIL === 'outbox') await eraseFromOutbox(OUTBOX_PATH, rowIds);
      },
    },
    secret: secretOf(environment),
    months: settings.retentionMonths,
    log,
    now,
  };
}

/** Lists who would be announced and erased now. Changes nothing. */
export async function previewOnce(ports: ConservationPorts): Promise<Survey> {
  return await surveyRetention(await open(ports));
}

/** One night of retention, noted in the store when all that was due is done (`Runs`). Throws `EnvironmentError`. */
export async function runRetentionOnce(ports: ConservationPorts, deadline: Date): Promise<Night> {
  const { store, now } = ports;
  const runs = new Runs(store);
  const steps = new Steps(log);
  await steps.run('notes', () => runs.begin(now()));
  const night = await runRetention(await open(ports), deadline);
  if (night.met.length === 0 && night.left === 0) await steps.run('notes', () => runs.noteNight(now()));
  return { ...night, met: [...night.met, ...steps.failures] };
}
