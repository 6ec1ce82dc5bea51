import { AlertNotes } from './alert-notes.ts';
import { alertTeam } from './alerts.ts';
import { Inbox } from '../cases/inbox.ts';
import { Runs } from '../runs/runs.ts';
import type { Failure } from '../runs/steps.ts';
import { type DrainPorts, letterSettingsOf } from './drain-ports.ts';
import { openMails } from './drain-mail.ts';

/** Tells the team what a night met, as a drain does. */
export async function tellTeam(ports: DrainPorts, failures: readonly Failure[]): Promise<void> {
  const { environment, store, now } = ports;
  const settings = letterSettingsOf(ports);
  const inbox = new Inbox(store);
  const { teamMail: mail } = await openMails(ports);
  const alertPorts = {
    inbox,
    alertNotes: new AlertNotes(store, now),
    runs: new Runs(store),
    mail,
    settings,
    teamEmail: environment.TEAM_EMAIL,
    now,
  };
  await alertTeam(alertPorts, { run: 'night', failures });
}
