import { chunks } from '../foundation/parallel.ts';
import type { Claims } from '../cases/claims.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { Looks } from '../cases/looks.ts';
import type { PeopleStore } from '../cases/people-store.ts';

/** Nights in which every case has its turn. */
const NIGHTS = 7;
/** Looks written at once. */
const PARALLEL = 20;
const DAY_MS = 86_400_000;

export interface SlicePorts {
  readonly cases: Pick<CaseStore, 'ids'>;
  /** Volunteers, whose cases have no record. */
  readonly people: Pick<PeopleStore, 'ids'>;
  /** Pairs, whose cases have none either. */
  readonly claims: Pick<Claims, 'ids'>;
  readonly looks: Pick<Looks, 'schedule'>;
  readonly now: () => Date;
}

/** True when a case has its turn in the night of this instant: by its identifier, so that every seventh night is the same slice. */
function isInSlice(id: string, at: Date): boolean {
  return Number.parseInt(id.slice(0, 8), 16) % NIGHTS === Math.floor(at.getTime() / DAY_MS) % NIGHTS;
}

/**
 * Has a slice of the cases looked at by the next drain, another each night: looks are hints, and what one that was lost would have
 * found is found within the week. Idempotent; stops at `deadline`. Throws `StoreUnavailable`.
 */
export async function scheduleSlice(
  { cases, people, claims, looks, now }: SlicePorts,
  deadline: Date,
): Promise<void> {
  const at = now();
  const ids = new Set([...(await cases.ids()), ...(await people.ids()), ...(await claims.ids())]);
  const slice = [...ids].filter((id) => isInSlice(id, at));
  for (const group of chunks(slice, PARALLEL)) {
    if (now() >= deadline) return;
    await Promise.all(group.map(async (id) => await looks.schedule(id, at)));
  }
}
