import type { Inbox } from '../inbox/inbox.ts';

/** A delivery that takes longer than this has met a fault, in seconds. */
export const LATE_SECONDS = 3_600;

export interface Health {
  readonly status: 'ok' | 'degraded';
  readonly pending: number;
  /** `null` when nothing waits. */
  readonly oldestPendingSeconds: number | null;
  readonly quarantined: number;
}

/** What waits between the forms and the spreadsheet; throws `InboxUnavailable`. */
export async function readHealth(inbox: Pick<Inbox, 'pending' | 'quarantined'>, now: Date): Promise<Health> {
  const [pending, quarantined] = await Promise.all([inbox.pending(), inbox.quarantined()]);
  const [oldest] = pending;
  const age =
    oldest === undefined
      ? null
      : Math.max(0, Math.floor((now.getTime() - oldest.receivedAt.getTime()) / 1000));
  return {
    status: quarantined.length > 0 || (age !== null && age > LATE_SECONDS) ? 'degraded' : 'ok',
    pending: new Set(pending.map(({ id }) => id)).size,
    oldestPendingSeconds: age,
    quarantined: new Set(quarantined.map(({ id }) => id)).size,
  };
}
