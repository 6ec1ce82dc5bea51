import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import * as sheetjs from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { describeSpreadsheet, find, withCell } from '../../../../tests/contracts/spreadsheet-contract.ts';
import { aRow, MENTORS, rows, YOUTHS } from '../../../../tests/fixtures/spreadsheet/rows.ts';
import { type Grid, Unavailable } from '../spreadsheet.ts';
import type { WorkbookReason } from './workbook-unavailable.ts';
import { type SetAside, WorkbookSpreadsheet } from './workbook.ts';
import { readVersion, replaceVersion } from './workbook-file.ts';
import { addPart, readText, unzip, writeText, zip } from './workbook-parts.ts';
import { isNightly } from '../../../../tests/support/nightly.ts';

const FIXTURES = join(import.meta.dirname, '../../../../tests/fixtures/spreadsheet');
// Whole files, other processes, a slow machine.
vi.setConfig({ testTimeout: 60_000 });

const HOUR_MS = 3_600_000;
const run = promisify(execFile);

let folder: string;
let path: string;
let events: SetAside[];
let spreadsheet: WorkbookSpreadsheet;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  path = join(folder, 'candidatures.xlsx');
  events = [];
  spreadsheet = new WorkbookSpreadsheet(path, {
    tabs: [YOUTHS, MENTORS],
    onEvent: (event) => events.push(event),
  });
});

afterEach(async () => {
  await chmod(folder, 0o755);
  await rm(folder, { recursive: true });
});

/** A tab as another library than the writer's reads it. */
async function grid(tabName: string, file = path): Promise<Grid> {
  const sheet = sheetjs.read(await readFile(file)).Sheets[tabName];
  return sheet
    ? sheetjs.utils.sheet_to_json(sheet, { header: 1, raw: false, defval: '', blankrows: true })
    : [];
}

/** That library changes a tab and saves the whole file, dropping what it does not know. */
async function edit(tabName: string, change: (grid: Grid) => Grid): Promise<void> {
  const book = sheetjs.read(await readFile(path));
  const changed = change(await grid(tabName)).map((line) =>
    // It does not escape what looks like an escape.
    line.map((text) => (text === '' ? null : { t: 's', v: text.replace(/_(?=x[0-9A-F]{4}_)/g, '_x005F_') })),
  );
  book.Sheets[tabName] = sheetjs.utils.aoa_to_sheet(changed);
  const bytes: unknown = sheetjs.write(book, { type: 'buffer', bookType: 'xlsx' });
  if (!Buffer.isBuffer(bytes)) throw new TypeError('no bytes');
  await writeFile(path, bytes);
}

async function xml(part: string, file = path): Promise<string> {
  return readText(await unzip(await readFile(file)), part);
}

async function ids(): Promise<readonly string[]> {
  return [...(await spreadsheet.identifiers(YOUTHS))];
}

async function expectUnavailable(reason: WorkbookReason): Promise<void> {
  const insertion = spreadsheet.insert(YOUTHS, [aRow('late')]);
  await expect(insertion).rejects.toThrow(Unavailable);
  await expect(insertion).rejects.toMatchObject({ reason });
  await expect(insertion).rejects.not.toThrow(folder);
}

/** Makes the file look as if it was last written an hour ago. */
async function settle(file = path): Promise<void> {
  const hourAgo = new Date(Date.now() - HOUR_MS);
  await utimes(file, hourAgo, hourAgo);
}

function insertElsewhere(prefix: string, calls: number, rowsACall: number) {
  const args = [join(FIXTURES, 'insert.ts'), path, prefix, String(calls), String(rowsACall)];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

// For trials alone: no deployed site may use it. The contract of the other stores is in every run.
describe.runIf(isNightly)('a spreadsheet in a workbook file', () => {
  describeSpreadsheet(() => ({ spreadsheet, grid, edit }));
});

describe('a new workbook', () => {
  test('has every tab, with a frozen header, a filter, widths, drop-down lists and text columns', async () => {
    await spreadsheet.insert(YOUTHS, [aRow('a'), aRow('b')]);
    const book = sheetjs.read(await readFile(path), { cellStyles: true, cellNF: true });
    expect(book.SheetNames).toEqual(['Jeunes', 'Mentors']);
    const sheet = book.Sheets.Jeunes;
    expect(sheet?.['!autofilter']).toEqual({ ref: 'A1:I3' });
    expect(sheet?.['!cols']?.map(({ width }) => width)).toEqual(YOUTHS.columns.map(({ width }) => width));
    expect(sheet?.F2).toMatchObject({ t: 's', v: '+33612345678', z: '@' });
    const sheetXml = await xml('xl/worksheets/sheet1.xml');
    expect(sheetXml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(sheetXml).toMatch(/sqref="D2:D1048576"><formula1>"Reçue,À compléter,Entretien,Acceptée"</);
    expect(await xml('xl/workbook.xml')).toContain(
      `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'Jeunes'!$A$1:$I$3</definedName>`,
    );
    expect(await grid('Mentors')).toEqual([MENTORS.columns.map(({ header }) => header)]);
  });

  test('is not written again when there is nothing to add', async () => {
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    const before = await stat(path);
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    expect(await stat(path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  test('is replaced, never written into: whoever has it open goes on reading a whole file', async () => {
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    const before = await readFile(path);
    const reader = await open(path);
    await spreadsheet.insert(YOUTHS, rows('b', 50));
    expect(await reader.readFile()).toEqual(before);
    await reader.close();
  });

  test('refuses options that a drop-down list cannot hold', async () => {
    const tab = {
      name: 'Essai',
      columns: [{ header: 'Identifiant', width: 9, owner: 'system', options: ['a, b'] }],
    } as const;
    await expect(spreadsheet.insert(tab, [])).rejects.toThrow(RangeError);
  });
});

/** A tab `Jeunes` of staff's own making: 30 rows, columns moved, added and renamed, and two more tabs. */
const STAFF_TAB = {
  ...YOUTHS,
  columns: YOUTHS.columns.filter(({ owner }) => owner === 'system'),
};

/** Number of each thing that staff made in a workbook. */
async function inventory(file: string): Promise<Readonly<Record<string, number>>> {
  const parts = await unzip(await readFile(file));
  const all = [...parts.keys()]
    .filter((name) => /\.(xml|rels|vml)$/.test(name))
    .map((name) => readText(parts, name));
  const patterns = [
    /<f>/,
    /<v>/,
    /<comment /,
    /<cfRule /,
    /<x14:cfRule /,
    /<x14:sparkline>/,
    /<filter /,
    /<hyperlink /,
    /<mergeCell /,
    /<pane /,
    /<definedName /,
    /<tableColumn /,
    /<c:ser>/,
    /<xdr:pic>/,
    /<xdr:sp /,
    /<r><rPr>|<rPr>/,
    /_x005F_x0041_/,
    /<tabColor/,
    /<oddHeader>/,
    /orientation="landscape"/,
    /<row [^>]*hidden="(1|true)"/,
    /<font>/,
    /<fill>/,
    /<dxf>/,
  ];
  return Object.fromEntries(
    patterns.map((pattern) => [
      pattern.source,
      all.reduce((sum, text) => sum + text.split(new RegExp(pattern, 'g')).length - 1, 0),
    ]),
  );
}

describe.each(['staff-libreoffice.xlsx', 'staff-xlsxwriter.xlsx'])('the workbook %s', (name) => {
  beforeEach(async () => {
    await copyFile(join(FIXTURES, name), path);
    spreadsheet = new WorkbookSpreadsheet(path, { tabs: [STAFF_TAB] });
  });

  test('keeps all that staff made of it: styles, comments, formulas with their results, charts, filters…', async () => {
    const before = await inventory(path);
    const partsBefore = await unzip(await readFile(path));
    await spreadsheet.insert(STAFF_TAB, [aRow('new', { Projet: '=1+1 _x0041_' })]);
    const more = { _x005F_x0041_: 1, '<v>': 6, '<definedName ': 1 };
    const counts = Object.fromEntries(
      Object.entries(more).map(([each, n]) => [each, (before[each] ?? 0) + n]),
    );
    expect(await inventory(path)).toEqual({ ...before, ...counts });
    const partsAfter = await unzip(await readFile(path));
    expect([...partsAfter.keys()]).toEqual([...partsBefore.keys()]);
    const changed = [...partsAfter].filter(
      ([part, bytes]) => !Buffer.from(bytes).equals(partsBefore.get(part) ?? new Uint8Array()),
    );
    const allowed = ['workbook.xml', 'styles.xml', 'sharedStrings.xml', 'worksheets/sheet1.xml'];
    expect(changed.map(([part]) => part).filter((part) => !allowed.includes(part.slice(3)))).toEqual([]);
  });

  test('takes new rows after the last used one, under the filter, the drop-down lists and the conditional formats', async () => {
    const before = await grid('Jeunes');
    await spreadsheet.insert(STAFF_TAB, rows('new', 6000));
    const after = await grid('Jeunes');
    expect(after.slice(0, 31)).toEqual(before.slice(0, 31));
    expect(after[31]?.slice(0, 8)).toEqual(['', 'new0', 'JE-new0', '', 'Reçue', 'Inès', '+33612345678', '']);
    expect(after).toHaveLength(6031);
    const sheet = await xml('xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<autoFilter ref="A1:K6031">');
    expect(
      sheet.match(/<dataValidation [^>]*sqref="[^"]*"/g)?.map((rule) => /sqref="(.*)"/.exec(rule)?.[1]),
    ).toEqual(['E2:E6031', 'K2:K6031']);
    expect(sheet).toContain('<conditionalFormatting sqref="E2:E6031">');
    expect(sheet).toContain('<xm:sqref>I2:I6031</xm:sqref>');
    expect(await xml('xl/workbook.xml')).toContain('$A$1:$K$6031');
  });

  test('keeps all of it, other tabs byte for byte, while cells are set', async () => {
    const before = await inventory(path);
    const partsBefore = await unzip(await readFile(path));
    const rowsBefore = await grid('Jeunes');
    await spreadsheet.update(STAFF_TAB, [{ id: 'id-2', cells: { Statut: 'Acceptée', Projet: '=2+2' } }]);
    expect(await grid('Jeunes')).toEqual(
      withCell(withCell(rowsBefore, 'id-2', 'Statut', 'Acceptée'), 'id-2', 'Projet', '=2+2'),
    );
    expect(await inventory(path)).toEqual(before);
    const partsAfter = await unzip(await readFile(path));
    const changed = [...partsAfter].filter(
      ([part, bytes]) => !Buffer.from(bytes).equals(partsBefore.get(part) ?? new Uint8Array()),
    );
    const allowed = ['workbook.xml', 'styles.xml', 'sharedStrings.xml', 'worksheets/sheet1.xml'];
    expect(changed.map(([part]) => part).filter((part) => !allowed.includes(part.slice(3)))).toEqual([]);
    expect(await xml('xl/workbook.xml')).toMatch(/<calcPr [^>]*fullCalcOnLoad="1"/);
  });

  test('holds nothing more of a row that was removed: text, comment, link', async () => {
    const before = await inventory(path);
    const rowsBefore = await grid('Jeunes');
    const ofThePerson = /Prénom [39]\b|Suivi [39]\b|Référence [39]\b|Vu le 12|example\.org/;
    const said = async () => {
      const parts = await unzip(await readFile(path));
      return [...parts.keys()].filter(
        (part) => !part.endsWith('.png') && ofThePerson.test(readText(parts, part)),
      );
    };
    expect((await said()).length).toBeGreaterThan(2);
    await spreadsheet.remove(STAFF_TAB, ['id-3', 'id-9']);
    expect(await said()).toEqual([]);
    const shown = (lines: Grid) => lines.filter((line) => line.some((text) => text !== ''));
    expect(shown(await grid('Jeunes'))).toEqual(shown(rowsBefore.filter((_, row) => row !== 3 && row !== 9)));
    const after = await inventory(path);
    const kept = [
      '<comment ',
      '<cfRule ',
      '<x14:sparkline>',
      '<filter ',
      '<mergeCell ',
      '<tableColumn ',
      '<c:ser>',
    ];
    for (const each of kept) expect([each, after[each]]).toEqual([each, before[each]]);
    expect([after['<hyperlink '], after['<x14:cfRule ']]).toEqual([0, before['<x14:cfRule ']]);
  });

  test('gets a tab that is missing, with the styles it needs', async () => {
    await spreadsheet.insert(MENTORS, [{ id: 'm', cells: { Nom: 'Diallo' } }]);
    const book = sheetjs.read(await readFile(path), { cellNF: true });
    expect(book.SheetNames).toEqual(['Jeunes', 'Listes', 'Tableau de bord', 'Mentors']);
    expect(book.Sheets.Mentors?.C2).toMatchObject({ t: 's', v: 'Diallo', z: '@' });
  });
});

test('a table that staff made of the tab grows with its rows', async () => {
  await spreadsheet.insert(YOUTHS, rows('a', 2));
  const parts = await unzip(await readFile(path));
  const sheet = 'xl/worksheets/sheet1.xml';
  writeText(parts, 'xl/worksheets/_rels/sheet1.xml.rels', '<Relationships/>');
  const table = '<table ref="A1:I3"><autoFilter ref="A1:I3"/><tableColumns count="9"/></table>';
  addPart(parts, sheet, 'xl/tables/table1.xml', 'table', table);
  await writeFile(path, await zip(parts));
  await spreadsheet.insert(YOUTHS, rows('b', 2));
  expect(await xml('xl/tables/table1.xml')).toBe(table.replaceAll('I3', 'I5'));
});

/** Changes a part of the file as a spreadsheet program would. */
async function alter(part: string, change: (text: string) => string): Promise<void> {
  const parts = await unzip(await readFile(path));
  const before = readText(parts, part);
  const after = change(before);
  expect(after).not.toBe(before);
  writeText(parts, part, after);
  await writeFile(path, await zip(parts));
}

const FIRST_SHEET = 'xl/worksheets/sheet1.xml';

describe('columns that staff filled to the bottom', () => {
  /** Rows 4 to 40 as staff's program writes them, with these cells in each. */
  const fill = async (cells: (row: number) => string, row = (number: number) => `<row r="${number}">`) => {
    const numbers = Array.from({ length: 37 }, (_, index) => index + 4);
    const lines = numbers.map((number) => `${row(number)}${cells(number)}</row>`);
    await alter(FIRST_SHEET, (text) =>
      text
        .replace('</sheetData>', () => `${lines.join('')}</sheetData>`)
        .replace('<dimension ref="A1:I3"/>', '<dimension ref="A1:K40"/>'),
    );
  };
  const titled = (text: string) => text.replace('</row>', '<c r="J1" t="str"><v>À eux</v></c></row>');
  const formula = (row: number) => `<c r="J${row}" t="str"><f>IF(A${row}="","",LEN(E${row}))</f><v></v></c>`;
  const FILLS: Readonly<Record<string, () => Promise<void>>> = {
    'with a formula that shows nothing': () => fill(formula),
    'with a formula that shows something': () =>
      fill((row) => `<c r="J${row}"><f>ROW()</f><v>${row}</v></c>`),
    'with a formula over an area': () =>
      fill(
        (row) =>
          `<c r="J${row}"><f t="shared" si="0"${row === 4 ? ' ref="J4:J40">ROW()' : '>'}</f><v>1</v></c>`,
      ),
    'with boxes that are not ticked': () => fill((row) => `<c r="J${row}" t="b"><v>0</v></c>`),
    'with the same text': () => fill((row) => `<c r="J${row}" t="str"><v>à faire</v></c>`),
    'with texts that are numbered': () =>
      fill((row) => `<c r="J${row}" t="str"><v>Dossier ${row - 1}</v></c>`),
    'of the team’s notes with the same text': () => fill((row) => `<c r="I${row}" t="str"><v>à voir</v></c>`),
    'of statuses with the first one': () => fill((row) => `<c r="D${row}" t="str"><v>Reçue</v></c>`),
    'with numbers': () => fill((row) => `<c r="J${row}"><v>${row - 1}</v></c>`),
    'in rows that are hidden': () => fill(formula, (row) => `<row r="${row}" ht="20" hidden="1">`),
    'left of the others, without numbers of rows': () =>
      fill((row) => `<c r="I${row}"><f>ROW()</f><v>1</v></c>`),
    'with styles alone': () => fill((row) => `<c r="E${row}" s="1"/><c r="J${row}" s="1"/>`),
  };

  beforeEach(async () => {
    await spreadsheet.insert(YOUTHS, rows('a', 2));
    await alter(FIRST_SHEET, titled);
  });

  test.each(Object.keys(FILLS))('(%s) have new rows next to the last real one', async (what) => {
    await FILLS[what]?.();
    const before = await grid('Jeunes');
    await spreadsheet.insert(YOUTHS, rows('b', 3));
    await spreadsheet.insert(YOUTHS, rows('c', 1));
    const after = await grid('Jeunes');
    expect(after.slice(1, 8).map(([id]) => id)).toEqual(['a0', 'a1', 'b0', 'b1', 'b2', 'c0', '']);
    expect(find(after, 'b1')).toMatchObject({ Statut: 'Reçue', Prénom: 'Inès', Téléphone: '+33612345678' });
    expect(after.map((line) => line[9] ?? '')).toEqual(before.map((line) => line[9] ?? ''));
    const sheet = await xml(FIRST_SHEET);
    expect(sheet).not.toMatch(/<row r="[4-7]"[^>]*hidden/);
    expect(sheet.match(/<row r="(\d+)"/g)).toEqual([...new Set(sheet.match(/<row r="(\d+)"/g))]);
    expect((await spreadsheet.table(YOUTHS)).slice(0, 7).map(([id]) => id)).toEqual([
      'Identifiant',
      ...['a0', 'a1', 'b0', 'b1', 'b2', 'c0'],
    ]);
    await spreadsheet.insert(YOUTHS, rows('d', 60));
    expect((await grid('Jeunes')).map(([id]) => id).slice(1)).toEqual([
      ...['a0', 'a1', 'b0', 'b1', 'b2', 'c0'],
      ...rows('d', 60).map(({ id }) => id),
    ]);
    expect(await ids()).toHaveLength(66);
  });

  test('leave alone rows that somebody added by hand, however alike', async () => {
    await fill((row) =>
      row < 7 ? `<c r="D${row}" t="str"><v>Reçue</v></c><c r="E${row}" t="str"><v>Ana</v></c>` : formula(row),
    );
    await spreadsheet.insert(YOUTHS, rows('b', 1));
    expect((await grid('Jeunes')).map(([id, , , , name]) => [id, name]).slice(1, 7)).toEqual([
      ['a0', 'Inès'],
      ['a1', 'Inès'],
      ['', 'Ana'],
      ['', 'Ana'],
      ['', 'Ana'],
      ['b0', 'Inès'],
    ]);
  });

  test('keep a row that somebody added by hand, and a note, whole: new ones go below', async () => {
    await fill((row) =>
      row === 6
        ? '<c r="E6" t="str"><v>Ana</v></c>'
        : row === 8
          ? '<c r="K8" t="str"><v>à rappeler</v></c>'
          : formula(row),
    );
    await spreadsheet.insert(YOUTHS, rows('b', 2));
    const after = await grid('Jeunes');
    expect(after.map(([id]) => id).slice(1, 11)).toEqual(['a0', 'a1', '', '', '', '', '', 'b0', 'b1', '']);
    expect([after[5]?.[4], after[7]?.[10]]).toEqual(['Ana', 'à rappeler']);
    expect(await spreadsheet.table(YOUTHS)).toHaveLength(1 + 2 + 2 + 2);
  });
});

describe('staff who rename the tab', () => {
  const renamed = (name: string) =>
    alter('xl/workbook.xml', (text) => {
      const inReferences = `'${name.replaceAll("'", "''")}'!`;
      return text
        .replace('<sheet name="Jeunes"', `<sheet name="${name}"`)
        .replaceAll("'Jeunes'!", () => inReferences);
    });

  test.each(['Jeunes 2026', "L'an d'avant", 'Candidatures'])(
    '(« %s ») find new rows in it, and it is not made again',
    async (name) => {
      await spreadsheet.insert(YOUTHS, rows('a', 2));
      await renamed(name);
      await spreadsheet.insert(YOUTHS, rows('b', 2));
      expect(await ids()).toEqual(['a0', 'a1', 'b0', 'b1']);
      expect(sheetjs.read(await readFile(path)).SheetNames).toEqual([name, 'Mentors']);
      await spreadsheet.update(YOUTHS, [{ id: 'a1', cells: { Statut: 'Entretien' } }]);
      await spreadsheet.remove(YOUTHS, ['b0']);
      expect((await grid(name)).map(([id]) => id)).toEqual(['Identifiant', 'a0', 'a1', '', 'b1']);
    },
  );

  test.each(['Ados', 'Mentors 2026'])(
    '(« %s ») in a program that drops hidden names find new rows in it',
    async (name) => {
      await spreadsheet.insert(YOUTHS, rows('a', 2));
      await spreadsheet.insert(MENTORS, [{ id: 'm', cells: { Nom: 'Diallo' } }]);
      const book = sheetjs.read(await readFile(path));
      book.SheetNames = [name, 'Mentors'];
      book.Sheets = { [name]: book.Sheets.Jeunes ?? {}, Mentors: book.Sheets.Mentors ?? {} };
      book.Workbook = {};
      const bytes: unknown = sheetjs.write(book, { type: 'buffer', bookType: 'xlsx' });
      if (!Buffer.isBuffer(bytes)) throw new TypeError('no bytes');
      await writeFile(path, bytes);
      await spreadsheet.insert(YOUTHS, rows('b', 1));
      expect(await ids()).toEqual(['a0', 'a1', 'b0']);
      expect(sheetjs.read(await readFile(path)).SheetNames).toEqual([name, 'Mentors']);
      await alter('xl/workbook.xml', (text) => text.replaceAll(name, 'Promo'));
      expect(await ids()).toEqual(['a0', 'a1', 'b0']);
    },
  );

  test('beside a chart of its own, or a sheet that cannot be read, is made again', async () => {
    await spreadsheet.insert(YOUTHS, rows('a', 1));
    await alter('xl/worksheets/sheet2.xml', () => '<chartsheet/>');
    await alter('xl/workbook.xml', (text) =>
      text.replace('"Mentors"', '"Graphique"').replaceAll(/<definedName .*?<\/definedName>/g, ''),
    );
    await spreadsheet.insert(MENTORS, [{ id: 'm', cells: { Nom: 'Diallo' } }]);
    expect(sheetjs.read(await readFile(path)).SheetNames).toEqual(['Jeunes', 'Graphique', 'Mentors']);
  });

  test('and make another of its first name find new rows in that one', async () => {
    await spreadsheet.insert(YOUTHS, rows('a', 2));
    await renamed('Archives');
    await alter('xl/workbook.xml', (text) => text.replace('<sheet name="Mentors"', '<sheet name="jeunes"'));
    await expect(spreadsheet.insert(YOUTHS, rows('b', 1))).rejects.toThrow('Téléphone');
  });

  test('in a workbook that the site did not make: known once it has taken a row', async () => {
    await copyFile(join(FIXTURES, 'staff-xlsxwriter.xlsx'), path);
    const ofStaff = new WorkbookSpreadsheet(path, { tabs: [STAFF_TAB] });
    await ofStaff.insert(STAFF_TAB, [aRow('a')]);
    await alter('xl/workbook.xml', (text) =>
      text
        .replace('name="Jeunes"', 'name="Promo"')
        .replaceAll("'Jeunes'!", 'Promo!')
        .replaceAll('Jeunes!', 'Promo!'),
    );
    await ofStaff.insert(STAFF_TAB, [aRow('b')]);
    expect((await grid('Promo')).at(-1)).toContain('JE-b');
  });
});

test('texts are in the workbook’s table, where phones look for them, and every one is forgotten with its row', async () => {
  await spreadsheet.insert(YOUTHS, [aRow('a', { Projet: 'Bois' }), aRow('b', { Projet: 'Fer' })]);
  await spreadsheet.update(YOUTHS, [{ id: 'a', cells: { Projet: 'Terre' } }]);
  expect(await xml(FIRST_SHEET)).not.toContain('inlineStr');
  const strings = () => xml('xl/sharedStrings.xml');
  expect(await strings()).toContain('<t xml:space="preserve">Terre</t>');
  expect(await strings()).not.toContain('Bois');
  await spreadsheet.remove(YOUTHS, ['b']);
  expect(await strings()).not.toContain('Fer');
  await spreadsheet.insert(YOUTHS, [aRow('c', { Projet: 'Bois' })]);
  expect((await spreadsheet.read(YOUTHS, ['Projet'])).get('c')).toEqual({ Projet: 'Bois' });
});

test.each([
  '<sst xmlns="m"/>',
  '<sst xmlns="m" count="9" uniqueCount="9"></sst>\n',
  '<x:sst xmlns:x="m" uniqueCount="1"><x:si><x:t>un</x:t></x:si></x:sst>',
])('a table of texts written as %s takes more', async (table) => {
  await spreadsheet.insert(YOUTHS, []);
  await alter('xl/sharedStrings.xml', () => table);
  await alter(FIRST_SHEET, (text) => {
    const titles = YOUTHS.columns.map(({ header }) => `<c t="str"><v>${header}</v></c>`);
    return text.replace(/<row r="1">.*<\/row>/, `<row r="1">${titles.join('')}</row>`);
  });
  await spreadsheet.insert(YOUTHS, [aRow('a')]);
  expect(await ids()).toEqual(['a']);
  expect((await grid('Jeunes'))[1]?.[4]).toBe('Inès');
});

test('a cell where staff entered a date is read as a date, whatever its format', async () => {
  const book = sheetjs.utils.book_new();
  const cells = [
    [
      { t: 's', v: 'Identifiant' },
      { t: 's', v: 'Reçue le' },
      { t: 's', v: 'Dernier contact' },
    ],
    [
      { t: 's', v: 'a' },
      { t: 'n', v: 46349, z: 'dd/mm/yyyy' },
      { t: 'n', v: 46349.5, z: '[$-40C]d mmm yyyy "à" hh:mm' },
    ],
    [
      { t: 's', v: 'b' },
      { t: 'n', v: 46349, z: '0.00 "d"' },
      { t: 'n', v: 46349 },
    ],
    [
      { t: 's', v: 'c' },
      { t: 'n', v: 46349, z: 'm/d/yy' },
      { t: 's', v: '12/03/2027' },
    ],
    [
      { t: 's', v: 'd' },
      { t: 'n', v: 46_085, z: 'mm/dd/yyyy' },
      { t: 'n', v: 46_085, z: '[$-409]mmm d, yyyy' },
    ],
    [
      { t: 's', v: 'e' },
      { t: 'n', v: 46_085, z: '[$-409]m/d/yy h:mm' },
      { t: 'n', v: 46_085, z: 'd/m/yy' },
    ],
  ];
  sheetjs.utils.book_append_sheet(book, sheetjs.utils.aoa_to_sheet(cells), 'Jeunes');
  const bytes: unknown = sheetjs.write(book, { type: 'buffer', bookType: 'xlsx' });
  if (!Buffer.isBuffer(bytes)) throw new TypeError('no bytes');
  await writeFile(path, bytes);
  const read = await spreadsheet.read(YOUTHS, ['Reçue le', 'Dernier contact']);
  expect([...read].sort().map(([, texts]) => Object.values(texts))).toEqual([
    ['2026-11-23', '2026-11-23T12:00'],
    ['46349', '46349'],
    ['2026-11-23', '12/03/2027'],
    ['04/03 ou 03/04 ? (2026)', '2026-03-04'],
    ['04/03 ou 03/04 ? (2026)', '2026-03-04'],
  ]);
});

test('cells that a row did not have come in the order of their columns', async () => {
  await spreadsheet.insert(YOUTHS, [aRow('a')]);
  const cells = { "Notes de l'équipe": 'i', 'Reçue le': 'c', Projet: 'g', 'Dernier contact': 'h' };
  await spreadsheet.update(YOUTHS, [{ id: 'a', cells }]);
  const [, row = ''] = /<row r="2">(.*?)<\/row>/.exec(await xml('xl/worksheets/sheet1.xml')) ?? [];
  expect(row.match(/(?<=<c r=")[A-Z]+/g)?.join('')).toBe('ABCDEFGHI');
});

test('a text is replaced in shared, inline and rich texts, in no formula, and is forgotten by the table', async () => {
  await spreadsheet.insert(YOUTHS, [aRow('a', { Projet: 'avec JE-a' }), aRow('b')]);
  const parts = await unzip(await readFile(path));
  const own = [
    '<c r="H2" t="inlineStr"><is><r><t>JE</t></r><r><rPr><b/></rPr><t>-a &amp; JE-b</t></r></is></c>',
    '<c r="I2" t="str"><f>B2&amp;"JE-a"</f><v>JE-aJE-a</v></c>',
    '</row><row r="3"><c r="H3" t="str"><v>JE-a</v></c>',
  ];
  writeText(parts, FIRST_SHEET, readText(parts, FIRST_SHEET).replace('</row><row r="3">', own.join('')));
  await writeFile(path, await zip(parts));
  await spreadsheet.replaceText(YOUTHS, new Map([['JE-a', 'effacé']]));
  const [, first = [], second = []] = await spreadsheet.table(YOUTHS);
  expect([first[1], ...first.slice(6)]).toEqual(['effacé', 'avec effacé', 'effacé & JE-b', 'JE-aJE-a']);
  expect(second[7]).toBe('effacé');
  expect(await xml(FIRST_SHEET)).toContain('<f>B2&amp;"JE-a"</f>');
  expect(await xml('xl/sharedStrings.xml')).not.toContain('JE-a');
  const before = await stat(path);
  await spreadsheet.replaceText(YOUTHS, new Map([['JE-a', 'effacé']]));
  expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
});

test('a formula that others depend on is never taken away', async () => {
  await spreadsheet.insert(YOUTHS, rows('a', 2));
  const parts = await unzip(await readFile(path));
  const sheet = 'xl/worksheets/sheet1.xml';
  const shared = (row: number, f: string) => `<c r="G${row}"><f ${f}</f><v>7</v></c></row>`;
  const withFormulas = readText(parts, sheet)
    .replace(/<\/row>(?=<row r="3">)/, shared(2, 't="shared" ref="G2:G3" si="0">LEN(E2)'))
    .replace(/<\/row>(?=<\/sheetData>)/, shared(3, 't="shared" si="0">'));
  writeText(parts, sheet, withFormulas);
  await writeFile(path, await zip(parts));
  await expect(spreadsheet.update(YOUTHS, [{ id: 'a0', cells: { Projet: 'x' } }])).rejects.toMatchObject({
    reason: 'formula-in-the-way',
  });
  await spreadsheet.update(YOUTHS, [{ id: 'a0', cells: { Statut: 'Entretien' } }]);
  await spreadsheet.remove(YOUTHS, ['a0']);
  expect(await xml(sheet)).toContain('<c r="G2"><f t="shared" ref="G2:G3" si="0">LEN(E2)</f></c>');
  expect(await ids()).toEqual(['a1']);
});

const soffice = spawnSync('soffice', ['--version']).status === 0;

async function convert(file: string, format: string): Promise<string> {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const out = join(folder, 'converted');
  await run('soffice', [profile, '--headless', '--convert-to', format, '--outdir', out, file]);
  return join(out, `candidatures.${format}`);
}

describe.skipIf(!soffice)('LibreOffice', () => {
  test('reads every cell as text, and a status changed in it stays while other rows arrive', async () => {
    const text = '=1+1 _x0041_ 007\nune ligne 👩🏽‍🎓 مرحبا';
    await spreadsheet.insert(YOUTHS, [aRow('id-a', { Projet: text }), aRow('id-b')]);

    const mark = join(folder, '.~lock.candidatures.xlsx#');
    await writeFile(mark, ',equipe,poste,22.11.2026 10:00,file:///profil;');
    const flat = await convert(path, 'fods');
    const document = await readFile(flat, 'utf8');
    const changed = document.replace(/(>id-b<[^]*?>)Reçue</, '$1Entretien<');
    expect(changed).not.toBe(document);
    await writeFile(flat, changed);
    await expectUnavailable('open-elsewhere');
    await rename(await convert(flat, 'xlsx'), path);
    await rm(mark);

    await Promise.all([
      spreadsheet.insert(YOUTHS, [aRow('late')]),
      spreadsheet.insert(YOUTHS, rows('more', 3)),
    ]);
    const after = await grid('Jeunes');
    expect(find(after, 'id-a')).toMatchObject({ Statut: 'Reçue', Projet: text });
    expect(find(after, 'id-b')).toMatchObject({ Statut: 'Entretien', Téléphone: '+33612345678' });
    expect(find(after, 'late')).toMatchObject({ Statut: 'Reçue' });
    expect(after).toHaveLength(1 + 2 + 1 + 3);
    const sheet = await xml('xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<autoFilter ref="A1:I7"');
    expect(sheet).toMatch(/<dataValidation [^>]*sqref="D2:D\d{3,}"/);
    await spreadsheet.update(YOUTHS, [{ id: 'id-b', cells: { Statut: 'Acceptée', Téléphone: '007' } }]);
    await spreadsheet.remove(YOUTHS, ['more1']);
    const again = await grid('Jeunes', await convert(path, 'xlsx'));
    expect(find(again, 'late')).toEqual(find(after, 'late'));
    expect(find(again, 'id-b')).toMatchObject({ Statut: 'Acceptée', Téléphone: '007', Prénom: 'Inès' });
    expect([find(again, 'more0'), find(again, 'more1'), find(again, 'more2')]).toEqual([
      find(after, 'more0'),
      undefined,
      find(after, 'more2'),
    ]);
  });
});

describe('a status changed by hand and saved by another program', () => {
  test('stays while other rows arrive', async () => {
    await spreadsheet.insert(YOUTHS, rows('a', 3));
    await edit('Jeunes', (before) => withCell(before, 'a1', 'Statut', 'Entretien'));
    await Promise.all([spreadsheet.insert(YOUTHS, rows('b', 3)), spreadsheet.insert(YOUTHS, rows('c', 3))]);
    expect(find(await grid('Jeunes'), 'a1')?.Statut).toBe('Entretien');
    expect(await ids()).toHaveLength(9);
  });

  test('between our reading and our writing is not written over', async () => {
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    const { bytes, stamp } = await readVersion(path);
    await edit('Jeunes', (before) => withCell(before, 'a', 'Statut', 'Entretien'));
    expect(await replaceVersion(path, bytes ?? new Uint8Array(), stamp)).toBe(false);
    expect(find(await grid('Jeunes'), 'a')?.Statut).toBe('Entretien');
  });
});

describe('several processes', () => {
  test.runIf(isNightly)('four that insert at once leave every row', async () => {
    const processes = ['p', 'q', 'r', 's'].map((prefix) => insertElsewhere(prefix, 5, 4));
    const printed = await Promise.all(processes.map((child) => child.stdout.toArray()));
    expect(printed.map((chunks) => Buffer.concat(chunks).toString()).join('')).not.toContain('Unavailable');
    expect(new Set(await ids()).size).toBe(4 * 5 * 4);
    expect(await grid('Jeunes')).toHaveLength(1 + 4 * 5 * 4);
  });

  test('one killed in the middle of its writes leaves a whole file with every row it had confirmed', async () => {
    const confirmed: string[] = [];
    for (const kill of [1, 2, 3, 4]) {
      const child = insertElsewhere(`k${kill}-`, 1000, 50);
      for await (const id of createInterface(child.stdout)) {
        confirmed.push(id);
        if (confirmed.length % 3 === kill % 3) break;
      }
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(await ids()).toEqual(expect.arrayContaining(confirmed));
    }
    await writeFile(join(folder, '.candidatures.xlsx.tmp-left-by-a-kill'), 'PK');
    await spreadsheet.insert(YOUTHS, [aRow('after')]);
    expect((await readdir(folder)).sort()).toEqual(['.candidatures.xlsx.lock', 'candidatures.xlsx']);
    expect(events).toEqual([]);
  });
});

describe('a damaged workbook', () => {
  const damages: readonly (readonly [string, (whole: Buffer) => Buffer])[] = [
    ['empty', () => Buffer.alloc(0)],
    ['cut in the middle', (whole) => whole.subarray(0, whole.length / 2)],
    ['not a zip', () => Buffer.from('bonjour')],
    ['with one wrong bit', (whole) => Buffer.from(whole.map((byte, at) => (at === 900 ? byte ^ 4 : byte)))],
    ['a zip without a workbook', () => Buffer.from('504b0506'.padEnd(44, '0'), 'hex')],
  ];

  test.each(damages)('%s is set aside whole, said, and replaced by a new one', async (_, damage) => {
    await spreadsheet.insert(YOUTHS, rows('a', 20));
    const damaged = damage(await readFile(path));
    await writeFile(path, damaged);
    await settle();
    expect(await ids()).toEqual([]);
    const [{ file } = { file: '' }] = events;
    expect(file).toMatch(/^candidatures\.illisible-[\dTZ-]+\.xlsx$/);
    expect(await readFile(join(folder, file))).toEqual(damaged);
    await spreadsheet.insert(YOUTHS, [aRow('b')]);
    expect(await ids()).toEqual(['b']);
    expect(events).toHaveLength(1);
  });

  test('in which one letter changed is told by its checksum and set aside', async () => {
    await spreadsheet.insert(YOUTHS, [aRow('a', { Prénom: 'Yasmine' })]);
    await edit('Jeunes', (asItIs) => asItIs); // that library stores without compression
    const bytes = await readFile(path);
    bytes.write('Jasmine', bytes.indexOf('Yasmine'));
    await writeFile(path, bytes);
    await settle();
    expect([await ids(), events.length]).toEqual([[], 1]);
  });

  test('whose sheet alone is damaged is set aside as well', async () => {
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    const parts = await unzip(await readFile(path));
    writeText(parts, 'xl/worksheets/sheet1.xml', '<worksheet><sheetData><row>');
    await writeFile(path, await zip(parts));
    await settle();
    await spreadsheet.insert(YOUTHS, [aRow('b')]);
    expect([await ids(), events.length]).toEqual([['b'], 1]);
  });

  test('that was just written, or is open elsewhere, is left where it is: it may be on its way', async () => {
    await writeFile(path, 'PK half a copy');
    await expectUnavailable('being-saved');
    await settle();
    await writeFile(join(folder, '~$candidatures.xlsx'), '');
    await expectUnavailable('open-elsewhere');
    expect(await readFile(path, 'utf8')).toBe('PK half a copy');
    expect(events).toEqual([]);
  });

  test('protected by a password is not damaged', async () => {
    const protectedFile = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    await writeFile(path, protectedFile);
    await settle();
    await expectUnavailable('protected');
    expect(await readFile(path)).toEqual(protectedFile);
  });
});

describe('a workbook that cannot be written now', () => {
  beforeEach(() => spreadsheet.insert(YOUTHS, [aRow('a')]));

  afterEach(async () => {
    expect(find(await grid('Jeunes'), 'a')).toBeDefined();
    expect(find(await grid('Jeunes'), 'late')).toBeUndefined();
    expect((await readdir(folder)).filter((name) => name.includes('.tmp-'))).toEqual([]);
  });

  test.each(['.~lock.candidatures.xlsx#', '~$candidatures.xlsx', '.~candidatures.xlsx'])(
    'is open where %s is beside it; it can still be read',
    async (mark) => {
      await writeFile(join(folder, mark), '');
      await expectUnavailable('open-elsewhere');
      expect(await ids()).toEqual(['a']);
      await settle(join(folder, mark));
      await expectUnavailable('open-elsewhere');
      const longAgo = new Date(Date.now() - 13 * HOUR_MS);
      await utimes(join(folder, mark), longAgo, longAgo);
      await spreadsheet.insert(YOUTHS, [aRow('b')]);
      expect(await ids()).toEqual(['a', 'b']);
    },
  );

  test('is read-only', async () => {
    await chmod(path, 0o444);
    await expectUnavailable('not-writable');
    await chmod(path, 0o640);
    await spreadsheet.insert(YOUTHS, [aRow('b')]);
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  test('is in a read-only folder', async () => {
    await chmod(folder, 0o555);
    await expectUnavailable('not-writable');
  });

  test.skipIf(process.platform === 'win32')('is on a full disk', async () => {
    const command = 'trap "" XFSZ; ulimit -f 4; exec "$0" "$@"';
    const args = [process.execPath, join(FIXTURES, 'insert.ts'), path, 'late', '1', '3000'];
    const { stdout } = await run('sh', ['-c', command, ...args]);
    expect(stdout).toBe('Unavailable disk-full\n');
    await spreadsheet.insert(YOUTHS, [aRow('b')]);
    expect(await ids()).toEqual(['a', 'b']);
  });
});

test('a folder that is missing is said, and nothing is made in its place', async () => {
  const elsewhere = new WorkbookSpreadsheet(join(folder, 'partage', 'candidatures.xlsx'), { tabs: [YOUTHS] });
  await expect(elsewhere.insert(YOUTHS, [aRow('a')])).rejects.toMatchObject({ reason: 'folder-missing' });
  await mkdir(join(folder, 'partage'));
  await elsewhere.insert(YOUTHS, [aRow('a')]);
  expect(await elsewhere.identifiers(YOUTHS)).toEqual(new Set(['a']));
});

test('a missing workbook reads as empty and is not made by reading', async () => {
  expect(await ids()).toEqual([]);
  await expect(stat(path)).rejects.toThrow('ENOENT');
});
