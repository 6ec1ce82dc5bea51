import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tab } from '../../../domain/application/tab.ts';
import { type Grid, headerKey, type WholeSpreadsheet } from '../spreadsheet.ts';
import { newBook, zipBook } from './workbook-book.ts';
import { addFilledTab } from './workbook-insertions.ts';
import { CELL_LIMIT } from './workbook.ts';

export interface ExportPorts {
  readonly spreadsheet: WholeSpreadsheet;
  readonly tabs: readonly Tab[];
  readonly now: () => Date;
}

/** One tab of an export. */
export interface ExportedTab {
  readonly name: string;
  readonly rows: number;
  /** Cells that Excel cannot hold whole; they are cut in the workbook only. */
  readonly cut: number;
}

interface ReadTab {
  readonly tab: Tab;
  readonly grid: Grid;
}

/**
 * Writes everything that the tabs hold into a new folder, which only its owner may read: `candidatures.xlsx`,
 * `candidatures.json` and one `<tab>.csv` a tab. All or nothing; tabs that do not exist yet are left out.
 *
 * @throws Error in French when the folder exists; Unavailable
 */
export async function exportTabs(
  folder: string,
  { spreadsheet, tabs, now }: ExportPorts,
): Promise<readonly ExportedTab[]> {
  const read: ReadTab[] = [];
  for (const tab of tabs) read.push({ tab, grid: await spreadsheet.table(tab) });
  const found = read.filter(({ grid }) => grid.flat().length > 0);
  await makeFolder(folder);
  try {
    const write = async (file: string, content: string | Uint8Array) => {
      await writeFile(path.join(folder, file), content, { flag: 'wx', mode: 0o600 });
    };
    for (const { tab, grid } of found) await write(`${tab.name}.csv`, csvOf(grid));
    await write('candidatures.json', jsonOf(found, now()));
    if (found.length > 0) await write('candidatures.xlsx', await workbookOf(found));
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
  return found.map(({ tab, grid }) => ({
    name: tab.name,
    rows: grid.length - 1,
    cut: grid.flat().filter((text) => text.length > CELL_LIMIT).length,
  }));
}

async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder))
    throw new Error(
      `${folder} existe déjà : rien n’est écrit par-dessus. Donnez un autre dossier : « npm run export -- <dossier> ».`,
    );
  await mkdir(path.dirname(folder), { recursive: true, mode: 0o700 });
  await mkdir(folder, { mode: 0o700 });
}

/**
 * Text that a spreadsheet program would take for a formula when it opens the file (owasp.org/www-community/attacks/CSV_Injection):
 * at the beginning of a cell, and within it after what another program's settings take for the end of a cell.
 */
const FORMULA = /(^|[;,\r\n])([ \u00A0]*)(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/g;

/**
 * RFC 4180 in UTF-8 with its mark, but for the semicolon: with a comma, Excel in French shows all in one column. Every cell is
 * quoted; an apostrophe stands before what could be taken for a formula.
 */
function csvOf(grid: Grid): string {
  const cell = (text: string) => `"${text.replace(FORMULA, "$1$2'").replaceAll('"', '""')}"`;
  return `\uFEFF${grid.map((line) => `${line.map(cell).join(';')}\r\n`).join('')}`;
}

/** Texts as they are; titles apart, since staff may give two columns the same. */
function jsonOf(read: readonly ReadTab[], now: Date): string {
  const tabs = read.map(({ tab: { name }, grid: [columns, ...rows] }) => ({ name, columns, rows }));
  return `${JSON.stringify({ exportedAt: now.toISOString(), tabs }, undefined, 2)}\n`;
}

const OWN_WIDTH = 18;

async function workbookOf(read: readonly ReadTab[]): Promise<Uint8Array> {
  const book = newBook();
  for (const {
    tab,
    grid: [titles = [], ...rows],
  } of read) {
    const known = new Map(tab.columns.map((column) => [headerKey(column.header), column]));
    const columns = titles.map((header) => ({
      width: OWN_WIDTH,
      owner: 'staff' as const,
      ...known.get(headerKey(header)),
      header,
    }));
    const cells = rows.map((line) => line.map((text) => text.slice(0, CELL_LIMIT)));
    addFilledTab(book, { name: tab.name, columns }, cells);
  }
  return await zipBook(book);
}
