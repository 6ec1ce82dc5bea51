const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  // Made once and when needed: making one takes longer than hundreds of uses, and slows a cold start.
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, made);
  return made;
}

/**
 * Wall-clock time of a time zone at an instant, `2026-11-22T21:05:09`. Built from parts: the pattern in which a locale joins
 * them changes with the engine's version (`en-CA` has months first in ICU 72). Throws a RangeError for an invalid date or zone.
 */
export function wallTime(at: Date, timeZone: string): string {
  const shown = clockOf(timeZone).formatToParts(at);
  const part = (name: Intl.DateTimeFormatPartTypes, length = 2): string =>
    (shown.find(({ type }) => type === name)?.value ?? '').padStart(length, '0');
  const day = [part('year', 4), part('month'), part('day')].join('-');
  return `${day}T${[part('hour'), part('minute'), part('second')].join(':')}`;
}
