/** Day 0 of the numbers that stand for dates, in milliseconds: Google's and most workbooks', and that of workbooks from old Macs. */
export const DAY_ZERO = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;

const MINUTES_A_DAY = 1440;

/** The date that a number of days stands for, `YYYY-MM-DD`, with its time `THH:mm` if it has one. */
export function serialDate(days: number, dayZero: number): string {
  const date = new Date(dayZero + Math.round(days * MINUTES_A_DAY) * 60_000).toISOString();
  return date.slice(0, Number.isInteger(days) ? 10 : 16);
}
