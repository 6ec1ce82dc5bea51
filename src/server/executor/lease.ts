import { randomUUID } from 'node:crypto';
import type { Inbox } from '../cases/inbox.ts';

/** As long as a scheduled function lives; after a crash the next drain waits this long at most. */
const LEASE_SECONDS = 30;

/**
 * Does work unless another drain is at work, as far as that can be known: it saves calls, and nothing rests on it. Throws
 * `StoreUnavailable`.
 *
 * @param act is given how to ask whether to go on.
 */
export async function underLease(
  inbox: Pick<Inbox, 'takeLease' | 'keepLease' | 'dropLease'>,
  act: (goesOn: () => Promise<boolean>) => Promise<void>,
): Promise<void> {
  const holder = randomUUID();
  const goesOn = async (): Promise<boolean> => await inbox.keepLease(holder, LEASE_SECONDS);
  // When many find it free together, the last to write it goes on.
  if (!(await inbox.takeLease(holder, LEASE_SECONDS)) || !(await goesOn())) return;
  try {
    await act(goesOn);
  } finally {
    await inbox.dropLease(holder);
  }
}
