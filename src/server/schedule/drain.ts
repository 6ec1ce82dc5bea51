import { openCaseStores } from '../executor/case-stores.ts';
import type { Application } from '../../domain/application/application.ts';
import type { Form } from '../../domain/application/form.ts';
import { FORMS } from '../../domain/application/forms.ts';
import type { Association, StatusTemplates } from '../../domain/tracking/status-words.ts';
import { AlertNotes } from './alert-notes.ts';
import { alertTeam, tellUnannounced } from './alerts.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { execute, Execution } from '../executor/execute.ts';
import { underLease } from '../executor/lease.ts';
import { awaitedGuardians } from './awaited-guardians.ts';
import { askPlan } from '../plans/ask-plan.ts';
import { type DeliverySettings, deliveryPlan } from '../plans/delivery-plan.ts';
import { companyPlan } from '../plans/company-plan.ts';
import { erasurePlan } from '../plans/erasure-plan.ts';
import { guardianPlan } from '../plans/guardian-plan.ts';
import { statusPlan } from '../plans/status-plan.ts';
import { invitationPlan } from '../plans/invitation-plan.ts';
import { Inbox } from '../cases/inbox.ts';
import type { Notification } from '../cases/inbox-items.ts';
import type { KeyStore } from '../store/key-store.ts';
import { progressIn } from '../letters/invitation-letters.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import { log } from '../foundation/log.ts';
import { lastingFailure, MailCircuit } from '../mail/circuit.ts';
import { type MessageContent, messageSettings } from '../letters/draft.ts';
import { DailyCounts } from '../mail/daily-counts.ts';
import { type Budgets, LimitedMail } from '../mail/limited-mail.ts';
import type { Message } from '../letters/message.ts';
import { type Mail, MailHeld } from '../mail/mail.ts';
import { confirmation, notice } from '../letters/application-letters.ts';
import { NoticeLimit } from '../mail/notices.ts';
import { PersistentMail } from '../mail/persistent-mail.ts';
import { Undelivered } from '../mail/undelivered.ts';
import { lastBuildFailure } from '../runs/build-failure.ts';
import { Runs } from '../runs/runs.ts';
import { secretOf, type SecretVariables } from '../foundation/secret.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { type Failure, Steps } from '../runs/steps.ts';
import { sendDigest } from './digest.ts';
import { CaseStore } from '../cases/case-store.ts';
import { writeJournal } from '../executor/journal.ts';
import { LetterReports } from '../executor/letter-reports.ts';
import { trackingIn } from '../letters/tracking-letters.ts';
import { scannedRows } from './scanned-rows.ts';
import { listUndelivered } from '../executor/undelivered-contacts.ts';

/** A scheduled function has 30 s on Netlify; what is left waits for the next. */
const DELIVERY_MILLISECONDS = 25_000;
/** A message begun by then is over, taken or not, within those 30 s. */
const MAIL_MILLISECONDS = 19_000;
/** So is a batch of erasures. */
const ERASURE_MILLISECONDS = 12_000;

/** Variables of a drain (`compose/environment.ts`). */
export interface DrainEnvironment extends SecretVariables {
  readonly SITE_URL: string;
  readonly TEAM_EMAIL?: string | undefined;
  readonly MAIL: 'outbox' | 'smtp';
  readonly OUTBOX_PATH: string;
  readonly MAIL_DAILY_CONFIRMATIONS: number;
  readonly MAIL_DAILY_THIRD_PARTIES: number;
  readonly MAIL_DAILY_NOTICES: number;
}

/** Dependencies of every drain. */
export interface DrainPorts {
  readonly environment: DrainEnvironment;
  readonly store: KeyStore;
  readonly openSpreadsheet: () => Promise<Spreadsheet>;
  readonly openMail: () => Promise<Mail>;
  /** The content's settings of the programme. */
  readonly settings: MessageContent & {
    readonly retentionMonths: number;
    readonly season: string;
    readonly seasonEndsOn: string;
  };
  /** Words of each status, and the associations named beside them. */
  readonly messages: StatusTemplates;
  readonly associations: readonly Association[];
  readonly now: () => Date;
  /** Lets applications that come together be written together. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

function letterSettingsOf({ environment, settings }: DrainPorts): LetterSettings {
  return { ...messageSettings(settings, environment.SITE_URL), secret: secretOf(environment) };
}

/** For one drain that starts now: what the team causes leaves without a limit, what anybody may cause does not. */
async function openMails(ports: DrainPorts): Promise<{ readonly mail: Mail; readonly teamMail: Mail }> {
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

function messagesOf(
  { environment: { TEAM_EMAIL }, now }: DrainPorts,
  letterSettings: LetterSettings,
): DeliverySettings['messages'] {
  return (form: Form, application: Application) => {
    const messages: { step: Notification; message: Message }[] = [];
    const also = [...progressIn(application, letterSettings), ...trackingIn(application, letterSettings)];
    const toApplicant = confirmation(form, application, parisDate(now()), letterSettings, also);
    if (toApplicant !== undefined) messages.push({ step: 'confirmation', message: toApplicant });
    if (TEAM_EMAIL !== undefined)
      messages.push({ step: 'notice', message: notice(form, application, letterSettings, TEAM_EMAIL) });
    return messages;
  };
}

/** Opens the dependencies of a drain that starts now. */
async function openWork(ports: DrainPorts) {
  const { environment, store, now } = ports;
  const letterSettings = letterSettingsOf(ports);
  const [spreadsheet, mails] = await Promise.all([ports.openSpreadsheet(), openMails(ports)]);
  return {
    ...openCaseStores(store, now),
    runs: new Runs(store),
    alertNotes: new AlertNotes(store, now),
    undelivered: new Undelivered(store),
    store,
    secret: secretOf(environment),
    spreadsheet,
    ...mails,
    letterSettings,
    teamEmail: environment.TEAM_EMAIL,
    log,
    now,
  };
}

/**
 * The plans in the order in which each case is asked about: what arrived is in the spreadsheet first; what was withdrawn is not written to, and a status that the team gave lets
 * others go on. Guardians before invitations: of the day’s limit one company may take twenty letters, a youth one.
 */
function executionOf(ports: DrainPorts, work: Work, steps: Steps): Execution {
  const { settings, messages: templates, associations, pause } = ports;
  const { season, seasonEndsOn } = settings;
  const { letterSettings, teamEmail, secret } = work;
  const plans = [
    deliveryPlan({ forms: FORMS, messages: messagesOf(ports, letterSettings), secret }),
    askPlan({ ...letterSettings, teamEmail }),
    statusPlan({
      templates,
      associations,
      settings: { ...letterSettings, seasonEndsOn },
      season,
      secret,
    }),
    guardianPlan(letterSettings),
    companyPlan(letterSettings),
    invitationPlan(letterSettings),
  ];
  return new Execution(plans, { ...work, pause, report: steps.report.bind(steps) });
}

/**
 * Does all that waits, once, and gives what the schedule alone does afterwards. Each step has its own failure, which is told to the
 * team by what is given. Safe to run at any moment and in parallel.
 */
export async function drainOnce(ports: DrainPorts): Promise<() => Promise<void>> {
  const { now } = ports;
  const steps = new Steps(log);
  const work = await openWork(ports);
  const execution = executionOf(ports, work, steps);
  const after = (milliseconds: number): Date => new Date(now().getTime() + milliseconds);
  const [deadline, erasureDeadline] = [after(DELIVERY_MILLISECONDS), after(ERASURE_MILLISECONDS)];
  await steps.run('notes', () => work.runs.begin(now()));
  await steps.run('delivery', () =>
    underLease(work.lease, async (goesOn) => {
      const step = stepsOf(steps, work);
      await steps.run('cases', () => execution.run({ isScan: false, goesOn, deadline }));
      await steps.run('erasures', async () => {
        const options = { isScan: false, erases: execution.erasing, deadline: erasureDeadline };
        await execute([erasurePlan(work.secret)], { ...work, report: steps.report.bind(steps) }, options);
      });
      await step('journal', (ofStep) => writeJournal(ofStep, deadline));
    }),
  );
  return () => afterDrain(ports, { work, steps, execution, deadline });
}

/** Results that the schedule's later steps work on. */
interface Drained {
  readonly work: Work;
  readonly steps: Steps;
  readonly execution: Execution;
  readonly deadline: Date;
}

type Work = Awaited<ReturnType<typeof openWork>>;

/** Steps that report what they meet as their own. */
function stepsOf(steps: Steps, work: Work) {
  return <T>(
    name: Failure['step'],
    act: (ofStep: Work & { readonly onFailure: (error: unknown) => void }) => Promise<T>,
  ): Promise<T | undefined> => steps.run(name, (onFailure) => act({ ...work, onFailure }));
}

/** Looks at what the team did in the spreadsheet, then tells the team what it has to know. */
async function afterDrain(
  { store, now }: DrainPorts,
  { work, steps, execution, deadline }: Drained,
): Promise<void> {
  await steps.run('cases', () => execution.run({ isScan: true, isQueueDone: true, deadline }));
  const step = stepsOf(steps, { ...work, mail: work.teamMail });
  const scanned = scannedRows(execution);
  const unknownStatuses = scanned.unknown.map(({ reference }) => reference);
  await step('undelivered', (ofStep) =>
    listUndelivered(scanned.rows, {
      ...ofStep,
      settings: work.letterSettings,
      mailFailure: async () => await lastingFailure(store, now()),
    }),
  );
  await step('journal', (ofStep) => writeJournal(ofStep, deadline));
  await step('digest', (ofStep) =>
    sendDigest(scanned.rows, {
      ...ofStep,
      settings: work.letterSettings,
      unknownStatuses,
      awaitedGuardians: async () => await awaitedGuardians(work.spreadsheet, now()),
    }),
  );
  await step('alerts', async (ofStep) => {
    const alertPorts = { ...ofStep, settings: work.letterSettings };
    await tellUnannounced(store, alertPorts);
    const { failures } = steps;
    const { length: heldInvitations } = failures.filter(
      ({ step: name, error }) => name === 'invitations' && error instanceof MailHeld,
    );
    const buildFailure = (await lastBuildFailure(store))?.reason;
    await alertTeam(alertPorts, { run: 'drain', failures, unknownStatuses, heldInvitations, buildFailure });
  });
}

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
