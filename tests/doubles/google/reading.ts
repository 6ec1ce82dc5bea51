import {
  type Area,
  type Book,
  type Cell,
  type GridRange,
  invalid,
  isEmpty,
  type Metadata,
  type NamedRange,
  type Protection,
  type Row,
  type Sheet,
  shown,
} from './book.ts';
import type { Assumption } from './assumed.ts';

const RANGE = /^(?:'((?:[^']|'')+)'|([^'!]+))(?:!([A-Z]*)(\d*)(?::([A-Z]*)(\d*))?)?$/;

function columnIndex(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function columnName(index: number): string {
  return (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
}

export interface Found {
  readonly sheet: Sheet;
  readonly area: Area;
}

/** Looks up a range in A1 notation; an open end reaches the grid's. */
export function findRange(book: Book, text: string): Found {
  const [, quoted, bareTitle, left = '', top = '', right = left, bottom = top] = RANGE.exec(text) ?? [];
  const title = quoted?.replaceAll("''", "'") ?? bareTitle;
  const sheet = book.sheets.find((each) => each.title.toLowerCase() === title?.toLowerCase());
  if (!sheet) throw invalid(`Unable to parse range: ${text}`);
  const area = {
    top: top === '' ? 0 : Number(top) - 1,
    bottom: bottom === '' ? sheet.rowCount : Number(bottom),
    left: left === '' ? 0 : columnIndex(left),
    right: right === '' ? sheet.columnCount : columnIndex(right) + 1,
  };
  const isColumns = top === '' && bottom === '';
  if (area.top >= sheet.rowCount || area.left >= sheet.columnCount)
    throw invalid(
      // A whole column is named by its letters alone.
      `Range (${isColumns && left === right ? text.split(':')[0] : text}) exceeds grid limits. Max rows: ${sheet.rowCount}, max columns: ${sheet.columnCount}`,
    );
  return { sheet, area };
}

export function rangeName({ title }: Sheet, { top, bottom, left, right }: Area): string {
  const name = /^[A-Za-z_]\w*$/.test(title) ? title : `'${title.replaceAll("'", "''")}'`;
  const first = `${columnName(left)}${top + 1}`;
  const last = `${columnName(right - 1)}${bottom}`;
  return `${name}!${first === last ? first : `${first}:${last}`}`;
}

function cellsOf(sheet: Sheet, area: Area): readonly (readonly Cell[])[] {
  return sheet.rows.slice(area.top, area.bottom).map((row) => row.slice(area.left, area.right));
}

/** The texts of an area, without the empty cells and rows at its ends, as `spreadsheets.values` gives them. */
export function valuesOf(sheet: Sheet, area: Area): readonly (readonly string[])[] {
  const lines = cellsOf(sheet, area).map((row) =>
    row.slice(0, row.findLastIndex((cell) => !isEmpty(cell)) + 1).map(shown),
  );
  return lines.slice(0, lines.findLastIndex((line) => line.length > 0) + 1);
}

type ValueOf = (cell: Cell, differs: Assumption | undefined) => unknown;

interface AskedField {
  readonly name: string;
  readonly valueOf: ValueOf;
  /** What is asked for within it. */
  readonly inner: Mask;
}

/** The fields of a cell. */
const CELL_FIELDS: Readonly<Record<string, ValueOf>> = {
  userEnteredValue: (cell) => (isEmpty(cell) ? undefined : cell.userEnteredValue),
  effectiveValue: (cell) => {
    if (isEmpty(cell)) return undefined;
    // The result of a formula is never a formula.
    const isFormula = cell.userEnteredValue?.formulaValue !== undefined;
    return isFormula ? { stringValue: shown(cell) } : cell.userEnteredValue;
  },
  formattedValue: (cell) => (isEmpty(cell) ? undefined : shown(cell) || undefined),
  userEnteredFormat: ({ userEnteredFormat }) => userEnteredFormat,
  effectiveFormat: ({ userEnteredFormat }, differs) =>
    differs === 'dates-are-told-by-format' ? undefined : userEnteredFormat,
  dataValidation: ({ dataValidation }) => dataValidation,
  note: ({ note }) => note,
};

/** The cells of a row, of which an answer holds the fields that are asked for: a story reads millions of empty ones. */
class CellsOfRow {
  readonly #cells: Row;
  readonly #differs: Assumption | undefined;

  constructor(cells: Row, differs: Assumption | undefined) {
    this.#cells = cells;
    this.#differs = differs;
  }

  under(mask: Mask): readonly object[] {
    const asked = askedUnder(mask);
    return this.#cells.slice(0, this.#cells.findLastIndex(holdsAny) + 1).map((cell) => {
      const answered: Record<string, unknown> = {};
      for (const { name, valueOf, inner } of asked) {
        const value = valueOf(cell, this.#differs);
        if (value !== undefined) answered[name] = project(value, inner);
      }
      return answered;
    });
  }
}

function holdsAny(cell: Cell): boolean {
  for (const name in cell) if (Object.hasOwn(cell, name)) return true;
  return false;
}

const ASKED = new WeakMap<Mask, readonly AskedField[]>();

/** The fields of cells that a mask asks for: looked up once for all rows of an answer. */
function askedUnder(mask: Mask): readonly AskedField[] {
  const known = ASKED.get(mask);
  if (known !== undefined) return known;
  const asked = Object.entries(CELL_FIELDS).flatMap(([name, valueOf]) => {
    const inner = maskWithin(mask, name);
    return inner === undefined ? [] : [{ name, valueOf, inner }];
  });
  ASKED.set(mask, asked);
  return asked;
}

/** A range as answers hold it: the number 0 of a first sheet is left out. */
function rangeResource({ sheetId, ...ends }: GridRange): object {
  return { ...(sheetId === 0 ? {} : { sheetId }), ...ends };
}

export function metadataResource({ rows, ...metadata }: Metadata, sheetId: number): object {
  const location = rows
    ? { locationType: 'ROW', dimensionRange: { sheetId, dimension: 'ROWS', ...rows } }
    : { locationType: 'SHEET', sheetId };
  return { ...metadata, location };
}

export function protectionResource({
  range,
  requestingUserCanEdit,
  editors,
  ...protection
}: Protection): object {
  return {
    ...protection,
    range: rangeResource(range),
    // As every `false` of Google's, not said.
    ...(protection.warningOnly ? {} : { warningOnly: undefined }),
    ...(requestingUserCanEdit ? { requestingUserCanEdit } : {}),
    editors: editors ?? {},
  };
}

export function namedRangeResource({ range, ...named }: NamedRange): object {
  return { ...named, range: rangeResource(range) };
}

export function propertiesResource(sheet: Sheet, index: number): object {
  return {
    sheetId: sheet.sheetId,
    title: sheet.title,
    index,
    sheetType: 'GRID',
    ...(sheet.hidden ? { hidden: true } : {}),
    gridProperties: {
      rowCount: sheet.rowCount,
      columnCount: sheet.columnCount,
      ...(sheet.frozenRowCount > 0 ? { frozenRowCount: sheet.frozenRowCount } : {}),
      ...sheet.otherGridProperties,
    },
  };
}

function gridDataOf(sheet: Sheet, area: Area, differs: Assumption | undefined): object {
  return {
    ...(area.top > 0 ? { startRow: area.top } : {}),
    ...(area.left > 0 ? { startColumn: area.left } : {}),
    rowData: cellsOf(sheet, area).map((row) => ({ values: new CellsOfRow(row, differs) })),
  };
}

interface Asked {
  readonly ranges: readonly string[];
  readonly withData: boolean;
  readonly differs?: Assumption | undefined;
}

/** The spreadsheet's resource; with ranges, only the sheets that they touch. */
export function spreadsheetResource(
  spreadsheetId: string,
  book: Book,
  { ranges, withData, differs }: Asked,
): object {
  const found = ranges.map((range) => findRange(book, range));
  const sheets = book.sheets
    .map((sheet, index) => ({ sheet, index, areas: found.filter((each) => each.sheet === sheet) }))
    .filter(({ areas }) => ranges.length === 0 || areas.length > 0)
    .map(({ sheet, index, areas }) => {
      const whole = { top: 0, bottom: sheet.rowCount, left: 0, right: sheet.columnCount };
      const shownAreas = ranges.length === 0 ? [whole] : areas.map(({ area }) => area);
      return {
        properties: propertiesResource(sheet, index),
        protectedRanges: sheet.protections.map(protectionResource),
        ...(sheet.tables && {
          tables: sheet.tables.map((table) => ({ ...table, range: rangeResource(table.range) })),
        }),
        ...(sheet.basicFilter && { basicFilter: { range: rangeResource(sheet.basicFilter.range) } }),
        developerMetadata: sheet.metadata
          .filter(({ rows }) => rows === undefined)
          .map((each) => metadataResource(each, sheet.sheetId)),
        data: withData ? shownAreas.map((area) => gridDataOf(sheet, area, differs)) : [],
      };
    });
  return {
    spreadsheetId,
    properties: { title: book.title, locale: book.locale ?? 'fr_FR', timeZone: 'Europe/Paris' },
    sheets,
    namedRanges: book.namedRanges.map(namedRangeResource),
  };
}

/** Names of fields, each with the fields wanted inside it; none means all. */
interface Mask {
  readonly fields: Map<string, Mask>;
}

/** Parses a partial-response mask: `a,b(c,d/e)` (developers.google.com/discovery/v1/performance). */
function parseMask(text: string): Mask {
  let at = 0;
  const skip = (character: string): boolean => {
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };
  const one = (mask: Mask): void => {
    const [name = ''] = /^[\w*]+/.exec(text.slice(at)) ?? [];
    if (name === '') throw invalid('Request contains an invalid argument: fields.');
    at += name.length;
    const inner = mask.fields.get(name) ?? { fields: new Map<string, Mask>() };
    mask.fields.set(name, inner);
    if (skip('/') || skip('.')) one(inner);
    else if (skip('(')) {
      list(inner);
      if (!skip(')')) throw invalid('Request contains an invalid argument: fields.');
    }
  };
  const list = (mask: Mask): void => {
    do one(mask);
    while (skip(','));
  };
  const whole: Mask = { fields: new Map() };
  list(whole);
  if (at !== text.length) throw invalid('Request contains an invalid argument: fields.');
  return whole;
}

/** Every field that the double may answer with: a mask that asks for another is refused, as Google does. */
const KNOWN = parseMask(
  'spreadsheetId,updatedRange,replies,spreadsheetUrl,namedRanges,properties(title,locale,timeZone),' +
    'sheets(properties(sheetId,title,index,sheetType,hidden,tabColorStyle,gridProperties(rowCount,columnCount,frozenRowCount)),' +
    'protectedRanges(protectedRangeId,range,description,warningOnly,requestingUserCanEdit,editors),basicFilter(range),tables(tableId,name,range),' +
    'developerMetadata(metadataId,metadataKey,metadataValue,visibility,location),' +
    'data(startRow,startColumn,columnMetadata(developerMetadata(metadataId,metadataKey,metadataValue,visibility)),' +
    'rowData(values(note,formattedValue,userEnteredValue(stringValue,numberValue,boolValue,formulaValue),' +
    'effectiveValue(stringValue,numberValue,boolValue,formulaValue),userEnteredFormat(numberFormat(type,pattern)),' +
    'effectiveFormat(numberFormat(type,pattern)),dataValidation(condition(type,values(userEnteredValue)),strict,showCustomUi)))))',
);

function checkMask(mask: Mask, known: Mask, path: string): void {
  if (known.fields.size === 0) return;
  for (const [name, inner] of mask.fields) {
    const found = known.fields.get(name);
    if (name !== '*' && !found)
      throw invalid('Request contains an invalid argument.', [
        violation(
          path + name,
          `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}${name}'.`,
        ),
      ]);
    if (found) checkMask(inner, found, `${path}${name}.`);
  }
}

/** Details of the error for a malformed request. */
export function violation(field: string, description: string): object {
  return {
    '@type': 'type.googleapis.com/google.rpc.BadRequest',
    fieldViolations: [{ field, description }],
  };
}

function isBlank(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** The mask of what a field holds; `undefined` of one that is not asked for. */
function maskWithin(mask: Mask, name: string): Mask | undefined {
  return mask.fields.size === 0 || mask.fields.has('*') ? mask : mask.fields.get(name);
}

/** The part of a value that a mask names. */
function project(value: unknown, mask: Mask): unknown {
  if (value instanceof CellsOfRow) return value.under(mask);
  if (Array.isArray(value)) return value.map((each) => project(each, mask));
  return typeof value === 'object' && value !== null ? projectFields(value, mask) : value;
}

/** Lists as Google answers them: an empty one is left out, and cells and rows of grid data end with the last that holds what was asked. */
function projectFields(value: object, mask: Mask): object {
  const kept: Record<string, unknown> = {};
  const entries: [string, unknown][] = Object.entries(value);
  for (const [name, given] of entries) {
    const inner = maskWithin(mask, name);
    if (inner === undefined || given === undefined) continue;
    const each = project(given, inner);
    const isGrid = name === 'rowData' || name === 'values';
    const part = isGrid && Array.isArray(each) ? withoutBlankEnd(each) : each;
    if (!Array.isArray(part) || part.length > 0) kept[name] = part;
  }
  return kept;
}

function withoutBlankEnd(list: readonly unknown[]): readonly unknown[] {
  return list.slice(0, list.findLastIndex((item) => !isBlank(item)) + 1);
}

/** The part of an answer that a mask names. */
export function masked(answer: object, fields: string | null): unknown {
  const mask: Mask = fields === null ? { fields: new Map() } : parseMask(fields);
  checkMask(mask, KNOWN, '');
  return project(answer, mask);
}
