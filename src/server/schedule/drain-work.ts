import { openCaseStores } from '../executor/case-stores.ts';
import type { Application } from '../../domain/application/application.ts';
import type { Form } from '../../domain/application/form.ts';
import { FORMS } from '../../domain/application/forms.ts';
import { AlertNotes } from './alert-notes.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { DerivedMemory } from '../executor/derived-memory.ts';
import { Execution } from '../executor/execute.ts';
import { askPlan } from '../plans/ask-plan.ts';
import { type DeliverySettings, deliveryPlan } from '../plans/delivery-plan.ts';
import { companyPlan } from '../plans/company-plan.ts';
import { guardianPlan } from '../plans/guardian-plan.ts';
import { registrationPlan } from '../plans/registration-plan.ts';
import { trainingPlan } from '../plans/training-plan.ts';
import { statusPlan } from '../plans/status-plan.ts';
import { endingPlan } from '../plans/ending-plan.ts';
import { pairPersonPlan } from '../plans/pair-person.ts';
import { pairPlan } from '../plans/pair-plan.ts';
import { pairProposalPlan } from '../plans/pair-proposal.ts';
import { HOURS_QUERIES } from '../plans/hours-rows.ts';
import { PROPOSAL_QUERIES } from '../plans/proposals.ts';
import { invitationPlan } from '../plans/invitation-plan.ts';
import type { Notification } from '../cases/inbox-items.ts';
import { progressIn } from '../letters/invitation-letters.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import { log } from '../foundation/log.ts';
import type { Message } from '../letters/message.ts';
import { confirmation, notice, referenceByPhone } from '../letters/application-letters.ts';
import { Undelivered } from '../mail/undelivered.ts';
import { Runs } from '../runs/runs.ts';
import { secretOf } from '../foundation/secret.ts';
import type { Failure, Steps } from '../runs/steps.ts';
import { trackingIn } from '../letters/tracking-letters.ts';
import { type DrainPorts, letterSettingsOf } from './drain-ports.ts';
import { openMails } from './drain-mail.ts';

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
export async function openWork(ports: DrainPorts) {
  const { environment, store, now } = ports;
  const letterSettings = letterSettingsOf(ports);
  const [spreadsheet, mails, events] = await Promise.all([
    ports.openSpreadsheet(),
    openMails(ports),
    ports.readAgenda(),
  ]);
  return {
    ...openCaseStores(store, now),
    runs: new Runs(store),
    alertNotes: new AlertNotes(store, now),
    undelivered: new Undelivered(store),
    memory: new DerivedMemory(store),
    store,
    secret: secretOf(environment),
    spreadsheet,
    ...mails,
    events,
    letterSettings,
    teamEmail: environment.TEAM_EMAIL,
    log,
    now,
  };
}

export type Work = Awaited<ReturnType<typeof openWork>>;

/**
 * The plans in the order in which each case is asked about: what arrived is in the spreadsheet first; what was withdrawn is not written to, and a status that the team gave lets
 * others go on. What is asked after a pair comes before the letters about it. Guardians before invitations: of the day’s limit one company may take twenty letters, a youth one.
 */
export function executionOf(ports: DrainPorts, work: Work, steps: Steps): Execution {
  const { settings, messages: templates, associations, closed, pause } = ports;
  const { season, seasonEndsOn } = settings;
  const { letterSettings, teamEmail, secret, events } = work;
  const plans = [
    deliveryPlan({
      forms: FORMS,
      messages: messagesOf(ports, letterSettings),
      toContact: (form, application) => referenceByPhone(form, application, letterSettings),
      secret,
    }),
    askPlan({ ...letterSettings, teamEmail }),
    statusPlan({
      templates,
      associations,
      closed,
      settings: { ...letterSettings, seasonEndsOn },
      season,
      secret,
    }),
    guardianPlan(letterSettings),
    pairProposalPlan(letterSettings),
    pairPlan({
      ...letterSettings,
      teamEmail,
      bulletinRequired: settings.screening.bulletinRequired,
      silenceDays: settings.silenceDays,
    }),
    endingPlan(),
    pairPersonPlan(letterSettings),
    registrationPlan({ ...letterSettings, events }),
    trainingPlan({ events, now: ports.now() }),
    companyPlan(letterSettings),
    invitationPlan(letterSettings),
  ];
  const alsoReads = [
    ...PROPOSAL_QUERIES.map((query) => ({ ...query, step: 'proposals' as const })),
    ...HOURS_QUERIES.map((query) => ({ ...query, step: 'hours' as const })),
  ];
  return new Execution(plans, { ...work, alsoReads, pause, report: steps.report.bind(steps) });
}

/** Steps that report what they meet as their own. */
export function stepsOf(steps: Steps, work: Work) {
  return <T>(
    name: Failure['step'],
    act: (ofStep: Work & { readonly onFailure: (error: unknown) => void }) => Promise<T>,
  ): Promise<T | undefined> => steps.run(name, (onFailure) => act({ ...work, onFailure }));
}
