import { type IsoDate, parisDate } from '../eligibility/age.ts';
import { formatWeekday } from '../french-dates.ts';
import { lastDayIn } from '../retention/staff-dates.ts';

/** A day in numbers and nothing else, in any of the writings that `lastDayIn` reads. */
const DAY_ALONE = /^\d{1,4} ?[./-] ?\d{1,2} ?[./-] ?\d{1,4}$/;

/** The day of a first meeting; `undefined` when the text names none, or not the year. */
export function meetingDay(text: string): IsoDate | undefined {
  const read = lastDayIn(text);
  return typeof read === 'string' ? undefined : read.day;
}

/** True once its day is past; false while the text names none. */
export function isMeetingOver(text: string, now: Date): boolean {
  const day = meetingDay(text);
  return day !== undefined && day < parisDate(now);
}

/** A first meeting as people read it: a day alone in words, anything else as the team typed it. */
export function meetingInWords(cell: string): string {
  const text = cell.trim();
  const day = DAY_ALONE.test(text) ? meetingDay(text) : undefined;
  return day === undefined ? text : formatWeekday(day);
}
