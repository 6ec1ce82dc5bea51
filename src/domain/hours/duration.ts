import { PROGRAMME } from '../programme.ts';

/** A length of time, in whole minutes. */
export type Minutes = number;

/** The hours that the programme promises a youth. */
export const PROMISED_MINUTES: Minutes = PROGRAMME.hours * 60;

const DAY_MINUTES = 24 * 60;

/** `unreadable`: something is written, and no length of time can be told from it; `impossible`: none at all, or more than a day. */
export type DurationInCell = { readonly minutes: Minutes } | 'empty' | 'unreadable' | 'impossible';

const HOURS = String.raw`(?:h|heures?|hrs?)`;
const MINUTES = String.raw`(?:min|minutes?|mn|m)`;

/** Ways in which people write a length of time; a bare number is hours. */
const WRITINGS = [
  String.raw`(?<hours>\d+(?:[.,]\d+)?) ?${HOURS}?`,
  String.raw`(?<hours>\d+) ?(?:${HOURS}|:) ?(?<minutes>[0-5]?\d) ?${MINUTES}?`,
  String.raw`(?<minutes>\d+) ?${MINUTES}`,
].map((writing) => new RegExp(`^${writing}\\.?$`, 'u'));

/** Reads a length of time as staff write it: `2`, `1,5`, `1 h 30`, `1h30`, `1:30`, `90 min`. */
export function durationIn(cell: string): DurationInCell {
  const text = cell.normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
  if (text === '') return 'empty';
  if (/^[-−–] ?\d/u.test(text)) return 'impossible';
  const groups = WRITINGS.map((writing) => writing.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return 'unreadable';
  const { hours = '0', minutes = '0' } = groups;
  const total = Math.round(Number(hours.replace(',', '.')) * 60) + Number(minutes);
  return total > 0 && total <= DAY_MINUTES ? { minutes: total } : 'impossible';
}

/** « 12 h », « 1 h 30 », « 45 min »; « 0 h » of nothing. */
export function durationInWords(total: Minutes): string {
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  if (minutes === 0) return `${hours} h`;
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes).padStart(2, '0')}`;
}
