import { openCaseStores } from '../../src/server/executor/case-stores.ts';
import { underLease } from '../../src/server/executor/lease.ts';
import { deliveryPlan } from '../../src/server/plans/delivery-plan.ts';
import { debounce } from '../../src/server/executor/debounce.ts';
import { messagesOf, SECRET, SETTINGS, TEAM } from '../fixtures/programme.fixture.ts';
import { DerivedMemory } from '../../src/server/executor/derived-memory.ts';
import { execute, Execution } from '../../src/server/executor/execute.ts';
import { writeJournal } from '../../src/server/executor/journal.ts';
import { deriveCells } from '../../src/server/schedule/derive.ts';
import { deriveHours } from '../../src/server/schedule/derive-hours.ts';
import { guardianPlan } from '../../src/server/plans/guardian-plan.ts';
import { pairPersonPlan } from '../../src/server/plans/pair-person.ts';
import { pairPlan } from '../../src/server/plans/pair-plan.ts';
import { pairProposalPlan } from '../../src/server/plans/pair-proposal.ts';
import { HOURS_QUERIES } from '../../src/server/plans/hours-rows.ts';
import { registrationPlan } from '../../src/server/plans/registration-plan.ts';
import type { ProgrammeEvent } from '../../src/domain/events/programme-event.ts';
import type { Plan } from '../../src/server/plans/plan.ts';
import { PROPOSAL_QUERIES } from '../../src/server/plans/proposals.ts';
import { askPlan } from '../../src/server/plans/ask-plan.ts';
import { erasurePlan } from '../../src/server/plans/erasure-plan.ts';
import { StoreUnavailable, type TextStore } from '../../src/server/store/key-store.ts';
import { DailyCounts } from '../../src/server/mail/daily-counts.ts';
import { LimitedMail } from '../../src/server/mail/limited-mail.ts';
import { mailOfDrain } from '../fixtures/persistent-mail.fixture.ts';
import type { Spreadsheet } from '../../src/server/spreadsheet/spreadsheet.ts';
import { FORMS, SEASON } from './applicants.ts';
import { type Mailbox, unreliableStore } from './partners.ts';
import type { Sheets } from './sheets.ts';
import { Actor, type World } from './world.ts';

/** As a function has them on the host, in milliseconds. */
const DELIVERY_MS = 25_000;
const MAIL_MS = 19_000;
/** Share of drains that reuse an idle process, where there is one. */
const WARM = 0.6;
/** Share of drains whose lease keeps nobody out: the store does not guarantee exclusion. */
const UNLEASED = 0.04;

const LETTERS = { ...SETTINGS, teamEmail: TEAM };
const SILENCE_DAYS = 28;
const PLANS = [
  deliveryPlan({ forms: FORMS, messages: messagesOf, secret: SECRET }),
  askPlan(LETTERS),
  guardianPlan(LETTERS),
  pairProposalPlan(LETTERS),
  pairPlan({ ...LETTERS, bulletinRequired: true, silenceDays: SILENCE_DAYS }),
  pairPersonPlan(LETTERS),
];

/** A process of ours, with what it remembers from one drain to the next. */
interface Process {
  readonly actor: Actor;
  readonly spreadsheet: Spreadsheet;
}

export interface ServerPorts {
  readonly world: World;
  readonly sheets: Sheets;
  readonly store: TextStore;
  readonly mailbox: Mailbox;
  /** The published agenda. */
  readonly events: readonly ProgrammeEvent[];
}

/** The host: runs drains, each in a new process or in one that is idle. */
export class Servers {
  drains = 0;
  readonly #ports: ServerPorts;
  readonly #plans: readonly Plan[];
  #processes: Process[] = [];

  constructor(ports: ServerPorts) {
    this.#ports = ports;
    this.#plans = [...PLANS, registrationPlan({ ...LETTERS, events: ports.events })];
  }

  /** Starts a drain; `debounces`: one that an acceptance starts; `scans`: one of the schedule, which looks for what staff changed too. */
  drain({ debounces = false, scans = false }: { debounces?: boolean; scans?: boolean } = {}): void {
    const { world } = this.#ports;
    const process = this.#process();
    this.drains += 1;
    world.start(process.actor, async () => {
      if (debounces) await debounce((milliseconds) => world.turn(process.actor, milliseconds));
      try {
        await this.#drainWith(process, scans);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
      }
    });
  }

  #process(): Process {
    const { world, sheets } = this.#ports;
    this.#processes = this.#processes.filter(({ actor }) => actor.isAlive);
    const idle = this.#processes.find(({ actor }) => !actor.isBusy);
    if (idle && world.chance(WARM)) return idle;
    if (idle) this.#processes.splice(this.#processes.indexOf(idle), 1);
    const actor = new Actor({ isMortal: true });
    const process = { actor, spreadsheet: sheets.open(world, actor) };
    this.#processes.push(process);
    return process;
  }

  async #drainWith({ actor, spreadsheet }: Process, scans: boolean): Promise<void> {
    const { world, store, mailbox, events } = this.#ports;
    const now = (): Date => world.now();
    const deadline = new Date(now().getTime() + DELIVERY_MS);
    const leaseKey = world.chance(UNLEASED) ? `lease-${this.drains}` : 'lease';
    const reached = unreliableStore(world, actor, store, { leaseKey });
    const mail = new LimitedMail({
      mail: mailOfDrain({
        mail: mailbox.mailOf(world, actor),
        store: reached,
        teamEmail: TEAM,
        log: () => undefined,
        now,
        lastStart: new Date(now().getTime() + MAIL_MS),
      }),
      counts: new DailyCounts({ store: reached, secret: SECRET, now }),
      budgets: { confirmations: Infinity, thirdParties: Infinity },
      log: () => undefined,
    });
    const work = {
      ...openCaseStores(reached, now),
      memory: new DerivedMemory(reached),
      spreadsheet,
      mail,
      secret: SECRET,
      report: () => undefined,
      log: () => undefined,
      now,
      alsoReads: [
        ...PROPOSAL_QUERIES.map((query) => ({ ...query, step: 'proposals' as const })),
        ...HOURS_QUERIES.map((query) => ({ ...query, step: 'hours' as const })),
      ],
    };
    const execution = new Execution(this.#plans, work);
    let erased: ReadonlySet<string> = new Set();
    await underLease(work.lease, async (goesOn) => {
      await execution.run({ isScan: false, goesOn, deadline });
      const erases = execution.erasing;
      erased = (await execute([erasurePlan(SECRET)], work, { isScan: false, erases, deadline })).looked;
    });
    if (!scans) return;
    await execution.run({ isScan: true, isQueueDone: true, deadline });
    const gone = erased.union(execution.erasing);
    await deriveCells(execution, { ...work, store: reached }, { season: SEASON, gone, deadline });
    await deriveHours(execution, work, { silenceDays: SILENCE_DAYS, events, deadline });
    await writeJournal(work, deadline);
  }
}
