/** A spreadsheet of Google Sheets as the double keeps it: never changed in place, so that a refused batch leaves no trace. */

export interface Value {
  readonly stringValue?: string | undefined;
  readonly numberValue?: number | undefined;
  readonly boolValue?: boolean | undefined;
  readonly formulaValue?: string | undefined;
}

export interface Cell {
  readonly userEnteredValue?: Value | undefined;
  readonly userEnteredFormat?: Format | undefined;
  readonly dataValidation?: unknown;
  readonly note?: string | undefined;
  /** Result of the formula, since the double computes none; by default the formula itself. */
  readonly computed?: string | undefined;
}

export type Format = Readonly<Record<string, unknown>> & {
  readonly numberFormat?: { readonly type?: string | undefined } | undefined;
};

export type Row = readonly Cell[];
export type Dimension = 'ROWS' | 'COLUMNS';

export interface Metadata {
  readonly metadataId: number;
  readonly metadataKey: string;
  readonly metadataValue?: string | undefined;
  readonly visibility: string;
  /** Rows that the metadata is attached to; absent for the whole sheet. */
  readonly rows?: { readonly startIndex: number; readonly endIndex: number } | undefined;
}

/** In cells of a sheet; an end that is not said is the grid's. */
export interface GridRange {
  readonly sheetId: number;
  readonly startRowIndex?: number | undefined;
  readonly endRowIndex?: number | undefined;
  readonly startColumnIndex?: number | undefined;
  readonly endColumnIndex?: number | undefined;
}

export interface Protection {
  readonly protectedRangeId: number;
  readonly range: GridRange;
  readonly description?: string | undefined;
  readonly warningOnly?: boolean | undefined;
  /** True when the service account is among its editors, as it is of its own. */
  readonly requestingUserCanEdit: boolean;
  readonly editors?: Readonly<Record<string, readonly string[] | undefined>> | undefined;
}

export interface NamedRange {
  readonly namedRangeId: string;
  readonly name: string;
  readonly range: GridRange;
}

export interface Sheet {
  readonly sheetId: number;
  readonly title: string;
  readonly hidden: boolean;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly frozenRowCount: number;
  /** Those that were ever filled, from the top. */
  readonly rows: readonly Row[];
  readonly metadata: readonly Metadata[];
  readonly protections: readonly Protection[];
  /** Indexes of the rows that staff hid. */
  readonly hiddenRows?: readonly number[];
  readonly tables?: readonly { readonly tableId: string; readonly name: string; readonly range: GridRange }[];
  readonly basicFilter?: { readonly range: GridRange } | undefined;
  /** Grid properties that nothing here reads. */
  readonly otherGridProperties?: Readonly<Record<string, unknown>>;
}

export interface Book {
  readonly title: string;
  readonly locale?: string;
  readonly sheets: readonly Sheet[];
  readonly namedRanges: readonly NamedRange[];
}

/** A sheet without cells, as Google makes them. */
export function blankSheet(changes: Partial<Sheet> = {}): Sheet {
  return {
    sheetId: 0,
    title: 'Feuille 1',
    hidden: false,
    rowCount: 1000,
    columnCount: 26,
    frozenRowCount: 0,
    rows: [],
    metadata: [],
    protections: [],
    ...changes,
  };
}

/** An error response of Google's API. */
export class ApiError extends Error {
  readonly code: number;
  readonly status: string;
  readonly details: readonly object[];

  constructor(code: number, status: string, message: string, details: readonly object[] = []) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

export function invalid(message: string, details: readonly object[] = []): ApiError {
  return new ApiError(400, 'INVALID_ARGUMENT', message, details);
}

/** Why one request of a batch is refused: reported in the language of the account. */
export class Reason extends Error {
  readonly inSpanish: string | undefined;

  constructor(inEnglish: string, inSpanish?: string) {
    super(inEnglish);
    this.inSpanish = inSpanish;
  }
}

export function isEmpty({ userEnteredValue }: Cell): boolean {
  return (
    userEnteredValue === undefined || Object.values(userEnteredValue).every((value) => value === undefined)
  );
}

/** Days from 30 December 1899 as a French reader sees the date. */
function frenchDate(days: number): string {
  return new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/');
}

/** Displayed text of a cell; a formula without `computed` shows itself. */
export function shown({ userEnteredValue: value = {}, userEnteredFormat, computed }: Cell): string {
  if (computed !== undefined) return computed;
  if (value.numberValue !== undefined && userEnteredFormat?.numberFormat?.type === 'DATE')
    return frenchDate(value.numberValue);
  if (value.boolValue !== undefined) return value.boolValue ? 'VRAI' : 'FAUX';
  return value.stringValue ?? value.formulaValue ?? value.numberValue?.toString() ?? '';
}

export function withSheet(book: Book, changed: Sheet): Book {
  return {
    ...book,
    sheets: book.sheets.map((sheet) => (sheet.sheetId === changed.sheetId ? changed : sheet)),
  };
}

export function cellAt(sheet: Sheet, row: number, column: number): Cell {
  return sheet.rows[row]?.[column] ?? {};
}

/** The sheet with cells changed in an area; `change` gets each cell with its place in the area. */
export function withArea(
  sheet: Sheet,
  area: Area,
  change: (cell: Cell, row: number, column: number) => Cell,
): Sheet {
  const rows = [...sheet.rows];
  for (let row = area.top; row < area.bottom; row += 1) {
    const line = [...(rows[row] ?? [])];
    for (let column = area.left; column < area.right; column += 1) {
      while (line.length <= column) line.push({});
      line[column] = change(line[column] ?? {}, row - area.top, column - area.left);
    }
    while (rows.length <= row) rows.push([]);
    rows[row] = line;
  }
  return { ...sheet, rows };
}

/** Half-open, in whole cells. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Index after the last row that holds anything. */
export function usedRows({ rows }: Sheet): number {
  return rows.findLastIndex((row) => row.some((cell) => !isEmpty(cell))) + 1;
}

/** Format and data validation that a new cell takes from the one beside it. */
function inherited({ userEnteredFormat, dataValidation }: Cell = {}): Cell {
  return {
    ...(userEnteredFormat && { userEnteredFormat }),
    ...(dataValidation !== undefined && { dataValidation }),
  };
}

/** New rows are hidden where the one that they look like is. */
function hiddenAfter(
  hidden: readonly number[] | undefined,
  { at, by, like }: { readonly at: number; readonly by: number; readonly like?: number | undefined },
): readonly number[] | undefined {
  const stayed = hidden?.filter((row) => by > 0 || row < at || row >= at - by);
  const moved = stayed?.map((row) => (row >= at ? row + by : row));
  const isHidden = by > 0 && like !== undefined && hidden?.includes(like) === true;
  return moved && [...moved, ...(isHidden ? Array.from({ length: by }, (_, index) => at + index) : [])];
}

/** Inserts (`by` over 0) or deletes rows or columns at an index; new ones look like those at the index `like`. */
export function shifted(
  sheet: Sheet,
  dimension: Dimension,
  { at, by, like }: { readonly at: number; readonly by: number; readonly like?: number | undefined },
): Sheet {
  const splice = <T>(list: readonly T[], added: T): readonly T[] =>
    by > 0
      ? at > list.length
        ? list
        : list.toSpliced(at, 0, ...Array.from({ length: by }, () => added))
      : list.toSpliced(at, -by);
  if (dimension === 'ROWS') {
    const model = like === undefined ? [] : (sheet.rows[like] ?? []);
    const rows = splice<Row>(sheet.rows, model.map(inherited));
    const hiddenRows = hiddenAfter(sheet.hiddenRows, { at, by, like });
    return { ...sheet, rowCount: sheet.rowCount + by, rows, ...(hiddenRows && { hiddenRows }) };
  }
  const rows = sheet.rows.map((row) => splice<Cell>(row, like === undefined ? {} : inherited(row[like])));
  return { ...sheet, columnCount: sheet.columnCount + by, rows };
}

/** A column dragged to another place. */
export function columnMoved(sheet: Sheet, from: number, to: number): Sheet {
  const order = Array.from({ length: sheet.columnCount }, (_, index) => index).toSpliced(from, 1);
  order.splice(to, 0, from);
  return {
    ...sheet,
    rows: sheet.rows.map((row) => order.map((index) => row[index] ?? {})),
  };
}
