import { columnNumber } from '../column-letters.ts';
import { cellXml, type CellWriter, type NewCell } from './workbook-cells.ts';
import { type Splice, spliced } from './workbook-splice.ts';
import { walkXml } from './workbook-walk.ts';

/** A cell and where it stands in its sheet's XML, as positions in the text. */
export interface PlacedCell {
  readonly row: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  /** Index of its style in the workbook. */
  readonly style: number | undefined;
  /** Its index in the table of shared strings, if its text is there. */
  readonly sharedString: number | undefined;
  /** The XML of a formula whose text other cells refer to (shared, or over an area). */
  readonly anchor: string | undefined;
}

/** Gives every cell of a sheet to `onCell`, then each row with the position where its content ends. @throws NotAWorkbook */
export function placeCells(
  xml: string,
  onCell: (cell: PlacedCell) => void,
  onRow: (row: number, contentEnd: number) => void = () => undefined,
): void {
  let [row, column, start, formulaStart, isValue] = [0, 0, 0, 0, false];
  let [type, style, reference, anchor]: (string | undefined)[] = [];
  let text = '';
  walkXml(xml, {
    within: 'sheetData',
    open: {
      row: ({ attributes }) => ([row, column] = [Number(attributes.r ?? row + 1), 0]),
      c: ({ attributes: { r: name, t, s } }, place) => {
        column = name === undefined ? column + 1 : columnNumber(name);
        [start, type, style, anchor, text] = [place.start, t, s, undefined, ''];
      },
      f: ({ attributes }, place) => ([formulaStart, reference] = [place.start, attributes.ref]),
      v: () => (isValue = true),
    },
    close: {
      f: (_, { end }) => {
        if (reference !== undefined) anchor = xml.slice(formulaStart, end);
      },
      v: () => (isValue = false),
      row: (_, place) => onRow(row, place.start),
      c: (_, { end }) =>
        onCell({
          row,
          column,
          start,
          end,
          style: style === undefined ? undefined : Number(style),
          sharedString: type === 's' && text !== '' ? Number(text) : undefined,
          anchor,
        }),
    },
    onText: (chunk) => {
      if (isValue) text += chunk;
    },
  });
}

interface PlacedRow {
  readonly row: number;
  readonly contentEnd: number;
  readonly cells: readonly PlacedCell[];
}

function placedRows(xml: string, rows: ReadonlySet<number>): readonly PlacedRow[] {
  const found: PlacedRow[] = [];
  let cells: PlacedCell[] = [];
  placeCells(
    xml,
    (cell) => {
      if (rows.has(cell.row)) cells.push(cell);
    },
    (row, contentEnd) => {
      if (rows.has(row)) found.push({ row, contentEnd, cells });
      cells = [];
    },
  );
  return found;
}

/** Empties whole rows; styles stay, and the formulas that other rows depend on. @throws NotAWorkbook */
export function withRowsEmptied(xml: string, rows: ReadonlySet<number>, writer: CellWriter): string {
  const cells = placedRows(xml, rows).flatMap((row) => row.cells);
  const splices = cells.map(({ row, column, start, end, style, anchor }) => ({
    start,
    end,
    xml: cellXml(row, { column, style, content: anchor ?? '' }, writer),
  }));
  return spliced(xml, splices);
}

/** A cell's new style from the one it has. */
export type StyleOf = (column: number, style: number | undefined) => number | undefined;

/**
 * Puts text into cells of rows that exist.
 *
 * @returns `undefined` when a cell holds a formula that others depend on.
 * @throws NotAWorkbook
 */
export function withCellsSet(
  xml: string,
  changes: ReadonlyMap<number, readonly Omit<NewCell, 'style'>[]>,
  { styleOf, ...writer }: CellWriter & { readonly styleOf: StyleOf },
): string | undefined {
  const replaced: PlacedCell[] = [];
  const splices: Splice[] = [];
  for (const { row, contentEnd, cells } of placedRows(xml, new Set(changes.keys())))
    for (const { column, text } of (changes.get(row) ?? []).toSorted((a, b) => a.column - b.column)) {
      const cell = cells.find((each) => each.column === column);
      const next = cells.find((each) => each.column > column)?.start ?? contentEnd;
      if (cell) replaced.push(cell);
      splices.push({
        start: cell?.start ?? next,
        end: cell?.end ?? next,
        xml: cellXml(row, { column, text, style: styleOf(column, cell?.style) }, writer),
      });
    }
  if (replaced.some(({ anchor }) => anchor !== undefined)) return undefined;
  return spliced(xml, splices);
}

/**
 * The sheet with a row element at each of these numbers, up to the last used row: in its place among those that are there, open for
 * cells, and shown.
 *
 * @throws NotAWorkbook
 */
export function withRowsMade(xml: string, prefix: string, numbers: readonly number[]): string {
  const splices: Splice[] = [];
  const wanted = [...numbers].sort((a, b) => a - b);
  let row = 0;
  const makeBefore = (number: number, at: number) => {
    for (let next = wanted[0]; next !== undefined && next < number; next = wanted[0]) {
      splices.push({ start: at, end: at, xml: `<${prefix}row r="${next}"></${prefix}row>` });
      wanted.shift();
    }
  };
  walkXml(xml, {
    within: 'sheetData',
    open: {
      row: ({ attributes }, { start, end }) => {
        row = Number(attributes.r ?? row + 1);
        makeBefore(row, start);
        if (wanted[0] !== row) return;
        wanted.shift();
        const tag = xml.slice(start, end).replace(/\shidden=(["'])(?:1|true)\1/, '');
        splices.push({ start, end, xml: tag.replace(/\/>$/, `></${prefix}row>`) });
      },
    },
    close: { sheetData: (_, { start }) => makeBefore(Infinity, start) },
  });
  return spliced(xml, splices);
}
