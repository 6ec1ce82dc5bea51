import { listFormula } from './workbook-list.ts';
import type { Element } from '@xmldom/xmldom';
import { IDENTIFIER, type Tab } from '../../../domain/application/tab.ts';
import { columnLetters } from '../column-letters.ts';
import {
  absentRows,
  type Grid,
  headerKey,
  positions,
  requireColumns,
  type Row,
  Unavailable,
} from '../spreadsheet.ts';
import {
  LAST_ROW,
  type Layout,
  type NewCell,
  readCells,
  readSharedStrings,
  rowXml,
  withRowsAdded,
} from './workbook-cells.ts';
import {
  addChild,
  addPart,
  all,
  editXml,
  firstFree,
  NotAWorkbook,
  type Parts,
  parseXml,
  readText,
  relationsOf,
  rootOf,
  serializeXml,
  unzip,
  writeText,
} from './workbook-parts.ts';
import { addDropDown, addFilterName, growFilterName, growSheet, growTables } from './workbook-ranges.ts';
import { headerStyle, textStyle } from './workbook-styles.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A workbook in memory; what is not named here stays as its writer left it. */
export interface Book {
  readonly parts: Parts;
  /** The part that lists the sheets. */
  readonly workbook: string;
  readonly sharedStrings: readonly string[];
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
  const relations = relationsOf(parts, workbook);
  const strings = relations.find(({ kind }) => kind === 'sharedStrings')?.part;
  return {
    parts,
    workbook,
    sharedStrings: strings === undefined ? [] : readSharedStrings(readText(parts, strings)),
    styles: relations.find(({ kind }) => kind === 'styles')?.part,
  };
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

function findSheet(book: Book, tab: Tab): SheetEntry | undefined {
  return sheetsOf(book).find(({ name }) => tabKey(name) === tabKey(tab.name));
}

export function hasTab(book: Book, tab: Tab): boolean {
  return findSheet(book, tab) !== undefined;
}

/** Adds an empty tab: frozen header with a filter, widths, drop-down lists, every column formatted as text. */
export function addTab({ parts, workbook, styles }: Book, tab: Tab): void {
  let style: { header: number; text: number } | undefined;
  if (styles !== undefined)
    editXml(parts, styles, (root) => (style = { text: textStyle(root, 0), header: headerStyle(root) }));
  const last = columnLetters(tab.columns.length);
  const columns = tab.columns.map(
    ({ width }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${style ? ` style="${style.text}"` : ''}/>`,
  );
  const headers = tab.columns.map(({ header }, index) => ({
    column: index + 1,
    text: header,
    style: style?.header,
  }));
  const sheet = parseXml(
    `${DECLARATION}<worksheet xmlns="${MAIN}"><dimension ref="A1:${last}1"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>${rowXml(1, headers, '')}</sheetData><autoFilter ref="A1:${last}1"/><ignoredErrors><ignoredError sqref="A1:${last}${LAST_ROW}" numberStoredAsText="1"/></ignoredErrors></worksheet>`,
  );
  tab.columns.forEach((column, index) => {
    if (column.options) addDropDown(rootOf(sheet), index + 1, listFormula(column), 2);
  });
  const part = firstFree((n) => `xl/worksheets/sheet${n}.xml`, parts.keys());
  const id = addPart(parts, workbook, part, 'worksheet', serializeXml(sheet));
  editXml(parts, workbook, (root) => {
    const [sheets] = all(root, 'sheets');
    if (!sheets) throw new NotAWorkbook('no list of sheets');
    const present = all(sheets, 'sheet');
    const sheetId = firstFree(
      String,
      present.map((entry) => entry.getAttribute('sheetId') ?? ''),
    );
    addChild(sheets, 'sheet', { name: tab.name, sheetId }).setAttributeNS(RELATIONS, 'r:id', id);
    addFilterName(root, { tabName: tab.name, index: present.length, area: `$A$1:$${last}$1` });
  });
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
  onCell: (row: number, column: number, text: string, numberStyle?: number) => void = () => undefined,
): Sheet | undefined {
  const entry = findSheet(book, tab);
  if (!entry) return undefined;
  const xml = readText(book.parts, entry.part);
  const firstRow: (string | undefined)[] = [];
  let identifierColumn: number | undefined;
  const identifiers = new Map<number, string>();
  const layout = readCells(xml, book.sharedStrings, (row, column, text, numberStyle) => {
    if (row === 1) {
      firstRow[column - 1] = text;
      return;
    }
    identifierColumn ??= firstRow.findIndex((header) => headerKey(header ?? '') === IDENTIFIER) + 1;
    if (column === identifierColumn) identifiers.set(row, text);
    onCell(row, column, text, numberStyle);
  });
  const titles = Array.from(firstRow, (header) => header ?? '');
  const columns = new Map([...positions(titles)].map(([key, index]) => [key, index + 1]));
  return { ...entry, xml, layout, titles, columns, identifiers };
}

/** The titles of a tab; `undefined` when it does not exist. @throws NotAWorkbook */
export function titlesIn(book: Book, tab: Tab): readonly string[] | undefined {
  return readSheet(book, tab)?.titles;
}

/** The identifiers in a tab, none when it does not exist. @throws MissingColumns, NotAWorkbook */
export function identifiersIn(book: Book, tab: Tab): ReadonlySet<string> {
  const sheet = readSheet(book, tab);
  if (!sheet) return new Set();
  requireColumns(tab, sheet.columns, []);
  return new Set(sheet.identifiers.values());
}

/** The style of new cells in each column: the column's own, made text. */
export function cellStyles(
  { parts, styles }: Book,
  sheet: Element,
  columns: Iterable<number>,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  if (styles === undefined) return found;
  const ranges = all(sheet, 'col').map((col) => ({
    min: Number(col.getAttribute('min')),
    max: Number(col.getAttribute('max')),
    style: Number(col.getAttribute('style') ?? 0),
  }));
  editXml(parts, styles, (root) => {
    for (const column of columns) {
      const style = ranges.find(({ min, max }) => min <= column && column <= max)?.style ?? 0;
      found.set(column, textStyle(root, style));
    }
  });
  return found;
}

/** The XML around a sheet's rows, as a document in which an empty element stands for them. */
export function shellOf({ xml, layout }: Pick<Sheet, 'xml' | 'layout'>): Element {
  return rootOf(
    parseXml(`${xml.slice(0, layout.start)}<${layout.prefix}sheetData/>${xml.slice(layout.end)}`),
  );
}

/** A sheet's XML from that document and its rows' element. */
export function inShell(root: Element, data: string): string {
  const shell = root.ownerDocument ?? root;
  return serializeXml(shell).replace(/<([^\s:<>]+:)?sheetData\s*\/>/, () => data);
}

/**
 * Adds the rows whose identifier is absent and gives their number; at 0 the book is unchanged.
 *
 * @throws MissingColumns, NotAWorkbook, Unavailable when the tab has no row left.
 */
export function insertRows(book: Book, tab: Tab, rows: readonly Row[]): number {
  const sheet = readSheet(book, tab);
  if (!sheet) throw new NotAWorkbook('no such tab');
  requireColumns(tab, sheet.columns, rows);
  const added = absentRows(rows, new Set(sheet.identifiers.values()));
  if (added.length === 0) return 0;
  const lineOf = ({ id, cells }: Row): Line =>
    Object.entries({ ...cells, [IDENTIFIER]: id }).flatMap(([header, text]) => {
      const column = sheet.columns.get(headerKey(header));
      return column === undefined ? [] : [{ column, text }];
    });
  appendLines(book, tab, sheet, added.map(lineOf));
  return added.length;
}

/** Adds a tab with rows in it, identifier or not. @throws Unavailable when they are too many */
export function addFilledTab(book: Book, tab: Tab, rows: Grid): void {
  addTab(book, tab);
  const sheet = readSheet(book, tab);
  const lines = rows.map((cells) => cells.map((text, index) => ({ column: index + 1, text })));
  if (sheet && lines.length > 0) appendLines(book, tab, sheet, lines);
}

type Line = readonly Omit<NewCell, 'style'>[];

function appendLines(book: Book, tab: Tab, sheet: Sheet, lines: readonly Line[]): void {
  const { xml, layout, columns } = sheet;
  const growth = { before: layout.lastRow, after: layout.lastRow + lines.length };
  if (growth.after > LAST_ROW) throw new Unavailable('tab-full');
  const root = shellOf(sheet);
  const styles = cellStyles(book, root, columns.values());
  growSheet(root, growth);
  for (const column of tab.columns) {
    const at = columns.get(headerKey(column.header));
    if (column.options && at !== undefined) addDropDown(root, at, listFormula(column), growth.after);
  }
  const styled = lines.map((line) => line.map((cell) => ({ ...cell, style: styles.get(cell.column) })));
  const data = withRowsAdded(xml, layout, styled);
  writeText(book.parts, sheet.part, inShell(root, data));
  growTables(book.parts, sheet.part, growth);
  editXml(book.parts, book.workbook, (workbook) => growFilterName(workbook, sheet.index, growth));
}
