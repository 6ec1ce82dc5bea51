import { setImmediate as idle } from 'node:timers/promises';

/** Target of a call. */
export type Partner = 'inbox' | 'spreadsheet' | 'mail';

/** A clock that only goes on when it is told to. */
export interface Clock {
  now(): Date;
  advance(milliseconds: number): void;
}

export class PlainClock implements Clock {
  #nowMs = Date.UTC(2026, 10, 23, 9);

  now(): Date {
    return new Date(this.#nowMs);
  }

  advance(milliseconds: number): void {
    this.#nowMs += milliseconds;
  }
}

/** A process of ours, somebody's browser, or staff: does one thing at a time, each in its turn. */
export class Actor {
  /** True when the process may die in the middle of a call. */
  readonly isMortal: boolean;
  isAlive = true;
  isBusy = false;
  /** Its calls that wait for their turn. */
  waiting = 0;

  constructor({ isMortal = false }: { readonly isMortal?: boolean } = {}) {
    this.isMortal = isMortal;
  }
}

/** Shares of calls that fail, and of those in whose middle a process dies. */
export interface Weather {
  readonly faults: Readonly<Record<Partner, number>>;
  readonly deaths: Readonly<Record<Partner, number>>;
}

const CLEAR = { inbox: 0, spreadsheet: 0, mail: 0 };

interface Turn {
  readonly actor: Actor;
  readonly dueMs: number;
  readonly go: () => void;
  /** May be under way together with others: what it does is not done in one step. */
  readonly isLong: boolean;
}

/** Real time after which a turn is taken for stuck. */
const STUCK_MS = 60_000;
/** Duration of one turn, in milliseconds of the world's clock. */
const STEP_MS = 1;

/**
 * Everything that happens, one turn after the other, in an order and with faults that the seed decides: the same seed, the same story.
 * Its time is its own; nothing sleeps.
 */
export class World {
  readonly random: () => number;
  weather: Weather = { faults: CLEAR, deaths: CLEAR };
  /** Calls, and those of them that failed. */
  readonly calls = { inbox: 0, spreadsheet: 0, mail: 0 };
  readonly faults = { inbox: 0, spreadsheet: 0, mail: 0 };
  deaths = 0;
  readonly #clock: Clock;
  #due: Turn[] = [];
  /** The next one last. */
  readonly #later: Turn[] = [];
  #failure: { readonly error: unknown } | undefined;

  constructor(random: () => number, clock: Clock) {
    this.random = random;
    this.#clock = clock;
  }

  now(): Date {
    return this.#clock.now();
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** A whole number from 0, below `count`. */
  below(count: number): number {
    return Math.floor(this.random() * count);
  }

  oneOf<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }

  get isClear(): boolean {
    return this.weather.faults === CLEAR;
  }

  becomesClear(): void {
    this.weather = { faults: CLEAR, deaths: CLEAR };
  }

  kill(actor: Actor): void {
    actor.isAlive = false;
    this.deaths += 1;
  }

  /** Begins what an actor does; an error that it does not expect ends the run. */
  start(actor: Actor, task: () => Promise<void>): void {
    actor.isBusy = true;
    task()
      .catch((error: unknown) => (this.#failure ??= { error }))
      .finally(() => (actor.isBusy = false));
  }

  /** Resolves when the actor's turn has come, in `delayMs` or later; never when the actor is dead. */
  async turn(actor: Actor, delayMs = 0, isLong = false): Promise<void> {
    await new Promise<void>((go) => {
      if (!actor.isAlive) return;
      actor.waiting += 1;
      const turn = { actor, dueMs: this.now().getTime() + delayMs, go, isLong };
      if (delayMs === 0) this.#due.push(turn);
      else this.#later.splice(this.#placeOf(turn.dueMs), 0, turn);
    });
  }

  /** Until nobody has anything left to do. */
  async run(): Promise<void> {
    for (let turn = this.#next(); turn; turn = this.#next()) {
      if (!turn.actor.isAlive) continue;
      const together = turn.isLong && this.chance(0.5) ? this.#takeLong() : [];
      for (const each of [turn, ...together]) {
        each.actor.waiting -= 1;
        each.go();
      }
      for (const { actor } of [turn, ...together]) await this.#untilQuiet(actor);
      if (this.#failure) throw this.#failure.error;
    }
  }

  #placeOf(dueMs: number): number {
    let [low, high] = [0, this.#later.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#later[middle]?.dueMs ?? 0) > dueMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #next(): Turn | undefined {
    const soon = this.#later.at(-1);
    if (this.#due.length === 0 && soon !== undefined)
      this.#clock.advance(Math.max(0, soon.dueMs - this.now().getTime()));
    this.#clock.advance(STEP_MS);
    const nowMs = this.now().getTime();
    for (let last = this.#later.at(-1); last && last.dueMs <= nowMs; last = this.#later.at(-1)) {
      this.#later.pop();
      this.#due.push(last);
    }
    const at = this.below(this.#due.length);
    const turn = this.#due[at];
    const last = this.#due.pop();
    if (last !== undefined && last !== turn) this.#due[at] = last;
    return turn;
  }

  #takeLong(): readonly Turn[] {
    const taken = this.#due.filter(({ isLong, actor }) => isLong && actor.isAlive);
    this.#due = this.#due.filter((each) => !taken.includes(each));
    return taken;
  }

  /** Until the actor asks for its next turn, is done, or is dead: no one else moves meanwhile. */
  async #untilQuiet(actor: Actor): Promise<void> {
    const startedMs = performance.now();
    do {
      await idle();
      if (performance.now() - startedMs > STUCK_MS) throw new Error('An actor is stuck.');
    } while (actor.isAlive && actor.isBusy && actor.waiting === 0);
  }
}

/** Options of a call to a partner other than the double of a service, which has faults of its own. */
export interface CallOptions<T> {
  readonly partner: Partner;
  readonly failure: () => Error;
  readonly delayMs?: number;
  readonly isLong?: boolean;
  /** In place of the effect, in some faults: an answer that is wrong. */
  readonly instead?: () => T;
  /** True when a write that was not answered may be done later. */
  readonly mayBeLate?: boolean;
  /** Share of these calls that fail, at least. */
  readonly share?: number;
}

/** Longest delay of a late write, in milliseconds. */
const LATEST_MS = 30_000;

/** A call that may fail before its effect, after it, have it later or never, and in whose middle its process may die. */
export async function call<T>(
  world: World,
  actor: Actor,
  effect: () => Promise<T>,
  { partner, failure, delayMs = 0, isLong = false, instead, mayBeLate = false, share = 0 }: CallOptions<T>,
): Promise<T> {
  await world.turn(actor, delayMs, isLong);
  world.calls[partner] += 1;
  const death = deathIn(world, actor, partner);
  if (death === 'before') return await died(world, actor);
  if (death === undefined && world.chance(Math.max(share, world.weather.faults[partner]))) {
    world.faults[partner] += 1;
    return await failed(world, effect, { failure, instead, mayBeLate });
  }
  const result = await effect();
  return death === 'after' ? await died(world, actor) : result;
}

async function failed<T>(
  world: World,
  effect: () => Promise<T>,
  {
    failure,
    instead,
    mayBeLate,
  }: Required<Pick<CallOptions<T>, 'failure' | 'mayBeLate'>> & {
    readonly instead: (() => T) | undefined;
  },
): Promise<T> {
  const kind = world.below(4);
  if (kind === 0 && instead !== undefined) return instead();
  if (kind === 1 && mayBeLate) doLater(world, effect);
  if (kind >= 2) await effect();
  throw failure();
}

function doLater(world: World, effect: () => Promise<unknown>): void {
  const network = new Actor();
  world.start(network, async () => {
    await world.turn(network, 1 + world.below(LATEST_MS));
    await effect();
  });
}

/** Draws whether the process dies in this call, before or after its effect; `undefined` when it survives. */
export function deathIn(world: World, actor: Actor, partner: Partner): 'before' | 'after' | undefined {
  if (!actor.isMortal || !world.chance(world.weather.deaths[partner])) return undefined;
  world.faults[partner] += 1;
  return world.chance(0.5) ? 'before' : 'after';
}

/** The end of a process: nothing ever comes back to it. */
export async function died(world: World, actor: Actor): Promise<never> {
  world.kill(actor);
  return await new Promise<never>(() => undefined);
}
