import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GoogleSheetsDouble } from '../../../../tests/doubles/google/double.ts';
import { GristDouble } from '../../../../tests/doubles/grist/double.ts';
import type { Subject } from '../../../../tests/contracts/spreadsheet-contract.ts';
import { exportTabs } from './export.ts';
import { aRow, MENTORS, YOUTHS } from '../../../../tests/fixtures/spreadsheet/rows.ts';
import { GoogleSpreadsheet } from '../google/google-sheets.ts';
import { GristSpreadsheet } from '../grist/grist.ts';
import { MemorySpreadsheet } from '../../../../tests/doubles/memory-spreadsheet.ts';
import type { Grid, WholeSpreadsheet } from '../spreadsheet.ts';
import { WorkbookSpreadsheet } from './workbook.ts';

const FORMULA = '=HYPERLINK("https://exemple.org";"clic")';

let place: string;
let folder: string;
let close: () => Promise<unknown>;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'export-'));
  folder = join(place, 'data', 'export');
  close = () => Promise.resolve();
});

afterEach(async () => {
  await close();
  await rm(place, { recursive: true });
});

const exported = (spreadsheet: WholeSpreadsheet) =>
  exportTabs(folder, { spreadsheet, tabs: [YOUTHS, MENTORS], now: () => new Date('2026-11-23T04:00:00Z') });
const text = (name: string) => readFile(join(folder, name), 'utf8');

/** As another library than the writer's reads it. */
function gridOf(book: sheetjs.WorkBook, tabName: string): Grid {
  const sheet = book.Sheets[tabName];
  if (!sheet) throw new Error(`no tab ${tabName}`);
  return sheetjs.utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '' });
}

const act = (change: () => void) => Promise.resolve().then(change);

function inMemory(): Pick<Subject, 'spreadsheet' | 'edit'> {
  const spreadsheet = new MemorySpreadsheet();
  return {
    spreadsheet,
    edit: async (...change) =>
      await act(() => {
        spreadsheet.edit(...change);
      }),
  };
}

const SUBJECTS: Readonly<Record<string, () => Promise<Pick<Subject, 'spreadsheet' | 'edit'>>>> = {
  memory: () => Promise.resolve(inMemory()),
  'Google Sheets': async () => {
    const double = new GoogleSheetsDouble();
    const settings = await double.listen();
    close = () => double.close();
    const spreadsheet = new GoogleSpreadsheet(settings, { now: () => double.now() });
    return {
      spreadsheet,
      edit: async (...change) =>
        await act(() => {
          double.edit(...change);
        }),
    };
  },
  Grist: async () => {
    const double = new GristDouble();
    const spreadsheet = new GristSpreadsheet(await double.listen());
    close = () => double.close();
    return {
      spreadsheet,
      edit: async (...change) =>
        await act(() => {
          double.edit(...change);
        }),
    };
  },
  'the workbook': () => {
    const path = join(place, 'candidatures.xlsx');
    const spreadsheet = new WorkbookSpreadsheet(path, { tabs: [YOUTHS, MENTORS] });
    const edit: Subject['edit'] = async (tabName, change) => {
      const book = sheetjs.read(await readFile(path));
      const changed = change(gridOf(book, tabName)).map((line) => [...line]);
      book.Sheets[tabName] = sheetjs.utils.aoa_to_sheet(changed);
      const bytes: unknown = sheetjs.write(book, { type: 'buffer', bookType: 'xlsx' });
      if (!Buffer.isBuffer(bytes)) throw new TypeError('no bytes');
      await writeFile(path, bytes);
    };
    return Promise.resolve({ spreadsheet, edit });
  },
};

describe.each(Object.keys(SUBJECTS))('everything in %s', (name) => {
  test('is written as a workbook, as CSV and as JSON, the team’s own columns and rows included', async () => {
    const subject = await SUBJECTS[name]?.();
    if (!subject) throw new Error(name);
    const { spreadsheet, edit } = subject;
    const mentor = { id: 'm', cells: { Statut: 'Reçue', Nom: 'Diallo' } };
    await spreadsheet.insert(YOUTHS, [aRow('a', { Prénom: FORMULA }), aRow('b', { Projet: 'une\n"autre"' })]);
    await spreadsheet.insert(MENTORS, [mentor]);
    await edit('Jeunes', ([headers = [], ...below]) => [
      ['Binôme', ...headers],
      ...below.toReversed().map((line, row) => [row === 0 ? 'Zoé' : '', ...line]),
    ]);
    expect(await exported(spreadsheet)).toEqual([
      { name: 'Jeunes', rows: 2, cut: 0 },
      { name: 'Mentors', rows: 1, cut: 0 },
    ]);

    const headers = ['Binôme', ...YOUTHS.columns.map(({ header }) => header)];
    const b = ['Zoé', 'b', 'JE-b', '', 'Reçue', 'Inès', '+33612345678', 'une\n"autre"', '', ''];
    const a = ['', 'a', 'JE-a', '', 'Reçue', FORMULA, '+33612345678', '', '', ''];
    const book = sheetjs.read(await readFile(join(folder, 'candidatures.xlsx')));
    expect(book.SheetNames).toEqual(['Jeunes', 'Mentors']);
    expect(gridOf(book, 'Jeunes')).toEqual([headers, b, a]);
    expect(book.Sheets.Jeunes?.F3).toMatchObject({ t: 's', v: FORMULA });
    expect(book.Sheets.Jeunes?.F3).not.toHaveProperty('f');
    expect(gridOf(book, 'Mentors')[1]).toEqual(['m', 'Reçue', 'Diallo', '']);

    expect(JSON.parse(await text('candidatures.json'))).toEqual({
      exportedAt: '2026-11-23T04:00:00.000Z',
      tabs: [
        { name: 'Jeunes', columns: headers, rows: [b, a] },
        {
          name: 'Mentors',
          columns: MENTORS.columns.map(({ header }) => header),
          rows: [['m', 'Reçue', 'Diallo', '']],
        },
      ],
    });

    const guarded = (line: readonly string[]) => line.map((cell) => cell.replace(/^[=+]/, "'$&"));
    const csv = sheetjs.read((await text('Jeunes.csv')).slice(1), { type: 'string', raw: true, FS: ';' });
    expect(gridOf(csv, 'Sheet1')).toEqual([headers, guarded(b), guarded(a)]);
  });
});

test('CSV is UTF-8 with its mark and semicolons, as Excel in French opens it, lines ended as RFC 4180 has it, cells quoted, and no cell is a formula', async () => {
  const { spreadsheet } = inMemory();
  const texts = [
    '=1',
    '+33612345678',
    '-1',
    '@a',
    '\t=1',
    '＝1',
    ' =1',
    'x;=1',
    'x; +1',
    'ligne\n=1',
    'a=1, -b',
    'x,=1',
    'a-b, c=d',
    '"',
  ];
  await spreadsheet.insert(
    MENTORS,
    texts.map((Nom, n) => ({ id: `${n}`, cells: { Nom } })),
  );
  await exported(spreadsheet);
  const [headers = '', ...lines] = (await text('Mentors.csv')).split('\r\n');
  expect(headers).toBe('\uFEFF"Identifiant";"Statut";"Nom";"Notes de l\'équipe"');
  expect(lines.map((line) => line.split('";"')[2])).toEqual([
    "'=1",
    "'+33612345678",
    "'-1",
    "'@a",
    "'\t=1",
    "'＝1",
    " '=1",
    "x;'=1",
    "x; '+1",
    "ligne\n'=1",
    "a=1, '-b",
    "x,'=1",
    'a-b, c=d',
    '""',
    undefined,
  ]);
});

test('nobody else on the machine may read it', async () => {
  const { spreadsheet } = inMemory();
  await spreadsheet.insert(YOUTHS, [aRow('a')]);
  await exported(spreadsheet);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  const names = (await readdir(folder)).sort();
  expect(names).toEqual(['Jeunes.csv', 'candidatures.json', 'candidatures.xlsx']);
  for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

test('what is there is never written over', async () => {
  const { spreadsheet } = inMemory();
  await spreadsheet.insert(YOUTHS, [aRow('a')]);
  await mkdir(folder, { recursive: true });
  await expect(exported(spreadsheet)).rejects.toThrow(/existe déjà.*npm run export -- <dossier>/);
  expect(await readdir(folder)).toEqual([]);
});

test('nothing is left of an export that fails', async () => {
  await expect(exported({ table: () => Promise.reject(new Error('late')) })).rejects.toThrow('late');
  const unwritable = { ...MENTORS, name: 'aucun/dossier' };
  const { spreadsheet } = inMemory();
  for (const tab of [YOUTHS, unwritable]) await spreadsheet.insert(tab, [{ id: 'a', cells: {} }]);
  const now = () => new Date();
  await expect(exportTabs(folder, { spreadsheet, tabs: [YOUTHS, unwritable], now })).rejects.toThrow(
    'ENOENT',
  );
  expect(await readdir(join(place, 'data'))).toEqual([]);
});

test('a text longer than a cell of Excel is cut in the workbook only, and it is said', async () => {
  const note = 'x'.repeat(40_000);
  const { spreadsheet, edit } = inMemory();
  await edit('Mentors', () => [
    ['Identifiant', 'Notes'],
    ['m', note],
  ]);
  expect(await exported(spreadsheet)).toEqual([{ name: 'Mentors', rows: 1, cut: 1 }]);
  const book = sheetjs.read(await readFile(join(folder, 'candidatures.xlsx')));
  expect(gridOf(book, 'Mentors')[1]?.[1]).toBe(note.slice(0, 32_767));
  expect(await text('Mentors.csv')).toContain(note);
  expect(await text('candidatures.json')).toContain(note);
});
