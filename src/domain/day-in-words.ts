export const NO_BREAK = '\u00A0';

// Written here rather than asked of Intl: an engine's data may lack French, and its patterns change with its version.
export const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];

/** The name of the month of a day `YYYY-MM-DD` or a local time. */
export function monthOf(local: string, names: readonly string[]): string {
  return names[Number(local.slice(5, 7)) - 1] ?? '';
}

/** « novembre 2026 ». */
export function formatMonthOfYear(local: string): string {
  return `${monthOf(local, MONTHS)} ${Number(local.slice(0, 4))}`;
}

/** « 18 novembre 2026 », of a day `YYYY-MM-DD` or a local time. */
export function formatDay(local: string): string {
  const day = Number(local.slice(8, 10));
  return `${day === 1 ? '1er' : day}${NO_BREAK}${formatMonthOfYear(local)}`;
}
