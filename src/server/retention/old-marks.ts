import { parisDate } from '../../domain/eligibility/age.ts';
import { daysAfter } from '../../domain/days-after.ts';
import { termOf } from '../../domain/retention/term.ts';
import { chunks } from '../foundation/parallel.ts';
import { KEY_FAMILIES } from '../store/key-families.ts';
import { deleteKeys, keysUnder } from '../store/keys.ts';
import type { RetentionPorts } from './retention-ports.ts';

/** Reads of the store under way at once. */
const PARALLEL = 20;

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/;

/**
 * Forgets the notes of what is done (`forgotten: 'term'`) that are older than the term and about nobody who is still known. Throws
 * `StoreUnavailable`.
 */
export async function forgetOldMarks(
  { store, cases, months, now }: Pick<RetentionPorts, 'store' | 'cases' | 'months' | 'now'>,
  deadline: Date,
): Promise<void> {
  const known = new Set(await cases.ids());
  const today = parisDate(now());
  for (const family of KEY_FAMILIES.filter(({ facts }) => facts.forgotten === 'term')) {
    const keys = (await keysUnder(store, family.under())).filter(
      (key) => family.owns(key) && !known.has(family.subjectIn(key) ?? ''),
    );
    for (const group of chunks(keys, PARALLEL)) {
      if (now() >= deadline) return;
      await Promise.all(
        group.map(async (key) => {
          const at = INSTANT.exec((await store.get(key)) ?? '')?.[0];
          if (at !== undefined && termOf(parisDate(new Date(at)), months) < today) await store.delete(key);
        }),
      );
    }
  }
}

/**
 * Forgets what counts in the limits of a day that is over (`forgotten: {days}`); what is left at `deadline` stays. Throws
 * `StoreUnavailable`.
 */
export async function forgetOldDays(
  { store, now }: Pick<RetentionPorts, 'store' | 'now'>,
  deadline: Date,
): Promise<void> {
  const today = parisDate(now());
  for (const family of KEY_FAMILIES) {
    const { forgotten } = family.facts;
    if (typeof forgotten !== 'object') continue;
    const first = daysAfter(today, -forgotten.days);
    const old = (await keysUnder(store, family.under())).filter(
      (key) => (family.dayIn(key) ?? first) < first,
    );
    await deleteKeys(store, old, () => now() >= deadline);
  }
}
