import type { Tab } from '../../../domain/application/tab.ts';
import { DAY_ZERO, monthFirstDate, serialDate } from '../serial-dates.ts';
import {
  type Cells,
  cellsById,
  changesById,
  type Grid,
  headerKey,
  headersOf,
  rectangular,
  requireHeaders,
  type Row,
  withTextsReplaced,
} from '../spreadsheet.ts';
import { type Book, inShell, readSheet, rowsIn, type Sheet, sheetsOf, shellOf } from './workbook-book.ts';
import { placeCells, type StyleOf, withCellsSet, withRowsEmptied } from './workbook-edit.ts';
import type { ReadCell } from './workbook-cells.ts';
import { cellStyles } from './workbook-insertions.ts';
import { eraseComments, eraseLinks } from './workbook-notes.ts';
import { all, editXml, parseXml, readText, rootOf, writeText } from './workbook-parts.ts';
import { computeOnOpening } from './workbook-ranges.ts';
import { WorkbookUnavailable } from './workbook-unavailable.ts';
import { dateStyles, textStyle } from './workbook-styles.ts';

/** Gives a number's date as `YYYY-MM-DD`, with its time if it has one, where its style shows a date. */
function dateReader({ parts, workbook, styles }: Book): (cell: ReadCell) => string {
  if (styles === undefined) return ({ text }) => text;
  const dates = dateStyles(rootOf(parseXml(readText(parts, styles))));
  const [properties] = all(rootOf(parseXml(readText(parts, workbook))), 'workbookPr');
  const since1904 = ['1', 'true'].includes(properties?.getAttribute('date1904') ?? '');
  const dayZero = DAY_ZERO[since1904 ? 1904 : 1900];
  return ({ text, numberStyle }) => {
    const days = Number(text);
    const order = dates.get(numberStyle ?? -1);
    if (order === undefined || !(days >= 1 && days < 2_958_466)) return text;
    const date = serialDate(days, dayZero);
    return order === 'month-first' ? monthFirstDate(date) : date;
  };
}

/** The asked cells of each row by identifier, none when the tab does not exist. @throws MissingColumns, NotAWorkbook */
export function readRows(book: Book, tab: Tab, headers: readonly string[]): ReadonlyMap<string, Cells> {
  const asText = dateReader(book);
  const texts = new Map<string, string>();
  const sheet = readSheet(book, tab, (cell) => texts.set(`${cell.row} ${cell.column}`, asText(cell)));
  if (!sheet) return new Map();
  requireHeaders(tab, sheet.columns, headers);
  const columns = new Map(headers.map((header) => [header, sheet.columns.get(headerKey(header)) ?? 0]));
  const textAt = (row: number, header: string) => texts.get(`${row} ${columns.get(header) ?? 0}`) ?? '';
  const numbers = new Set(tab.countsHandTyped === true ? [...texts.keys()].map(Number.parseFloat) : []);
  const identified = [...sheet.identifiers].filter(([, id]) => id !== '');
  const handTyped = numbers.difference(new Map(identified));
  return cellsById(identified, headers, textAt, [...handTyped]);
}

/** The tab as staff have it, nothing when it does not exist; rows in which nobody typed are none. @throws NotAWorkbook */
export function readTable(book: Book, tab: Tab): Grid {
  const asText = dateReader(book);
  const lines = new Map<number, string[]>();
  const typed = new Set<number>();
  const sheet = readSheet(book, tab, (cell) => {
    const line = lines.get(cell.row) ?? [];
    line[cell.column - 1] = asText(cell);
    lines.set(cell.row, line);
    if (cell.isTyped) typed.add(cell.row);
  });
  const shown = [...lines].flatMap(([row, line]) => (typed.has(row) ? [line] : []));
  return sheet ? rectangular([sheet.titles, ...shown]) : [];
}

/** Empties the shared strings that no sheet shows any more: they are what a person said before. */
function forgetStrings(book: Book): void {
  book.strings.save();
  const shown = new Set<number>();
  for (const { part } of sheetsOf(book).filter((sheet) => book.parts.has(sheet.part)))
    placeCells(readText(book.parts, part), ({ sharedString }) => {
      if (sharedString !== undefined) shown.add(sharedString);
    });
  book.strings.forgetAllBut(shown);
}

function replaceSheet(book: Book, { part }: Sheet, xml: string): void {
  writeText(book.parts, part, xml);
  forgetStrings(book);
  editXml(book.parts, book.workbook, computeOnOpening);
}

interface NewText {
  readonly column: number;
  readonly text: string;
}

/** Cells of the rows present that the changes make different, by row number. */
function differences(
  { identifiers, columns }: Sheet,
  changes: readonly Row[],
  textAt: (row: number, column: number) => string,
): ReadonlyMap<number, readonly NewText[]> {
  const byId = changesById(changes);
  return new Map(
    [...identifiers]
      .map(([row, id]) => {
        const texts = [...(byId.get(id) ?? [])].map(([header, text]) => ({
          column: columns.get(headerKey(header)) ?? 0,
          text,
        }));
        return [row, texts.filter(({ column, text }) => textAt(row, column) !== text)] as const;
      })
      .filter(([, texts]) => texts.length > 0),
  );
}

/** @throws NotAWorkbook, Unavailable when a formula is in the way */
function setCells(book: Book, sheet: Sheet, texts: ReadonlyMap<number, readonly NewText[]>): void {
  const ofColumns = cellStyles(book, shellOf(sheet), sheet.columns.values());
  let edited: string | undefined;
  const { prefix } = sheet.layout;
  const edit = (styleOf: StyleOf) => {
    edited = withCellsSet(sheet.xml, texts, { prefix, indexOf: book.strings.indexOf, styleOf });
  };
  if (book.styles === undefined) edit((_, style) => style);
  else
    editXml(book.parts, book.styles, (root) => {
      edit((column, style) => (style === undefined ? ofColumns.get(column) : textStyle(root, style)));
    });
  if (edited === undefined) throw new WorkbookUnavailable('formula-in-the-way');
  replaceSheet(book, sheet, edited);
}

/**
 * Sets cells of the rows that are there; `changed` is false when every one was as asked already.
 *
 * @throws MissingColumns, NotAWorkbook, Unavailable when a formula is in the way.
 */
export function updateRows(
  book: Book,
  tab: Tab,
  changes: readonly Row[],
): { readonly changed: boolean; readonly absent: ReadonlySet<string> } {
  const before = new Map<string, string>();
  const sheet = readSheet(book, tab, ({ row, column, text }) => before.set(`${row} ${column}`, text));
  const absent = new Set(changes.map(({ id }) => id));
  if (!sheet) return { changed: false, absent };
  requireHeaders(tab, sheet.columns, headersOf(changes));
  for (const id of sheet.identifiers.values()) absent.delete(id);
  const texts = differences(sheet, changes, (row, column) => before.get(`${row} ${column}`) ?? '');
  if (texts.size === 0) return { changed: false, absent };
  setCells(book, sheet, texts);
  return { changed: true, absent };
}

/**
 * Replaces texts in the cells that somebody typed, wherever they stand; a text of several formats then has that of its cell.
 *
 * @returns whether any cell held one.
 * @throws NotAWorkbook
 */
export function replaceTexts(book: Book, tab: Tab, replacements: ReadonlyMap<string, string>): boolean {
  const texts = new Map<number, readonly NewText[]>();
  const sheet = readSheet(book, tab, ({ row, column, text: before, isTyped }) => {
    const text = withTextsReplaced(before, replacements);
    if (isTyped && text !== before) texts.set(row, [...(texts.get(row) ?? []), { column, text }]);
  });
  if (!sheet || texts.size === 0) return false;
  setCells(book, sheet, texts);
  return true;
}

/**
 * Empties the rows with these identifiers and forgets what was said of them in comments and links. The rows stay as blank
 * lines: to take one out would move every reference of every formula, chart and rule of staff's below it.
 *
 * @returns whether there was any.
 * @throws MissingColumns, NotAWorkbook
 */
export function removeRows(book: Book, tab: Tab, ids: readonly string[]): boolean {
  const sheet = readSheet(book, tab);
  if (!sheet) return false;
  requireHeaders(tab, sheet.columns, []);
  const wanted = new Set(ids);
  const rows = new Set([...sheet.identifiers].flatMap(([row, id]) => (wanted.has(id) ? [row] : [])));
  if (rows.size === 0) return false;
  const { prefix } = sheet.layout;
  const emptied = withRowsEmptied(sheet.xml, rows, { prefix, indexOf: book.strings.indexOf });
  const shell = shellOf(sheet);
  eraseLinks(book.parts, { part: sheet.part, shell, rows });
  eraseComments(book.parts, sheet.part, rows);
  replaceSheet(book, sheet, inShell(shell, rowsIn(emptied, sheet)));
  return true;
}
