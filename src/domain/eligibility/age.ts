import { MAJORITY, MAX_AGE, MIN_AGE } from '../application/limits.ts';
import { plainCharacters } from '../application/text.ts';
import { MONTHS } from '../day-in-words.ts';
import { wallTime } from '../wall-clock.ts';

/** A date without time: `YYYY-MM-DD`. */
export type IsoDate = string;

export interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** « 3 », « 03 », « mars », « Mars », « févr. » give 1 to 12; « jui » (June or July?) and anything else give `undefined`. */
function parseMonth(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const name = plain(text);
  if (name.length < 3) return undefined;
  const matching = MONTHS.flatMap((month, index) => (plain(month).startsWith(name) ? index + 1 : []));
  return matching.length === 1 ? matching[0] : undefined;
}

/** Longer than any spelling of a day, a month or a year, in UTF-16 units. */
const PART_MAX = 40;

/** The day three answers stand for, or `undefined` when there is no such day. The year has four digits. */
export function parseDateParts(parts: DateParts): IsoDate | undefined {
  const typed = [parts.day, parts.month, parts.year];
  if (typed.some((part) => part.length > PART_MAX)) return undefined;
  const [day = '', month = '', year = ''] = typed.map((part) =>
    plainCharacters(part).trim().replace(/\W+$/, ''),
  );
  const dayNumber = /^\d{1,2}(er)?$/i.test(day) ? Number.parseInt(day, 10) : 0;
  const monthNumber = parseMonth(month) ?? 0;
  if (!/^\d{4}$/.test(year)) return undefined;
  const iso = [year, String(monthNumber).padStart(2, '0'), String(dayNumber).padStart(2, '0')].join('-');
  // A Date turns 31 April into 1 May instead of refusing it.
  return new Date(`${iso}T00:00:00Z`).getUTCDate() === dayNumber ? iso : undefined;
}

/** Full years between two days; born on 29 February, one turns a year older on 1 March of common years. */
export function ageOn(birthDate: IsoDate, today: IsoDate): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) >= birthDate.slice(5) ? years : years - 1;
}

/** Sixteen or seventeen: a guardian must be named. */
export function isMinor(birthDate: IsoDate, today: IsoDate): boolean {
  const age = ageOn(birthDate, today);
  return age >= MIN_AGE && age < MAJORITY;
}

/** True at 18 or over in Paris. False when the cell holds no day: somebody who may be a minor is protected as one. */
export function isOfAge({ birthDate }: { readonly birthDate: string }, now: Date): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(birthDate) && ageOn(birthDate, parisDate(now)) >= MAJORITY;
}

/** Why a date of birth is outside the programme's ages. */
export type AgeFault = 'future' | 'younger' | 'older';

/** `undefined` of an age within the programme's. */
export function ageFault(birthDate: IsoDate, today: IsoDate): AgeFault | undefined {
  if (birthDate > today) return 'future';
  const age = ageOn(birthDate, today);
  if (age < MIN_AGE) return 'younger';
  return age > MAX_AGE ? 'older' : undefined;
}

/** Today in France, where the programme takes place. */
export function parisDate(now: Date): IsoDate {
  return wallTime(now, 'Europe/Paris').slice(0, 10);
}
