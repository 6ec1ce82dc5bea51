import pLimit from 'p-limit';
import * as z from 'zod';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { jsonIn } from '../store/keys.ts';
import { isStillAhead } from '../foundation/instants.ts';
import type { MailRefused, MailUnavailable } from './mail.ts';

const KEY = KEYS.mailService.key({});

/** Connections at once: mail servers allow few. */
const PARALLEL = 5;
/** Different mailboxes refused one after the other, with nothing taken between: not one person's trouble any more. */
const MANY = 5;
/** Between two tries while the service fails, in milliseconds: doubled each time, and always half as long as a message's own. */
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 1_800_000;
/** `takenAt` is written this often at most, in milliseconds. */
const TAKEN_EVERY = 3_600_000;
/** A failure that the server does not call permanent is worth a word after this, in milliseconds. */
const WORTH_A_WORD_MS = 3_600_000;
/** Whatever waits knocks within the hour: when nobody has for so long, in milliseconds, nothing waits any more. */
const FORGOTTEN_AFTER_MS = 6 * 3_600_000;

const failureSchema = z.object({
  since: z.iso.datetime(),
  /** No try before. */
  until: z.iso.datetime(),
  tries: z.number(),
  code: z.string(),
  isPermanent: z.boolean(),
});

/** The mail service takes nothing, since then. */
export type MailFailure = Readonly<z.output<typeof failureSchema>>;

const stateSchema = z.object({
  /** Something was taken then, and perhaps later: to the hour. */
  takenAt: z.iso.datetime().optional(),
  failure: failureSchema.optional(),
});
type State = Readonly<z.output<typeof stateSchema>>;

/** Nothing that a clock that was wrong wrote for a time to come is believed. */
async function readState(store: Pick<KeyStore, 'get'>, now: Date): Promise<State> {
  const { takenAt, failure } = jsonIn(stateSchema, await store.get(KEY)) ?? {};
  const isPast = (instant: string): boolean => new Date(instant) <= now;
  return {
    takenAt: takenAt !== undefined && isPast(takenAt) ? takenAt : undefined,
    failure: failure !== undefined && isPast(failure.since) ? failure : undefined,
  };
}

/** True when to report a failure that began then: at once when it is permanent (SMTP 5xx), else after an hour. */
export function isWorthAWord(
  { since, isPermanent }: { readonly since: string; readonly isPermanent: boolean },
  now: Date,
): boolean {
  return isPermanent || now.getTime() - Date.parse(since) > WORTH_A_WORD_MS;
}

/**
 * The failure of the mail service that the team has to know of, if there is one and a message still waits for its end. Throws
 * `StoreUnavailable`.
 */
export async function lastingFailure(
  store: Pick<KeyStore, 'get'>,
  now: Date,
): Promise<MailFailure | undefined> {
  const { failure } = await readState(store, now);
  if (failure === undefined || now.getTime() - Date.parse(failure.until) > FORGOTTEN_AFTER_MS)
    return undefined;
  return isWorthAWord(failure, now) ? failure : undefined;
}

/**
 * A circuit breaker before the mail service, one a drain, whose state outlives it: while the service fails, one message knocks
 * at a time, with a truncated exponential backoff, and the others wait. Two drains at once may each knock.
 */
export class MailCircuit {
  readonly #store: Pick<KeyStore, 'get' | 'set'>;
  readonly #now: () => Date;
  /** The first message of a drain goes alone: it tells whether the service works. */
  readonly #limit = pLimit(1);
  /** Mailboxes refused since something was taken. */
  readonly #refused = new Set<string>();
  #state: Promise<State> | undefined;
  /** Nothing else is tried in this drain. */
  #isStopped = false;
  /** This drain has counted as a try of a service that fails. */
  #isCounted = false;

  constructor({ store, now }: { readonly store: Pick<KeyStore, 'get' | 'set'>; readonly now: () => Date }) {
    this.#store = store;
    this.#now = now;
  }

  /** Runs a try when its turn comes. */
  async run<T>(attempt: () => Promise<T>): Promise<T> {
    return await this.#limit(attempt);
  }

  /** Why nothing is to be tried now; `undefined` when a message may be. */
  async openFor(): Promise<MailFailure | undefined> {
    const { failure } = await this.#read();
    const isEarly =
      !this.#isCounted &&
      failure !== undefined &&
      isStillAhead(new Date(failure.until), this.#now(), LONGEST_WAIT);
    return this.#isStopped || isEarly ? failure : undefined;
  }

  /** Notes that the server took a message: it works. */
  async taken(): Promise<void> {
    this.#limit.concurrency = PARALLEL;
    this.#refused.clear();
    this.#isStopped = false;
    this.#isCounted = false;
    const { failure, takenAt } = await this.#read();
    const now = this.#now();
    const isKnown = takenAt !== undefined && now.getTime() - Date.parse(takenAt) < TAKEN_EVERY;
    if (failure !== undefined || !isKnown) await this.#write({ takenAt: now.toISOString() });
  }

  /** Notes a failure of the service, which ends the tries of this drain. */
  async failed({ reason, isPermanent }: Pick<MailUnavailable, 'reason' | 'isPermanent'>): Promise<void> {
    this.#isStopped = true;
    await this.#count(reason, isPermanent);
  }

  /**
   * Notes that a message was refused, and says whether that is its own trouble: the reply blames its recipient, or the server took
   * others after it had refused this one (`isKnown`). A few refusals that blame us may still be of one message each; many in a row,
   * or the first after a failure of the service, end the tries of this drain. A message whose own trouble is known says nothing of
   * a service that fails, nor does a recipient that is blamed in other words than the failure's.
   */
  async refused(
    to: string,
    { code, verdict, isPermanent }: Pick<MailRefused, 'code' | 'verdict' | 'isPermanent'>,
    isKnown: boolean,
  ): Promise<boolean> {
    this.#refused.add(to);
    const isOwn = isKnown || verdict !== 'service';
    const { failure } = await this.#read();
    const isSameTrouble = verdict === 'service' || failure?.code === code;
    const isKnocking = !this.#isCounted && failure !== undefined && !isKnown && isSameTrouble;
    if (this.#refused.size >= MANY || isKnocking) this.#isStopped = true;
    if (!isOwn || this.#isStopped) await this.#count(code, isPermanent);
    return isOwn && !this.#isStopped;
  }

  /** True when the server is known to have taken a message after this instant. */
  async hasTakenSince(instant: Date): Promise<boolean> {
    const { takenAt } = await this.#read();
    return takenAt !== undefined && new Date(takenAt) > instant;
  }

  /** Once a drain. */
  async #count(code: string, isPermanent: boolean): Promise<void> {
    if (this.#isCounted) return;
    this.#isCounted = true;
    const { failure, takenAt } = await this.#read();
    const now = this.#now();
    const tries = (failure?.tries ?? 0) + 1;
    const wait = Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT);
    await this.#write({
      takenAt,
      failure: {
        since: failure?.since ?? now.toISOString(),
        until: new Date(now.getTime() + wait).toISOString(),
        tries,
        code,
        isPermanent: isPermanent || failure?.isPermanent === true,
      },
    });
  }

  async #read(): Promise<State> {
    this.#state ??= readState(this.#store, this.#now());
    return await this.#state;
  }

  async #write(state: State): Promise<void> {
    this.#state = Promise.resolve(state);
    await this.#store.set(KEY, JSON.stringify(state));
  }
}
