import type { Inbox } from '../inbox/inbox.ts';
import type { Runs } from '../runs.ts';

/** A delivery that takes longer than this has met a fault, in seconds. */
export const LATE_SECONDS = 3_600;

export interface Health {
  readonly status: 'ok' | 'degraded';
  readonly pending: number;
  /** `null` when nothing waits. */
  readonly oldestPendingSeconds: number | null;
  readonly quarantined: number;
}

export interface HealthPorts {
  readonly inbox: Pick<Inbox, 'pending' | 'quarantined'>;
  readonly runs: Pick<Runs, 'nightsLateSince'>;
}

/** What waits between the forms and the spreadsheet, and whether the nights go well; throws `InboxUnavailable`. */
export async function readHealth({ inbox, runs }: HealthPorts, now: Date): Promise<Health> {
  const [pending, quarantined, lateSince] = await Promise.all([
    inbox.pending(),
    inbox.quarantined(),
    runs.nightsLateSince(now),
  ]);
  const [oldest] = pending;
  const age =
    oldest === undefined
      ? null
      : Math.max(0, Math.floor((now.getTime() - oldest.receivedAt.getTime()) / 1000));
  const isLate = (age !== null && age > LATE_SECONDS) || lateSince !== undefined;
  return {
    status: quarantined.length > 0 || isLate ? 'degraded' : 'ok',
    pending: new Set(pending.map(({ id }) => id)).size,
    oldestPendingSeconds: age,
    quarantined: new Set(quarantined.map(({ id }) => id)).size,
  };
}
