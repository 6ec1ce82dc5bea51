import type { Tab } from '../../domain/application/tab.ts';
import { chunks } from '../foundation/parallel.ts';
import { type CaseNow, type Due, NOTHING_DUE, type Plan } from '../plans/plan.ts';
import type { Secret } from '../foundation/secret.ts';
import { reasonOf, type TabPorts } from '../spreadsheet/tab-backoff.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import type { StepName } from '../runs/steps.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { isErasureAsked } from '../cases/asks.ts';
import { itemsIn } from '../cases/inbox-items.ts';
import type { Look } from '../cases/looks.ts';
import { isStillAhead } from '../foundation/instants.ts';
import { type ExecuteOptions, findCases, type Found, LATEST_MS, type RelatedTo } from './candidates.ts';
import { type ActPorts, type DueEffect, Executor } from './executor.ts';
import { closeCases } from './close-cases.ts';
import { HeldLetters } from './held-letters.ts';
import { OpenCase } from './open-case.ts';
import type { SnapshotStore } from './tab-snapshots.ts';
import { type StepQuery, TabRows } from './tab-rows.ts';
import { ChangeDetector, TabNotRead } from './change-detector.ts';

export interface ExecutePorts extends Omit<ActPorts, 'onFailure'> {
  readonly snapshots: SnapshotStore;
  readonly secret: Secret;
  /** Told of what keeps something waiting, by the step that it keeps from its turn. */
  readonly report: (step: StepName, error: unknown) => void;
  /** Columns that are read besides those of the plans, in the same reads. */
  readonly alsoReads?: readonly StepQuery[];
  /** Debounces a burst; without it nothing is waited for. */
  readonly pause?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

/** Cases looked at together: few calls, and a deadline looked at between. */
const BATCH = 250;
/** Few enough to be over a few seconds after the last look at the deadline, on the slowest spreadsheet too. */
export const ERASED_TOGETHER = 7;
/** Cases read at once. */
const PARALLEL = 20;
/** An effect that brings about another is followed in the same drain, so many times. */
const ROUNDS = 8;
/** Debounce of a drain while applications still come, in milliseconds: it looks again until none has come for a moment. */
const DEBOUNCE_MS = { look: 250, quiet: 1_000, most: 5_000 };

/**
 * One drain's work on the cases: looks at those of which something may be due, asks every plan, and does the effects: plan, act, read
 * back, note, plan again. Idempotent, and may run at any moment and in parallel: it goes by the facts and rows alone. What fails waits
 * for the next drain.
 */
export class Execution {
  readonly #plans: readonly Plan[];
  readonly #ports: ExecutePorts;
  readonly #detector: ChangeDetector;
  readonly #looked = new Set<string>();
  readonly #erasing = new Map<string, readonly Look[]>();
  #isWhole = false;

  constructor(plans: readonly Plan[], ports: ExecutePorts) {
    const queries = plans.flatMap(({ name, reads }) => reads.map((query) => ({ ...query, step: name })));
    this.#plans = plans;
    this.#ports = { ...ports, mail: new HeldLetters(ports.mail) };
    const tabs = new TabRows([...queries, ...(ports.alsoReads ?? [])], ports);
    this.#detector = new ChangeDetector(tabs, ports);
  }

  /**
   * Goes on with what arrives meanwhile. May be called again, with a scan after one without: no tab is read twice, and no case looked
   * at twice. Throws `StoreUnavailable`.
   */
  async run(options: ExecuteOptions): Promise<void> {
    const isOver = await this.#lookAtAll(options);
    if (!options.isScan) return;
    this.#isWhole = isOver && !this.#detector.isStoreUnavailable;
    await this.#detector.save();
  }

  /** Says whether nothing is left to look at. */
  async #lookAtAll(options: ExecuteOptions): Promise<boolean> {
    const { deadline, goesOn = () => Promise.resolve(true) } = options;
    for (;;) {
      const found = await this.#foundDebounced(options);
      const size = options.erases === undefined ? BATCH : ERASED_TOGETHER;
      const batch = this.#unlooked(found.looks.keys()).slice(0, size);
      if (batch.length === 0) return true;
      if (this.#ports.now() >= deadline || !(await goesOn())) return false;
      await this.#lookAt(batch, found, options);
    }
  }

  readonly #relatedTo: RelatedTo = (changed) =>
    this.#plans.flatMap(({ related }) => related?.(changed, (tab) => this.#detector.rowsIfRead(tab)) ?? []);

  #unlooked(ids: Iterable<string>): readonly string[] {
    return [...ids].filter((id) => !this.#looked.has(id));
  }

  /** Finds cases, once enough applications for a batch wait, or none has come for a moment: those that come together are written together. */
  async #foundDebounced(options: ExecuteOptions): Promise<Found> {
    const { pause, now } = this.#ports;
    for (let waitedMs = 0; ; waitedMs += DEBOUNCE_MS.look) {
      const found = await findCases(this.#detector, this.#ports, options, this.#relatedTo);
      const isAlone = options.isQueueDone === true || options.erases !== undefined;
      if (pause === undefined || isAlone || waitedMs >= DEBOUNCE_MS.most) return found;
      const arrived = this.#unlooked(found.typed.keys()).flatMap((id) =>
        itemsIn(id, found.typed.get(id) ?? []).waiting.filter(({ state }) => state === 'application'),
      );
      const isArriving = arrived.some(({ receivedAt }) =>
        isStillAhead(new Date(receivedAt.getTime() + DEBOUNCE_MS.quiet), now(), DEBOUNCE_MS.quiet),
      );
      if (arrived.length >= BATCH || !isArriving) return found;
      await pause(DEBOUNCE_MS.look);
    }
  }

  /** Runs every plan on these cases. A case whose erasure has begun is left to it, with its looks. */
  async #lookAt(ids: readonly string[], found: Found, { erases, deadline }: ExecuteOptions): Promise<void> {
    const [detector, ports] = [this.#detector, this.#ports];
    // A batch of erasures is done whole: cut short on a slow store, it would begin with the same reads each time.
    const until = erases === undefined ? deadline : new Date(LATEST_MS);
    const read = await this.#open(ids, found, until);
    const open = read.filter(({ erasure }) => erases !== undefined || erasure === undefined);
    for (const { id } of read.filter((one) => !open.includes(one)))
      this.#erasing.set(id, found.looks.get(id) ?? []);
    for (const plan of this.#plans) await follow(plan, open, detector, ports, until);
    await closeCases(open, found, detector, ports);
  }

  /**
   * As long as there is time. What cannot be read waits, and keeps no other from its turn; throws `StoreUnavailable` when none of
   * them can.
   */
  async #open(ids: readonly string[], { typed }: Found, deadline: Date): Promise<readonly OpenCase[]> {
    const { report, log, now } = this.#ports;
    const open: OpenCase[] = [];
    for (const group of chunks(ids, PARALLEL)) {
      if (now() >= deadline) break;
      const failures: unknown[] = [];
      const read = await Promise.all(
        group.map(async (id) => {
          this.#looked.add(id);
          try {
            return await OpenCase.read(id, typed.get(id) ?? [], this.#ports);
          } catch (error) {
            failures.push(error);
            report('cases', error);
            log('case-waits', { id, ...reasonOf(error) });
            return undefined;
          }
        }),
      );
      open.push(...read.filter((one) => one !== undefined));
      const failure = failures.find((error) => error instanceof StoreUnavailable);
      if (failure === undefined || failures.length < group.length) continue;
      if (open.length === 0) throw failure;
      break;
    }
    return open;
  }

  /** Those met whom an erasure has begun for, each with the looks that are due. */
  get erasing(): Found['looks'] {
    return this.#erasing;
  }

  /** The cases looked at. */
  get looked(): ReadonlySet<string> {
    return this.#looked;
  }

  /** True when a scan knew which cases to look at, and had the time for all of them. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** The rows of a tab, with what was written meanwhile; `undefined` when it was not read. */
  rows(tab: Tab): ReadonlyMap<string, Cells> | undefined {
    return this.#detector.rowsIfRead(tab);
  }

  /** The same, of a tab that is read now unless it was; one that cannot be is reported under the step. Throws `StoreUnavailable`. */
  async read(tab: Tab, step: StepName): Promise<ReadonlyMap<string, Cells> | undefined> {
    await this.#detector.read(tab, step);
    return this.rows(tab);
  }

  /** The plan's last `Due.cached` for this row; `undefined` when the plan was not run. */
  cached(tab: Tab, id: string): string | undefined {
    return this.#detector.cached(tab, id);
  }
}

/** One drain's work in one go, as `Execution.run`. */
export async function execute(
  plans: readonly Plan[],
  ports: ExecutePorts,
  options: ExecuteOptions,
): Promise<Execution> {
  const execution = new Execution(plans, ports);
  await execution.run(options);
  return execution;
}

/** Does what a plan says is due, and what that brings about. */
async function follow(
  plan: Plan,
  open: readonly OpenCase[],
  detector: ChangeDetector,
  ports: ExecutePorts,
  deadline: Date,
): Promise<void> {
  const onFailure = (error: unknown): void => {
    ports.report(plan.name, error);
  };
  let left = open.filter(({ typed }) => plan.isForErased === true || !isErasureAsked(typed));
  const executor = new Executor({ ...ports, onFailure }, detector.tabs, deadline);
  for (let round = 0; round < ROUNDS && left.length > 0; round += 1) {
    const due: DueEffect[] = [];
    for (const one of left) {
      const { effects, lookAt, rescanAt, cached } = await dueOf(plan, one, detector, {
        ...ports,
        onFailure,
      });
      if (effects.length === 0) one.lookNoLaterThan(lookAt);
      one.rescanNoLaterThan(rescanAt);
      if (cached !== undefined) detector.cache(cached.tab, one.id, cached.text);
      due.push(...effects.map((effect) => ({ one, effect })));
    }
    const { first, later } = inTurns(together(plan, due, detector));
    const done = new Set(await executor.act(first));
    // A case that waits for one of its effects is not asked for the others again.
    const waiting = new Set(first.filter((one) => !done.has(one)).map(({ one }) => one));
    left = [...new Set([...done, ...later].map(({ one }) => one))].filter((one) => !waiting.has(one));
  }
  // The next drain goes on with these.
  for (const one of left) one.wait('waits');
}

function together(
  { together: act }: Plan,
  due: readonly DueEffect[],
  detector: ChangeDetector,
): readonly DueEffect[] {
  if (act === undefined || due.length === 0) return due;
  const effects = act(
    due.map(({ effect }) => effect),
    (tab) => detector.rows(tab),
  );
  return due.map(({ one, effect }, at) => ({ one, effect: effects[at] ?? effect }));
}

/** The effects that may be done together, and those that wait for one of the same turn. */
function inTurns(due: readonly DueEffect[]): Readonly<Record<'first' | 'later', readonly DueEffect[]>> {
  const taken = new Set<string>();
  const [first, later]: [DueEffect[], DueEffect[]] = [[], []];
  for (const one of due) {
    const { turn } = one.effect;
    (turn !== undefined && taken.has(turn) ? later : first).push(one);
    if (turn !== undefined) taken.add(turn);
  }
  return { first, later };
}

/** A tab is read once some plan asks for a row of it; one that cannot be read makes those cases wait that need it. */
async function dueOf(
  plan: Plan,
  one: OpenCase,
  detector: ChangeDetector,
  ports: ExecutePorts & Pick<TabPorts, 'onFailure'>,
): Promise<Due> {
  const { log, now, onFailure } = ports;
  try {
    return plan.due(caseNow(one, detector, now()));
  } catch (error) {
    if (!(error instanceof TabNotRead)) {
      onFailure?.(error);
      log('case-waits', { id: one.id, plan: plan.name, ...reasonOf(error) });
    } else if ((await detector.read(error.tab, plan.name)) || error.isOptional) {
      return await dueOf(plan, one, detector, ports);
    }
    one.wait('waits');
    return NOTHING_DUE;
  }
}

function caseNow(one: OpenCase, detector: ChangeDetector, now: Date): CaseNow {
  const { id, record, facts, typed, tracking, person, erasure, claims } = one;
  return {
    ...{ id, record, facts, typed, tracking, person, erasure, claims, now },
    row: (tab, rowId = id) => detector.row(tab, rowId),
    rows: (tab) => detector.rows(tab),
    readableRows: (tab) => detector.readableRows(tab),
    unchangedSince: (tab, rowId = id) => detector.unchangedSince(tab, rowId),
  };
}
