import * as z from 'zod';
import { inGroups } from '../foundation/parallel.ts';
import { KEY_FAMILIES, KEYS } from './key-families.ts';
import type { GivenBack, Key, KeyFamily } from './key-family.ts';
import type { KeyStore } from './key-store.ts';
import { deleteKeys, keysUnder, parseRecord } from './keys.ts';

/** Owner of the keys: an application, an invitation or a company. */
export interface CaseNames {
  /** `Identifiant`. */
  readonly id: string;
  /** Given while the erasure comes back: the fact stays, and the looks until then, by one of which it does. */
  readonly comesBackBy?: Date;
}

/** The fact that says that an erasure is under way. */
export const ERASED = 'erased';

type ReadStore = Pick<KeyStore, 'get' | 'list'>;

/** Cases looked up at once. */
const PARALLEL = 10;
/** Their first part names somebody: what is kept about one stands together. */
const BY_SUBJECT = /^[^<]*<(?:id|about)>/;
/** They have no other part: a look tells no more than the deletion. */
const ONE_KEY = /^[^<]*<id>$/;

async function keysOfOne(family: KeyFamily, id: string, store: ReadStore): Promise<readonly Key[]> {
  const subject = { id, about: id };
  if (!ONE_KEY.test(family.pattern)) return await keysUnder(store, family.under(subject));
  const key = family.find(subject);
  return key === undefined ? [] : [key];
}

/** The keys that a family may have about these. */
async function keysAbout(
  family: KeyFamily,
  cases: readonly CaseNames[],
  store: ReadStore,
): Promise<readonly Key[]> {
  if (BY_SUBJECT.test(family.pattern))
    return (await inGroups(cases, PARALLEL, ({ id }) => keysOfOne(family, id, store))).flat();
  // The subject comes later in the key: the whole family is listed once.
  const ids = new Set(cases.map(({ id }) => id));
  const keys = await keysUnder(store, family.under());
  return keys.filter((key) => ids.has(family.subjectIn(key) ?? ''));
}

/** One of each beginning: an item goes with the marks beside it. */
const ERASED_FAMILIES = KEY_FAMILIES.filter(({ facts }) => facts.erased === true).filter(
  (family, at, all) => all.findIndex((other) => other.under() === family.under()) === at,
);

/**
 * Erases what the store keeps about these, but what the table says to stay, family by family in the order of the table. Safe to
 * repeat; throws `StoreUnavailable`.
 */
export async function eraseCases(
  store: Pick<KeyStore, 'get' | 'list' | 'delete'>,
  cases: readonly CaseNames[],
): Promise<void> {
  if (cases.length === 0) return;
  const goingOn = new Map(cases.map(({ id, comesBackBy }) => [id, comesBackBy]));
  const stays = (key: Key): boolean => {
    const look = KEYS.looks.parse(key);
    const fact = KEYS.facts.parse(key);
    const by = goingOn.get(look?.id ?? (fact?.event === ERASED ? fact.id : ''));
    // One that is years ahead would outlast the erasure, were it cut short at its very end.
    return by !== undefined && (look === undefined || look.at <= by);
  };
  for (const family of ERASED_FAMILIES) {
    const keys = await keysAbout(family, cases, store);
    await deleteKeys(
      store,
      keys.filter((key) => !stays(key)),
    );
  }
}

const recordSchema = z.record(z.string(), z.unknown());
const typedSchema = z.record(z.string(), z.string());

async function typedIn(
  family: KeyFamily,
  { property }: GivenBack,
  id: string,
  store: ReadStore,
): Promise<string> {
  const keys = (await keysAbout(family, [{ id }], store)).toSorted();
  const texts = await inGroups(keys, PARALLEL, async (key) => await store.get(key));
  return texts
    .flatMap((text) => (text === undefined ? [] : [parseRecord(recordSchema, text)[property]]))
    .map((typed) => Object.values(typedSchema.safeParse(typed).data ?? {}).join(', '))
    .filter((typed) => typed !== '')
    .join('; ');
}

/**
 * The typed text under this key that waits for the spreadsheet, with its title in the download; `''` where nothing waits. Throws
 * `NewerRecord` and `StoreUnavailable`.
 */
export async function typedAndWaiting(
  store: ReadStore,
  id: string,
): Promise<Readonly<Record<string, string>>> {
  const waiting: Record<string, string> = {};
  for (const family of KEY_FAMILIES) {
    const { personal } = family.facts;
    if (personal !== false && 'title' in personal)
      waiting[personal.title] = await typedIn(family, personal, id, store);
  }
  return waiting;
}
