import { describe, expect, test, vi } from 'vitest';
import type { Tab } from '../../domain/application/tab.ts';
import { MemorySpreadsheet } from '../../../tests/doubles/memory-spreadsheet.ts';
import { aRow, YOUTHS } from '../../../tests/fixtures/spreadsheet/rows.ts';
import { SPREADSHEETS } from '../../../tests/support/spreadsheets.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { ColumnMemory } from './column-memory.ts';
import { Unavailable } from './spreadsheet.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The tab with these statuses. */
const withStatuses = (...options: readonly string[]): Tab => ({
  ...YOUTHS,
  columns: YOUTHS.columns.map((column) => (column.header === 'Statut' ? { ...column, options } : column)),
});

const LATER = withStatuses('Reçue', 'À compléter', 'Préinscrite', 'Entretien', 'Acceptée');

describe.each(SPREADSHEETS)('a status added to the list of a tab in use, in $name', ({ open }) => {
  test('is offered in its order by the next call, and what was added by others stays after it', async () => {
    const { spreadsheet, options, close, rest } = await open();
    const store = new MemoryStore();
    await new ColumnMemory(spreadsheet, store).insert(withStatuses('Reçue', 'À revoir'), [aRow('a')]);
    expect(await options('Jeunes', 'Statut')).toEqual(['Reçue', 'À revoir']);
    rest?.();
    expect((await new ColumnMemory(spreadsheet, store).read(LATER, ['Statut'])).get('a')).toEqual({
      Statut: 'Reçue',
    });
    const complete = ['Reçue', 'À compléter', 'Préinscrite', 'Entretien', 'Acceptée', 'À revoir'];
    expect(await options('Jeunes', 'Statut')).toEqual(complete);
    rest?.();
    await spreadsheet.update(LATER, [{ id: 'a', cells: { Statut: 'Préinscrite' } }]);
    await new ColumnMemory(spreadsheet, store).insert(LATER, [aRow('b')]);
    expect(await options('Jeunes', 'Statut')).toEqual(complete);
    expect((await spreadsheet.read(LATER, ['Statut'])).get('a')).toEqual({ Statut: 'Préinscrite' });
    await close();
  });

  test('makes no tab, and no list of a column that has none', async () => {
    const { spreadsheet, options, close } = await open();
    await spreadsheet.addOptions(LATER);
    expect(await spreadsheet.titles(LATER)).toBeUndefined();
    const plain: Tab = {
      ...YOUTHS,
      columns: YOUTHS.columns.map(({ header, width, owner }) => ({ header, width, owner })),
    };
    await spreadsheet.insert(plain, []);
    await spreadsheet.addOptions(LATER);
    expect((await options('Jeunes', 'Statut')).join('')).toBe('');
    await close();
  });
});

test('lists are looked at once for the same options, and once more when they could not be reached', async () => {
  const [memory, store] = [new MemorySpreadsheet(), new MemoryStore()];
  const addOptions = vi.spyOn(memory, 'addOptions');
  const read = async (tab: Tab) => await new ColumnMemory(memory, store).read(tab, ['Statut']);
  await memory.insert(YOUTHS, [aRow('a')]);
  await read(YOUTHS);
  await read(YOUTHS);
  expect(addOptions).toHaveBeenCalledTimes(1);
  addOptions.mockRejectedValueOnce(new Unavailable('passing', 'panne'));
  expect((await read(LATER)).size).toBe(1);
  expect(memory.options('Jeunes', 'Statut')).not.toContain('Préinscrite');
  await read(LATER);
  expect(memory.options('Jeunes', 'Statut')).toContain('Préinscrite');
  expect(addOptions).toHaveBeenCalledTimes(3);
});
