import { Temporal } from 'temporal-polyfill';
import { daysAfter } from '../days-after.ts';
import type { IsoDate } from '../eligibility/age.ts';

/** Days between the announcement of an erasure and the erasure, at least. */
export const NOTICE_DAYS = 30;
/** Days before the application, or ahead of today (an appointment), within which a contact is believed. */
const A_YEAR = 366;

/** The day from which somebody last in touch on `day` is kept no longer; a month without that day counts to its last. */
export function termOf(day: IsoDate, months: number): IsoDate {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** True when somebody may have been in touch on this day: a mistyped year, or a clock that was wrong, gives one that is years away. */
export function isBelievable(
  day: IsoDate,
  { receivedOn, today }: { readonly receivedOn: IsoDate; readonly today: IsoDate },
): boolean {
  return day >= daysAfter(receivedOn, -A_YEAR) && day <= daysAfter(today, A_YEAR);
}

/** Step that is due for a person today. */
export type Step = 'keep' | 'announce' | 'wait' | 'erase';

/**
 * @param term the day from which the data may go
 * @param announcedOn when the team was told of this very term; `undefined` when it was not
 */
export function stepOn(today: IsoDate, term: IsoDate, announcedOn: IsoDate | undefined): Step {
  if (today < daysAfter(term, -NOTICE_DAYS)) return 'keep';
  if (announcedOn === undefined) return 'announce';
  return today >= term && today >= daysAfter(announcedOn, NOTICE_DAYS) ? 'erase' : 'wait';
}
