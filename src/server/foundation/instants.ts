/** An instant in a key or a name: milliseconds in 15 digits, so that texts sort as instants do. */
export function digitsOf(at: Date): string {
  return String(at.getTime()).padStart(15, '0');
}

/**
 * True when `now` comes before an instant that was stored, at most `longestMs` milliseconds ahead. One that is further ahead was
 * written by a clock that was wrong: it counts as past, since what it holds back would wait for years.
 */
export function isStillAhead(until: Date, now: Date, longestMs: number): boolean {
  const leftMs = until.getTime() - now.getTime();
  return leftMs > 0 && leftMs <= longestMs;
}
