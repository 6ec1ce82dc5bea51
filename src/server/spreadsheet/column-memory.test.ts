import { beforeEach, describe, expect, test } from 'vitest';
import { type Column, IDENTIFIER, type Tab } from '../../domain/application/tab.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { ColumnMemory } from './column-memory.ts';
import { aRow, YOUTHS } from '../../../tests/fixtures/spreadsheet/rows.ts';
import { MemorySpreadsheet } from '../../../tests/doubles/memory-spreadsheet.ts';
import type { Grid } from './spreadsheet.ts';

const QUESTION: Column = { header: 'Permis', width: 12, owner: 'system' };
const NOTE: Column = { header: 'Formé le', width: 12, owner: 'staff' };

/** The tab as a later version of the site has it. */
const later = (...columns: readonly Column[]): Tab => ({
  ...YOUTHS,
  columns: [...YOUTHS.columns, ...columns],
});

function withoutColumn(grid: Grid, header: string): Grid {
  const at = grid[0]?.indexOf(header) ?? -1;
  return grid.map((line) => line.filter((_, index) => index !== at));
}

describe('a column of ours', () => {
  let memory: MemorySpreadsheet;
  let store: MemoryStore;
  let spreadsheet: ColumnMemory;
  const titles = () => memory.grid('Jeunes')[0] ?? [];

  beforeEach(async () => {
    memory = new MemorySpreadsheet();
    store = new MemoryStore();
    spreadsheet = new ColumnMemory(memory, store);
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
  });

  test('that the tab never had is added by what needs it: an insert, a read, a change', async () => {
    const acts = [
      (tab: Tab) => spreadsheet.insert(tab, [aRow('b', { Permis: 'oui' })]),
      (tab: Tab) => spreadsheet.identifiers(tab),
      (tab: Tab) => spreadsheet.read(tab, ['Permis']),
      (tab: Tab) => spreadsheet.update(tab, [{ id: 'a', cells: { Permis: 'non' } }]),
    ];
    for (const act of acts) {
      memory.edit('Jeunes', (grid) => withoutColumn(grid, 'Permis'));
      store = new MemoryStore();
      spreadsheet = new ColumnMemory(memory, store);
      await spreadsheet.insert(YOUTHS, []);
      await act(later(QUESTION));
      expect(titles().at(-1)).toBe('Permis');
    }
    expect((await memory.read(later(QUESTION), ['Permis'])).get('a')).toEqual({ Permis: 'non' });
  });

  test('of staff that the tab never had is added with the next row', async () => {
    await spreadsheet.insert(later(NOTE), [aRow('b')]);
    expect(titles().at(-1)).toBe('Formé le');
  });

  test.each(['Téléphone', IDENTIFIER])('that was there and is gone stops the tab: « %s »', async (header) => {
    memory.edit('Jeunes', (grid) => withoutColumn(grid, header));
    const before = titles();
    const insertion = spreadsheet.insert(later(QUESTION), [aRow('b', { Permis: 'oui' })]);
    await expect(insertion).rejects.toMatchObject({ name: 'MissingColumns', headers: [header] });
    expect(titles()).toEqual(before);
  });

  test('of staff that they took away stays away', async () => {
    memory.edit('Jeunes', (grid) => withoutColumn(grid, 'Dernier contact'));
    await spreadsheet.insert(later(QUESTION), [aRow('b', { Permis: 'oui' })]);
    expect(titles()).not.toContain('Dernier contact');
    expect(titles()).toContain('Permis');
  });

  test('that was added, used and renamed by staff since stops the tab', async () => {
    await spreadsheet.insert(later(QUESTION), [aRow('b', { Permis: 'oui' })]);
    memory.edit('Jeunes', ([top = [], ...lines]) => [
      top.map((title) => (title === 'Permis' ? 'Permis B' : title)),
      ...lines,
    ]);
    await expect(new ColumnMemory(memory, store).insert(later(QUESTION), [aRow('c')])).rejects.toMatchObject({
      headers: ['Permis'],
    });
  });

  test('beside a store that was lost, asks the team; put there by hand, all goes on', async () => {
    spreadsheet = new ColumnMemory(memory, new MemoryStore());
    const insertion = () => spreadsheet.insert(later(QUESTION), [aRow('b', { Permis: 'oui' })]);
    await expect(insertion()).rejects.toMatchObject({ name: 'MissingColumns', headers: ['Permis'] });
    memory.edit('Jeunes', ([top = [], ...lines]) => [[...top, 'Permis'], ...lines]);
    await insertion();
    await spreadsheet.insert(later(QUESTION, { ...QUESTION, header: 'Langues' }), [aRow('c')]);
    expect(titles().slice(-2)).toEqual(['Permis', 'Langues']);
  });

  test('that a drain added before it died is not added twice', async () => {
    const dying = new ColumnMemory(memory, {
      get: async (key) => await store.get(key),
      set: () => Promise.reject(new Error('died')),
    });
    await expect(dying.insert(later(QUESTION), [aRow('b')])).rejects.toThrow('died');
    await spreadsheet.insert(later(QUESTION), [aRow('b')]);
    expect(titles().filter((title) => title === 'Permis')).toHaveLength(1);
  });

  test('costs the store one look an insert, and the spreadsheet no call, once it is known', async () => {
    let calls = 0;
    const counting = new ColumnMemory(
      Object.assign(memory, {
        titles: () => {
          calls += 1;
          return Promise.resolve(titles());
        },
      }),
      store,
    );
    await counting.insert(YOUTHS, [aRow('b')]);
    expect(calls).toBe(0);
  });
});
