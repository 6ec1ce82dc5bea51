import { parisDate } from '../../domain/eligibility/age.ts';
import { termOf } from '../../domain/retention/term.ts';
import { keysUnder } from '../store/keys.ts';
import { chunks } from '../foundation/parallel.ts';
import type { RetentionPorts } from './retention-ports.ts';

/** Where the store keeps small notes of what is done, which outlive what they are about. */
const FOLDERS = [
  'done/',
  'buried/',
  'late/',
  'mail/',
  'announced/',
  'invited/',
  'ended/',
  'nudged/',
  'links/',
  'alert/',
] as const;
/** Reads of the store under way at once. */
const PARALLEL = 20;

const IDENTIFIER = /[0-9a-f]{32}/;
const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/;

/** Forgets the notes that are older than the term and about nobody who is still known. Throws `StoreUnavailable`. */
export async function forgetOldMarks(
  { store, files, months, now }: Pick<RetentionPorts, 'store' | 'files' | 'months' | 'now'>,
  deadline: Date,
): Promise<void> {
  const known = new Set(await files.ids());
  const today = parisDate(now());
  for (const folder of FOLDERS) {
    const keys = (await keysUnder(store, folder)).filter((key) => {
      const id = IDENTIFIER.exec(key)?.[0];
      return id === undefined || !known.has(id);
    });
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
