import { StoreUnavailable, type KeyStore } from '../store/key-store.ts';
import { type Mail, MailUnavailable } from '../mail/mail.ts';
import { type Spreadsheet, Unavailable } from '../spreadsheet/spreadsheet.ts';

/** What stands between a part and who calls it: it may wait, fail, or do without the call. */
type Around = <T>(call: () => Promise<T>) => Promise<T>;

const asItIs: Around = (call) => call();

/** A store whose every call goes through `around`. */
export function storeThrough(store: KeyStore, around = asItIs): KeyStore {
  return {
    set: (key, text) => around(() => store.set(key, text)),
    create: (key, text) => around(() => store.create(key, text)),
    get: (key) => around(() => store.get(key)),
    delete: (key) => around(() => store.delete(key)),
    list: (prefix) => around(() => store.list(prefix)),
  };
}

/** A spreadsheet whose every call goes through `around`. */
export function spreadsheetThrough(spreadsheet: Spreadsheet, around = asItIs): Spreadsheet {
  return {
    titles: (tab) => around(() => spreadsheet.titles(tab)),
    addColumns: (tab, headers) => around(() => spreadsheet.addColumns(tab, headers)),
    identifiers: (tab) => around(() => spreadsheet.identifiers(tab)),
    read: (tab, headers) => around(() => spreadsheet.read(tab, headers)),
    insert: (tab, rows) => around(() => spreadsheet.insert(tab, rows)),
    update: (tab, changes) => around(() => spreadsheet.update(tab, changes)),
    remove: (tab, ids) => around(() => spreadsheet.remove(tab, ids)),
  };
}

const down = () => Promise.reject(new StoreUnavailable('panne'));
export const STORE_DOWN = {
  set: down,
  create: down,
  get: down,
  delete: down,
  list: down,
} satisfies KeyStore;

/** The store with a lease of its own: the lease of others keeps nobody out, as the store may let happen. */
export function withOwnLease(store: KeyStore, leaseKey: string): KeyStore {
  const at = (key: string): string => (key === 'lease' ? leaseKey : key);
  return {
    set: (key, text) => store.set(at(key), text),
    create: (key, text) => store.create(at(key), text),
    get: (key) => store.get(at(key)),
    delete: (key) => store.delete(at(key)),
    list: (prefix) => store.list(prefix),
  };
}

/** A call fails before its effect or after it; a write may also say yes for nothing. */
export type Fault = 'none' | 'before' | 'after' | 'no-effect';

/** Decides what becomes of one call. */
export type Fate = () => Fault | Promise<Fault>;

function unreliable(fate: Fate, failure: Error): Around {
  return async (call) => {
    const fault = await fate();
    if (fault === 'before') throw failure;
    const result = await call();
    if (fault === 'after') throw failure;
    return result;
  };
}

export function unreliableStore(store: KeyStore, fate: Fate): KeyStore {
  return storeThrough(store, unreliable(fate, new StoreUnavailable('panne')));
}

/** Only an insertion may say yes for nothing. */
export function unreliableSpreadsheet(spreadsheet: Spreadsheet, fate: Fate): Spreadsheet {
  const failure = new Unavailable('input-output');
  return {
    ...spreadsheetThrough(spreadsheet, unreliable(fate, failure)),
    insert: async (tab, rows) => {
      const fault = await fate();
      if (fault !== 'no-effect') await unreliable(() => fault, failure)(() => spreadsheet.insert(tab, rows));
    },
  };
}

export function unreliableMail(mail: Mail, fate: Fate): Mail {
  const around = unreliable(fate, new MailUnavailable('panne'));
  return { send: (message) => around(() => mail.send(message)) };
}

/** The fate of a process that is killed at its n-th call: none after it is done. */
export function killedAt(nth: number, how: 'before' | 'after') {
  let calls = 0;
  return {
    fate: (): Fault => {
      calls += 1;
      if (calls < nth) return 'none';
      return calls === nth ? how : 'before';
    },
    isDead: () => calls >= nth,
  };
}
