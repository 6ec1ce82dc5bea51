import type { Inbox } from '../cases/inbox.ts';
import { ageOf, applicationsIn, lateRows } from '../cases/lateness.ts';
import type { KeyStore } from '../store/key-store.ts';
import { lastingFailure } from '../mail/circuit.ts';
import type { Runs } from '../runs/runs.ts';

export interface Health {
  readonly status: 'ok' | 'degraded';
  /** Applications of which something waits: their row, or a letter. */
  readonly pending: number;
  /** `null` when nothing waits. */
  readonly oldestPendingSeconds: number | null;
  readonly quarantined: number;
}

export interface HealthPorts {
  readonly inbox: Pick<Inbox, 'pending' | 'quarantined'>;
  readonly runs: Pick<Runs, 'nightsLateSince'>;
  /** Where it is noted whether the mail service works. */
  readonly store: Pick<KeyStore, 'get'>;
}

/**
 * Counts what waits between the forms, the spreadsheet and the mailboxes, and tells if the mail service and the nights work; one
 * person's letter degrades nothing. Throws `StoreUnavailable`.
 */
export async function readHealth({ inbox, runs, store }: HealthPorts, now: Date): Promise<Health> {
  const [pending, quarantined, lateSince, failure] = await Promise.all([
    inbox.pending(),
    inbox.quarantined(),
    runs.nightsLateSince(now),
    lastingFailure(store, now),
  ]);
  const isLate = lateRows(pending, now) > 0 || lateSince !== undefined;
  return {
    status: quarantined.length > 0 || isLate || failure !== undefined ? 'degraded' : 'ok',
    pending: applicationsIn(pending),
    oldestPendingSeconds: ageOf(pending[0], now),
    quarantined: applicationsIn(quarantined),
  };
}
