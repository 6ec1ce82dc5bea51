import { StoreUnavailable } from '../store/key-store.ts';
import { errorName, type Log } from '../foundation/log.ts';
import { MissingColumns, Unavailable } from './spreadsheet.ts';
import type { PostponedTabs } from './postponed-tabs.ts';

/** Dependencies of work on a tab. */
export interface TabPorts {
  /** Where it is noted, for every drain, until when a tab is to be left alone. */
  readonly postponed: Pick<PostponedTabs, 'isPostponed' | 'postpone'>;
  /** Told of each failure of the spreadsheet. */
  readonly onFailure?: (error: unknown) => void;
  readonly log: Log;
}

/** Why something waits, for the log: a stable word, and the message of ours. That of a foreign error may quote an answer. */
export function reasonOf(error: unknown): { readonly reason: string; readonly message?: string } {
  if (error instanceof MissingColumns) return { reason: 'missing-columns', message: error.message };
  if (error instanceof Unavailable) return { reason: error.reason, message: error.message };
  return { reason: errorName(error) };
}

/**
 * Does work on a tab, unless it is to be left alone now. Whatever the spreadsheet's failure, this work alone waits: until the
 * instant that the spreadsheet asked for, noted for every drain. `undefined` when it waits; throws `StoreUnavailable`.
 *
 * @param waiting how many things wait, for the log.
 */
export async function withTabBackoff<T>(
  tabName: string,
  { postponed, onFailure, log }: TabPorts,
  work: () => Promise<T>,
  waiting?: number,
): Promise<T | undefined> {
  if (await postponed.isPostponed(tabName)) return undefined;
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    onFailure?.(error);
    if (error instanceof Unavailable && error.retryAfterSeconds !== undefined)
      await postponed.postpone(tabName, error.retryAfterSeconds);
    log('spreadsheet-waits', {
      tab: tabName,
      ...reasonOf(error),
      ...(waiting !== undefined && { waiting }),
    });
    return undefined;
  }
}
