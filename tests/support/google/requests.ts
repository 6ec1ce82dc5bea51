import * as z from 'zod';
import {
  type Area,
  type Book,
  type Cell,
  cellAt,
  columnMoved,
  invalid,
  type Metadata,
  type Sheet,
  shifted,
  usedRows,
  withArea,
  withSheet,
} from './book.ts';

// Every object is strict: a field that the real service knows and no test needed yet is refused as well.

const CELL_LIMIT = 50_000;
const SPREADSHEET_LIMIT = 10_000_000;
const METADATA_LIMIT = 30_000;

const int = z.int32();
const value = z.strictObject({
  stringValue: z.string().optional(),
  numberValue: z.number().optional(),
  boolValue: z.boolean().optional(),
  formulaValue: z.string().optional(),
});
const cell = z.strictObject({
  userEnteredValue: value.optional(),
  userEnteredFormat: z
    .strictObject({
      numberFormat: z.strictObject({ type: z.string(), pattern: z.string().optional() }).optional(),
      textFormat: z.strictObject({ bold: z.boolean().optional() }).optional(),
      backgroundColorStyle: z
        .strictObject({ rgbColor: z.strictObject({ red: z.number(), green: z.number(), blue: z.number() }) })
        .optional(),
      wrapStrategy: z.enum(['WRAP', 'CLIP', 'OVERFLOW_CELL']).optional(),
      verticalAlignment: z.enum(['TOP', 'MIDDLE', 'BOTTOM']).optional(),
    })
    .optional(),
});
const rows = z.array(z.strictObject({ values: z.array(cell).optional() }));
const gridRange = z.strictObject({
  sheetId: int.default(0),
  startRowIndex: int.optional(),
  endRowIndex: int.optional(),
  startColumnIndex: int.optional(),
  endColumnIndex: int.optional(),
});
const dimensionRange = z.strictObject({
  sheetId: int.default(0),
  dimension: z.enum(['ROWS', 'COLUMNS']),
  startIndex: int.optional(),
  endIndex: int.optional(),
});
const gridProperties = z.strictObject({
  rowCount: int.positive().optional(),
  columnCount: int.positive().optional(),
  frozenRowCount: int.nonnegative().optional(),
});
const sheetProperties = z.strictObject({
  sheetId: int.nonnegative().optional(),
  title: z.string().optional(),
  index: int.optional(),
  hidden: z.boolean().optional(),
  gridProperties: gridProperties.optional(),
});
const lookup = z.strictObject({
  metadataId: int.optional(),
  metadataKey: z.string().optional(),
  metadataValue: z.string().optional(),
});

const kinds = {
  addSheet: z.strictObject({ properties: sheetProperties }),
  deleteSheet: z.strictObject({ sheetId: int.default(0) }),
  updateSheetProperties: z.strictObject({ properties: sheetProperties, fields: z.string() }),
  appendCells: z.strictObject({ sheetId: int.default(0), rows, fields: z.string() }),
  updateCells: z.strictObject({
    rows: rows.optional(),
    fields: z.string(),
    start: z
      .strictObject({
        sheetId: int.default(0),
        rowIndex: int.default(0),
        columnIndex: int.default(0),
      })
      .optional(),
    range: gridRange.optional(),
  }),
  repeatCell: z.strictObject({ range: gridRange, cell, fields: z.string() }),
  appendDimension: z.strictObject({
    sheetId: int.default(0),
    dimension: z.enum(['ROWS', 'COLUMNS']),
    length: int.positive(),
  }),
  insertDimension: z.strictObject({ range: dimensionRange, inheritFromBefore: z.boolean().optional() }),
  deleteDimension: z.strictObject({ range: dimensionRange }),
  moveDimension: z.strictObject({ source: dimensionRange, destinationIndex: int }),
  updateDimensionProperties: z.strictObject({
    range: dimensionRange,
    properties: z.strictObject({ pixelSize: int.optional() }),
    fields: z.string(),
  }),
  copyPaste: z.strictObject({
    source: gridRange,
    destination: gridRange,
    pasteType: z.literal('PASTE_NORMAL').optional(),
  }),
  setDataValidation: z.strictObject({
    range: gridRange,
    rule: z
      .strictObject({
        condition: z.strictObject({
          type: z.literal('ONE_OF_LIST'),
          values: z.array(z.strictObject({ userEnteredValue: z.string() })),
        }),
        strict: z.boolean().optional(),
        showCustomUi: z.boolean().optional(),
      })
      .optional(),
  }),
  setBasicFilter: z.strictObject({ filter: z.strictObject({ range: gridRange }) }),
  addProtectedRange: z.strictObject({
    protectedRange: z.strictObject({
      range: gridRange,
      description: z.string().optional(),
      warningOnly: z.boolean().optional(),
    }),
  }),
  createDeveloperMetadata: z.strictObject({
    developerMetadata: z.strictObject({
      metadataId: int.positive().optional(),
      metadataKey: z.string().min(1),
      metadataValue: z.string().optional(),
      location: z.strictObject({ sheetId: int }),
      visibility: z.enum(['DOCUMENT', 'PROJECT']),
    }),
  }),
  deleteDeveloperMetadata: z.strictObject({
    dataFilter: z.strictObject({ developerMetadataLookup: lookup }),
  }),
};

const request = z.strictObject(kinds).partial();

type Payloads = { readonly [Kind in keyof typeof kinds]: z.output<(typeof kinds)[Kind]> };
type Request = { readonly [Kind in keyof Payloads]?: Payloads[Kind] | undefined };

export const batchUpdate = z.strictObject({
  requests: z.array(request).min(1),
  includeSpreadsheetInResponse: z.boolean().optional(),
  responseRanges: z.array(z.string()).optional(),
  responseIncludeGridData: z.boolean().optional(),
});

type Range = z.output<typeof gridRange>;

function sheetOf(book: Book, sheetId: number): Sheet {
  const found = book.sheets.find((sheet) => sheet.sheetId === sheetId);
  if (!found) throw new Error(`No grid with id: ${sheetId}`);
  return found;
}

function areaOf(sheet: Sheet, range: Range): Area {
  const area = {
    top: range.startRowIndex ?? 0,
    bottom: range.endRowIndex ?? sheet.rowCount,
    left: range.startColumnIndex ?? 0,
    right: range.endColumnIndex ?? sheet.columnCount,
  };
  if (area.bottom > sheet.rowCount || area.right > sheet.columnCount)
    throw new Error(
      `Range (${sheet.title}) exceeds grid limits. Max rows: ${sheet.rowCount}, max columns: ${sheet.columnCount}`,
    );
  if (area.top >= area.bottom || area.left >= area.right) throw new Error('Range must not be empty');
  return area;
}

type Merge = (before: Cell, given: Cell) => Cell;

/** What a mask lets through, of the parts of a cell that the double keeps. */
function merge(fields: string): Merge {
  const names = fields.split(',').map((name) => name.trim());
  const known = /^(\*|userEnteredValue|userEnteredFormat(\.\w+)*|note)$/;
  const unknown = names.find((name) => !known.test(name));
  if (unknown !== undefined || fields === '')
    throw new Error(`Invalid field: ${unknown ?? 'at least one must be listed'}`);
  return (before, given) => ({
    ...before,
    ...(names.some((name) => name === '*' || name === 'userEnteredValue')
      ? { userEnteredValue: given.userEnteredValue }
      : {}),
    ...(names.some((name) => name === '*' || name.startsWith('userEnteredFormat'))
      ? { userEnteredFormat: given.userEnteredFormat }
      : {}),
  });
}

function checkCells(lines: readonly { readonly values?: readonly Cell[] | undefined }[]): void {
  for (const { values = [] } of lines)
    for (const { userEnteredValue } of values) {
      if ((userEnteredValue?.stringValue?.length ?? 0) > CELL_LIMIT)
        throw new Error(
          `Your input contains more than the maximum of ${CELL_LIMIT} characters in a single cell.`,
        );
      if (/^[^=]/.test(userEnteredValue?.formulaValue ?? '=')) throw new Error('Formula must start with =');
    }
}

function checkSize(book: Book): Book {
  const cells = book.sheets.reduce((sum, { rowCount, columnCount }) => sum + rowCount * columnCount, 0);
  if (cells > SPREADSHEET_LIMIT)
    throw new Error(
      `This action would increase the number of cells in the workbook above the limit of ${SPREADSHEET_LIMIT} cells.`,
    );
  return book;
}

function written(
  sheet: Sheet,
  top: number,
  left: number,
  lines: readonly { readonly values?: readonly Cell[] | undefined }[],
  mergeCell: Merge,
): Sheet {
  checkCells(lines);
  return lines.reduce((changed, { values = [] }, index) => {
    if (values.length === 0) return changed;
    const area = { top: top + index, bottom: top + index + 1, left, right: left + values.length };
    return withArea(changed, area, (before, _, column) => mergeCell(before, values[column] ?? {}));
  }, sheet);
}

function metadataLength({ metadataKey, metadataValue = '' }: Metadata): number {
  return metadataKey.length + metadataValue.length;
}

type Handlers = {
  readonly [Kind in keyof Payloads]: (book: Book, request: Payloads[Kind]) => Book;
};

const HANDLERS: Handlers = {
  addSheet: (book, { properties }) => {
    const { title = `Feuille ${book.sheets.length + 1}`, gridProperties: grid = {} } = properties;
    const sheetId = properties.sheetId ?? 1_000_000 + book.sheets.length;
    if (book.sheets.some((sheet) => sheet.title.toLowerCase() === title.toLowerCase()))
      throw new Error(`A sheet with the name "${title}" already exists. Please enter another name.`);
    if (book.sheets.some((sheet) => sheet.sheetId === sheetId))
      throw new Error(`A sheet with the id ${sheetId} already exists.`);
    const sheet: Sheet = {
      sheetId,
      title,
      hidden: properties.hidden ?? false,
      rowCount: grid.rowCount ?? 1000,
      columnCount: grid.columnCount ?? 26,
      frozenRowCount: grid.frozenRowCount ?? 0,
      rows: [],
      metadata: [],
      protections: [],
    };
    const at = properties.index ?? book.sheets.length;
    return checkSize({ ...book, sheets: book.sheets.toSpliced(at, 0, sheet) });
  },
  deleteSheet: (book, { sheetId }) => {
    sheetOf(book, sheetId);
    if (book.sheets.filter(({ hidden }) => !hidden).length === 1 && !sheetOf(book, sheetId).hidden)
      throw new Error("You can't remove all the visible sheets in a document.");
    return { ...book, sheets: book.sheets.filter((sheet) => sheet.sheetId !== sheetId) };
  },
  updateSheetProperties: (book, { properties, fields }) => {
    const sheet = sheetOf(book, properties.sheetId ?? 0);
    const names = fields.split(',');
    const grid = properties.gridProperties ?? {};
    return withSheet(book, {
      ...sheet,
      ...(names.includes('title') && properties.title !== undefined ? { title: properties.title } : {}),
      ...(names.includes('gridProperties.frozenRowCount')
        ? { frozenRowCount: grid.frozenRowCount ?? 0 }
        : {}),
    });
  },
  appendCells: (book, { sheetId, rows: lines, fields }) => {
    const sheet = sheetOf(book, sheetId);
    const top = usedRows(sheet);
    const widest = Math.max(0, ...lines.map(({ values = [] }) => values.length));
    const grown = {
      ...sheet,
      rowCount: Math.max(sheet.rowCount, top + lines.length),
      columnCount: Math.max(sheet.columnCount, widest),
    };
    return checkSize(withSheet(book, written(grown, top, 0, lines, merge(fields))));
  },
  updateCells: (book, { rows: lines = [], fields, start, range }) => {
    if ((start === undefined) === (range === undefined)) throw new Error('Either start or range must be set');
    const sheet = sheetOf(book, start?.sheetId ?? range?.sheetId ?? 0);
    if (start) {
      const widest = Math.max(1, ...lines.map(({ values = [] }) => values.length));
      areaOf(sheet, {
        sheetId: sheet.sheetId,
        startRowIndex: start.rowIndex,
        endRowIndex: start.rowIndex + Math.max(1, lines.length),
        startColumnIndex: start.columnIndex,
        endColumnIndex: start.columnIndex + widest,
      });
      return withSheet(book, written(sheet, start.rowIndex, start.columnIndex, lines, merge(fields)));
    }
    checkCells(lines);
    const mergeCell = merge(fields);
    const area = areaOf(sheet, range ?? { sheetId: 0 });
    return withSheet(
      book,
      withArea(sheet, area, (before, row, column) => mergeCell(before, lines[row]?.values?.[column] ?? {})),
    );
  },
  repeatCell: (book, { range, cell: given, fields }) => {
    const sheet = sheetOf(book, range.sheetId);
    const area = areaOf(sheet, range);
    const mergeCell = merge(fields);
    // Formats of rows that were never filled are not kept: nothing here reads them.
    const bottom = Math.min(area.bottom, Math.max(sheet.rows.length, area.top));
    return withSheet(
      book,
      withArea(sheet, { ...area, bottom }, (before) => mergeCell(before, given)),
    );
  },
  appendDimension: (book, { sheetId, dimension, length }) => {
    const sheet = sheetOf(book, sheetId);
    return checkSize(
      withSheet(book, {
        ...sheet,
        ...(dimension === 'ROWS'
          ? { rowCount: sheet.rowCount + length }
          : { columnCount: sheet.columnCount + length }),
      }),
    );
  },
  insertDimension: (book, { range }) => {
    const { at, length } = dimensionOf(sheetOf(book, range.sheetId), range);
    return checkSize(withSheet(book, shifted(sheetOf(book, range.sheetId), range.dimension, at, length)));
  },
  deleteDimension: (book, { range }) => {
    const sheet = sheetOf(book, range.sheetId);
    const { at, length } = dimensionOf(sheet, range);
    if (range.dimension === 'ROWS' && sheet.rowCount - length <= sheet.frozenRowCount)
      throw new Error("You can't delete all the non-frozen rows.");
    return withSheet(book, shifted(sheet, range.dimension, at, -length));
  },
  moveDimension: (book, { source, destinationIndex }) => {
    const sheet = sheetOf(book, source.sheetId);
    const { at, length } = dimensionOf(sheet, source);
    if (source.dimension !== 'COLUMNS' || length !== 1)
      throw new Error('The double moves one column at a time');
    const to = destinationIndex > at ? destinationIndex - 1 : destinationIndex;
    return withSheet(book, columnMoved(sheet, at, to));
  },
  updateDimensionProperties: (book, { range }) => {
    dimensionOf(sheetOf(book, range.sheetId), range);
    return book;
  },
  copyPaste: (book, { source, destination }) => {
    const from = sheetOf(book, source.sheetId);
    const area = areaOf(from, source);
    const to = sheetOf(book, destination.sheetId);
    const target = areaOf(to, destination);
    const [height, width] = [area.bottom - area.top, area.right - area.left];
    const whole = {
      ...target,
      bottom: Math.max(target.bottom, target.top + height),
      right: Math.max(target.right, target.left + width),
    };
    return withSheet(
      book,
      withArea(to, whole, (_, row, column) =>
        cellAt(from, area.top + (row % height), area.left + (column % width)),
      ),
    );
  },
  setDataValidation: (book, { range, rule }) => {
    const sheet = sheetOf(book, range.sheetId);
    const area = areaOf(sheet, range);
    // As above: the list is kept on the rows that are filled, and one more for those to come.
    const bottom = Math.min(area.bottom, Math.max(sheet.rows.length, area.top + 1));
    return withSheet(
      book,
      withArea(sheet, { ...area, bottom }, (before) => ({ ...before, dataValidation: rule })),
    );
  },
  setBasicFilter: (book, { filter }) => {
    const sheet = sheetOf(book, filter.range.sheetId);
    areaOf(sheet, filter.range);
    return withSheet(book, { ...sheet, basicFilter: filter });
  },
  addProtectedRange: (book, { protectedRange }) => {
    const sheet = sheetOf(book, protectedRange.range.sheetId);
    areaOf(sheet, protectedRange.range);
    const protection = { ...protectedRange, protectedRangeId: 1 + sheet.protections.length };
    return withSheet(book, { ...sheet, protections: [...sheet.protections, protection] });
  },
  createDeveloperMetadata: (book, { developerMetadata: { location: place, ...given } }) => {
    const sheet = sheetOf(book, place.sheetId);
    const all = book.sheets.flatMap(({ metadata }) => metadata);
    const metadataId = given.metadataId ?? 1 + Math.max(0, ...all.map((each) => each.metadataId));
    if (all.some((each) => each.metadataId === metadataId))
      throw new Error(`Developer metadata with id ${metadataId} already exists.`);
    const metadata = [...sheet.metadata, { ...given, metadataId }];
    if (metadata.reduce((sum, each) => sum + metadataLength(each), 0) > METADATA_LIMIT)
      throw new Error(`Developer metadata of a sheet may hold ${METADATA_LIMIT} characters.`);
    return withSheet(book, { ...sheet, metadata });
  },
  deleteDeveloperMetadata: (book, { dataFilter: { developerMetadataLookup: wanted } }) => {
    const matches = (each: Metadata) =>
      (wanted.metadataId === undefined || wanted.metadataId === each.metadataId) &&
      (wanted.metadataKey === undefined || wanted.metadataKey === each.metadataKey) &&
      (wanted.metadataValue === undefined || wanted.metadataValue === each.metadataValue);
    if (!book.sheets.some(({ metadata }) => metadata.some(matches)))
      throw new Error('No developer metadata matches the filter.');
    return {
      ...book,
      sheets: book.sheets.map((sheet) => ({
        ...sheet,
        metadata: sheet.metadata.filter((each) => !matches(each)),
      })),
    };
  },
};

function dimensionOf(
  sheet: Sheet,
  { dimension, startIndex = 0, endIndex }: z.output<typeof dimensionRange>,
): { readonly at: number; readonly length: number } {
  const count = dimension === 'ROWS' ? sheet.rowCount : sheet.columnCount;
  const end = endIndex ?? count;
  if (startIndex >= end) throw new Error('startIndex must be less than endIndex.');
  if (startIndex >= count) throw new Error('Invalid dimension range.');
  return { at: startIndex, length: end - startIndex };
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- ties the payload to its handler
function applyOne<Kind extends keyof Payloads>(book: Book, kind: Kind, each: Request): Book {
  const given: Payloads[Kind] | undefined = each[kind];
  return given === undefined ? book : HANDLERS[kind](book, given);
}

/** Applies every request, or throws what Google says of the first that is wrong. */
export function applyRequests(book: Book, requests: readonly Request[]): Book {
  return requests.reduce((before, each, index) => {
    const given = Object.keys(HANDLERS).filter((kind): kind is keyof Payloads => kind in each);
    const [kind] = given;
    if (kind === undefined || given.length > 1)
      throw invalid(`Invalid requests[${index}]: Must specify one kind of request`);
    try {
      return applyOne(before, kind, each);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw invalid(`Invalid requests[${index}].${kind}: ${error.message}`);
    }
  }, book);
}
