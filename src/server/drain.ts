import type { Application } from '../domain/application/application.ts';
import type { Form } from '../domain/application/form.ts';
import { FORMS } from '../domain/application/forms.ts';
import type { Association, StatusTemplates } from '../domain/tracking/status-words.ts';
import { alertTeam } from './applications/alerts.ts';
import { type DeliveryPorts, deliver } from './applications/deliver.ts';
import type { Environment } from './environment.ts';
import { awaitedGuardians } from './guardian/awaited.ts';
import { Guardians } from './guardian/guardians.ts';
import { followYouth, workOnGuardians } from './guardian/work.ts';
import { Inbox, InboxUnavailable, type KeyStore, type Step } from './inbox/inbox.ts';
import { followUp } from './invitations/announce.ts';
import { Invitations } from './invitations/invitations.ts';
import { progressIn } from './invitations/letters.ts';
import { workOnInvitations } from './invitations/work.ts';
import type { LetterSettings } from './links/letters.ts';
import { Renewals } from './links/renewals.ts';
import { log } from './log.ts';
import { type MessageContent, messageSettings } from './mail/draft.ts';
import { heldSinceYesterday, LimitedMail } from './mail/limited-mail.ts';
import type { Mail, Message } from './mail/mail.ts';
import { confirmation, notice, undelivered } from './mail/messages.ts';
import { PersistentMail } from './mail/persistent-mail.ts';
import { Erasures } from './retention/erasures.ts';
import { endErasures } from './retention/erase.ts';
import { keepersOf } from './retention/keepers.ts';
import { reasonOf, type TabPorts } from './spreadsheet/on-tab.ts';
import type { Spreadsheet } from './spreadsheet/spreadsheet.ts';
import { Acts } from './tracking/acts.ts';
import { sendDigest } from './tracking/digest.ts';
import { Files } from './tracking/files.ts';
import { writeJournal } from './tracking/journal.ts';
import { trackingIn } from './tracking/letters.ts';
import { openFile } from './tracking/open-file.ts';
import { workOnActs } from './tracking/work.ts';
import { watchStatuses } from './tracking/status-watch.ts';
import { WatchNotes } from './tracking/watch-notes.ts';

/** A scheduled function has 30 s on Netlify; what is left waits for the next. */
const DELIVERY_MILLISECONDS = 25_000;
/** A message begun by then is over, taken or not, within those 30 s. */
const MAIL_MILLISECONDS = 19_000;

/** What every drain works with. */
export interface DrainPorts {
  readonly environment: Environment;
  readonly store: KeyStore;
  readonly openSpreadsheet: (environment: Environment) => Promise<Spreadsheet>;
  readonly openMail: (environment: Environment) => Promise<Mail>;
  /** What the content says of the programme. */
  readonly settings: MessageContent & {
    readonly retentionMonths: number;
    readonly season: string;
    readonly seasonEndsOn: string;
  };
  /** What each status says, and who else may help. */
  readonly messages: StatusTemplates;
  readonly associations: readonly Association[];
  readonly now: () => Date;
}

function letterSettingsOf({
  environment: { SITE_URL, LINK_SECRET },
  settings,
}: Pick<DrainPorts, 'environment' | 'settings'>): LetterSettings {
  return { ...messageSettings(settings, SITE_URL), secret: LINK_SECRET };
}

/** For one drain that starts now: what the team causes leaves without a limit, what anybody may cause does not. */
async function openMails(
  ports: DrainPorts,
  letterSettings: LetterSettings,
): Promise<{ readonly mail: Mail; readonly teamMail: Mail }> {
  const { environment, store, now } = ports;
  const { TEAM_EMAIL: teamEmail, LINK_SECRET: secret } = environment;
  const adapter = await ports.openMail(environment);
  const limited = new LimitedMail({ mail: adapter, store, secret, teamEmail, log, now });
  return {
    mail: persistent(limited, ports, letterSettings),
    teamMail: persistent(adapter, ports, letterSettings),
  };
}

function persistent(
  mail: Mail,
  { environment: { TEAM_EMAIL }, store, now }: DrainPorts,
  letterSettings: LetterSettings,
): Mail {
  return new PersistentMail({
    mail,
    store,
    givenUp: (message, code) =>
      TEAM_EMAIL === undefined || message.to === TEAM_EMAIL
        ? undefined
        : undelivered(message, code, letterSettings, TEAM_EMAIL),
    log,
    now,
    lastStart: new Date(now().getTime() + MAIL_MILLISECONDS),
  });
}

function messagesOf({ TEAM_EMAIL }: Environment, letterSettings: LetterSettings): DeliveryPorts['messages'] {
  return (form: Form, application: Application) => {
    const messages: { step: Step; message: Message }[] = [];
    const also = [...progressIn(application, letterSettings), ...trackingIn(application, letterSettings)];
    const toApplicant = confirmation(form, application, letterSettings, also);
    if (toApplicant !== undefined) messages.push({ step: 'confirmation', message: toApplicant });
    if (TEAM_EMAIL !== undefined)
      messages.push({ step: 'notice', message: notice(form, application, letterSettings, TEAM_EMAIL) });
    return messages;
  };
}

/** What every worker works with, opened for a run that starts now. */
async function openWork(ports: DrainPorts) {
  const { environment, store, now } = ports;
  const letterSettings = letterSettingsOf(ports);
  const [spreadsheet, mails] = await Promise.all([
    ports.openSpreadsheet(environment),
    openMails(ports, letterSettings),
  ]);
  const inbox = new Inbox(store, { now });
  return {
    inbox,
    acts: new Acts(store),
    erasures: new Erasures(store),
    files: new Files(store),
    guardians: new Guardians(store),
    invitations: new Invitations(store),
    renewals: new Renewals(store),
    watchNotes: new WatchNotes(store),
    keepers: keepersOf(store),
    secret: environment.LINK_SECRET,
    spreadsheet,
    ...mails,
    letterSettings,
    teamEmail: environment.TEAM_EMAIL,
    log,
    now,
  };
}

/** Does all that waits, once, and gives what the schedule alone does afterwards. Safe to run at any moment and in parallel. */
export async function drainOnce(ports: DrainPorts): Promise<() => Promise<void>> {
  const { environment, now } = ports;
  const failures: unknown[] = [];
  const work = { ...(await openWork(ports)), onFailure: (error: unknown) => void failures.push(error) };
  const deadline = new Date(now().getTime() + DELIVERY_MILLISECONDS);
  await deliver(
    {
      ...work,
      forms: FORMS,
      messages: messagesOf(environment, work.letterSettings),
      afterRow: async (application) => {
        await openFile(application, work);
        await followUp(application, work);
        await followYouth(application, work);
      },
      alsoDue: async () => {
        await workOnInvitations(work, deadline);
        await workOnGuardians(work, deadline);
        await workOnActs(work, deadline);
        await writeJournal(work, deadline);
        await endErasures(work, deadline);
      },
    },
    deadline,
  );
  return () => afterDrain(ports, work, failures, deadline);
}

/** Looks at what the team did in the spreadsheet, then tells the team what it has to know. */
async function afterDrain(
  { store, settings, messages, associations, now }: DrainPorts,
  work: Awaited<ReturnType<typeof openWork>> & Pick<TabPorts, 'onFailure'>,
  failures: readonly unknown[],
  deadline: Date,
): Promise<void> {
  const watched = await watchStatuses(
    {
      ...work,
      mail: work.teamMail,
      templates: messages,
      associations,
      settings: { ...work.letterSettings, seasonEndsOn: settings.seasonEndsOn },
      season: settings.season,
    },
    deadline,
  );
  const teamPorts = {
    ...work,
    mail: work.teamMail,
    settings: work.letterSettings,
    awaitedGuardians: async () => await awaitedGuardians(work, work.spreadsheet),
  };
  for (const act of [
    () => writeJournal(work, deadline),
    () => sendDigest(watched.rows, teamPorts),
    async () => {
      const unknownStatuses = watched.unknown.map(({ reference }) => reference);
      const held = await heldSinceYesterday(store, now());
      await alertTeam(teamPorts, { failures, unknownStatuses, held });
    },
  ])
    await unlessItWaits(act);
}

/** What fails is done by a later drain, and keeps nothing else from being done. */
async function unlessItWaits(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof InboxUnavailable) throw error;
    log('schedule-waits', { reason: reasonOf(error) });
  }
}

/** Tells the team what some other run met, as a drain does. */
export async function tellTeam(ports: DrainPorts, failures: readonly unknown[]): Promise<void> {
  const { environment, store, now } = ports;
  const settings = letterSettingsOf(ports);
  const inbox = new Inbox(store, { now });
  const { teamMail: mail } = await openMails(ports, settings);
  await alertTeam({ inbox, mail, settings, teamEmail: environment.TEAM_EMAIL, now }, { failures });
}
