import { formatDay, monthOf, NO_BREAK } from './day-in-words.ts';
import { fillsWholeDays, isOneDay, lastDay } from './events/days.ts';

// In a module of their own so that the script of the forms, which needs nothing else, does not load the dates of the agenda.
export { formatDay, formatMonthOfYear } from './day-in-words.ts';

const WEEKDAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];

const SHORT_MONTHS = [
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
];

/** « mercredi 18 novembre 2026 ». */
export function formatWeekday(local: string): string {
  const weekday = new Date(`${local.slice(0, 10)}T00:00Z`).getUTCDay();
  return `${WEEKDAYS[weekday] ?? ''} ${formatDay(local)}`;
}

/** Text of the date badge of an event: « 18 » and « nov. », or « 30–2 » and « janv.–févr. » when it lasts. */
export function formatDateBadge(start: string, end: string): { days: string; month: string } {
  const last = lastDay(end);
  const [firstNumber, lastNumber] = [start, last].map((local) => String(Number(local.slice(8, 10))));
  const [firstMonth, lastMonth] = [monthOf(start, SHORT_MONTHS), monthOf(last, SHORT_MONTHS)];
  return {
    days: isOneDay({ start, end }) ? `${firstNumber}` : `${firstNumber}–${lastNumber}`,
    month: firstMonth === lastMonth ? lastMonth : `${firstMonth}–${lastMonth}`,
  };
}

/** « 14 h », « 9 h 30 », of a local time `YYYY-MM-DDTHH:mm`. */
export function formatHour(local: string): string {
  const [hours = '', minutes = ''] = local.slice(11).split(':');
  const shown = [String(Number(hours)), 'h', ...(minutes === '00' ? [] : [minutes])];
  return shown.join(NO_BREAK);
}

/**
 * « mercredi 18 novembre 2026, de 14 h à 16 h 30 », or « du vendredi 4 … à 14 h au samedi 5 … à 12 h »; « …, toute la journée », or « du
 * vendredi 4 … au samedi 5 … » when it fills whole days.
 */
export function formatSpan(start: string, end: string): string {
  const span = { start, end };
  const [first, last] = [formatWeekday(start), formatWeekday(lastDay(end))];
  if (fillsWholeDays(span)) return isOneDay(span) ? `${first}, toute la journée` : `du ${first} au ${last}`;
  const until = end.endsWith('T00:00') ? 'minuit' : formatHour(end);
  return isOneDay(span)
    ? `${first}, de ${formatHour(start)} à ${until}`
    : `du ${first} à ${formatHour(start)} au ${last} à ${until}`;
}
