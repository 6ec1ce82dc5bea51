import { Temporal } from 'temporal-polyfill';
import { plainCharacters } from '../application/text.ts';
import { type DateParts, type IsoDate, parseDateParts } from '../eligibility/age.ts';

/** Neither a longer number nor a phone number written with dots. */
const ALONE = { before: String.raw`(?<![\d./-])`, after: String.raw`(?![./-]?\d)` };
const WRITINGS = [
  String.raw`(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})`,
  String.raw`(?<day>\d{1,2}) ?[./-] ?(?<month>\d{1,2}) ?[./-] ?(?<year>\d{4}|\d{2})`,
  String.raw`(?:(?<day>\d{1,2})(?:er)? +)?(?<month>\p{L}{3,9})\.? +(?<year>\d{4})`,
  String.raw`(?<month>\d{1,2})/(?<year>\d{4})`,
].map((writing) => new RegExp(`${ALONE.before}${writing}${ALONE.after}`, 'giu'));

/** The last day of a month, for a date without its day: a contact is never taken for older than it may be. */
function lastDayOf(month: string, year: string): string {
  const first = parseDateParts({ day: '1', month, year });
  return first === undefined ? '' : String(Temporal.PlainDate.from(first).daysInMonth);
}

function dayOf({ day, month = '', year = '' }: Partial<DateParts>): IsoDate | undefined {
  const whole = year.length === 2 ? `20${year}` : year;
  return parseDateParts({ day: day ?? lastDayOf(month, whole), month, year: whole });
}

/** `unreadable`: something is written, and no day can be told from it. */
export type DayInCell = { readonly day: IsoDate } | 'empty' | 'unreadable';

/** The last of the days that staff wrote in a cell, whatever the way: « 12/03/2026 », « 3 mars 2026 au téléphone », « mars 2026 ». */
export function lastDayIn(cell: string): DayInCell {
  const text = plainCharacters(cell).trim().replaceAll(/\s+/g, ' ');
  if (text === '') return 'empty';
  // A matched part is not read again: « 12/03/2026 » holds « 03/2026 ».
  let left = text;
  const days = WRITINGS.flatMap((writing) => {
    const found = [...left.matchAll(writing)].map(({ groups = {} }) => dayOf(groups));
    left = left.replaceAll(writing, ' | ');
    return found;
  });
  const day = days
    .filter((one) => one !== undefined)
    .toSorted()
    .at(-1);
  return day === undefined ? 'unreadable' : { day };
}
