import type { Look, Looks } from '../cases/looks.ts';
import type { TypedStore } from '../cases/typed-store.ts';
import type { Watch } from './watch.ts';

export interface CandidatePorts {
  readonly looks: Looks;
  readonly typed: TypedStore;
  readonly now: () => Date;
}

/**
 * The cases of which something may be due, those that wait longest first, each with the looks that it answers: somebody typed
 * something, a look is due, or, with a scan, staff changed a row. Throws `StoreUnavailable`.
 */
export async function findCases(
  watch: Watch,
  { looks, typed, now }: CandidatePorts,
  isScan: boolean,
): Promise<ReadonlyMap<string, readonly Look[]>> {
  const found = new Map<string, readonly Look[]>(Map.groupBy(await looks.due(now()), ({ id }) => id));
  const others = [...(await typed.ids()), ...(isScan ? await watch.changed() : [])];
  for (const id of others) if (!found.has(id)) found.set(id, []);
  return found;
}
