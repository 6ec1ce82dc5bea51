import { isFirstStatus, statusNamed } from '../../domain/application/statuses.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { lastDayIn } from '../../domain/retention/staff-dates.ts';
import { promisedOn, workingDayAfter } from '../../domain/working-days/working-days.ts';
import { promiseBegins } from '../letters/promise.ts';
import type { StatusStart } from '../cases/status-facts.ts';
import type { TrackedRow } from './status-rows.ts';

export interface DatedRow extends TrackedRow {
  /** Since when the row has its status; `undefined` when that is not known, or while staff may still undo the change. */
  readonly statusStart: StatusStart | undefined;
}

/** An answer promised for a day, which somebody waits for. */
export interface RunningPromise {
  readonly reference: string;
  /** When its days began to count. */
  readonly begins: Date;
  readonly promisedOn: IsoDate;
}

/** The promised answers that are late or due soon; those due later are left out. */
export interface DuePromises {
  /** The longest late first. */
  readonly late: readonly RunningPromise[];
  readonly today: readonly RunningPromise[];
  /** Due on the next working day. */
  readonly next: readonly RunningPromise[];
}

interface PromiseSettings {
  /** Working days within which the team promises to answer. */
  readonly promiseDays: number;
}

/** Since when a row without a case has its status: known only of the first status, from `Reçue le`, if that is a date. */
export function statusStartAtReception({
  audience,
  status,
  receivedAt,
}: Pick<TrackedRow, 'audience' | 'status' | 'receivedAt'>): StatusStart | undefined {
  const at = new Date(receivedAt);
  if (!isFirstStatus(audience, status) || Number.isNaN(at.getTime())) return undefined;
  return { at: at.toISOString(), isReception: true };
}

/** True when the team noted a contact that may have been the answer. A text without a date counts only for an application at its first status. */
function hasAnswer({ audience, status, lastContact }: DatedRow, { at, isReception }: StatusStart): boolean {
  const contact = lastDayIn(lastContact);
  if (contact === 'empty') return false;
  if (isReception === true && isFirstStatus(audience, status)) return true;
  return contact !== 'unreadable' && contact.day >= parisDate(new Date(at));
}

function runningPromise(row: DatedRow, { promiseDays }: PromiseSettings): RunningPromise | undefined {
  const { audience, reference, status, statusStart } = row;
  if (statusStart === undefined || statusNamed(audience, status)?.isPromised !== true) return undefined;
  if (hasAnswer(row, statusStart)) return undefined;
  const notifiedAt = statusStart.notifiedAt === undefined ? undefined : new Date(statusStart.notifiedAt);
  const begins = promiseBegins(new Date(statusStart.at), notifiedAt, promiseDays);
  return { reference, begins, promisedOn: promisedOn(begins, promiseDays) };
}

/**
 * Finds the promised answers that are late on a day, due on it, or due the next working day. A status that promises an answer counts
 * its days as the page and the letter do, until the status changes or the team notes a contact on or after the day it began.
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
