import { inGroups } from '../foundation/parallel.ts';
import type { CaseStore } from '../cases/case-store.ts';
import { pairIdsIn, pairStateOf } from '../cases/pair-facts.ts';

/** Concurrent looks at volunteers. */
const PARALLEL = 5;
/** The facts that are read: a page has little time. */
const STARTED = /^with-[0-9a-f]{32}-started$/;
const RUNNING = /^pair-(?!asked|reminded|paused|resumed|warning|youth|mentor)/;

/** Number of these mentors, by reference, who are in a pair that has begun and is not over; a pause counts. */
export async function countPaired(
  references: readonly string[],
  cases: Pick<CaseStore, 'idOf' | 'facts'>,
): Promise<number> {
  const paired = await inGroups(references, PARALLEL, async (reference) => await isPaired(reference, cases));
  return paired.filter(Boolean).length;
}

async function isPaired(reference: string, cases: Pick<CaseStore, 'idOf' | 'facts'>): Promise<boolean> {
  const id = await cases.idOf(reference);
  if (id === undefined) return false;
  const facts = await cases.facts(id, (name) => STARTED.test(name));
  for (const pairId of pairIdsIn(id, facts)) {
    const pair = pairStateOf(pairId, await cases.facts(pairId, (name) => RUNNING.test(name)));
    if (pair?.startedAt !== undefined && pair.end === undefined) return true;
  }
  return false;
}
