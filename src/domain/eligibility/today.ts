import { MAJORITY, MIN_AGE } from '../application/limits.ts';
import { type AgeFault, ageFault, ageOn, isMinor, type IsoDate } from './age.ts';

/**
 * The days between which today is, as far as a browser can know. A device's clock may be years wrong: the day on which the page was
 * made is a lower bound, and the clock an upper one unless it is behind that day.
 */
export interface Today {
  readonly earliest: IsoDate;
  readonly latest: IsoDate;
}

const DAY_MS = 86_400_000;
const UNKNOWN = '9999-12-31';

/** `made`: the day on which the server or the build wrote the page; `now`: the device's clock, in milliseconds since 1970. */
export function todayFrom(made: IsoDate, now: number): Today {
  // A day more: in Paris the day begins before that of UTC.
  const device = new Date(now + DAY_MS).toISOString().slice(0, 10);
  return { earliest: made, latest: device < made ? UNKNOWN : device };
}

/** Why an age is outside the programme's whichever day it is. */
export function sureAgeFault(birthDate: IsoDate, { earliest, latest }: Today): AgeFault | undefined {
  const fault = ageFault(birthDate, latest);
  return fault === ageFault(birthDate, earliest) ? fault : undefined;
}

/** Sixteen or seventeen whichever day it is: a guardian must be named. */
export function isSurelyMinor(birthDate: IsoDate, { earliest, latest }: Today): boolean {
  return isMinor(birthDate, earliest) && isMinor(birthDate, latest);
}

/** Sixteen or seventeen on one of the days: a guardian may have to be named. */
export function mayBeMinor(birthDate: IsoDate, { earliest, latest }: Today): boolean {
  return ageOn(birthDate, earliest) < MAJORITY && ageOn(birthDate, latest) >= MIN_AGE;
}
