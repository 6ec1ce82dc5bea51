import type { InboxItem } from './inbox-items.ts';

/** A delivery that takes longer than this has met a fault, in seconds. */
export const LATE_SECONDS = 3_600;

/** Number of applications among the items. */
export function applicationsIn(items: readonly InboxItem[]): number {
  return new Set(items.map(({ id }) => id)).size;
}

/** Age of an item, in whole seconds; `null` of none. */
export function ageOf(item: InboxItem | undefined, now: Date): number | null {
  return item === undefined
    ? null
    : Math.max(0, Math.floor((now.getTime() - item.receivedAt.getTime()) / 1000));
}

/** Number of applications that have waited for their row for too long; a letter that waits is no fault of the spreadsheet. */
export function lateRows(pending: readonly InboxItem[], now: Date): number {
  return applicationsIn(
    pending.filter((item) => item.state === 'application' && (ageOf(item, now) ?? 0) > LATE_SECONDS),
  );
}
