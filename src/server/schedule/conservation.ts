import type { DrainPorts } from './drain.ts';
import { Inbox } from '../cases/inbox.ts';
import { log } from '../foundation/log.ts';
import { eraseFromOutbox } from '../mail/outbox-folder.ts';
import { type Night, runRetention } from './run-retention.ts';
import type { RetentionPorts } from '../retention/retention-ports.ts';
import { Erasures } from '../cases/erasures.ts';
import { type Survey, surveyRetention } from '../retention/survey.ts';
import { secretOf } from '../foundation/secret.ts';
import { Steps } from '../runs/steps.ts';
import { Looks } from '../cases/looks.ts';
import { CaseStore } from '../cases/case-store.ts';
import { Runs } from '../runs/runs.ts';

// Apart from the drain, which loads the templates of letters: a command of Node's own runs this.

/** A scheduled function has 30 s on Netlify, and the last erasures begun need half of them on a slow spreadsheet. */
export const NIGHT_MILLISECONDS = 12_000;

export type ConservationPorts = Omit<DrainPorts, 'openMail' | 'messages' | 'associations'>;

async function open({
  environment,
  store,
  openSpreadsheet,
  settings,
  now,
}: ConservationPorts): Promise<RetentionPorts> {
  const { MAIL, OUTBOX_PATH } = environment;
  return {
    store,
    inbox: new Inbox(store, { now }),
    erasures: new Erasures(store),
    looks: new Looks(store),
    cases: new CaseStore(store),
    spreadsheet: await openSpreadsheet(),
    mail: MAIL === 'outbox' ? { erase: async (rowIds) => await eraseFromOutbox(OUTBOX_PATH, rowIds) } : {},
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
