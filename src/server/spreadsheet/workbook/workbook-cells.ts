import { columnLetters, columnNumber } from '../column-letters.ts';
import { decodeText } from './workbook-text.ts';
import { NotAWorkbook } from './workbook-parts.ts';
import { walkXml } from './workbook-walk.ts';

/** The last row that a sheet can have (Excel's and LibreOffice's specification). */
export const LAST_ROW = 1_048_576;

/** The table of shared strings, in order. @throws NotAWorkbook */
export function readSharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  const reader = textReader();
  walkXml(xml, {
    open: { si: reader.begin, ...reader.open },
    close: { si: () => strings.push(decodeText(reader.text())), ...reader.close },
    onText: reader.onText,
  });
  return strings;
}

/** Collects the text of `t` and `v`, without what tells how it is pronounced. */
function textReader() {
  let [text, isText, isPhonetic] = ['', false, false];
  const openText = () => (isText = !isPhonetic);
  const closeText = () => (isText = false);
  return {
    begin: () => (text = ''),
    text: () => text,
    open: { rPh: () => (isPhonetic = true), t: openText, v: openText },
    close: { rPh: () => (isPhonetic = false), t: closeText, v: closeText },
    onText: (chunk: string) => {
      if (isText) text += chunk;
    },
  };
}

/** Where a sheet's rows are in its XML, as positions in the text. */
export interface Layout {
  /** The rows' element, tags included. */
  readonly start: number;
  readonly end: number;
  /** Its content. */
  readonly contentStart: number;
  readonly contentEnd: number;
  /** The prefix that the writer gave the sheet's elements, with its colon, or nothing. */
  readonly prefix: string;
  /** The last row with a text, a number or a formula; 0 when there is none. */
  readonly lastRow: number;
  readonly lastRowEnd: number;
  /** Rows after it: empty, kept by the writer for their style or height. */
  readonly emptyRows: readonly { readonly row: number; readonly start: number }[];
}

/** A cell that is not empty. */
export interface ReadCell {
  /** From 1, as the column. */
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** The index of a number's style, which tells a date. */
  readonly numberStyle: number | undefined;
  /** Neither a formula nor a box that is not ticked: these fill columns where there is nobody. */
  readonly isTyped: boolean;
}

/**
 * Reads a sheet, giving each cell that is not empty to `onCell`.
 *
 * @throws NotAWorkbook when the XML is not well-formed or has no rows' element.
 */
export function readCells(
  xml: string,
  sharedStrings: readonly string[],
  onCell: (cell: ReadCell) => void,
): Layout {
  const layout = {
    start: -1,
    end: -1,
    contentStart: -1,
    contentEnd: -1,
    prefix: '',
    lastRow: 0,
    lastRowEnd: -1,
  };
  let emptyRows: { row: number; start: number }[] = [];
  let [row, rowStart, rowIsUsed] = [0, 0, false];
  let [column, type, style, isFormula] = [0, 'n', '0', false];
  const reader = textReader();
  walkXml(xml, {
    within: 'sheetData',
    open: {
      sheetData: ({ name }, { start, end }) => {
        layout.prefix = name.slice(0, -'sheetData'.length);
        layout.start = start;
        layout.contentStart = layout.lastRowEnd = end;
      },
      row: ({ attributes }, { start }) => {
        [row, rowStart, rowIsUsed, column] = [Number(attributes.r ?? row + 1), start, false, 0];
      },
      c: ({ attributes: { r: reference, t = 'n', s = '0' } }) => {
        column = reference === undefined ? column + 1 : columnNumber(reference);
        [type, style, isFormula] = [t, s, false];
        reader.begin();
      },
      f: () => (rowIsUsed = isFormula = true),
      ...reader.open,
    },
    close: {
      c: () => {
        const text = cellText(type, reader.text(), sharedStrings);
        if (text === '') return;
        rowIsUsed = true;
        const isTyped = !isFormula && !(type === 'b' && text === '0');
        onCell({ row, column, text, numberStyle: type === 'n' ? Number(style) : undefined, isTyped });
      },
      row: (_, { end }) => {
        if (rowIsUsed) {
          [layout.lastRow, layout.lastRowEnd] = [row, end];
          emptyRows = [];
        } else emptyRows.push({ row, start: rowStart });
      },
      sheetData: (_, { start, end }) => {
        layout.end = end;
        layout.contentEnd = Math.max(layout.contentStart, start);
      },
      ...reader.close,
    },
    onText: reader.onText,
  });
  if (layout.end < 0) throw new NotAWorkbook('sheet without rows');
  return { ...layout, emptyRows };
}

function cellText(type: string, stored: string, sharedStrings: readonly string[]): string {
  if (type === 's') return stored === '' ? '' : (sharedStrings[Number(stored)] ?? '');
  return type === 'inlineStr' || type === 'str' ? decodeText(stored) : stored;
}

export interface NewCell {
  /** From 1. */
  readonly column: number;
  readonly text: string;
  /** Index of its style in the workbook, if any. */
  readonly style: number | undefined;
}

type CellContent = Omit<NewCell, 'text'> & {
  /** XML that takes the text's place. */ readonly content: string;
};

/** The sheet's prefix and the workbook's texts, as cells are written with them. */
export interface CellWriter {
  /** The prefix of the sheet's elements, with its colon, or nothing. */
  readonly prefix: string;
  /** Where a text is in the workbook's table. */
  readonly indexOf: (text: string) => number;
}

/** A cell as XML; without text or content it is empty and keeps its style. */
export function cellXml(row: number, cell: NewCell | CellContent, { prefix, indexOf }: CellWriter): string {
  const styled = cell.style === undefined ? '' : ` s="${cell.style}"`;
  const open = `<${prefix}c r="${columnLetters(cell.column)}${row}"${styled}`;
  if ('content' in cell) return cell.content === '' ? `${open}/>` : `${open}>${cell.content}</${prefix}c>`;
  if (cell.text === '') return `${open}/>`;
  return `${open} t="s"><${prefix}v>${indexOf(cell.text)}</${prefix}v></${prefix}c>`;
}

/** A row of text cells, as XML. */
export function rowXml(row: number, cells: readonly NewCell[], writer: CellWriter): string {
  const sorted = cells.filter(({ text }) => text !== '').sort((a, b) => a.column - b.column);
  const content = sorted.map((cell) => cellXml(row, cell, writer)).join('');
  return `<${writer.prefix}row r="${row}">${content}</${writer.prefix}row>`;
}

/** The rows' element with new rows after the last used one, in place of the empty ones that stood there. */
export function withRowsAdded(
  xml: string,
  layout: Layout,
  rows: readonly (readonly NewCell[])[],
  indexOf: CellWriter['indexOf'],
): string {
  const { prefix, lastRow, lastRowEnd, contentStart, contentEnd, emptyRows } = layout;
  const last = lastRow + rows.length;
  const kept = emptyRows.find(({ row }) => row > last)?.start ?? contentEnd;
  const added = rows.map((cells, index) => rowXml(lastRow + 1 + index, cells, { prefix, indexOf })).join('');
  return `<${prefix}sheetData>${xml.slice(contentStart, lastRowEnd)}${added}${xml.slice(kept, contentEnd)}</${prefix}sheetData>`;
}
