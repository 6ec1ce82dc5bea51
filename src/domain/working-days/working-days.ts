import { daysAfter } from '../days-after.ts';
import { type IsoDate, parisDate } from '../eligibility/age.ts';

/** Easter Sunday of a Gregorian year (Meeus, « Astronomical Algorithms », chapter 8). */
function easterOf(year: number): IsoDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return [year, Math.floor(sum / 31), (sum % 31) + 1].map((part) => String(part).padStart(2, '0')).join('-');
}

const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
/** Easter Monday, Ascension, Whit Monday: days after Easter Sunday. */
const AFTER_EASTER = [1, 39, 50];

const holidaysByYear = new Map<number, ReadonlySet<IsoDate>>();

/** The public holidays of a year in metropolitan France, Alsace and Moselle apart (Code du travail, art. L3133-1). */
export function publicHolidays(year: number): ReadonlySet<IsoDate> {
  const known = holidaysByYear.get(year) ?? holidaysOf(year);
  holidaysByYear.set(year, known);
  return known;
}

function holidaysOf(year: number): ReadonlySet<IsoDate> {
  const easter = easterOf(year);
  return new Set([
    ...FIXED.map((day) => `${year}-${day}`),
    ...AFTER_EASTER.map((days) => daysAfter(easter, days)),
  ]);
}

/** Monday to Friday, public holidays apart (« jour ouvré »). */
export function isWorkingDay(day: IsoDate): boolean {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !publicHolidays(Number(day.slice(0, 4))).has(day);
}

/** The n-th working day after a day, which does not count itself; `days`: a whole number from 1. */
export function workingDayAfter(day: IsoDate, days: number): IsoDate {
  let reached = day;
  for (let left = days; left > 0;) {
    reached = daysAfter(reached, 1);
    if (isWorkingDay(reached)) left -= 1;
  }
  return reached;
}

/** The last working day before a day. */
export function workingDayBefore(day: IsoDate): IsoDate {
  let reached = daysAfter(day, -1);
  while (!isWorkingDay(reached)) reached = daysAfter(reached, -1);
  return reached;
}

/** The last day for an answer that is promised within so many working days of an instant, by the calendar of France. */
export function promisedOn(receivedAt: Date, days: number): IsoDate {
  return workingDayAfter(parisDate(receivedAt), days);
}
