import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MENTORS, rows, YOUTHS } from '../../../../tests/fixtures/spreadsheet/rows.ts';
import { WorkbookAdministration } from './workbook-administration.ts';
import { addPart, readText, unzip, writeText, zip } from './workbook-parts.ts';
import { WorkbookSpreadsheet } from './workbook.ts';

const TABS = [YOUTHS, MENTORS];

let folder: string;
let file: string;
let administration: WorkbookAdministration;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-check-'));
  file = join(folder, 'candidatures.xlsx');
  const spreadsheet = new WorkbookSpreadsheet(file, { tabs: TABS });
  administration = new WorkbookAdministration(spreadsheet);
  await spreadsheet.insert(YOUTHS, rows('a', 2));
});

afterEach(async () => {
  await chmod(folder, 0o755);
  await rm(folder, { recursive: true });
});

async function alter(part: string, change: (text: string) => string): Promise<void> {
  const parts = await unzip(await readFile(file));
  writeText(parts, part, change(readText(parts, part)));
  await writeFile(file, await zip(parts));
}

const mark = (name: string) => () => writeFile(join(folder, name), '');
const BROKEN: Readonly<
  Record<string, readonly [breakIt: () => Promise<void>, what: RegExp, remedy: RegExp]>
> = {
  'a file that may only be read': [() => chmod(file, 0o444), /lecture seule/, /./],
  'a folder that may only be read': [() => chmod(folder, 0o555), /lecture seule/, /./],
  'a file open in LibreOffice': [mark('.~lock.candidatures.xlsx#'), /ouvert dans un tableur/, /Fermez-le/],
  'a file open in Excel': [mark('~$candidatures.xlsx'), /ouvert dans un tableur/, /Fermez-le/],
  'a file open in WPS': [mark('.~candidatures.xlsx'), /ouvert dans un tableur/, /Fermez-le/],
  'a file with a password': [
    () => writeFile(file, Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0)),
    /mot de passe/,
    /sans mot de passe/,
  ],
  'a folder that went away': [() => rm(folder, { recursive: true }), /dossier du classeur n’existe pas/, /./],
  'a protected tab': [
    () =>
      alter('xl/worksheets/sheet1.xml', (text) =>
        text.replace('</sheetData>', '</sheetData><sheetProtection sheet="1" objects="1"/>'),
      ),
    /« Jeunes » est protégé/,
    /Ôtez la protection/,
  ],
  'a table that ends with its totals': [
    async () => {
      const parts = await unzip(await readFile(file));
      writeText(parts, 'xl/worksheets/_rels/sheet1.xml.rels', '<Relationships/>');
      const table = '<table ref="A1:I4" totalsRowCount="1"/>';
      addPart(parts, 'xl/worksheets/sheet1.xml', 'xl/tables/table1.xml', 'table', table);
      await writeFile(file, await zip(parts));
    },
    /finit par une ligne de total/,
    /Retirez la ligne de total/,
  ],
  'a tab that staff renamed': [
    () =>
      alter('xl/workbook.xml', (text) =>
        text.replace('sheet name="Jeunes"', 'sheet name="Promo"').replaceAll("'Jeunes'!", "'Promo'!"),
      ),
    /« Jeunes » s’appelle maintenant « Promo »/,
    /Redonnez-lui/,
  ],
  'a column that is missing': [
    () => alter('xl/sharedStrings.xml', (text) => text.replace('>Téléphone<', '>Mobile<')),
    /« Téléphone » manque/,
    /Redonnez ce titre/,
  ],
  'a title that is there twice': [
    () => alter('xl/sharedStrings.xml', (text) => text.replace('>Dernier contact<', '>Statut<')),
    /deux colonnes s’appellent « Statut »/,
    /Renommez/,
  ],
};

test('a workbook that is well has no problem, and checking writes nothing', async () => {
  const before = await stat(file);
  expect(await administration.check(TABS)).toEqual([]);
  expect(await stat(file)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  await rm(file);
  expect(await administration.check(TABS)).toEqual([]);
  await expect(stat(file)).rejects.toThrow('ENOENT');
});

test.each(Object.keys(BROKEN))('%s is told with what mends it', async (name) => {
  const [breakIt, what = /^$/, remedy = /^$/] = BROKEN[name] ?? [];
  await breakIt?.();
  const [problem, ...others] = await administration.check(TABS);
  await mkdir(folder, { recursive: true });
  expect(problem?.what).toMatch(what);
  expect(problem?.remedy).toMatch(remedy);
  expect(others).toEqual([]);
});

test('a protected tab takes rows all the same', async () => {
  await BROKEN['a protected tab']?.[0]();
  await new WorkbookSpreadsheet(file, { tabs: TABS }).insert(YOUTHS, rows('b', 1));
  expect((await new WorkbookSpreadsheet(file, { tabs: TABS }).identifiers(YOUTHS)).size).toBe(3);
});
