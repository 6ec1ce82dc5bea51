import { isFirstStatus, statusNamed } from '../../domain/application/statuses.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { lastDayIn } from '../../domain/retention/staff-dates.ts';
import { promisedOn, workingDayAfter } from '../../domain/working-days/working-days.ts';
import { promiseBegins } from '../letters/promise.ts';
import type { Taken } from '../cases/status-facts.ts';
import type { TrackedRow } from './status-rows.ts';

/** A row with since when it has its status; `undefined` when that is not known, or the status is not settled yet. */
export interface DatedRow extends TrackedRow {
  readonly taken: Taken | undefined;
}

/** An answer that somebody waits for. */
export interface RunningPromise {
  readonly reference: string;
  /** When its days began to count. */
  readonly begins: Date;
  readonly promisedOn: IsoDate;
}

/** The answers that are waited for, by their day. Those promised for later are in none. */
export interface DuePromises {
  /** The longest late first. */
  readonly late: readonly RunningPromise[];
  readonly today: readonly RunningPromise[];
  /** The next working day's. */
  readonly next: readonly RunningPromise[];
}

interface PromiseSettings {
  /** Working days within which the team promises to answer. */
  readonly promiseDays: number;
}

/** Since when a row that has no file has its status: known of the first alone, by `Reçue le`, where that is a date. */
export function takenAtReception({
  audience,
  status,
  receivedAt,
}: Pick<TrackedRow, 'audience' | 'status' | 'receivedAt'>): Taken | undefined {
  const at = new Date(receivedAt);
  if (!isFirstStatus(audience, status) || Number.isNaN(at.getTime())) return undefined;
  return { at: at.toISOString(), isReception: true };
}

/** True when the team noted a contact that may have been the answer; from a text that is no date, only of who just arrived. */
function hasAnswer({ audience, status, lastContact }: DatedRow, { at, isReception }: Taken): boolean {
  const contact = lastDayIn(lastContact);
  if (contact === 'empty') return false;
  if (isReception === true && isFirstStatus(audience, status)) return true;
  return contact !== 'unreadable' && contact.day >= parisDate(new Date(at));
}

function runningPromise(row: DatedRow, { promiseDays }: PromiseSettings): RunningPromise | undefined {
  const { audience, reference, status, taken } = row;
  if (taken === undefined || statusNamed(audience, status)?.isPromised !== true) return undefined;
  if (hasAnswer(row, taken)) return undefined;
  const told = taken.told === undefined ? undefined : new Date(taken.told);
  const begins = promiseBegins(new Date(taken.at), told, promiseDays);
  return { reference, begins, promisedOn: promisedOn(begins, promiseDays) };
}

/**
 * Whose answer is late on a day, due on it, or due the next working day. Every status that promises an answer has its days, by the
 * rule of the page and the letter; they stop with the status, or with a contact on or after the day on which it was taken.
 */
export function duePromises(
  rows: Iterable<DatedRow>,
  settings: PromiseSettings,
  today: IsoDate,
): DuePromises {
  const next = workingDayAfter(today, 1);
  const running = [...rows]
    .flatMap((row) => runningPromise(row, settings) ?? [])
    .toSorted((a, b) => (a.promisedOn < b.promisedOn ? -1 : Number(a.promisedOn > b.promisedOn)));
  return {
    late: running.filter((promise) => promise.promisedOn < today),
    today: running.filter((promise) => promise.promisedOn === today),
    next: running.filter((promise) => promise.promisedOn === next),
  };
}
