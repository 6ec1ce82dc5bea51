import { Temporal } from 'temporal-polyfill';
import type { IsoDate } from '../eligibility/age.ts';

/** The day on which a youth who agreed is asked once more; a month without that day counts to its last. */
export function sixMonthsAfter(day: IsoDate): IsoDate {
  return Temporal.PlainDate.from(day).add({ months: 6 }).toString();
}
