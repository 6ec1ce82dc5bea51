import { inGroups } from '../foundation/parallel.ts';
import type { Looks } from '../cases/looks.ts';
import type { Found } from './candidates.ts';
import type { ChangeDetector } from './change-detector.ts';
import type { OpenCase } from './open-case.ts';

interface ClosePorts {
  readonly looks: Looks;
  readonly now: () => Date;
}

/** Cases closed at once. */
const PARALLEL = 20;
/** A letter that the day's limit holds is tried again after this. */
const HELD_MS = 30 * 60_000;

/** Writes when each case is to be looked at next, before the look that was made goes. */
export async function closeCases(
  open: readonly OpenCase[],
  found: Found,
  detector: ChangeDetector,
  { looks, now }: ClosePorts,
): Promise<void> {
  await inGroups(open, PARALLEL, async (one) => {
    if (one.end === 'waits' && found.related.has(one.id)) await looks.schedule(one.id, now());
    if (one.end === 'waits') return;
    const heldUntil = one.end === 'held' ? [new Date(now().getTime() + HELD_MS)] : [];
    for (const at of [...heldUntil, ...(one.lookAt === undefined ? [] : [one.lookAt])])
      await looks.schedule(one.id, at);
    await looks.forget([...(found.looks.get(one.id) ?? []), ...one.answered]);
    detector.noteLooked(one.id, one.rescanAt);
  });
  const erased = open.filter(({ isErased }) => isErased).map(({ id }) => id);
  if (erased.length > 0) await looks.forgetAll(erased);
}
