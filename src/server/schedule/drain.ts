import { PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { alertTeam, tellUnannounced } from './alerts.ts';
import { execute, type Execution } from '../executor/execute.ts';
import { underLease } from '../executor/lease.ts';
import { awaitedGuardians } from './awaited-guardians.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { pairMatters } from '../plans/pair-matters.ts';
import { registrationMatters } from '../plans/registration-matters.ts';
import { erasurePlan } from '../plans/erasure-plan.ts';
import { log } from '../foundation/log.ts';
import { lastingFailure } from '../mail/circuit.ts';
import { MailHeld } from '../mail/mail.ts';
import { lastBuildFailure } from '../runs/build-failure.ts';
import { Steps } from '../runs/steps.ts';
import { deriveCells } from './derive.ts';
import { deriveHours } from './derive-hours.ts';
import { sendDigest } from './digest.ts';
import { sendReport } from './send-report.ts';
import { sendDoorLists } from './door-lists.ts';
import { writeJournal } from '../executor/journal.ts';
import { scannedRows } from './scanned-rows.ts';
import { listUndelivered } from '../executor/undelivered-contacts.ts';
import type { DrainPorts } from './drain-ports.ts';
import { openWork, type Work, executionOf, stepsOf } from './drain-work.ts';

/** A scheduled function has 30 s on Netlify; what is left waits for the next. */
const DELIVERY_MILLISECONDS = 25_000;
/** A batch of erasures begun by then is over within those 30 s. */
const ERASURE_MILLISECONDS = 11_000;

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
  let erased: ReadonlySet<string> = new Set();
  await steps.run('delivery', () =>
    underLease(work.lease, async (goesOn) => {
      const step = stepsOf(steps, work);
      await steps.run('cases', () => execution.run({ isScan: false, goesOn, deadline }));
      await steps.run('erasures', async () => {
        const options = { isScan: false, erases: execution.erasing, deadline: erasureDeadline };
        const erasures = { ...work, report: steps.report.bind(steps) };
        erased = (await execute([erasurePlan(work.secret)], erasures, options)).looked;
      });
      await step('journal', (ofStep) => writeJournal(ofStep, deadline));
    }),
  );
  return () => afterDrain(ports, { work, steps, execution, deadline, erased });
}

/** Results that the schedule's later steps work on. */
interface Drained {
  readonly work: Work;
  readonly steps: Steps;
  readonly execution: Execution;
  readonly deadline: Date;
  /** Cases whose erasure was gone on with: their rows were read before. */
  readonly erased: ReadonlySet<string>;
}

/** Looks at what the team did in the spreadsheet, then tells the team what it has to know. */
async function afterDrain(
  { store, now, settings: { season, seasonEndsOn, reportDates, silenceDays } }: DrainPorts,
  { work, steps, execution, deadline, erased }: Drained,
): Promise<void> {
  await steps.run('cases', () => execution.run({ isScan: true, isQueueDone: true, deadline }));
  const step = stepsOf(steps, { ...work, mail: work.teamMail });
  const gone = erased.union(execution.erasing);
  const proposals = await step('proposals', (ofStep) =>
    deriveCells(execution, ofStep, { season, gone, deadline }),
  );
  const hours = await step('hours', (ofStep) =>
    deriveHours(execution, ofStep, { silenceDays, events: work.events, deadline }),
  );
  await step('registrations', (ofStep) =>
    sendDoorLists(execution, { ...ofStep, settings: work.letterSettings }),
  );
  const scanned = scannedRows(execution);
  const unknownStatuses = scanned.unknown.map(({ reference }) => reference);
  await step('undelivered', (ofStep) =>
    listUndelivered(scanned.rows, {
      ...ofStep,
      settings: work.letterSettings,
      pairs: execution.rows(PAIRS_TAB),
      mailFailure: async () => await lastingFailure(store, now()),
    }),
  );
  await step('report', (ofStep) =>
    sendReport({ season, seasonEndsOn, reportDates }, { ...ofStep, settings: work.letterSettings }),
  );
  await step('journal', (ofStep) => writeJournal(ofStep, deadline));
  await step('digest', (ofStep) =>
    sendDigest(scanned.rows, {
      ...ofStep,
      settings: work.letterSettings,
      unknownStatuses,
      programme: [
        ...pairMatters((tab) => execution.rows(tab)),
        ...registrationMatters((tab) => execution.rows(tab), work.events, parisDate(now())),
        ...(proposals ?? []),
        ...(hours ?? []),
      ],
      held: scanned.held,
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
