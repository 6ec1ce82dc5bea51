import { daysAfter } from '../days-after.ts';
import type { Span } from './event.ts';

/** The last civil day of what ends at this local time: midnight still belongs to the day before. */
export function lastDay(end: string): string {
  const day = end.slice(0, 10);
  return end.endsWith('T00:00') ? daysAfter(day, -1) : day;
}

export function isOneDay({ start, end }: Span): boolean {
  return start.slice(0, 10) === lastDay(end);
}

/** True from midnight to midnight, or to 23:59, the last minute that a form offers in a day. */
export function fillsWholeDays({ start, end }: Span): boolean {
  return start.endsWith('T00:00') && /T(?:00:00|23:59)$/.test(end);
}
