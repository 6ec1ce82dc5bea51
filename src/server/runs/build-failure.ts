import * as z from 'zod';
import type { KeyStore } from '../store/key-store.ts';
import { KEYS } from '../store/key-families.ts';
import { jsonIn } from '../store/keys.ts';

const KEY = KEYS.buildFailure.key({});

/** Longest reason that is kept, in characters: a letter and a page show it. */
const LONGEST = 4000;

const failureSchema = z.object({ at: z.iso.datetime(), reason: z.string() });

/** Why the site could not be built. */
export interface BuildFailure {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** French, with the remedy; nothing personal. */
  readonly reason: string;
}

/** Notes why the site could not be built, in place of the failure before. Throws `StoreUnavailable`. */
export async function noteBuildFailure(
  store: Pick<KeyStore, 'set'>,
  { at, reason }: BuildFailure,
): Promise<void> {
  await store.set(KEY, JSON.stringify({ at, reason: reason.slice(0, LONGEST) }));
}

/** The failure of the last build; `undefined` when it went well. Throws `StoreUnavailable`. */
export async function lastBuildFailure(store: Pick<KeyStore, 'get'>): Promise<BuildFailure | undefined> {
  return jsonIn(failureSchema, await store.get(KEY));
}

/** Notes that the site is built. Throws `StoreUnavailable`. */
export async function forgetBuildFailure(store: Pick<KeyStore, 'delete'>): Promise<void> {
  await store.delete(KEY);
}
