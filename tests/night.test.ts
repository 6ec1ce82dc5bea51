import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TABS } from '../src/domain/spreadsheet-tabs.ts';
import { spreadsheetThrough, storeThrough } from './fixtures/faults.fixture.ts';
import { BlobsStore } from '../src/server/store/blobs.ts';
import { Inbox } from '../src/server/cases/inbox.ts';
import { StoreUnavailable, type TextStore } from '../src/server/store/key-store.ts';
import { MemoryStore } from './doubles/memory-store.ts';
import { chunks } from '../src/server/foundation/parallel.ts';
import { Runs } from '../src/server/runs/runs.ts';
import { aMinor } from './fixtures/youth.fixture.ts';
import { localBlobs } from '../scripts/local-blobs.ts';
import { aRunningSite } from './support/running-site.ts';
import { MissingColumns, type Spreadsheet, Unavailable } from '../src/server/spreadsheet/spreadsheet.ts';
import { Asks } from '../src/server/cases/asks.ts';
import { isNightly } from './support/nightly.ts';

/** A site with so many youths whose notice is over, and a company with its volunteers. */
async function aNightToDo(youths = 1, store?: TextStore) {
  const site = aRunningSite(store);
  for (let n = 0; n < youths; n += 1) {
    const birth = { birthDay: String(1 + (n % 28)), birthMonth: String(1 + (Math.floor(n / 28) % 12)) };
    await site.apply(`jeune${n}@exemple.fr`, { phone: '', ...birth });
  }
  await site.announce();
  await site.schedule(0);
  site.wait(705);
  await site.night();
  site.wait(31);
  site.sent.length = 0;
  return site;
}

/** The kinds of the marks of the figures, one each. */
async function countedIn(store: TextStore): Promise<readonly string[]> {
  return (await store.list('figures/')).map((key) => key.split('/')[2] ?? '').toSorted();
}

/** A spreadsheet of which one tab answers nothing but this. */
function withBrokenTab(spreadsheet: Spreadsheet, tabName: string, error: Error): Spreadsheet {
  const unless = <T>(name: string, call: () => Promise<T>): Promise<T> =>
    name === tabName ? Promise.reject(error) : call();
  return {
    titles: (tab) => unless(tab.name, () => spreadsheet.titles(tab)),
    addColumns: (tab, headers) => unless(tab.name, () => spreadsheet.addColumns(tab, headers)),
    addOptions: (tab) => unless(tab.name, () => spreadsheet.addOptions(tab)),
    identifiers: (tab) => unless(tab.name, () => spreadsheet.identifiers(tab)),
    read: (tab, headers) => unless(tab.name, () => spreadsheet.read(tab, headers)),
    insert: (tab, rows) => unless(tab.name, () => spreadsheet.insert(tab, rows)),
    update: (tab, changes) => unless(tab.name, () => spreadsheet.update(tab, changes)),
    remove: (tab, ids) => unless(tab.name, () => spreadsheet.remove(tab, ids)),
    replaceText: (tab, texts) => unless(tab.name, () => spreadsheet.replaceText(tab, texts)),
  };
}

/** A store that fails at every call about a folder. */
function withBrokenFolder(store: TextStore, folder: string, error: Error): TextStore {
  const unless = <T>(key: string, call: () => Promise<T>): Promise<T> =>
    key.startsWith(folder) ? Promise.reject(error) : call();
  return {
    set: (key, text) => unless(key, () => store.set(key, text)),
    get: (key) => unless(key, () => store.get(key)),
    delete: (key) => unless(key, () => store.delete(key)),
    list: (prefix) => unless(prefix, () => store.list(prefix)),
  };
}

/** So many look-ups by references that nobody has, on one day, as `Tries` counts them. */
async function countTries(store: TextStore, count: number): Promise<void> {
  for (const group of chunks(
    Array.from({ length: count }, (_, n) => String(n).padStart(32, '0')),
    20,
  ))
    await Promise.all(
      group.map((reference) => store.set(`tries/2026-11-23/${reference}/1795341600000-0123456789abcdef`, '')),
    );
}

describe('a column that staff renamed', () => {
  test('in « Invitations » keeps nobody else from being erased for forty nights; the team is told each day, and a monitor', async () => {
    const site = await aNightToDo();
    await site.night();
    expect(site.column('Jeunes', 'Prénom')).toEqual([]);
    await site.apply('autre@exemple.fr');
    await site.schedule(5);
    site.rename('Invitations', 'Envoyée le', 'Date');
    site.wait(705);
    let told = 0;
    for (let night = 0; night < 40; night += 1) {
      await site.night();
      await site.schedule(5);
      told += site.alerts().filter((text) => text.includes('« Invitations »')).length;
      site.wait(1);
    }
    expect(site.column('Jeunes', 'Prénom')).toEqual([]);
    expect(told).toBe(40);
    expect(await site.health()).toMatchObject({ status: 'degraded', quarantined: 0 });
    site.rename('Invitations', 'Date', 'Envoyée le');
    await site.night();
    expect(await site.health()).toMatchObject({ status: 'ok' });
  });

  test('is told although another tab lacks one already', async () => {
    const site = await aNightToDo();
    site.rename('Jeunes', 'Projet', 'Son projet');
    await site.apply('autre@exemple.fr', { project: 'Soudure' });
    await site.schedule(5);
    expect(site.alerts().join()).toContain('« Projet »');
    site.rename('Invitations', 'Envoyée le', 'Date');
    await site.night();
    expect(site.alerts().join()).toContain('« Envoyée le »');
    await site.night();
    await site.schedule(5);
    expect(site.alerts()).toEqual([]);
  });
});

describe.each(TABS.map(({ name }) => name))('the tab « %s » that cannot be read', (name) => {
  test.each([
    ['a missing column', new MissingColumns(name, ['Identifiant'])],
    ['a failure of the service', new Unavailable('passing', 'panne')],
    ['an error that nobody expected', new TypeError('Inès')],
  ])('keeps nothing of another tab from being erased: %s', async (_, error) => {
    const site = await aNightToDo();
    const night = await site.night({ spreadsheet: withBrokenTab(site.spreadsheet, name, error) });
    // Names are taken out of the company's row before their invitation goes.
    const others = name === 'Entreprises' ? ['Jeunes'] : ['Jeunes', 'Entreprises', 'Invitations'];
    for (const tabName of others)
      if (tabName !== name) expect(site.column(tabName, 'Identifiant')).toEqual([]);
    expect(night.met).not.toEqual([]);
    const told = site.alerts().join();
    expect(told).toMatch(/il manque une colonne|la nuit n’a pas pu tout faire/);
    expect(told).not.toContain('Inès');
    expect((await site.health()).status).toBe('degraded');
    site.wait(0.5);
    await site.night();
    site.wait(0.1);
    await site.schedule(5);
    for (const tabName of ['Jeunes', 'Entreprises', 'Invitations', 'Journal'])
      expect(site.column(tabName, 'Identifiant')).toEqual([]);
    expect((await site.health()).status).toBe('ok');
    expect(await countedIn(site.store)).toEqual(['companies', 'youths']);
    expect((await site.store.list('')).filter((key) => /eras|^cases/.test(key))).toEqual([]);
  });
});

describe('a part of the store that fails', () => {
  test.each(['tries/', 'written/', 'typed/', 'cases/', 'look/', 'journal/', 'alert/', 'mail/'])(
    'keeps the rest of a night from nothing: %s',
    async (folder) => {
      const site = await aNightToDo();
      const store = withBrokenFolder(site.store, folder, new StoreUnavailable('panne'));
      await site.night({ store });
      if (!['typed/', 'cases/', 'look/', 'mail/', 'journal/'].includes(folder))
        expect(site.column('Jeunes', 'Prénom')).toEqual([]);
      site.wait(1);
      await site.night();
      site.wait(0.1);
      await site.schedule(5);
      expect([site.column('Jeunes', 'Prénom'), site.column('Entreprises', 'Entreprise')]).toEqual([[], []]);
    },
  );

  test.each([
    ['look/', 'La lecture des dossiers'],
    ['seen/', 'La lecture des dossiers'],
    ['typed/', 'La lecture des dossiers'],
    ['journal/', 'L’onglet « Journal »'],
    ['typed/', 'Les effacements'],
  ])(
    'keeps a drain from that step only, told once it lasts, or at once when it is a mistake of ours: %s',
    async (folder, words) => {
      const site = aRunningSite();
      await site.apply('a@exemple.fr');
      await site.announce();
      await site.schedule(0);
      const [id = ''] = site.column('Jeunes', 'Identifiant');
      const passing = withBrokenFolder(site.store, folder, new StoreUnavailable('panne'));
      site.sent.length = 0;
      await site.schedule(5, { store: passing });
      expect(site.alerts()).toEqual([]);
      if (folder !== 'typed/' && folder !== 'journal/') {
        await new Asks(site.store).ask(id, { kind: 'withdraw', at: site.now(), once: '1'.repeat(16) });
        await site.schedule(5, { store: passing });
        expect(site.column('Jeunes', 'Statut')).toEqual(['Retirée']);
      }
      await site.schedule(61, { store: passing });
      const told = site.alerts().join();
      expect(told).toContain('une partie du travail automatique ne se fait pas');
      expect(told).toContain(words);
      const mistake = withBrokenFolder(site.store, folder, new TypeError('Inès'));
      site.wait(1);
      await site.schedule(5);
      site.alerts();
      await site.schedule(5, { store: mistake });
      expect(site.alerts().join()).toContain('erreur inattendue (TypeError)');
    },
  );
});

test('a tab whose statuses cannot be read is told to the team once that lasts', async () => {
  const site = aRunningSite();
  await site.apply('a@exemple.fr');
  await site.schedule(0);
  site.sent.length = 0;
  const broken = {
    spreadsheet: withBrokenTab(site.spreadsheet, 'Mentors', new Unavailable('passing', 'panne')),
  };
  await site.schedule(5, broken);
  expect(site.alerts()).toEqual([]);
  await site.schedule(61, broken);
  expect(site.alerts().join()).toContain('La lecture des statuts');
});

test('a failure that passes is told to nobody, however often it comes', async () => {
  const site = aRunningSite();
  await site.apply('a@exemple.fr');
  await site.schedule(0);
  site.sent.length = 0;
  const broken = withBrokenFolder(site.store, 'look/', new StoreUnavailable('panne'));
  for (let hour = 0; hour < 20; hour += 1) {
    await site.schedule(5, { store: broken });
    await site.schedule(5);
  }
  expect(site.alerts()).toEqual([]);
});

test.runIf(isNightly)(
  '1,500 counters of look-ups are dropped after everything else, a few at once, on a real store',
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'blobs-'));
    const server = localBlobs(directory, 'token');
    const { address: url } = await server.start();
    const connection = { siteID: 'site', token: 'token', edgeURL: url, uncachedEdgeURL: url };
    const blobs = new BlobsStore({ name: 'night', connection });
    let [open, most] = [0, 0];
    const deleted: string[] = [];
    const counted = async <T>(call: () => Promise<T>): Promise<T> => {
      most = Math.max(most, (open += 1));
      try {
        return await call();
      } finally {
        open -= 1;
      }
    };
    const store = {
      ...storeThrough(blobs, counted),
      delete: async (key: string) => {
        deleted.push(key);
        await counted(() => blobs.delete(key));
      },
    };
    try {
      const site = await aNightToDo(1, store);
      await countTries(store, 1_500);
      [most, deleted.length] = [0, 0];
      await site.night({ now: () => new Date('2028-12-30T02:30:00Z') });
      expect(site.column('Jeunes', 'Prénom')).toEqual([]);
      expect(await store.list('tries/')).toEqual([]);
      expect(most).toBeLessThanOrEqual(100);
      const counters = deleted.findIndex((key) => key.startsWith('tries/'));
      expect(deleted.slice(counters).filter((key) => !/^(?:tries|written)\//.test(key))).toEqual([]);
    } finally {
      await server.stop();
      await rm(directory, { recursive: true });
    }
  },
  60_000,
);

test('counters that take longer than a night keep nothing from being erased, and go the nights after', async () => {
  const site = await aNightToDo();
  await countTries(site.store, 3_000);
  const slow = storeThrough(site.store, (call) => {
    site.pass(20);
    return call();
  });
  const begun = site.now().getTime();
  await site.night({ store: slow });
  expect(site.now().getTime() - begun).toBeLessThan(30_000);
  expect(site.column('Jeunes', 'Prénom')).toEqual([]);
  for (let night = 0; night < 10; night += 1) await site.night({ store: slow });
  expect(await site.store.list('tries/')).toEqual([]);
});

describe('a hundred erasures', () => {
  /** Each call of the store takes 30 ms, of the spreadsheet half a second; calls at once take their turns. */
  const slowly = (site: Awaited<ReturnType<typeof aNightToDo>>) => ({
    store: storeThrough(site.store, (call) => {
      site.pass(30);
      return call();
    }),
    spreadsheet: spreadsheetThrough(site.spreadsheet, (call) => {
      site.pass(500);
      return call();
    }),
  });

  test.each(['asked for by people', 'of a night', 'that were cut short'])(
    '%s are over in the life of a function, and the rest the next time',
    async (which) => {
      const site = await aNightToDo(100);
      const ids = site.column('Jeunes', 'Identifiant');
      const asks = new Asks(site.store);
      const ask = async () => {
        for (const id of ids) await asks.ask(id, { kind: 'erase', at: site.now(), once: '1'.repeat(16) });
      };
      if (which !== 'of a night') await ask();
      if (which === 'that were cut short') {
        await site.schedule(0);
        site.wait(1);
      }
      const others = slowly(site);
      const pending = async () =>
        (await site.store.list('')).filter(
          (key) => /eras|^typed|^cases/.test(key) && ids.some((id) => key.includes(id)),
        ).length + site.column('Jeunes', 'Prénom').length;
      let [runs, left] = [0, await pending()];
      while (left > 0 && runs < 100) {
        const begun = site.now().getTime();
        if (which === 'of a night' && site.column('Jeunes', 'Prénom').length > 0) await site.night(others);
        else await site.schedule(0, others);
        expect(site.now().getTime() - begun).toBeLessThan(30_000);
        site.wait(0.01);
        runs += 1;
        left = await pending();
      }
      expect(left).toBe(0);
      expect(runs).toBeGreaterThan(1);
      expect((await countedIn(site.store)).filter((kind) => kind === 'youths')).toHaveLength(100);
    },
    60_000,
  );
});

describe('a monitor', () => {
  const HOUR = 1 / 24;

  test('is told 48 hours after the first write, when no night ever went well', async () => {
    const site = aRunningSite();
    expect((await site.health()).status).toBe('ok');
    await site.apply('a@exemple.fr');
    await site.schedule(0);
    site.wait(47 * HOUR);
    expect((await site.health()).status).toBe('ok');
    site.wait(2 * HOUR);
    expect(await site.health()).toEqual({
      status: 'degraded',
      pending: 0,
      oldestPendingSeconds: null,
      quarantined: 0,
    });
  });

  test('is told 48 hours after the last night that went well, as is the team by the drains', async () => {
    const site = aRunningSite();
    await site.schedule(0);
    await site.night();
    site.wait(49 * HOUR);
    expect((await site.health()).status).toBe('degraded');
    await site.schedule(5);
    expect(site.alerts().join()).toContain('Aucune nuit n’a tout fait depuis le 23\u00A0novembre 2026.');
    await site.night();
    expect((await site.health()).status).toBe('ok');
  });

  test('believes no night of a clock that was years ahead', async () => {
    const site = aRunningSite();
    await site.schedule(0);
    await new Runs(site.store).noteNight(new Date('2033-01-01T00:00:00Z'));
    site.wait(3);
    expect((await site.health()).status).toBe('degraded');
    const other = aRunningSite();
    await new Runs(other.store).begin(new Date('2033-01-01T00:00:00Z'));
    await other.schedule(0);
    other.wait(3);
    expect((await other.health()).status).toBe('degraded');
  });

  test('counts applications alone as pending, whatever else waits', async () => {
    const store = new MemoryStore();
    const asks = new Asks(store);
    await asks.ask('a'.repeat(32), { kind: 'erase', at: new Date(), once: '1'.repeat(16) });
    await store.set(`look/2026-11-23/001795341600000-${'b'.repeat(32)}`, '');
    await store.set(`cases/${'b'.repeat(32)}/erased`, '{}');
    expect(await new Inbox(store).pending()).toEqual([]);
  });
});

test('a look that was lost is found within the week: every night has a slice of the cases looked at', async () => {
  const site = aRunningSite();
  const guardianEmail = 'parent@exemple.fr';
  await site.apply('mineure@exemple.fr', aMinor({ email: 'mineure@exemple.fr', guardianEmail }));
  await site.confirmYouths();
  await site.schedule(0);
  await site.schedule(5);
  const toGuardian = () => site.sent.filter(({ to }) => to === guardianEmail).map(({ subject }) => subject);
  expect(toGuardian()).toEqual(['Votre accord pour Inès']);
  const loseLooks = async () => {
    for (const key of await site.store.list('look/')) await site.store.delete(key);
  };
  await loseLooks();
  site.wait(7);
  await site.schedule(5);
  expect(toGuardian()).toHaveLength(1);
  for (let night = 0; night < 7; night += 1) {
    await site.night();
    await site.schedule(5);
    site.wait(1);
  }
  expect(toGuardian()).toEqual(['Votre accord pour Inès', 'Votre réponse pour Inès']);
});
