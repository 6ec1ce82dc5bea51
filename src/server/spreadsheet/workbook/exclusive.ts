import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;
const POLL_MS = 25;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

/** Another process or call still holds the lock. */
export class StillHeld extends Error {
  override readonly name = 'StillHeld';
}

async function acquire(database: DatabaseSync, deadline: number): Promise<void> {
  for (;;) {
    try {
      database.exec('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (Date.now() > deadline) throw new StillHeld();
    }
    await delay(POLL_MS * (0.5 + Math.random()));
  }
}

/**
 * Runs `task` while no other process and no other call on this machine does, waiting up to `waitMs`.
 * The lock is the operating system's, taken through SQLite on an empty file that stays: it ends with the
 * process that holds it, however that dies, and never while that process lives.
 *
 * @throws StillHeld after `waitMs`; SQLite's error when `lockPath` cannot be opened.
 */
export async function exclusively<T>(lockPath: string, waitMs: number, task: () => Promise<T>): Promise<T> {
  const database = new DatabaseSync(lockPath, { timeout: 0 });
  try {
    await acquire(database, Date.now() + waitMs);
    return await task();
  } finally {
    database.close();
  }
}
