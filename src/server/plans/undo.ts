import type { Tab } from '../../domain/application/tab.ts';
import { UNDO_MINUTES } from '../../domain/tracking/status-words.ts';
import type { CaseNow } from './plan.ts';

const UNDO_MS = UNDO_MINUTES * 60_000;
/** Rows read longer ago may have changed: a process that was put to sleep decides nothing. */
const FRESH_MS = 60_000;

type Watched = Pick<CaseNow, 'unchangedSince'>;

/** Debounce: from when on what staff wrote into the watched cells of a row counts. Undone until then, it notifies nobody. */
export function lastsAt(tab: Tab, { unchangedSince }: Watched): Date {
  return new Date(unchangedSince(tab).since.getTime() + UNDO_MS);
}

/** True once the watched cells of a row have lasted. */
export function hasLasted(tab: Tab, one: Watched): boolean {
  return one.unchangedSince(tab).readAt >= lastsAt(tab, one);
}

/** True once the team's word in the watched cells counts: it has lasted, and was read lately. */
export function isDecided(tab: Tab, one: Watched & Pick<CaseNow, 'now'>): boolean {
  return hasLasted(tab, one) && isFresh(tab, one);
}

/** True when the rows were read so lately that something may be decided by them. */
export function isFresh(tab: Tab, { unchangedSince, now }: Watched & Pick<CaseNow, 'now'>): boolean {
  return now.getTime() - unchangedSince(tab).readAt.getTime() <= FRESH_MS;
}
