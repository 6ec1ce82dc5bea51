import { isErasure } from '../cases/asks.ts';
import { isDormant, itemsIn } from '../cases/inbox-items.ts';
import type { Look, Looks } from '../cases/looks.ts';
import type { PeopleStore } from '../cases/people-store.ts';
import type { TypedStore } from '../cases/typed-store.ts';
import type { StepName } from '../runs/steps.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import type { ChangeDetector } from './change-detector.ts';

export interface ExecuteOptions {
  /** Looks for changes by staff too; else only at the cases of which something is known to be due. */
  readonly isScan: boolean;
  /**
   * True once the looks and typed texts have had their turn. That turn is the lease's, which keeps two drains from counting the same
   * day's letters: afterwards, only what staff changed is looked at.
   */
  readonly isQueueDone?: boolean;
  /**
   * Erases: only who asks for it is looked at, and these, that an erasure has begun for, each with the looks that it answers
   * (`Execution.erasing`).
   */
  readonly erases?: Found['looks'];
  /** Asked before each batch, whether this drain is to go on; another may have taken the lease. */
  readonly goesOn?: () => Promise<boolean>;
  readonly deadline: Date;
}

/** The cases that are to be looked at because rows of others changed (`Plan.related`). */
export type RelatedTo = (changed: ReadonlySet<string>) => readonly string[];

/** Later than any instant. */
export const LATEST_MS = 8.64e15;

export interface CandidatePorts {
  readonly looks: Looks;
  readonly typed: TypedStore;
  readonly report: (step: StepName, error: unknown) => void;
  readonly people: PeopleStore;
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

/** The cases that are to be looked at. */
export interface Found {
  /** In the order of their turns, each with the looks that it answers. */
  readonly looks: ReadonlyMap<string, readonly Look[]>;
  /** Those found because rows of others changed: nothing else tells that they are to be looked at. */
  readonly related: ReadonlySet<string>;
  /** The names of what was typed, listed once for all. */
  readonly typed: ReadonlyMap<string, readonly string[]>;
}

/** A person who wants to be erased, and nothing else, waits for the erasure. */
function isTyping(id: string, names: readonly string[]): boolean {
  const items = itemsIn(id, names);
  return names.some((name) => !isErasure(name) && !isDormant(name, items));
}

const NOTHING_CHANGED = { ids: [], related: new Set<string>() } as const;

async function changedByStaff(detector: ChangeDetector, relatedTo: RelatedTo) {
  const changed = await detector.changed();
  const related = new Set(relatedTo(changed));
  return { ids: [...changed.union(related)], related: related.difference(changed) };
}

async function findErasures(begun: Found['looks'], { typed }: CandidatePorts): Promise<Found> {
  const names = await typed.names();
  const asked = [...names].flatMap(([id, own]) => (own.some(isErasure) ? [[id, []] as const] : []));
  return { looks: new Map([...asked, ...begun]), related: new Set(), typed: names };
}

/**
 * Finds the cases of which something may be due, those that wait longest first: an application waits, somebody typed something, a look
 * is due, or, with a scan, staff changed a row. Volunteers and contacts of companies come last: of the day's limit one company may take
 * twenty letters, a youth one. Throws `StoreUnavailable`.
 */
export async function findCases(
  detector: ChangeDetector,
  ports: CandidatePorts,
  { isScan, isQueueDone = false, erases }: Pick<ExecuteOptions, 'isScan' | 'isQueueDone' | 'erases'>,
  relatedTo: RelatedTo,
): Promise<Found> {
  if (erases !== undefined) return await findErasures(erases, ports);
  if (isQueueDone) {
    const { ids, related } = await changedByStaff(detector, relatedTo);
    const typed = ids.length === 0 ? new Map<string, readonly string[]>() : await ports.typed.names();
    return { looks: new Map(ids.map((id) => [id, []])), related, typed };
  }
  const found = new Map<string, readonly Look[]>(Map.groupBy(await dueLooks(ports), ({ id }) => id));
  const typed = await ports.typed.names();
  const typing = [...typed].flatMap(([id, names]) => (isTyping(id, names) ? [id] : []));
  const { ids, related } = isScan ? await changedByStaff(detector, relatedTo) : NOTHING_CHANGED;
  for (const id of [...typing, ...ids]) if (!found.has(id)) found.set(id, []);
  const announced = (await ports.people.ids()).difference(new Set(typing));
  const turns = [...found].map(([id, looks]) => {
    const [oldest] = itemsIn(id, typed.get(id) ?? []).waiting;
    return { id, looks, turn: oldest?.receivedAt.getTime() ?? (announced.has(id) ? Infinity : LATEST_MS) };
  });
  return {
    looks: new Map(turns.toSorted((a, b) => a.turn - b.turn || 0).map(({ id, looks }) => [id, looks])),
    related,
    typed,
  };
}
