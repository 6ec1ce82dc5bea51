/** A double click, a reload, an answer that was lost: a form is sent a second time within this. */
export const SENT_TWICE_MS = 5 * 60_000;

/** True when a form that comes now may be the one that was sent then. Not when then is still to come, unless clocks differ a little. */
export function isSentTwice(then: Date, now: Date): boolean {
  return Math.abs(now.getTime() - then.getTime()) < SENT_TWICE_MS;
}
