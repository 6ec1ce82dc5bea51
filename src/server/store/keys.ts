import * as z from 'zod';
import { chunks } from '../foundation/parallel.ts';
import type { Key, Prefix } from './key-family.ts';
import type { KeyStore } from './key-store.ts';

/** Deletions under way at once. */
const PARALLEL = 20;

// Operations on keys for every part of the store. All throw `StoreUnavailable` when the store fails.

/** The keys that start so, and no other. */
export async function keysUnder(store: Pick<KeyStore, 'list'>, prefix: Prefix): Promise<readonly Key[]> {
  return (await store.list(prefix)).filter((key): key is Key => key.startsWith(prefix));
}

/** Deletes keys, a few at once; `isOver` is asked between, and what is left then stays. Idempotent. */
export async function deleteKeys(
  store: Pick<KeyStore, 'delete'>,
  keys: readonly Key[],
  isOver: () => boolean = () => false,
): Promise<void> {
  for (const group of chunks(keys, PARALLEL)) {
    if (isOver()) return;
    await Promise.all(group.map(async (key) => await store.delete(key)));
  }
}

/**
 * The version of what this deploy writes as JSON. A record without one is of the first. Raise it, and write it into the record, with
 * a change that an earlier deploy would misread: that one then leaves the record as it is (docs/decisions/0021-versions-secrets-clocks.md).
 */
const RECORD_VERSION = 1;

const versionSchema = z.object({ version: z.int().optional() });

/** Something was written by a later deploy: it waits for that one, untouched. */
export class NewerRecord extends Error {
  override readonly name = 'NewerRecord';

  constructor() {
    super('A later deploy wrote this.');
  }
}

/** True when a later deploy wrote this text. */
export function isNewer(text: string, version: number): boolean {
  return (jsonIn(versionSchema, text)?.version ?? 1) > version;
}

/** Parses a stored JSON text. Throws `NewerRecord`, and on any other shape. */
export function parseRecord<T>(schema: z.ZodType<T>, text: string): T {
  if (isNewer(text, RECORD_VERSION)) throw new NewerRecord();
  return schema.parse(JSON.parse(text));
}

/** Parses a text that may be absent. Throws `NewerRecord`, and on any other shape. */
export function parseRecordIfAny<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  return text === undefined ? undefined : parseRecord(schema, text);
}

/** Reads a key as JSON; `undefined` when it is absent. Throws `NewerRecord`, and on any other shape. */
export async function readJson<T>(
  store: Pick<KeyStore, 'get'>,
  key: Key | undefined,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  return parseRecordIfAny(schema, key && (await store.get(key)));
}

/** Parses a JSON text; `undefined` when it is of another shape: an error of the parser would quote it. */
export function jsonIn<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}
