import type { Element } from '@xmldom/xmldom';
import { IDENTIFIER, type Tab } from '../../../domain/application/tab.ts';
import { absentRows, type Grid, headerKey, requireColumns, type Row } from '../spreadsheet.ts';
import { type Book, inShell, readSheet, type Sheet, shellOf } from './workbook-book.ts';
import { LAST_ROW, type NewCell, type ReadCell, readCells, withRowsAdded } from './workbook-cells.ts';
import { withCellsSet, withRowsMade } from './workbook-edit.ts';
import { listFormula } from './workbook-list.ts';
import { markSheet } from './workbook-marks.ts';
import { all, editXml, NotAWorkbook, writeText } from './workbook-parts.ts';
import { addDropDown, computeOnOpening, growFilterName, growSheet, growTables } from './workbook-ranges.ts';
import { textStyle } from './workbook-styles.ts';
import { WorkbookUnavailable } from './workbook-unavailable.ts';
import { addTab } from './workbook-tabs.ts';

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

/**
 * Adds the rows whose identifier is absent and gives their number; at 0 the book is unchanged.
 *
 * @throws MissingColumns, NotAWorkbook, Unavailable when the tab has no row left.
 */
export function insertRows(book: Book, tab: Tab, rows: readonly Row[]): number {
  const typed: ReadCell[] = [];
  const sheet = readSheet(book, tab, (cell) => {
    if (cell.isTyped) typed.push(cell);
  });
  if (!sheet) throw new NotAWorkbook('no such tab');
  requireColumns(tab, sheet.columns, rows);
  const added = absentRows(rows, new Set(sheet.identifiers.values()));
  if (added.length === 0) return 0;
  const lineOf = ({ id, cells }: Row): Line =>
    Object.entries({ ...cells, [IDENTIFIER]: id }).flatMap(([header, text]) => {
      const column = sheet.columns.get(headerKey(header));
      return column === undefined ? [] : [{ column, text }];
    });
  appendLines(book, tab, sheet, { lines: added.map(lineOf), after: lastRealRow(tab, sheet, typed) });
  return added.length;
}

/** Adds a tab with rows in it, identifier or not. @throws Unavailable when they are too many */
export function addFilledTab(book: Book, tab: Tab, rows: Grid): void {
  addTab(book, tab);
  const sheet = readSheet(book, tab);
  const lines = rows.map((cells) => cells.map((text, index) => ({ column: index + 1, text })));
  if (sheet && lines.length > 0) appendLines(book, tab, sheet, { lines, after: 1 });
}

type Line = readonly Omit<NewCell, 'style'>[];

/** So many cells of one text are nobody's answers. */
const MANY = 10;

/** True of texts that are all the same, or numbered: they fill a column. Fewer in a column of the tab's own are answers. */
function isFill(cells: readonly ReadCell[], isOurs: boolean): boolean {
  const numbered = (text: string) => text.replaceAll(/\d+/g, '');
  const first = cells[0]?.text ?? '';
  if (cells.every(({ text }) => text === first)) return cells.length >= (isOurs ? MANY : 2);
  if (isOurs) return false;
  return cells.every(({ numberStyle }) => numberStyle !== undefined)
    ? cells.length >= 2
    : cells.length >= MANY && cells.every(({ text }) => numbered(text) === numbered(first));
}

/**
 * The last row of somebody: that has an identifier, answers in two columns of the tab, or a text that fills no column. Formulas,
 * boxes and texts with which staff filled columns to the bottom are nobody's.
 */
function lastRealRow(tab: Tab, { identifiers, columns }: Sheet, typed: readonly ReadCell[]): number {
  const ours = new Set(tab.columns.map(({ header }) => columns.get(headerKey(header))));
  const last = Math.max(1, ...[...identifiers.keys()].slice(-1));
  const below = typed.filter(({ row }) => row > last);
  const texts = [...Map.groupBy(below, ({ column }) => column)].flatMap(([column, cells]) =>
    isFill(cells, ours.has(column)) ? [] : cells,
  );
  const answers = Map.groupBy(
    below.filter(({ column }) => ours.has(column)),
    ({ row }) => row,
  );
  const answered = [...answers].filter(([, cells]) => cells.length > 1).map(([row]) => row);
  return [...answered, ...texts.map(({ row }) => row)].reduce((most, row) => Math.max(most, row), last);
}

/** Puts lines into rows where staff filled columns of their own, beside what they hold. @throws Unavailable, NotAWorkbook */
function fillLines(
  book: Book,
  { xml, layout: { prefix } }: Sheet,
  { lines, after }: Added,
  styles: ReadonlyMap<number, number>,
): string {
  const rows = new Map(
    lines.map((line, index) => [after + 1 + index, line.filter(({ text }) => text !== '')]),
  );
  const made = withRowsMade(xml, prefix, [...rows.keys()]);
  const filled = withCellsSet(made, rows, {
    prefix,
    indexOf: book.strings.indexOf,
    styleOf: (column) => styles.get(column),
  });
  if (filled === undefined) throw new WorkbookUnavailable('formula-in-the-way');
  return filled;
}

interface Added {
  readonly lines: readonly Line[];
  /** The row below which they go. */
  readonly after: number;
}

function appendLines(book: Book, tab: Tab, sheet: Sheet, { lines, after }: Added): void {
  const { columns } = sheet;
  const growth = { before: after, after: after + lines.length };
  if (growth.after > LAST_ROW) throw new WorkbookUnavailable('tab-full');
  const root = shellOf(sheet);
  const styles = cellStyles(book, root, columns.values());
  growSheet(root, growth);
  for (const column of tab.columns) {
    const at = columns.get(headerKey(column.header));
    if (column.options && at !== undefined) addDropDown(root, at, listFormula(column), growth.after);
  }
  const filled = lines.slice(0, Math.max(0, sheet.layout.lastRow - after));
  const xml = filled.length === 0 ? sheet.xml : fillLines(book, sheet, { lines: filled, after }, styles);
  const layout = filled.length === 0 ? sheet.layout : readCells(xml, book.strings.texts, () => undefined);
  const styled = lines
    .slice(filled.length)
    .map((line) => line.map((cell) => ({ ...cell, style: styles.get(cell.column) })));
  const data = withRowsAdded(xml, layout, styled, book.strings.indexOf);
  writeText(book.parts, sheet.part, inShell(root, data));
  growTables(book.parts, sheet.part, growth);
  editXml(book.parts, book.workbook, (workbook) => {
    growFilterName(workbook, sheet.index, growth);
    markSheet(workbook, tab, sheet.name);
    if (filled.length > 0) computeOnOpening(workbook);
  });
}
