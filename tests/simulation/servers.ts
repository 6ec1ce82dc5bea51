import { openCaseStores } from '../../src/server/executor/case-stores.ts';
import { underLease } from '../../src/server/executor/lease.ts';
import { deliveryPlan } from '../../src/server/plans/delivery-plan.ts';
import { debounce } from '../../src/server/executor/debounce.ts';
import { messagesOf, SECRET, SETTINGS, TEAM } from '../fixtures/programme.fixture.ts';
import { execute } from '../../src/server/executor/execute.ts';
import { askPlan } from '../../src/server/plans/ask-plan.ts';
import { erasurePlan } from '../../src/server/plans/erasure-plan.ts';
import { StoreUnavailable, type TextStore } from '../../src/server/store/key-store.ts';
import { DailyCounts } from '../../src/server/mail/daily-counts.ts';
import { LimitedMail } from '../../src/server/mail/limited-mail.ts';
import { mailOfDrain } from '../fixtures/persistent-mail.fixture.ts';
import type { Spreadsheet } from '../../src/server/spreadsheet/spreadsheet.ts';
import { FORMS } from './applicants.ts';
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
}

/** The host: runs drains, each in a new process or in one that is idle. */
export class Servers {
  drains = 0;
  readonly #ports: ServerPorts;
  #processes: Process[] = [];

  constructor(ports: ServerPorts) {
    this.#ports = ports;
  }

  /** Starts a drain; `debounces`: one that an acceptance starts. */
  drain({ debounces = false }: { debounces?: boolean } = {}): void {
    const { world } = this.#ports;
    const process = this.#process();
    this.drains += 1;
    world.start(process.actor, async () => {
      if (debounces) await debounce((milliseconds) => world.turn(process.actor, milliseconds));
      try {
        await this.#drainWith(process);
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

  async #drainWith({ actor, spreadsheet }: Process): Promise<void> {
    const { world, store, mailbox } = this.#ports;
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
      spreadsheet,
      mail,
      secret: SECRET,
      report: () => undefined,
      log: () => undefined,
      now,
    };
    const plans = [
      deliveryPlan({ forms: FORMS, messages: messagesOf, secret: SECRET }),
      askPlan({ ...SETTINGS, teamEmail: TEAM }),
    ];
    await underLease(work.lease, async (goesOn) => {
      const { erasing } = await execute(plans, work, { isScan: false, goesOn, deadline });
      await execute([erasurePlan(SECRET)], work, { isScan: false, erases: erasing, deadline });
    });
  }
}
