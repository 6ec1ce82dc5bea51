import { beforeEach, expect, test } from 'vitest';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { aPerson, type Person, withColumn } from '../../../tests/fixtures/watch.fixture.ts';
import { aRunningSite } from '../../../tests/support/running-site.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { keptNeeds } from './mentor-needs.ts';

const MATERIALS = 'Matériaux et textile (EuraMaterials)';

/** Counts how often the mentors sought are written. */
class CountingNeeds extends MemoryStore {
  written = 0;

  override async set(key: string, text: string): Promise<void> {
    if (key === 'needs') this.written += 1;
    await super.set(key, text);
  }
}

function aYouth(cells: Readonly<Record<string, string>> = {}): Person {
  return aPerson('youth', { Statut: 'Acceptée', "Centres d'intérêt": MATERIALS, ...cells });
}

function aMentor(cells: Readonly<Record<string, string>> = {}): Person {
  return aPerson('mentor', { Statut: 'Disponible', Site: 'EuraMaterials', Capacité: '1', ...cells });
}

let store: CountingNeeds;
let site: ReturnType<typeof aRunningSite>;

beforeEach(() => {
  store = new CountingNeeds();
  site = aRunningSite(store);
});

const kept = async (): Promise<unknown> => JSON.parse((await keptNeeds(store)) ?? 'null');

test('a drain keeps how many mentors the accepted youths without a pair still need, and nothing about them', async () => {
  const [paired, ...waiting] = [aYouth(), aYouth(), aYouth(), aYouth(), aYouth()];
  const others = [aYouth({ Statut: 'Entretien' }), aYouth({ Saison: '2025-2026' })];
  const [busy, free] = [aMentor({ Statut: 'En binôme' }), aMentor()];
  const away = [aMentor({ Statut: 'À former' }), aMentor({ Saison: '2025-2026' })];
  await site.spreadsheet.insert(YOUTHS_TAB, [paired, ...waiting, ...others]);
  await site.spreadsheet.insert(MENTORS_TAB, [busy, free, ...away]);
  const cells = {
    [PAIR.youth]: paired.reference,
    [PAIR.mentor]: busy.reference,
    [PAIR.state]: 'En cours',
  };
  await site.spreadsheet.insert(PAIRS_TAB, [{ id: aPerson().id, cells }]);
  await site.schedule(5);
  expect(await kept()).toEqual({ day: '2026-11-23', season: '2026-2027', sites: { euramaterials: 3 } });
});

test('totals are written when they differ, or on another day, so that their day tells their age', async () => {
  const [one, other] = [aYouth(), aYouth()];
  await site.spreadsheet.insert(YOUTHS_TAB, [one, other, aYouth()]);
  await site.schedule(5);
  await site.schedule(5);
  expect(store.written).toBe(1);
  site.setClock('2026-11-24T09:00:00Z');
  await site.schedule(5);
  expect(await kept()).toMatchObject({ day: '2026-11-24', sites: { euramaterials: 3 } });
  const withdraw = ({ id }: Person) => {
    site.spreadsheet.edit('Jeunes', withColumn('Statut', new Map([[id, 'Retirée']])));
  };
  withdraw(one);
  await site.schedule(5);
  expect(await kept()).toMatchObject({ day: '2026-11-24', sites: { euramaterials: 2 } });
  withdraw(other);
  await site.schedule(5);
  expect(await kept()).toMatchObject({ sites: {} });
  expect(store.written).toBe(4);
});

test('of a spreadsheet that cannot be read nothing is kept: the last totals grow old', async () => {
  await site.spreadsheet.insert(YOUTHS_TAB, [aYouth(), aYouth()]);
  await site.schedule(5);
  site.setClock('2026-11-24T09:00:00Z');
  const unread = (): Promise<never> => Promise.reject(new Error('unread'));
  site.spreadsheet.read = unread;
  await site.schedule(5);
  expect(await kept()).toMatchObject({ day: '2026-11-23' });
});
