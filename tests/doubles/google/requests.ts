import * as z from 'zod';
import type { Assumption } from './assumed.ts';
import {
  type Area,
  blankSheet,
  type Book,
  type Cell,
  cellAt,
  columnMoved,
  invalid,
  isEmpty,
  type Metadata,
  type Protection,
  Reason,
  type Sheet,
  shifted,
  usedRows,
  type Value,
  withArea,
  withSheet,
} from './book.ts';
import { metadataResource, namedRangeResource, propertiesResource, protectionResource } from './reading.ts';

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
  note: z.string().optional(),
  userEnteredFormat: z
    .strictObject({
      numberFormat: z.strictObject({ type: z.string(), pattern: z.string().optional() }).exactOptional(),
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
  sheetType: z.literal('GRID').optional(),
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
  repeatCell: z.strictObject({ range: gridRange, cell, fields: z.string().default('') }),
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
    properties: z.strictObject({ pixelSize: int.optional(), hiddenByUser: z.boolean().optional() }),
    fields: z.string(),
  }),
  copyPaste: z.strictObject({
    source: gridRange,
    destination: gridRange,
    pasteType: z.literal('PASTE_NORMAL').optional(),
    pasteOrientation: z.literal('NORMAL').optional(),
  }),
  findReplace: z.strictObject({
    find: z.string(),
    replacement: z.string().default(''),
    matchCase: z.boolean().default(false),
    matchEntireCell: z.boolean().default(false),
    searchByRegex: z.literal(false).optional(),
    includeFormulas: z.boolean().default(false),
    range: gridRange.optional(),
    sheetId: int.optional(),
    allSheets: z.boolean().optional(),
  }),
  setDataValidation: z.strictObject({
    range: gridRange,
    rule: z
      .strictObject({
        condition: z.strictObject({
          type: z.enum(['ONE_OF_LIST', 'BOOLEAN']),
          values: z.array(z.strictObject({ userEnteredValue: z.string() })).optional(),
        }),
        inputMessage: z.string().optional(),
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
      requestingUserCanEdit: z.boolean().optional(),
      editors: z
        .strictObject({ users: z.array(z.string()).optional(), groups: z.array(z.string()).optional() })
        .optional(),
    }),
  }),
  addNamedRange: z.strictObject({ namedRange: z.strictObject({ name: z.string(), range: gridRange }) }),
  deleteNamedRange: z.strictObject({ namedRangeId: z.string() }),
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
  requests: z.array(request),
  includeSpreadsheetInResponse: z.boolean().optional(),
  responseRanges: z.array(z.string()).optional(),
  responseIncludeGridData: z.boolean().optional(),
});

type Range = z.output<typeof gridRange>;

function sheetOf(book: Book, sheetId: number): Sheet {
  const found = book.sheets.find((sheet) => sheet.sheetId === sheetId);
  if (!found) throw new Reason(`No grid with id: ${sheetId}`);
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
    throw new Reason(
      `Range (${sheet.title}) exceeds grid limits. Max rows: ${sheet.rowCount}, max columns: ${sheet.columnCount}`,
    );
  if (area.top >= area.bottom || area.left >= area.right) throw new Reason('Range must not be empty');
  return area;
}

type Merge = (before: Cell, given: Cell) => Cell;

const listRule = z.object({
  strict: z.literal(true),
  condition: z.object({ values: z.array(z.object({ userEnteredValue: z.string() })) }),
});

function entered(
  before: Cell,
  { userEnteredValue: value }: Cell,
  differs: Assumption | undefined,
): Value | undefined {
  const text = value?.stringValue;
  if (differs === 'unlisted-text-is-taken' && text !== undefined) {
    const { condition } = listRule.safeParse(before.dataValidation).data ?? {};
    if (condition?.values.every(({ userEnteredValue: each }) => each !== text))
      throw new Reason('The data you entered violates the data validation rules set on this cell.');
  }
  return differs === 'texts-as-sent' && text !== undefined ? { stringValue: text.replace(/^'/, '') } : value;
}

/** Merges the fields of a mask into a cell, among those that the double keeps. Throws `Reason` for any other. */
function merge(fields: string, differs?: Assumption): Merge {
  const names = fields.split(',').map((name) => name.trim());
  const known = /^(\*|userEnteredValue|userEnteredFormat(\.\w+)*|note)$/;
  const unknown = names.find((name) => !known.test(name));
  if (fields === '')
    throw new Reason("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  if (unknown !== undefined) throw new Reason(`Invalid field: ${unknown}`);
  const has = (prefix: string) => names.some((name) => name === '*' || name.startsWith(prefix));
  const [hasValue, hasFormat, hasNote] = [has('userEnteredValue'), has('userEnteredFormat'), has('note')];
  return (before, given) => ({
    ...before,
    ...(hasValue && { userEnteredValue: entered(before, given, differs), computed: undefined }),
    ...(hasFormat && { userEnteredFormat: given.userEnteredFormat }),
    ...(hasNote && { note: given.note }),
  });
}

function checkCells(
  lines: readonly { readonly values?: readonly Cell[] | undefined }[],
  differs: Assumption | undefined,
): void {
  const lengthOf = (text: string) =>
    differs === 'cell-limit-in-utf-16' ? Array.from(text).length : text.length;
  for (const { values = [] } of lines)
    for (const { userEnteredValue } of values) {
      if (lengthOf(userEnteredValue?.stringValue ?? '') > CELL_LIMIT)
        throw new Reason(
          `Your input contains more than the maximum of ${CELL_LIMIT} characters in a single cell.`,
        );
      if (/^[^=]/.test(userEnteredValue?.formulaValue ?? '=')) throw new Reason('Formula must start with =');
    }
}

function checkSize(book: Book): Book {
  const cells = book.sheets.reduce((sum, { rowCount, columnCount }) => sum + rowCount * columnCount, 0);
  if (cells > SPREADSHEET_LIMIT)
    throw new Reason(
      `This action would increase the number of cells in the workbook above the limit of ${SPREADSHEET_LIMIT} cells.`,
    );
  return book;
}

function written(
  sheet: Sheet,
  {
    top,
    left,
    lines,
  }: { readonly top: number; readonly left: number; readonly lines: z.output<typeof rows> },
  mergeCell: Merge,
  differs: Assumption | undefined,
): Sheet {
  checkCells(lines, differs);
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
  readonly [Kind in keyof Payloads]: (
    book: Book,
    request: Payloads[Kind],
    differs: Assumption | undefined,
  ) => Book;
};

const HANDLERS: Handlers = {
  addSheet: (book, { properties }) => {
    const { title = `Feuille ${book.sheets.length + 1}`, gridProperties: grid = {} } = properties;
    const sheetId = properties.sheetId ?? 1_000_000 + book.sheets.length;
    if (book.sheets.some((sheet) => sheet.title.toLowerCase() === title.toLowerCase()))
      throw new Reason(
        `A sheet with the name "${title}" already exists. Please enter another name.`,
        `Ya existe una hoja con el nombre "${title}". Introduce un nombre distinto.`,
      );
    if (book.sheets.some((sheet) => sheet.sheetId === sheetId))
      throw new Reason(`Sheet with id ${sheetId} already exists`);
    const { hidden = false } = properties;
    const { rowCount = 1000, columnCount = 26, frozenRowCount = 0 } = grid;
    const sheet = blankSheet({ sheetId, title, hidden, rowCount, columnCount, frozenRowCount });
    const at = properties.index ?? book.sheets.length;
    return checkSize({ ...book, sheets: book.sheets.toSpliced(at, 0, sheet) });
  },
  deleteSheet: (book, { sheetId }) => {
    sheetOf(book, sheetId);
    if (book.sheets.filter(({ hidden }) => !hidden).length === 1 && !sheetOf(book, sheetId).hidden)
      throw new Reason("You can't remove all the visible sheets in a document.");
    return { ...book, sheets: book.sheets.filter((sheet) => sheet.sheetId !== sheetId) };
  },
  updateSheetProperties: (book, { properties, fields }) => {
    const sheet = sheetOf(book, properties.sheetId ?? 0);
    const names = fields.split(',');
    const grid = properties.gridProperties ?? {};
    const { title = sheet.title, hidden = false } = properties;
    const given = (name: string) => names.includes(name) || names.includes('gridProperties');
    const changed = {
      ...sheet,
      ...(names.includes('title') ? { title } : {}),
      ...(names.includes('hidden') ? { hidden } : {}),
      ...(given('gridProperties.frozenRowCount') ? { frozenRowCount: grid.frozenRowCount ?? 0 } : {}),
      ...(given('gridProperties.rowCount') ? { rowCount: grid.rowCount ?? sheet.rowCount } : {}),
      ...(given('gridProperties.columnCount') ? { columnCount: grid.columnCount ?? sheet.columnCount } : {}),
    };
    const after = withSheet(book, changed);
    if (after.sheets.every((each) => each.hidden))
      throw new Reason("You can't hide all the sheets in a document.");
    return checkSize(after);
  },
  appendCells: (book, { sheetId, rows: lines, fields }, differs) => {
    const sheet = sheetOf(book, sheetId);
    const top = usedRows(sheet);
    const widest = Math.max(0, ...lines.map(({ values = [] }) => values.length));
    const grown = {
      ...sheet,
      rowCount: Math.max(sheet.rowCount, top + lines.length),
      columnCount: Math.max(sheet.columnCount, widest),
    };
    return checkSize(
      withSheet(book, written(grown, { top, left: 0, lines }, merge(fields, differs), differs)),
    );
  },
  updateCells: (book, { rows: lines = [], fields, start, range }, differs) => {
    if ((start === undefined) === (range === undefined))
      throw new Reason('Either start or range must be set');
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
      return withSheet(
        book,
        written(
          sheet,
          { top: start.rowIndex, left: start.columnIndex, lines },
          merge(fields, differs),
          differs,
        ),
      );
    }
    checkCells(lines, differs);
    const mergeCell = merge(fields, differs);
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
    return withSheet(
      book,
      withArea(sheet, area, (before) => mergeCell(before, given)),
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
  insertDimension: (book, { range, inheritFromBefore = false }, differs) => {
    const sheet = sheetOf(book, range.sheetId);
    const { at, length } = dimensionOf(sheet, range);
    if (at === 0 && inheritFromBefore)
      throw new Reason('inheritFromBefore cannot be true if inserting at the beginning of the sheet.');
    const like = differs === 'new-rows-look-like-the-next' ? undefined : inheritFromBefore ? at - 1 : at;
    return checkSize(withSheet(book, shifted(sheet, range.dimension, { at, by: length, like })));
  },
  deleteDimension: (book, { range }) => {
    const sheet = sheetOf(book, range.sheetId);
    const { at, length } = dimensionOf(sheet, range);
    if (range.dimension === 'ROWS' && sheet.rowCount - length <= sheet.frozenRowCount)
      throw new Reason('Sorry, it is not possible to delete all non-frozen rows.');
    return withSheet(book, shifted(sheet, range.dimension, { at, by: -length }));
  },
  moveDimension: (book, { source, destinationIndex }) => {
    const sheet = sheetOf(book, source.sheetId);
    const { at, length } = dimensionOf(sheet, source);
    if (source.dimension !== 'COLUMNS' || length !== 1)
      throw new Reason('The double moves one column at a time');
    const to = destinationIndex > at ? destinationIndex - 1 : destinationIndex;
    return withSheet(book, columnMoved(sheet, at, to));
  },
  updateDimensionProperties: (book, { range, properties: { hiddenByUser } }) => {
    const sheet = sheetOf(book, range.sheetId);
    const { at, length } = dimensionOf(sheet, range);
    if (range.dimension !== 'ROWS' || hiddenByUser === undefined) return book;
    const rows = Array.from({ length }, (_, index) => at + index);
    const others = (sheet.hiddenRows ?? []).filter((row) => !rows.includes(row));
    return withSheet(book, { ...sheet, hiddenRows: hiddenByUser ? [...others, ...rows] : others });
  },
  copyPaste: (book, { source, destination }, differs) => {
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
      withArea(to, whole, (_, row, column) => {
        const cell = cellAt(from, area.top + (row % height), area.left + (column % width));
        const text = cell.userEnteredValue?.stringValue;
        return differs === 'copies-keep-texts' && text !== undefined
          ? { ...cell, userEnteredValue: { stringValue: text.trim() } }
          : cell;
      }),
    );
  },
  findReplace: (book, search, differs) =>
    searched(book, search).reduce(
      (changed, { sheet, area }) =>
        withSheet(changed, {
          ...sheet,
          rows: sheet.rows.map((row, at) =>
            row.map((before, column) =>
              isWithin(area, at, column) ? (replacedIn(before, search, differs)?.cell ?? before) : before,
            ),
          ),
        }),
      book,
    ),
  setDataValidation: (book, { range, rule }, differs) => {
    const sheet = sheetOf(book, range.sheetId);
    const area = areaOf(sheet, range);
    // A tick-box is not ticked at first, which is a value.
    const isBox = rule?.condition.type === 'BOOLEAN' && differs !== 'unticked-box-is-false';
    const unticked = isBox ? { userEnteredValue: { boolValue: false } } : {};
    return withSheet(
      book,
      withArea(sheet, area, (before) => ({
        ...before,
        ...(isEmpty(before) ? unticked : {}),
        dataValidation: rule,
      })),
    );
  },
  setBasicFilter: (book, { filter }) => {
    const sheet = sheetOf(book, filter.range.sheetId);
    return withSheet(book, { ...sheet, basicFilter: { range: bounded(sheet, filter.range) } });
  },
  addProtectedRange: (book, { protectedRange }) => {
    const sheet = sheetOf(book, protectedRange.range.sheetId);
    areaOf(sheet, protectedRange.range);
    return withSheet(book, {
      ...sheet,
      protections: [
        ...sheet.protections,
        // Google always makes the requester of a protection one of its editors.
        { ...protectedRange, requestingUserCanEdit: true, protectedRangeId: 1 + sheet.protections.length },
      ],
    });
  },
  addNamedRange: (book, { namedRange }) => {
    areaOf(sheetOf(book, namedRange.range.sheetId), namedRange.range);
    const added = { namedRangeId: String(1 + book.namedRanges.length), ...namedRange };
    return { ...book, namedRanges: [...book.namedRanges, added] };
  },
  deleteNamedRange: (book, { namedRangeId }) => ({
    ...book,
    namedRanges: book.namedRanges.filter((each) => each.namedRangeId !== namedRangeId),
  }),
  createDeveloperMetadata: (book, { developerMetadata: { location: place, ...given } }) => {
    const sheet = sheetOf(book, place.sheetId);
    const all = book.sheets.flatMap(({ metadata }) => metadata);
    const metadataId = given.metadataId ?? 1 + Math.max(0, ...all.map((each) => each.metadataId));
    if (all.some((each) => each.metadataId === metadataId))
      throw new Reason(
        `Cannot add developer metadata with ID [${metadataId}] because developer metadata with that ID already exists.`,
      );
    const metadata = [...sheet.metadata, { ...given, metadataId }];
    if (metadata.reduce((sum, each) => sum + metadataLength(each), 0) > METADATA_LIMIT)
      throw new Reason('Adding the requested developer metadata would exceed the allowed storage limit.');
    return withSheet(book, { ...sheet, metadata });
  },
  deleteDeveloperMetadata: (book, { dataFilter: { developerMetadataLookup: wanted } }, differs) => {
    const matches = (each: Metadata) =>
      (wanted.metadataId === undefined || wanted.metadataId === each.metadataId) &&
      (wanted.metadataKey === undefined || wanted.metadataKey === each.metadataKey) &&
      (wanted.metadataValue === undefined || wanted.metadataValue === each.metadataValue);
    if (
      !book.sheets.some(({ metadata }) => metadata.some(matches)) &&
      differs !== 'no-mark-to-delete-is-refused'
    )
      throw new Reason('No developer metadata matches the filter.');
    return {
      ...book,
      sheets: book.sheets.map((sheet) => ({
        ...sheet,
        metadata: sheet.metadata.filter((each) => !matches(each)),
      })),
    };
  },
};

/** Where a search looks: in one range, one sheet, or all of them. */
function searched(
  book: Book,
  { find, range, sheetId, allSheets }: Payloads['findReplace'],
): readonly { readonly sheet: Sheet; readonly area: Area }[] {
  if (find === '') throw new Reason('Must specify a search string.');
  if ([range, sheetId, allSheets].filter((scope) => scope !== undefined).length !== 1)
    throw new Reason('Must specify exactly one scope: range, sheetId or allSheets.');
  const ranges =
    allSheets === undefined
      ? [range ?? { sheetId: sheetId ?? 0 }]
      : book.sheets.map((sheet) => ({ sheetId: sheet.sheetId }));
  return ranges.map((each) => {
    const sheet = sheetOf(book, each.sheetId);
    return { sheet, area: areaOf(sheet, each) };
  });
}

function isWithin({ top, bottom, left, right }: Area, row: number, column: number): boolean {
  return row >= top && row < bottom && column >= left && column < right;
}

/** A cell after a replacement, and how often something was replaced in it; `undefined` when nothing was. Numbers are not looked at. */
function replacedIn(
  before: Cell,
  { find, replacement, matchCase, matchEntireCell, includeFormulas }: Payloads['findReplace'],
  differs?: Assumption,
): { readonly cell: Cell; readonly count: number } | undefined {
  const { stringValue, formulaValue } = before.userEnteredValue ?? {};
  const text = stringValue ?? (includeFormulas ? formulaValue : undefined);
  if (text === undefined) return undefined;
  const pattern = new RegExp(find.replaceAll(/[^\w\s]/g, '\\$&'), matchCase ? 'g' : 'gi');
  const found = [...text.matchAll(pattern)];
  if (found.length === 0 || (matchEntireCell && found[0]?.[0] !== text)) return undefined;
  const after = text.replace(pattern, () => replacement);
  const isParsed = differs === 'replaced-texts-stay-texts' && after.startsWith('=');
  const isFormula = formulaValue !== undefined || isParsed;
  const userEnteredValue = isFormula ? { formulaValue: after } : { stringValue: after };
  const computed = isParsed ? '#NAME?' : undefined;
  return { cell: { ...before, userEnteredValue, computed }, count: found.length };
}

/** What a replacement says that it did; what is 0 is left out. */
function replacementReply(before: Book, search: Payloads['findReplace']): object {
  const found = searched(before, search).flatMap(({ sheet, area }) =>
    sheet.rows.flatMap((row, at) =>
      row.flatMap((cell, column) => {
        const done = isWithin(area, at, column) ? replacedIn(cell, search) : undefined;
        const isFormula = cell.userEnteredValue?.formulaValue !== undefined;
        return done ? [{ sheetId: sheet.sheetId, row: at, isFormula, count: done.count }] : [];
      }),
    ),
  );
  const counts = {
    valuesChanged: found.filter(({ isFormula }) => !isFormula).length,
    formulasChanged: found.filter(({ isFormula }) => isFormula).length,
    rowsChanged: new Set(found.map(({ sheetId, row }) => `${sheetId} ${row}`)).size,
    sheetsChanged: new Set(found.map(({ sheetId }) => sheetId)).size,
    occurrencesChanged: found.reduce((sum, { count }) => sum + count, 0),
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

function dimensionOf(
  sheet: Sheet,
  { dimension, startIndex = 0, endIndex }: z.output<typeof dimensionRange>,
): { readonly at: number; readonly length: number } {
  const count = dimension === 'ROWS' ? sheet.rowCount : sheet.columnCount;
  const end = endIndex ?? count;
  if (startIndex >= end) throw new Reason('startIndex must be less than endIndex.');
  if (startIndex >= count) throw new Reason('Invalid dimension range.');
  return { at: startIndex, length: end - startIndex };
}

/** A range with the ends that its sheet gives it. */
function bounded(sheet: Sheet, range: Range): Range {
  const { top, bottom, left, right } = areaOf(sheet, range);
  return {
    sheetId: sheet.sheetId,
    startRowIndex: top,
    endRowIndex: bottom,
    startColumnIndex: left,
    endColumnIndex: right,
  };
}

/** Sender of a batch, and how the service treats it. */
export interface Sender {
  /** Language of the reasons that Google gives this account for a refusal. */
  readonly language: 'en' | 'es' | 'fr';
  /** Protected ranges do not bind the owner. */
  readonly isOwner: boolean;
  /** The assumption that does not hold in this service. */
  readonly differs?: Assumption | undefined;
}

const STAFF: Sender = { language: 'fr', isOwner: true };

/** Text of an error after its prefix, on which no decision may rest. */
function told(reason: Reason, language: Sender['language']): string {
  if (language === 'en') return reason.message;
  if (language === 'es') return reason.inSpanish ?? 'No se puede realizar esta acción.';
  return 'Cette action ne peut pas être effectuée.';
}

/** Ranges that a request writes into and that a protection may cover; none when it only creates objects or metadata. */
function touched(each: Request): readonly Partial<Range>[] {
  const of = ({ sheetId, dimension, startIndex, endIndex }: z.output<typeof dimensionRange>) =>
    dimension === 'ROWS'
      ? { sheetId, startRowIndex: startIndex, endRowIndex: endIndex }
      : { sheetId, startColumnIndex: startIndex, endColumnIndex: endIndex };
  const { updateCells: cells, appendCells: appended } = each;
  const widest = Math.max(1, ...(cells?.rows ?? []).map(({ values = [] }) => values.length));
  const ranges = [
    appended && { sheetId: appended.sheetId },
    cells?.range,
    cells?.start && {
      sheetId: cells.start.sheetId,
      startRowIndex: cells.start.rowIndex,
      endRowIndex: cells.start.rowIndex + Math.max(1, cells.rows?.length ?? 0),
      startColumnIndex: cells.start.columnIndex,
      endColumnIndex: cells.start.columnIndex + widest,
    },
    each.repeatCell?.range,
    each.copyPaste?.destination,
    each.findReplace?.range,
    each.findReplace?.sheetId === undefined ? undefined : { sheetId: each.findReplace.sheetId },
    each.setDataValidation?.range,
    each.insertDimension && of(each.insertDimension.range),
    each.deleteDimension && of(each.deleteDimension.range),
  ];
  return ranges.filter((range) => range !== undefined);
}

function overlap(range: Partial<Range>, { range: theirs }: Protection): boolean {
  const meets = (end: 'Row' | 'Column') =>
    (range[`start${end}Index`] ?? 0) < (theirs[`end${end}Index`] ?? Infinity) &&
    (theirs[`start${end}Index`] ?? 0) < (range[`end${end}Index`] ?? Infinity);
  return meets('Row') && meets('Column');
}

function checkProtections(book: Book, each: Request): void {
  for (const range of touched(each))
    for (const protection of book.sheets.find(({ sheetId }) => sheetId === range.sheetId)?.protections ?? [])
      if (protection.warningOnly !== true && !protection.requestingUserCanEdit && overlap(range, protection))
        throw new Reason(
          'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
        );
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- ties the payload to its handler
function applyOne<Kind extends keyof Payloads>(
  book: Book,
  kind: Kind,
  each: Request,
  { isOwner, differs }: Sender,
): Book {
  if (!isOwner) checkProtections(book, each);
  const given: Payloads[Kind] | undefined = each[kind];
  return given === undefined ? book : HANDLERS[kind](book, given, differs);
}

/** Applies every request, or throws what Google says of the first that is wrong. */
export function applyRequests(
  before: Book,
  requests: readonly Request[],
  sender: Sender = STAFF,
): { readonly book: Book; readonly replies: readonly object[] } {
  if (requests.length === 0) throw invalid('Must specify at least one request.');
  const isMadeHere = ({ deleteSheet, deleteDeveloperMetadata: deleted }: Request): boolean => {
    const lookup = deleted?.dataFilter.developerMetadataLookup;
    return requests.some(
      ({ addSheet, createDeveloperMetadata: created }) =>
        (deleteSheet !== undefined && addSheet?.properties.sheetId === deleteSheet.sheetId) ||
        (lookup !== undefined && created?.developerMetadata.metadataId === lookup.metadataId),
    );
  };
  const replies: object[] = [];
  const after = requests.reduce((book, each, index) => {
    const given = Object.keys(HANDLERS).filter((kind): kind is keyof Payloads => kind in each);
    const [kind] = given;
    if (kind === undefined || given.length > 1)
      throw invalid(`Invalid requests[${index}]: Must specify one kind of request`);
    try {
      if (sender.differs === 'made-and-undone-in-one-batch' && isMadeHere(each))
        throw new Reason('What was just made cannot be deleted.');
      const changed = applyOne(book, kind, each, sender);
      const { findReplace } = each;
      replies.push(
        findReplace ? { findReplace: replacementReply(book, findReplace) } : replyTo(each, changed),
      );
      return changed;
    } catch (error) {
      if (!(error instanceof Reason)) throw error;
      throw invalid(`Invalid requests[${index}].${kind}: ${told(error, sender.language)}`);
    }
  }, before);
  return { book: after, replies };
}

/** Reply to a request: the object just created, or `{}` for kinds that return none. */
function replyTo(
  { addSheet, addNamedRange, addProtectedRange, createDeveloperMetadata }: Request,
  book: Book,
): object {
  if (addSheet) {
    const index = addSheet.properties.index ?? book.sheets.length - 1;
    const sheet = book.sheets[index];
    return sheet ? { addSheet: { properties: propertiesResource(sheet, index) } } : {};
  }
  if (addNamedRange) {
    const namedRange = book.namedRanges.at(-1);
    return namedRange ? { addNamedRange: { namedRange: namedRangeResource(namedRange) } } : {};
  }
  if (addProtectedRange) {
    const protection = sheetOf(book, addProtectedRange.protectedRange.range.sheetId).protections.at(-1);
    return protection ? { addProtectedRange: { protectedRange: protectionResource(protection) } } : {};
  }
  if (createDeveloperMetadata) {
    const { sheetId, metadata } = sheetOf(book, createDeveloperMetadata.developerMetadata.location.sheetId);
    const last = metadata.at(-1);
    return last ? { createDeveloperMetadata: { developerMetadata: metadataResource(last, sheetId) } } : {};
  }
  return {};
}
