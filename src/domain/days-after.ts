import type { IsoDate } from './eligibility/age.ts';

const DAY_MS = 86_400_000;

/** The day so many days later, or earlier. Throws a RangeError for a day that is none. */
export function daysAfter(day: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
