import { spreadsheetThrough, withOwnLease } from '../fixtures/faults.fixture.ts';
import { StoreUnavailable, type TextStore } from '../../src/server/store/key-store.ts';
import type { Message } from '../../src/server/letters/message.ts';
import { type Mail, MailUnavailable } from '../../src/server/mail/mail.ts';
import { type Spreadsheet, Unavailable } from '../../src/server/spreadsheet/spreadsheet.ts';
import { type Actor, call, type CallOptions, type World } from './world.ts';

export interface StoreOptions {
  /** A drain with a lease of its own is kept out by nobody's. */
  readonly leaseKey?: string;
  /** Share of calls that fail, at least. */
  readonly share?: number;
}

/** How old a list may be: Netlify's stores show a write everywhere within a minute. */
const LIST_LAG_MS = 60_000;

interface Written {
  readonly key: string;
  readonly atMs: number;
  readonly wasThere: boolean;
}

/** The writes to each store in their order, whoever made them: a list that is old does not show the last of them. */
const WRITES = new WeakMap<TextStore, Written[]>();

/** The keys of a list as they were at an instant. */
function keysAt(
  keys: readonly string[],
  prefix: string,
  writes: readonly Written[],
  atMs: number,
): readonly string[] {
  const then = new Set(keys);
  for (const { key, wasThere } of writes.filter((one) => one.atMs > atMs).toReversed())
    if (!wasThere) then.delete(key);
    else if (key.startsWith(prefix)) then.add(key);
  return [...then];
}

/** The inbox's store as one process reaches it: calls fail before or after their effect, writes may be done later, lists may be old. */
export function unreliableStore(
  world: World,
  actor: Actor,
  store: TextStore,
  { leaseKey = 'lease', share = 0 }: StoreOptions = {},
): TextStore {
  const options = { partner: 'inbox', failure: () => new StoreUnavailable('fault'), share } as const;
  const write = { ...options, mayBeLate: true };
  const own = withOwnLease(store, leaseKey);
  const writes = WRITES.get(store) ?? [];
  WRITES.set(store, writes);
  const written = async (key: string, change: () => Promise<void>): Promise<void> => {
    const wasThere = (await own.get(key)) !== undefined;
    await change();
    const atMs = world.now().getTime();
    while (writes[0] !== undefined && writes[0].atMs < atMs - LIST_LAG_MS) writes.shift();
    writes.push({ key, atMs, wasThere });
  };
  return {
    set: (key, text) => call(world, actor, () => written(key, () => own.set(key, text)), write),
    get: (key) => call(world, actor, () => own.get(key), options),
    delete: (key) => call(world, actor, () => written(key, () => own.delete(key)), write),
    list: async (prefix) => {
      const isOld = world.chance(world.weather.faults.inbox);
      const keys = await call(world, actor, () => own.list(prefix), options);
      return isOld ? keysAt(keys, prefix, writes, world.now().getTime() - world.below(LIST_LAG_MS)) : keys;
    },
  };
}

/** Where messages arrive: how often each came, by `Message-ID`. */
export class Mailbox {
  readonly taken = new Map<string, number>();
  /** Told of each that comes, and of the first time that it does. */
  onTaken: (message: Message, isFirst: boolean) => Promise<void> = () => Promise.resolve();

  /** The mail as one process reaches it. */
  mailOf(world: World, actor: Actor): Mail {
    const take = async (message: Message): Promise<undefined> => {
      const times = this.taken.get(message.messageId) ?? 0;
      this.taken.set(message.messageId, times + 1);
      await this.onTaken(message, times === 0);
    };
    const options = { partner: 'mail', failure: () => new MailUnavailable('fault'), delayMs: 200 } as const;
    return { send: (message) => call(world, actor, () => take(message), options) };
  }
}

/** A spreadsheet without a service between, whose calls fail, or say yes and do nothing. */
export function unreliableSpreadsheet(
  world: World,
  actor: Actor,
  spreadsheet: Spreadsheet,
  onCall: () => void,
): Spreadsheet {
  const options = {
    partner: 'spreadsheet',
    failure: () => new Unavailable('passing', 'panne'),
    delayMs: 300,
    isLong: true,
  } as const;
  const reached = <T>(effect: () => Promise<T>, instead?: CallOptions<T>['instead']): Promise<T> => {
    onCall();
    return call(world, actor, effect, instead ? { ...options, instead } : options);
  };
  return {
    ...spreadsheetThrough(spreadsheet, reached),
    insert: (tab, rows) =>
      reached(
        () => spreadsheet.insert(tab, rows),
        () => undefined,
      ),
  };
}
