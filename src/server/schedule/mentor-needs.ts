import type { MentorNeeds } from '../../domain/pairs/needs.ts';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';

const KEY = KEYS.needs.key({});

/** Keeps the mentors sought for the next build, where they differ or are of another day: so their day tells their age. Throws `StoreUnavailable`. */
export async function noteNeeds(
  store: Pick<KeyStore, 'get' | 'set'>,
  { day, season, sites }: MentorNeeds,
): Promise<void> {
  const text = JSON.stringify({ day, season, sites });
  if ((await store.get(KEY)) !== text) await store.set(KEY, text);
}

/** The text that was kept, for `needsIn`; `undefined` when there is none. Throws `StoreUnavailable`. */
export async function keptNeeds(store: Pick<KeyStore, 'get'>): Promise<string | undefined> {
  return await store.get(KEY);
}
