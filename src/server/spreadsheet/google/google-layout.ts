import type { sheets_v4 } from '@googleapis/sheets';
import { type Column, IDENTIFIER, type Tab } from '../../../domain/application/tab.ts';
import { sheetIdOf } from './google-snapshot.ts';
import { README_TITLE, readmeLines } from '../readme.ts';
import { headerKey } from '../spreadsheet.ts';

type Request = sheets_v4.Schema$Request;

/** A column's width of one character of the default font, in pixels. */
const PIXELS_A_CHARACTER = 8;
const FIRST_ROWS = 1000;
export const PROTECTION = 'Identifiant des lignes : ne pas modifier';

const HEADER_FORMAT: sheets_v4.Schema$CellFormat = {
  textFormat: { bold: true },
  backgroundColorStyle: { rgbColor: { red: 0.9, green: 0.925, blue: 0.96 } },
  wrapStrategy: 'WRAP',
  verticalAlignment: 'MIDDLE',
};

/** A column with the index where it stands. */
export interface PlacedColumn extends Column {
  readonly at: number;
}

function below(sheetId: number, at: number): sheets_v4.Schema$GridRange {
  return { sheetId, startRowIndex: 1, startColumnIndex: at, endColumnIndex: at + 1 };
}

/** The titles of columns, with their widths and their cells as text. */
export function columnRequests(sheetId: number, columns: readonly PlacedColumn[]): readonly Request[] {
  return columns.flatMap(({ header, width, at }): readonly Request[] => [
    {
      updateCells: {
        start: { sheetId, rowIndex: 0, columnIndex: at },
        rows: [{ values: [{ userEnteredValue: { stringValue: header }, userEnteredFormat: HEADER_FORMAT }] }],
        fields: 'userEnteredValue,userEnteredFormat',
      },
    },
    {
      repeatCell: {
        range: below(sheetId, at),
        cell: { userEnteredFormat: { numberFormat: { type: 'TEXT' } } },
        fields: 'userEnteredFormat.numberFormat',
      },
    },
    {
      updateDimensionProperties: {
        range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
        properties: { pixelSize: width * PIXELS_A_CHARACTER },
        fields: 'pixelSize',
      },
    },
  ]);
}

/** The drop-down list of a column, down to the last row there will ever be. */
export function listRequest(sheetId: number, { at, options = [] }: PlacedColumn, strict = true): Request {
  return {
    setDataValidation: {
      range: below(sheetId, at),
      rule: {
        condition: {
          type: 'ONE_OF_LIST',
          values: options.map((userEnteredValue) => ({ userEnteredValue })),
        },
        strict,
        showCustomUi: true,
      },
    },
  };
}

/**
 * New columns right of the last title, each in a column made for it: one that staff title in the same moment is moved, never
 * written over.
 */
export function addedColumns(
  {
    sheetId,
    titleCount,
    columnCount,
  }: { readonly sheetId: number; readonly titleCount: number; readonly columnCount: number },
  columns: readonly Column[],
): readonly Request[] {
  const placed = columns.map((column, index) => ({ ...column, at: titleCount + index }));
  const range = {
    sheetId,
    dimension: 'COLUMNS',
    startIndex: titleCount,
    endIndex: titleCount + columns.length,
  };
  return [
    // No column can be inserted after the last one.
    ...(titleCount < columnCount ? [] : [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: 1 } }]),
    { insertDimension: { range, inheritFromBefore: false } },
    ...columnRequests(sheetId, placed),
    ...placed.filter(({ options }) => options).map((column) => listRequest(sheetId, column)),
  ];
}

export function freezeRequest(sheetId: number): Request {
  return {
    updateSheetProperties: {
      properties: { sheetId, gridProperties: { frozenRowCount: 1 } },
      fields: 'gridProperties.frozenRowCount',
    },
  };
}

export function filterRequest(sheetId: number, columnCount: number): Request {
  return {
    setBasicFilter: {
      filter: { range: { sheetId, startRowIndex: 0, startColumnIndex: 0, endColumnIndex: columnCount } },
    },
  };
}

/** Whoever changes an identifier is asked whether it is meant. */
export function protectionRequest(sheetId: number, at: number): Request {
  return {
    addProtectedRange: {
      protectedRange: {
        range: { sheetId, startColumnIndex: at, endColumnIndex: at + 1 },
        description: PROTECTION,
        warningOnly: true,
      },
    },
  };
}

/** Requests that make a tab with all that staff need in it. */
export function newTab(tab: Tab): readonly Request[] {
  const sheetId = sheetIdOf(tab);
  const columns = tab.columns.map((column, at) => ({ ...column, at }));
  const identifier = columns.find(({ header }) => headerKey(header) === IDENTIFIER)?.at ?? 0;
  const gridProperties = { frozenRowCount: 1, rowCount: FIRST_ROWS, columnCount: columns.length };
  return [
    { addSheet: { properties: { sheetId, title: tab.name, gridProperties } } },
    ...columnRequests(sheetId, columns),
    ...columns.filter(({ options }) => options).map((column) => listRequest(sheetId, column)),
    filterRequest(sheetId, columns.length),
    protectionRequest(sheetId, identifier),
  ];
}

const README = readmeLines([
  'Un onglet caché dont le nom commence par « _modification » apparaît un instant quand le site change une ligne : n’y touchez pas.',
]);

/** Requests that make the tab which explains the others, as the first one. */
export function readmeTab(): readonly Request[] {
  const sheetId = sheetIdOf({ name: README_TITLE, columns: [] });
  return [
    {
      addSheet: {
        properties: {
          sheetId,
          title: README_TITLE,
          index: 0,
          gridProperties: { rowCount: 30, columnCount: 1 },
        },
      },
    },
    {
      updateCells: {
        start: { sheetId, rowIndex: 0, columnIndex: 0 },
        rows: README.map((stringValue) => ({
          values: [{ userEnteredValue: { stringValue }, userEnteredFormat: { wrapStrategy: 'WRAP' } }],
        })),
        fields: 'userEnteredValue,userEnteredFormat',
      },
    },
    {
      updateDimensionProperties: {
        range: { sheetId, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 },
        properties: { pixelSize: 720 },
        fields: 'pixelSize',
      },
    },
  ];
}
