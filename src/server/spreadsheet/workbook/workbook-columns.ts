import type { Element } from '@xmldom/xmldom';
import type { Column, Tab } from '../../../domain/application/tab.ts';
import { columnLetters } from '../column-letters.ts';
import { absentColumns, headerKey } from '../spreadsheet.ts';
import { completedFormula, listFormula } from './workbook-list.ts';
import { type Book, inShell, readSheet, rowsIn, shellOf } from './workbook-book.ts';
import { withCellsSet } from './workbook-edit.ts';
import { addChild, all, editXml, writeText } from './workbook-parts.ts';
import { addDropDown, changeLists } from './workbook-ranges.ts';
import { headerStyle } from './workbook-styles.ts';

interface PlacedColumn extends Column {
  /** From 1. */
  readonly at: number;
}

/** Lets the sheet's filter and its size reach the last column. */
function widen(sheet: Element, last: number): void {
  for (const element of [...all(sheet, 'autoFilter'), ...all(sheet, 'dimension')]) {
    const [, top, bottom] =
      /^(\$?[A-Z]+\$?\d+):\$?[A-Z]+(\$?\d+)$/.exec(element.getAttribute('ref') ?? '') ?? [];
    if (top !== undefined && bottom !== undefined)
      element.setAttribute('ref', `${top}:${columnLetters(last)}${bottom}`);
  }
}

/** A width that staff's program has already given to a range of columns stays. */
function setWidth(sheet: Element, { at, width }: PlacedColumn): void {
  const [columns] = all(sheet, 'cols');
  const isCovered = all(sheet, 'col').some((each) => Number(each.getAttribute('max')) >= at);
  if (!columns || isCovered) return;
  addChild(columns, 'col', { min: String(at), max: String(at), width: String(width), customWidth: '1' });
}

/**
 * Adds the columns of the tab with these headers that it lacks, right of all that is used, with their widths and lists.
 *
 * @returns whether any was added; never when the tab does not exist.
 * @throws NotAWorkbook
 */
export function addColumns(book: Book, tab: Tab, headers: readonly string[]): boolean {
  let used = 0;
  const sheet = readSheet(book, tab, ({ column }) => (used = Math.max(used, column)));
  if (!sheet) return false;
  const first = Math.max(used, sheet.titles.length) + 1;
  const added = absentColumns(tab, sheet.columns, headers).map((column, index) => ({
    ...column,
    at: first + index,
  }));
  if (added.length === 0) return false;
  let style: number | undefined;
  if (book.styles !== undefined) editXml(book.parts, book.styles, (root) => (style = headerStyle(root)));
  const titles = added.map(({ header, at }) => ({ column: at, text: header }));
  const xml =
    withCellsSet(sheet.xml, new Map([[1, titles]]), {
      prefix: sheet.layout.prefix,
      indexOf: book.strings.indexOf,
      styleOf: () => style,
    }) ?? sheet.xml;
  const shell = shellOf(sheet);
  widen(shell, first + added.length - 1);
  for (const column of added) {
    setWidth(shell, column);
    if (column.options) addDropDown(shell, column.at, listFormula(column), 2);
  }
  writeText(book.parts, sheet.part, inShell(shell, rowsIn(xml, sheet)));
  return true;
}

/**
 * Adds to the drop-down lists of a tab the options that they lack.
 *
 * @returns whether any was added; never when the tab does not exist.
 * @throws NotAWorkbook
 */
export function addOptions(book: Book, tab: Tab): boolean {
  const sheet = readSheet(book, tab);
  if (!sheet) return false;
  const shell = shellOf(sheet);
  const changed = tab.columns.filter((column) => {
    const at = sheet.columns.get(headerKey(column.header));
    return at !== undefined && changeLists(shell, at, (formula) => completedFormula(column, formula));
  });
  if (changed.length === 0) return false;
  writeText(book.parts, sheet.part, inShell(shell, rowsIn(sheet.xml, sheet)));
  return true;
}
