import type { Log } from '../foundation/log.ts';

/** Timeout of the host's answer, in milliseconds. */
const TIMEOUT = 10_000;

interface RebuildPorts {
  /** The host's build hook; nothing is asked without one. */
  readonly hookUrl: string | undefined;
  readonly fetch: typeof fetch;
  readonly log: Log;
}

/**
 * Asks the host to build the site again, so that what is dated today appears and past events move by themselves.
 * A failure is logged without the address, which is a secret; the next day tries again.
 */
export async function askForRebuild({ hookUrl, fetch, log }: RebuildPorts): Promise<void> {
  if (hookUrl === undefined) return;
  try {
    const answer = await fetch(hookUrl, { method: 'POST', signal: AbortSignal.timeout(TIMEOUT) });
    if (!answer.ok) log('rebuild-refused', { status: answer.status });
  } catch {
    log('rebuild-unreachable');
  }
}
