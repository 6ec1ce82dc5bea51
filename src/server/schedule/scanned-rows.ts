import type { Audience } from '../../domain/application/form.ts';
import type { Execution } from '../executor/execute.ts';
import { parseCachedStatus } from '../plans/cached-status.ts';
import type { Hold } from '../plans/reopening.ts';
import { STATUS_QUERIES, TRACKED_AUDIENCES, type TrackedRow, trackedRowOf } from '../plans/status-rows.ts';
import { type DatedRow, statusStartAtReception } from '../plans/due-promises.ts';

export interface HeldRow extends TrackedRow {
  readonly hold: Hold;
}

/** Rows that a scan of the tabs read. */
export interface ScannedRows {
  /** The rows of each tab that could be read, once every case was looked at in time. */
  readonly rows: ReadonlyMap<Audience, readonly DatedRow[]>;
  /** Those whose status is none of their list's, for as long as a mistake may last. */
  readonly unknown: readonly TrackedRow[];
  /** Those whom no message tells of the reopening, and why. */
  readonly held: readonly HeldRow[];
}

/** The rows as the last scan left them, with since when each has its status. */
export function scannedRows(scan: Pick<Execution, 'isWhole' | 'rows' | 'cached'>): ScannedRows {
  const rows = new Map<Audience, readonly DatedRow[]>();
  const unknown: TrackedRow[] = [];
  const held: HeldRow[] = [];
  for (const audience of TRACKED_AUDIENCES) {
    const { tab } = STATUS_QUERIES[audience];
    const read = scan.rows(tab);
    if (read === undefined) continue;
    const dated = [...read].map(([id, cells]) => {
      const row = trackedRowOf(audience, id, cells);
      const status = parseCachedStatus(scan.cached(tab, id));
      if (status?.isUnknown === true) unknown.push(row);
      if (status?.hold !== undefined) held.push({ ...row, hold: status.hold });
      // Without a case, the row alone says since when it waits.
      return { ...row, statusStart: status === undefined ? statusStartAtReception(row) : status.statusStart };
    });
    if (scan.isWhole) rows.set(audience, dated);
  }
  return { rows, unknown, held };
}
