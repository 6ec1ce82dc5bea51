import type { Element } from '@xmldom/xmldom';
import { IDENTIFIER, type Tab } from '../../../domain/application/tab.ts';
import { headerKey, positions, requireColumns } from '../spreadsheet.ts';
import { type Layout, type ReadCell, readCells } from './workbook-cells.ts';
import { markedSheet, markedSheets } from './workbook-marks.ts';
import {
  addPart,
  all,
  NotAWorkbook,
  type Parts,
  parseXml,
  readText,
  relationsOf,
  rootOf,
  serializeXml,
  unzip,
  writeText,
  zip,
} from './workbook-parts.ts';
import { SharedStrings } from './workbook-strings.ts';

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A workbook in memory; what is not named here stays as its writer left it. */
export interface Book {
  readonly parts: Parts;
  /** The part that lists the sheets. */
  readonly workbook: string;
  readonly strings: SharedStrings;
  readonly styles: string | undefined;
}

/** @throws NotAWorkbook */
export async function openBook(bytes: Uint8Array): Promise<Book> {
  return readBook(await unzip(bytes));
}

function readBook(parts: Parts): Book {
  const workbook = relationsOf(parts, '').find(({ kind }) => kind === 'officeDocument')?.part;
  if (workbook === undefined || rootOf(parseXml(readText(parts, workbook))).localName !== 'workbook') {
    throw new NotAWorkbook('no workbook');
  }
  return {
    parts,
    workbook,
    strings: new SharedStrings(parts, workbook),
    styles: relationsOf(parts, workbook).find(({ kind }) => kind === 'styles')?.part,
  };
}

/** The file of a book. @throws NotAWorkbook */
export async function zipBook({ parts, strings }: Book): Promise<Uint8Array> {
  strings.save();
  return await zip(parts);
}

/** A workbook without a sheet: not a file yet, until it gets its first tab. */
export function newBook(): Book {
  const parts: Parts = new Map();
  const write = (name: string, xml: string) => writeText(parts, name, DECLARATION + xml);
  write(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
  );
  write(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  write('xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets/></workbook>`);
  write('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${PACKAGE}/relationships"/>`);
  addPart(
    parts,
    'xl/workbook.xml',
    'xl/styles.xml',
    'styles',
    `${DECLARATION}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  );
  return readBook(parts);
}

interface SheetEntry {
  readonly name: string;
  readonly index: number;
  readonly part: string;
}

/** The workbook's sheets, in order. @throws NotAWorkbook */
export function sheetsOf({ parts, workbook }: Book): readonly SheetEntry[] {
  const relations = relationsOf(parts, workbook);
  return all(rootOf(parseXml(readText(parts, workbook))), 'sheet').map((sheet, index) => {
    const id = sheet.getAttributeNS(RELATIONS, 'id') ?? sheet.getAttribute('r:id');
    return {
      name: sheet.getAttribute('name') ?? '',
      index,
      part: relations.find((relation) => relation.id === id)?.part ?? '',
    };
  });
}

/** Two sheets may not differ by case only, so a tab's name is looked up without it. */
function tabKey(name: string): string {
  return headerKey(name).toLowerCase();
}

/** True of a sheet that has the titles of every column of the system's; of no chart, nor of a part that cannot be read. */
function hasTitlesOf({ columns }: Tab, { parts, strings }: Book, { part }: SheetEntry): boolean {
  const titles = new Set<string>();
  try {
    readCells(readText(parts, part), strings.texts, ({ row, text }) => {
      if (row === 1) titles.add(headerKey(text));
    });
  } catch (error) {
    if (!(error instanceof NotAWorkbook)) throw error;
  }
  return columns.every(({ owner, header }) => owner !== 'system' || titles.has(headerKey(header)));
}

/** The sheet of a tab: of its name, or the one that staff renamed, by its mark or, if their program dropped it, by its titles. */
export function findSheet(book: Book, tab: Tab): SheetEntry | undefined {
  const sheets = sheetsOf(book);
  const named = (name: string | undefined) =>
    sheets.find((sheet) => name !== undefined && tabKey(sheet.name) === tabKey(name));
  const own = named(tab.name);
  if (own) return own;
  const workbook = rootOf(parseXml(readText(book.parts, book.workbook)));
  const others = markedSheets(workbook);
  return (
    named(markedSheet(workbook, tab)) ??
    sheets.find((sheet) => !others.has(sheet.name) && hasTitlesOf(tab, book, sheet))
  );
}

/** A tab as it is in a book. */
export interface Sheet extends SheetEntry {
  readonly xml: string;
  readonly layout: Layout;
  readonly titles: readonly string[];
  /** Column number, from 1, by `headerKey`. */
  readonly columns: ReadonlyMap<string, number>;
  /** By row number, from 2. */
  readonly identifiers: ReadonlyMap<number, string>;
}

/** Reads a tab, giving each cell below its headers to `onCell`; `undefined` when it does not exist. @throws NotAWorkbook */
export function readSheet(
  book: Book,
  tab: Tab,
  onCell: (cell: ReadCell) => void = () => undefined,
): Sheet | undefined {
  const entry = findSheet(book, tab);
  if (!entry) return undefined;
  const xml = readText(book.parts, entry.part);
  const firstRow: (string | undefined)[] = [];
  let identifierColumn: number | undefined;
  const identifiers = new Map<number, string>();
  const layout = readCells(xml, book.strings.texts, (cell) => {
    const { row, column, text } = cell;
    if (row === 1) {
      firstRow[column - 1] = text;
      return;
    }
    identifierColumn ??= firstRow.findIndex((header) => headerKey(header ?? '') === IDENTIFIER) + 1;
    if (column === identifierColumn) identifiers.set(row, text);
    onCell(cell);
  });
  const titles = Array.from(firstRow, (header) => header ?? '');
  const columns = new Map([...positions(titles)].map(([key, index]) => [key, index + 1]));
  return { ...entry, xml, layout, titles, columns, identifiers };
}

/** A tab as staff have it. */
export interface TabState extends Pick<Sheet, 'name' | 'titles'> {
  /** Spreadsheet programs let nobody change its cells. */
  readonly isProtected: boolean;
  /** Staff made a table of it that ends with its totals. */
  readonly hasTotals: boolean;
}

/** The name, titles and protection of a tab; `undefined` when it does not exist. @throws NotAWorkbook */
export function describeTab(book: Book, tab: Tab): TabState | undefined {
  const sheet = readSheet(book, tab);
  if (!sheet) return undefined;
  const protections = all(shellOf(sheet), 'sheetProtection');
  const isProtected = protections.some((each) => ['1', 'true'].includes(each.getAttribute('sheet') ?? ''));
  const hasTotals = relationsOf(book.parts, sheet.part).some(
    ({ kind, part }) =>
      kind === 'table' &&
      rootOf(parseXml(readText(book.parts, part))).getAttribute('totalsRowCount') !== null,
  );
  return { name: sheet.name, titles: sheet.titles, isProtected, hasTotals };
}

/** The identifiers in a tab, none when it does not exist. @throws MissingColumns, NotAWorkbook */
export function identifiersIn(book: Book, tab: Tab): ReadonlySet<string> {
  const sheet = readSheet(book, tab);
  if (!sheet) return new Set();
  requireColumns(tab, sheet.columns, []);
  return new Set(sheet.identifiers.values());
}

/** The XML around a sheet's rows, as a document in which an empty element stands for them. */
export function shellOf({ xml, layout }: Pick<Sheet, 'xml' | 'layout'>): Element {
  return rootOf(
    parseXml(`${xml.slice(0, layout.start)}<${layout.prefix}sheetData/>${xml.slice(layout.end)}`),
  );
}

/** The rows' element in the XML of a sheet that was changed within its rows alone. */
export function rowsIn(xml: string, { xml: before, layout }: Pick<Sheet, 'xml' | 'layout'>): string {
  return xml.slice(layout.start, xml.length - (before.length - layout.end));
}

/** A sheet's XML from that document and its rows' element. */
export function inShell(root: Element, data: string): string {
  const shell = root.ownerDocument ?? root;
  return serializeXml(shell).replace(/<([^\s:<>]+:)?sheetData\s*\/>/, () => data);
}
