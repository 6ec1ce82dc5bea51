import type * as z from 'zod';
import type { KeyStore } from './inbox.ts';

// What every part of the store does with its keys. All throw `InboxUnavailable` when the store fails.

/** The keys that start so, and no other. */
export async function keysUnder(store: Pick<KeyStore, 'list'>, prefix: string): Promise<readonly string[]> {
  return (await store.list(prefix)).filter((key) => key.startsWith(prefix));
}

/** Deletes every key that starts so. */
export async function eraseUnder(store: Pick<KeyStore, 'list' | 'delete'>, prefix: string): Promise<void> {
  const keys = await keysUnder(store, prefix);
  await Promise.all(keys.map(async (key) => await store.delete(key)));
}

/** What is kept under a key as JSON; `undefined` when nothing is. Throws on any other shape. */
export async function readJson<T>(
  store: Pick<KeyStore, 'get'>,
  key: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const text = await store.get(key);
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}

/** What a text says as JSON; `undefined` when it is of another shape: an error of the parser would quote it. */
export function jsonIn<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}
