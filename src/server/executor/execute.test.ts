import { openCaseStores } from './case-stores.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { LATER, SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import { spreadsheetThrough, storeThrough } from '../../../tests/fixtures/faults.fixture.ts';
import { MemorySpreadsheet } from '../../../tests/doubles/memory-spreadsheet.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { Asks } from '../cases/asks.ts';
import { CaseStore } from '../cases/case-store.ts';
import type { Effect } from '../cases/effect.ts';
import { Erasures } from '../cases/erasures.ts';
import { factNamed } from '../cases/facts.ts';
import { Looks } from '../cases/looks.ts';
import { TypedStore } from '../cases/typed-store.ts';
import type { Message } from '../letters/message.ts';
import { type Mail, MailHeld } from '../mail/mail.ts';
import type { CaseNow, Plan } from '../plans/plan.ts';
import { RowsRefused, type Spreadsheet, Unavailable } from '../spreadsheet/spreadsheet.ts';
import { StoreUnavailable, type TextStore } from '../store/key-store.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { execute, Execution, type ExecutePorts } from './execute.ts';

const TAB: Tab = {
  name: 'Essais',
  columns: [
    { header: 'Identifiant', width: 10, owner: 'system' },
    { header: 'Choix', width: 10, owner: 'staff' },
    { header: 'Suite', width: 10, owner: 'system' },
  ],
};
const READING = { tab: TAB, headers: ['Choix', 'Suite'], watched: ['Choix'] };
const OTHER_TAB: Tab = { ...TAB, name: 'Autres' };
const [ANNA, BILAL] = ['a'.repeat(32), 'b'.repeat(32)];
const UNDO_MS = 15 * 60_000;

let clock: number;
let store: TextStore;
let sheet: MemorySpreadsheet;
let planned: string[];
let reported: string[];
let sent: string[];

beforeEach(() => {
  clock = Date.parse('2026-11-23T08:00:00Z');
  store = new MemoryStore();
  sheet = new MemorySpreadsheet();
  [planned, reported, sent] = [[], [], []];
});

const now = (): Date => new Date(clock);
const wait = (milliseconds: number): void => void (clock += milliseconds);

function fact(name: string) {
  return { name, kind: 'act', at: now().toISOString() } as const;
}

function letter(id: string): Message {
  return {
    messageId: `${id}.essai@test`,
    to: `${id.slice(0, 1)}@exemple.fr`,
    replyTo: 'equipe@exemple.org',
    subject: 'Essai',
    letter: {
      title: 'Essai',
      blocks: [],
      closing: '',
      signature: { name: 'Équipe', organisation: 'Association', siteUrl: 'https://site.test' },
    },
  };
}

/** One row, then one letter: each case once. */
const once = ({ id, facts }: CaseNow): readonly Effect[] => {
  if (factNamed(facts, 'row') === undefined)
    return [{ name: 'row', insert: [{ tab: TAB, row: { id, cells: {} } }], done: { facts: [fact('row')] } }];
  if (factNamed(facts, 'told') === undefined)
    return [{ name: 'tell', letter: letter(id), done: { facts: [fact('told')] } }];
  return [];
};

function aPlan(effects: (one: CaseNow) => readonly Effect[] = once, changes: Partial<Plan> = {}): Plan {
  return {
    name: 'asks',
    reads: [READING],
    due: (one) => {
      one.row(TAB);
      planned.push(one.id.slice(0, 1));
      return { effects: effects(one) };
    },
    ...changes,
  };
}

interface Others {
  readonly store?: TextStore;
  readonly spreadsheet?: Spreadsheet;
  readonly mail?: Mail;
  readonly isScan?: boolean;
}

function portsWith(others: Others): ExecutePorts {
  const own = others.store ?? store;
  return {
    ...openCaseStores(own, now),
    secret: SECRET,
    spreadsheet: others.spreadsheet ?? sheet,
    mail: others.mail ?? { send: (message) => Promise.resolve(void sent.push(message.to)) },
    report: (step, error) => void reported.push(`${step} ${error instanceof Error ? error.name : ''}`),
    log: () => undefined,
    now,
  };
}

async function drain(plans: readonly Plan[] = [aPlan()], others: Others = {}): Promise<Execution> {
  planned.length = 0;
  reported.length = 0;
  return await execute(plans, portsWith(others), { isScan: others.isScan ?? true, deadline: LATER });
}

async function look(...ids: readonly string[]): Promise<void> {
  for (const id of ids) await new Looks(store).schedule(id, now());
}

function rowsOf(tab: Tab = TAB): readonly string[] {
  return sheet
    .grid(tab.name)
    .slice(1)
    .map(([id = '']) => id);
}

function edit(id: string, choice: string): void {
  sheet.edit(TAB.name, (grid) => grid.map((line) => (line[0] === id ? [id, choice, line[2] ?? ''] : line)));
}

describe('effects', () => {
  test('that bring about others are all done in one drain, and a later one finds nothing to do', async () => {
    await look(ANNA, BILAL);
    await drain();
    expect([rowsOf(), sent]).toEqual([
      [ANNA, BILAL],
      ['a@exemple.fr', 'b@exemple.fr'],
    ]);
    await drain();
    expect([planned, sent.length]).toEqual([[], 2]);
  });

  test('of a row that can never be written wait alone, and are reported', async () => {
    const refusing = {
      ...spreadsheetThrough(sheet),
      insert: async (tab: Tab, rows: Parameters<Spreadsheet['insert']>[1]) => {
        if (rows.some(({ id }) => id === ANNA)) throw new RowsRefused([ANNA], 'refused');
        await sheet.insert(tab, rows);
      },
    };
    await look(ANNA, BILAL);
    await drain([aPlan()], { spreadsheet: refusing });
    expect([rowsOf(), sent, reported]).toEqual([[BILAL], ['b@exemple.fr'], ['asks RowsRefused']]);
    await drain();
    expect([rowsOf(), sent]).toEqual([
      [BILAL, ANNA],
      ['b@exemple.fr', 'a@exemple.fr'],
    ]);
  });

  test('on a tab that fails hold up none on another', async () => {
    const failing = {
      ...spreadsheetThrough(sheet),
      insert: async (tab: Tab, rows: Parameters<Spreadsheet['insert']>[1]) => {
        if (tab.name === TAB.name) throw new Unavailable('passing', 'panne');
        await sheet.insert(tab, rows);
      },
    };
    const both = ({ id, facts }: CaseNow): readonly Effect[] =>
      [TAB, OTHER_TAB]
        .filter(({ name }) => factNamed(facts, `in-${name.toLowerCase()}`) === undefined)
        .map((tab) => ({
          name: tab.name,
          insert: [{ tab, row: { id, cells: {} } }],
          done: { facts: [fact(`in-${tab.name.toLowerCase()}`)] },
        }));
    await look(ANNA);
    await drain([aPlan(both)], { spreadsheet: failing });
    expect([rowsOf(), rowsOf(OTHER_TAB), reported]).toEqual([[], [ANNA], ['asks Unavailable']]);
    await drain([aPlan(both)]);
    expect(rowsOf()).toEqual([ANNA]);
  });

  test('whose row is not shown by the next read wait: no letter leaves before', async () => {
    const blind = { ...spreadsheetThrough(sheet), identifiers: () => Promise.resolve(new Set<string>()) };
    await look(ANNA);
    await drain([aPlan()], { spreadsheet: blind });
    expect(sent).toEqual([]);
    await drain();
    expect(sent).toEqual(['a@exemple.fr']);
  });

  test('that replace a text do so once for all cases, in rows without an identifier too, and what was read shows it', async () => {
    const counting: Tab = { ...TAB, countsHandTyped: true };
    let calls = 0;
    const spreadsheet = (isDown: boolean): Spreadsheet => ({
      ...spreadsheetThrough(sheet),
      replaceText: async (tab, texts) => {
        calls += 1;
        if (isDown) throw new Unavailable('passing', 'panne');
        await sheet.replaceText(tab, texts);
      },
    });
    const choices = () => sheet.grid(TAB.name).map(([, choice]) => choice);
    const shown: string[] = [];
    const plan = aPlan(
      ({ id, facts, rows }) => {
        shown.push([...rows(counting).values()].map((cells) => cells.Choix).join(', '));
        const texts = new Map([[id === ANNA ? 'JE-a' : 'JE-b', 'effacé']]);
        return factNamed(facts, 'told') === undefined
          ? [{ name: 'names', replace: [{ tab: counting, texts }], done: { facts: [fact('told')] } }]
          : [];
      },
      { reads: [{ ...READING, tab: counting }] },
    );
    await sheet.insert(TAB, [{ id: ANNA, cells: { Choix: 'JE-a' } }]);
    sheet.edit(TAB.name, (grid) => [...grid, ['', 'JE-a et JE-b'], ['', 'JE-c']]);
    await look(ANNA, BILAL);
    await drain([plan], { spreadsheet: spreadsheet(true) });
    expect([calls, reported, choices()]).toEqual([
      1,
      ['asks Unavailable'],
      ['Choix', 'JE-a', 'JE-a et JE-b', 'JE-c'],
    ]);
    await drain([plan], { spreadsheet: spreadsheet(false) });
    expect([calls, choices()]).toEqual([2, ['Choix', 'effacé', 'effacé et effacé', 'JE-c']]);
    expect(shown.at(-1)).toBe('effacé, effacé et effacé, JE-c');
    await drain([plan], { spreadsheet: spreadsheet(false) });
    expect(calls).toBe(2);
  });

  test('of a plan that throws wait alone, and those of another plan are done', async () => {
    const broken = aPlan(
      (one) => {
        if (one.id === ANNA) throw new TypeError('Inès');
        return once(one);
      },
      { name: 'authorisations' },
    );
    await look(ANNA, BILAL);
    await drain([broken]);
    expect([rowsOf(), reported]).toEqual([[BILAL], ['authorisations TypeError']]);
    await drain();
    expect(rowsOf()).toEqual([BILAL, ANNA]);
  });

  test('once a day’s limit holds every letter, no other is tried, and all leave later', async () => {
    const tried: string[] = [];
    const full: Mail = {
      send: (message) => {
        tried.push(message.to);
        return Promise.reject(new MailHeld({ isForAll: true }));
      },
    };
    const ids = Array.from({ length: 45 }, (_, at) => at.toString(16).padStart(32, '0'));
    await look(...ids);
    await drain([aPlan()], { mail: full });
    expect(rowsOf()).toHaveLength(45);
    expect(tried.length).toBeLessThanOrEqual(20);
    await drain();
    expect([planned, sent]).toEqual([[], []]);
    wait(30 * 60_000);
    await drain();
    expect(sent).toHaveLength(45);
  });

  test('are each done once, whatever call of the store fails or is the last of a process', async () => {
    for (let step = 1; step < 30; step += 1) {
      store = new MemoryStore();
      sheet = new MemorySpreadsheet();
      sent.length = 0;
      await look(ANNA);
      let calls = 0;
      const dying = storeThrough(store, (call) => {
        calls += 1;
        return calls >= step ? Promise.reject(new StoreUnavailable('panne')) : call();
      });
      await drain([aPlan()], { store: dying }).catch(() => undefined);
      wait(60_000);
      await drain();
      expect([rowsOf(), [...new Set(sent)]], `after ${step} calls`).toEqual([[ANNA], ['a@exemple.fr']]);
    }
  });

  test('that tell other cases have told them all before they are done, whenever a process dies', async () => {
    const telling = aPlan(({ id, facts }) =>
      id === ANNA && factNamed(facts, 'released') === undefined
        ? [
            {
              name: 'release',
              done: { tell: [{ id: BILAL, fact: fact('told-by-anna') }], facts: [fact('released')] },
            },
          ]
        : [],
    );
    for (let step = 1; step < 20; step += 1) {
      store = new MemoryStore();
      await look(ANNA);
      let calls = 0;
      const dying = storeThrough(store, (call) => {
        calls += 1;
        return calls >= step ? Promise.reject(new StoreUnavailable('panne')) : call();
      });
      await drain([telling], { store: dying }).catch(() => undefined);
      await drain([telling]);
      expect(await new CaseStore(store).fact(BILAL, 'told-by-anna'), `after ${step} calls`).toBeDefined();
    }
  });
});

describe('what is looked at', () => {
  const withRow = async (): Promise<void> => {
    await look(ANNA, BILAL);
    await drain();
    await drain();
  };

  test('are the cases whose row staff changed or deleted, and no other', async () => {
    await withRow();
    expect(planned).toEqual([]);
    edit(ANNA, 'oui');
    await drain();
    expect(planned).toEqual(['a']);
    await drain();
    expect(planned).toEqual([]);
    sheet.edit(TAB.name, (grid) => grid.filter(([id]) => id !== BILAL));
    await drain();
    expect(planned).toEqual(['b']);
    await drain();
    expect(planned).toEqual([]);
  });

  test('is nobody who is being erased: that look stays for the erasure', async () => {
    await withRow();
    const traces = { at: now().toISOString(), invitations: [], companies: [], pairs: [], occurrences: [] };
    await new Erasures(store).note(ANNA, traces);
    await look(ANNA, BILAL);
    await new TypedStore(store).keep(ANNA, 'typed', {});
    await drain();
    expect(planned).toEqual(['b']);
    expect((await new Looks(store).due(now())).map(({ id }) => id)).toEqual([ANNA]);
  });

  test('of who asks to be erased is what else they ask for', async () => {
    await withRow();
    await new Asks(store).ask(ANNA, { kind: 'erase', at: now(), once: '1'.repeat(16) });
    await drain();
    expect(planned).toEqual([]);
    await new Asks(store).ask(ANNA, { kind: 'withdraw', at: now(), once: '2'.repeat(16) });
    await drain([aPlan(once, { isForErased: true }), aPlan()]);
    expect(planned).toEqual(['a']);
  });

  test('without a scan are those of which something waits', async () => {
    await withRow();
    edit(ANNA, 'oui');
    await new TypedStore(store).keep(BILAL, 'typed', {});
    await drain([aPlan()], { isScan: false });
    expect(planned).toEqual(['b']);
  });

  test('in a scan after the rest is nothing twice, nor a tab', async () => {
    await withRow();
    edit(BILAL, 'oui');
    await look(ANNA);
    let reads = 0;
    const counted = {
      ...spreadsheetThrough(sheet),
      read: (...asked: Parameters<Spreadsheet['read']>) => {
        reads += 1;
        return sheet.read(...asked);
      },
    };
    const execution = new Execution([aPlan()], portsWith({ spreadsheet: counted }));
    await execution.run({ isScan: false, deadline: LATER });
    expect(planned).toEqual(['a']);
    await execution.run({ isScan: true, deadline: LATER });
    expect([planned, reads, execution.isWhole]).toEqual([['a', 'b'], 1, true]);
  });

  test('of a scan that has no time for all of it is the rest the next time', async () => {
    await withRow();
    edit(ANNA, 'oui');
    const hurried = new Execution([aPlan()], portsWith({}));
    await hurried.run({ isScan: true, deadline: now() });
    expect([planned, hurried.isWhole]).toEqual([[], false]);
    await drain();
    expect(planned).toEqual(['a']);
  });

  test('again is what a plan keeps open, once it is time or the row changed', async () => {
    await withRow();
    const open = new Date(clock + UNDO_MS);
    const opening = aPlan(once, { due: (one) => ({ ...aPlan().due(one), rescanAt: open }) });
    edit(ANNA, 'oui');
    for (const expected of [['a'], [], [], ['a'], ['a']]) {
      await drain([opening]);
      expect(planned).toEqual(expected);
      wait(UNDO_MS / 3);
    }
    await drain();
    await drain();
    expect(planned).toEqual([]);
    edit(ANNA, 'non');
    await drain();
    expect(planned).toEqual(['a']);
  });

  test('no more is a row of which a plan caches something, as long as it stays', async () => {
    await withRow();
    const noting = (text: string) =>
      aPlan(once, { due: (one) => ({ ...aPlan().due(one), cached: { tab: TAB, text } }) });
    edit(ANNA, 'oui');
    expect((await drain([noting('un')])).cached(TAB, ANNA)).toBe('un');
    const settled = await drain([noting('deux')]);
    expect([planned, settled.cached(TAB, ANNA), settled.rows(TAB)?.size]).toEqual([[], 'un', 2]);
    edit(ANNA, 'non');
    const broken = { due: () => expect.fail() };
    expect((await drain([aPlan(once, broken)])).cached(TAB, ANNA)).toBeUndefined();
    expect((await drain([noting('trois')])).cached(TAB, ANNA)).toBe('trois');
  });

  test('is no change that the system itself made', async () => {
    await withRow();
    const writing = aPlan(({ id, facts }) =>
      factNamed(facts, 'written') === undefined
        ? [
            {
              name: 'write',
              update: [{ tab: TAB, row: { id, cells: { Suite: 'faite' } } }],
              done: { facts: [fact('written')] },
            },
          ]
        : [],
    );
    await look(ANNA);
    await drain([writing]);
    expect(sheet.grid(TAB.name)[1]?.[2]).toBe('faite');
    await drain([writing]);
    expect(planned).toEqual([]);
  });

  test('without the store’s hint is every row, and nothing is done twice', async () => {
    await withRow();
    for (const key of await store.list('seen/')) await store.delete(key);
    await look(ANNA);
    await drain();
    expect(planned.toSorted()).toEqual(['a']);
    await drain([aPlan(once, { reads: [{ ...READING, isAlwaysScanned: true }] })]);
    expect([rowsOf(), sent.length]).toEqual([[ANNA, BILAL], 2]);
  });

  test('waits for a tab that cannot be read when its row is needed, and nothing else does', async () => {
    const unread = {
      ...spreadsheetThrough(sheet),
      read: () => Promise.reject(new Unavailable('passing', 'panne')),
    };
    const reading = aPlan(once, { name: 'statuses' });
    await look(ANNA);
    await drain([reading], { spreadsheet: unread });
    expect([reported, sent]).toEqual([['statuses Unavailable'], []]);
    await drain([aPlan(once, { due: (one) => ({ effects: once(one) }) })], { spreadsheet: unread });
    expect([reported, sent]).toEqual([[], ['a@exemple.fr']]);
  });

  test('is nobody whom an erasure has begun for, though a list of facts is old: its look stays', async () => {
    await new Erasures(store).note(ANNA, {
      at: now().toISOString(),
      invitations: [],
      companies: [],
      pairs: [],
      occurrences: [],
    });
    await look(ANNA);
    const old: TextStore = {
      ...storeThrough(store),
      list: async (prefix) => (prefix.startsWith('cases/') ? [] : await store.list(prefix)),
    };
    await drain([aPlan()], { store: old });
    expect([planned, (await new Looks(store).due(now())).map(({ id }) => id)]).toEqual([[], [ANNA]]);
  });

  test('tells since when a watched cell stands, through changes of other cells, and anew after an undone change', async () => {
    const since: string[] = [];
    const watching = aPlan(({ unchangedSince }) => {
      since.push(unchangedSince(TAB).since.toISOString().slice(11, 16));
      return [];
    });
    await withRow();
    edit(ANNA, 'oui');
    await drain([watching]);
    wait(5 * 60_000);
    sheet.edit(TAB.name, (grid) => grid.map((line) => (line[0] === ANNA ? [ANNA, 'oui', 'autre'] : line)));
    await drain([watching]);
    expect(since).toEqual(['08:00', '08:00']);
    wait(5 * 60_000);
    edit(ANNA, 'non');
    await drain([watching]);
    edit(ANNA, 'oui');
    wait(UNDO_MS / 3);
    await drain([watching]);
    expect(since.slice(2)).toEqual(['08:10', '08:15']);
  });
});
