import { Temporal } from 'temporal-polyfill';

// Node has no Temporal of its own yet; this is the polyfill of its specification.
const ZONE = 'Europe/Paris';

/** Mistakes in a wall-clock time in Paris: its writing, a day or hour that no calendar has, or an hour that the clocks skip. */
export type ClockMistake = 'unreadable' | 'skipped';

/** The mistake of a local time `YYYY-MM-DDTHH:mm`, undefined when it exists in Paris. */
export function clockMistake(local: string): ClockMistake | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local)) return 'unreadable';
  try {
    const time = Temporal.PlainDateTime.from(local);
    return time.toZonedDateTime(ZONE).toPlainDateTime().equals(time) ? undefined : 'skipped';
  } catch {
    return 'unreadable';
  }
}

function inParis(local: string): Temporal.ZonedDateTime {
  // 'compatible': of the hour that comes twice in October, the first, as people and RFC 5545 take it.
  return Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE, { disambiguation: 'compatible' });
}

/** The instant of a local time `YYYY-MM-DDTHH:mm` in Paris. Throws a RangeError when no calendar has it. */
export function parisInstant(local: string): Date {
  return new Date(inParis(local).epochMilliseconds);
}

/** The same with its offset, `2026-11-18T14:00:00+01:00` (ISO 8601), as structured data wants it. */
export function parisTimestamp(local: string): string {
  return inParis(local).toString({ timeZoneName: 'never' });
}
