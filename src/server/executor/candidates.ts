import { isErasure } from '../cases/asks.ts';
import type { Look, Looks } from '../cases/looks.ts';
import type { TypedStore } from '../cases/typed-store.ts';
import type { StepName } from '../runs/steps.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import type { Watch } from './watch.ts';

export interface CandidatePorts {
  readonly looks: Looks;
  readonly typed: TypedStore;
  readonly report: (step: StepName, error: unknown) => void;
  readonly now: () => Date;
}

/** None while they cannot be listed: what somebody typed, and what staff changed, has its turn all the same. */
async function dueLooks({ looks, report, now }: CandidatePorts): Promise<readonly Look[]> {
  try {
    return await looks.due(now());
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    report('cases', error);
    return [];
  }
}

/**
 * The cases of which something may be due, those that wait longest first, each with the looks that it answers: somebody typed
 * something, a look is due, or, with a scan, staff changed a row. Throws `StoreUnavailable`.
 */
export async function findCases(
  watch: Watch,
  ports: CandidatePorts,
  isScan: boolean,
): Promise<ReadonlyMap<string, readonly Look[]>> {
  const found = new Map<string, readonly Look[]>(Map.groupBy(await dueLooks(ports), ({ id }) => id));
  // Who wants to be erased, and nothing else, waits for the erasure.
  const typed = [...(await ports.typed.names())].flatMap(([id, names]) =>
    names.every(isErasure) ? [] : [id],
  );
  const others = [...typed, ...(isScan ? await watch.changed() : [])];
  for (const id of others) if (!found.has(id)) found.set(id, []);
  return found;
}
