import { log } from '../foundation/log.ts';
import { MailCircuit } from '../mail/circuit.ts';
import { DailyCounts } from '../mail/daily-counts.ts';
import { type Budgets, LimitedMail } from '../mail/limited-mail.ts';
import type { Mail } from '../mail/mail.ts';
import { NoticeLimit } from '../mail/notices.ts';
import { PersistentMail } from '../mail/persistent-mail.ts';
import { Undelivered } from '../mail/undelivered.ts';
import { secretOf } from '../foundation/secret.ts';
import { CaseStore } from '../cases/case-store.ts';
import { LetterReports } from '../executor/letter-reports.ts';
import type { DrainPorts, DrainEnvironment } from './drain-ports.ts';

/** A message begun by then is over, taken or not, within the 30 s of a scheduled function on Netlify. */
const MAIL_MILLISECONDS = 19_000;

/** For one drain that starts now: what the team causes leaves without a limit, what anybody may cause does not. */
export async function openMails(
  ports: DrainPorts,
): Promise<{ readonly mail: Mail; readonly teamMail: Mail }> {
  const { environment, store, now } = ports;
  const { budgets, notices } = limitsOf(environment);
  const counts = new DailyCounts({ store, secret: secretOf(environment), now });
  const persistent = new PersistentMail({
    mail: await ports.openMail(),
    store,
    circuit: new MailCircuit({ store, now }),
    reports: new LetterReports({
      cases: new CaseStore(store),
      undelivered: new Undelivered(store),
      teamEmail: environment.TEAM_EMAIL,
      now,
    }),
    secret: secretOf(environment),
    log,
    now,
    lastStart: new Date(now().getTime() + MAIL_MILLISECONDS),
  });
  // Limits outside: what they keep back was taken by no server.
  const teamMail = new NoticeLimit({ mail: persistent, counts, most: notices, store });
  return { mail: new LimitedMail({ mail: teamMail, counts, budgets, log }), teamMail };
}

/** A folder of a computer reaches nobody: it has no limit a day. */
function limitsOf(environment: DrainEnvironment): { readonly budgets: Budgets; readonly notices: number } {
  if (environment.MAIL === 'outbox')
    return { budgets: { confirmations: Infinity, thirdParties: Infinity }, notices: Infinity };
  const { MAIL_DAILY_CONFIRMATIONS: confirmations, MAIL_DAILY_THIRD_PARTIES: thirdParties } = environment;
  return { budgets: { confirmations, thirdParties }, notices: environment.MAIL_DAILY_NOTICES };
}
