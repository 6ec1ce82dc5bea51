/** Day 0 of the numbers that stand for dates, in milliseconds: the usual one, and that of files from old Macs. */
export const DAY_ZERO = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;

const MINUTES_A_DAY = 1440;

/** The date that a number of days stands for, `YYYY-MM-DD`, with its time `THH:mm` if it has one. */
export function serialDate(days: number, dayZero: number): string {
  const date = new Date(dayZero + Math.round(days * MINUTES_A_DAY) * 60_000).toISOString();
  return date.slice(0, Number.isInteger(days) ? 10 : 16);
}

/**
 * A date that is shown with its month first, where « 03/04/2026 », typed in French, became 4 March: told both ways, so that nobody
 * reads one for the other, unless its day can be no month.
 */
export function monthFirstDate(date: string): string {
  const {
    year,
    month = '',
    day = '',
  } = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)/.exec(date)?.groups ?? {};
  if (year === undefined || day > '12' || day === month) return date;
  return `${day}/${month} ou ${month}/${day} ? (${year})`;
}

/** True when a text shows this date as « 3/4/2026 », the month first. */
export function showsMonthFirst(text: string, date: string): boolean {
  const [, first, second] = /^(\d{1,2})\D(\d{1,2})\D\d{2}/.exec(text) ?? [];
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)/.exec(date) ?? [];
  return first !== undefined && Number(first) === Number(month) && Number(second) === Number(day);
}
