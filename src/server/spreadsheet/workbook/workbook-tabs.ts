import type { Tab } from '../../../domain/application/tab.ts';
import { columnLetters } from '../column-letters.ts';
import { type Book, DECLARATION, MAIN, RELATIONS } from './workbook-book.ts';
import { LAST_ROW, rowXml } from './workbook-cells.ts';
import { listFormula } from './workbook-list.ts';
import { markSheet } from './workbook-marks.ts';
import {
  addChild,
  addPart,
  all,
  editXml,
  firstFree,
  NotAWorkbook,
  parseXml,
  rootOf,
  serializeXml,
} from './workbook-parts.ts';
import { addDropDown, addFilterName } from './workbook-ranges.ts';
import { headerStyle, textStyle } from './workbook-styles.ts';

/** Adds an empty tab: frozen header with a filter, widths, drop-down lists, every column formatted as text. */
export function addTab({ parts, workbook, styles, strings }: Book, tab: Tab): void {
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
    `${DECLARATION}<worksheet xmlns="${MAIN}"><dimension ref="A1:${last}1"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>${rowXml(1, headers, { prefix: '', indexOf: strings.indexOf })}</sheetData><autoFilter ref="A1:${last}1"/><ignoredErrors><ignoredError sqref="A1:${last}${LAST_ROW}" numberStoredAsText="1"/></ignoredErrors></worksheet>`,
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
    markSheet(root, tab, tab.name);
  });
}
