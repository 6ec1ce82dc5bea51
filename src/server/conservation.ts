import type { DrainPorts } from './drain.ts';
import { Inbox } from './inbox/inbox.ts';
import { Invitations } from './invitations/invitations.ts';
import { log } from './log.ts';
import { forgetWritten } from './mail/limited-mail.ts';
import { eraseFromOutbox } from './mail/outbox-folder.ts';
import { eraseTries } from './mail/persistent-mail.ts';
import { type RetentionPorts, conserve } from './retention/conserve.ts';
import { Erasures } from './retention/erasures.ts';
import { keepersOf } from './retention/keepers.ts';
import { type Survey, surveyRetention } from './retention/survey.ts';
import { Files } from './tracking/files.ts';
import { Tries } from './tracking/tries.ts';

// Apart from the drain, which loads the templates of letters: a command of Node's own runs this.

export type ConservationPorts = Omit<DrainPorts, 'openMail' | 'messages' | 'associations'>;

async function open({
  environment,
  store,
  openSpreadsheet,
  settings,
  now,
}: ConservationPorts): Promise<RetentionPorts> {
  const { MAIL, OUTBOX_PATH, LINK_SECRET } = environment;
  return {
    store,
    inbox: new Inbox(store, { now }),
    erasures: new Erasures(store),
    files: new Files(store),
    invitations: new Invitations(store),
    keepers: keepersOf(store),
    spreadsheet: await openSpreadsheet(environment),
    mail: {
      erase: async (rowIds) => {
        if (MAIL === 'outbox') await eraseFromOutbox(OUTBOX_PATH, rowIds);
        await eraseTries(store, rowIds);
      },
    },
    secret: LINK_SECRET,
    months: settings.retentionMonths,
    log,
    now,
  };
}

/** Who would be announced and erased now. Changes nothing. */
export async function previewOnce(ports: ConservationPorts): Promise<Survey> {
  return await surveyRetention(await open(ports));
}

/** One night of retention. */
export async function conserveOnce(ports: ConservationPorts, deadline: Date): Promise<Survey> {
  const opened = await open(ports);
  await new Tries(opened.store, opened.secret).forget(ports.now());
  await forgetWritten(opened.store, ports.now());
  return await conserve(opened, deadline);
}
