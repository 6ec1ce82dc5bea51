import { randomInt } from 'node:crypto';
import type { sheets_v4 } from '@googleapis/sheets';
import { IDENTIFIER } from '../../../domain/application/tab.ts';
import { filledColumns, lineOf } from './google-insertions.ts';
import { NOTE_KEY, type Plan } from './google-plans.ts';
import type { Snapshot } from './google-snapshot.ts';
import { headerKey, type Row } from '../spreadsheet.ts';

type Request = sheets_v4.Schema$Request;

/** Rows of one change at most: its plan has to fit beside the guards of the tab. */
export const CHANGE_ROWS = 50;
/** Rows above those copied: a formula that looks upwards keeps what it refers to when it comes back. */
export const ROWS_AT = 100;

/** A cell to set: where it was seen, and what goes there; an empty value empties it. */
export interface Setting {
  readonly row: number;
  readonly id: string;
  readonly header: string;
  readonly value: sheets_v4.Schema$ExtendedValue;
  /** The header under which the identifier was seen: another one while the row stands under wrong titles. */
  readonly idUnder?: string;
}

/** Start of the titles of the hidden sheets that hold undo logs. */
export const TRACE_PREFIX = '_modification ';

export function traceTitle(traceId: number): string {
  return TRACE_PREFIX + String(traceId);
}

export function rowRange(sheetId: number, row: number, columnCount: number): sheets_v4.Schema$GridRange {
  return {
    sheetId,
    startRowIndex: row,
    endRowIndex: row + 1,
    startColumnIndex: 0,
    endColumnIndex: columnCount,
  };
}

function hiddenSheet(traceId: number, gridProperties: sheets_v4.Schema$GridProperties): Request {
  const properties = { sheetId: traceId, title: traceTitle(traceId), hidden: true, gridProperties };
  return { addSheet: { properties } };
}

/** Copies a row of the tab into the undo log. */
function copied({ sheetId, columnCount }: Snapshot, row: number, traceId: number, to: number): Request {
  const [source, destination] = [rowRange(sheetId, row, columnCount), rowRange(traceId, to, columnCount)];
  return { copyPaste: { source, destination, pasteType: 'PASTE_NORMAL' } };
}

function noted(sheetId: number, traceId: number, plan: Plan): Request {
  const developerMetadata: sheets_v4.Schema$DeveloperMetadata = {
    metadataId: traceId,
    metadataKey: NOTE_KEY,
    metadataValue: JSON.stringify(plan),
    location: { sheetId },
    visibility: 'PROJECT',
  };
  return { createDeveloperMetadata: { developerMetadata } };
}

/** A change with its undo log: copies of the rows that it touches in a hidden sheet, and its plan noted on the tab. */
function traced(snapshot: Snapshot, plan: Plan, action: readonly Request[]): readonly Request[] {
  const { sheetId, columnCount } = snapshot;
  const traceId = randomInt(1, 2 ** 31 - 1);
  const count = plan.rows.length;
  const copy = (row: number, to: number) => copied(snapshot, row, traceId, to);
  return [
    hiddenSheet(traceId, { rowCount: ROWS_AT + 2 * count, columnCount }),
    copy(0, 0),
    ...plan.rows.map(([, row], index) => copy(row, ROWS_AT + index)),
    noted(sheetId, traceId, plan),
    ...action,
    ...(plan.kind === 'set' ? plan.rows.map(([, row], index) => copy(row, ROWS_AT + count + index)) : []),
  ];
}

function indexOf({ columns }: Snapshot, header: string): number {
  return columns.get(headerKey(header)) ?? -1;
}

/** Requests that set cells, of `CHANGE_ROWS` rows at most whose identifiers are under one header, and keep what they replace. */
export function setting(snapshot: Snapshot, settings: readonly Setting[]): readonly Request[] {
  const { sheetId } = snapshot;
  const idUnder = headerKey(settings[0]?.idUnder ?? IDENTIFIER);
  const headers = [...new Set([IDENTIFIER, idUnder, ...settings.map(({ header }) => headerKey(header))])];
  const plan: Plan = {
    kind: 'set',
    columns: headers.map((header) => [header, indexOf(snapshot, header)]),
    rows: [...new Map(settings.map(({ row, id }) => [row, id]))].map(([row, id]) => [id, row]),
    ...(idUnder === IDENTIFIER ? {} : { idUnder }),
  };
  const action = settings.map(({ row, header, value }) => ({
    updateCells: {
      start: { sheetId, rowIndex: row, columnIndex: indexOf(snapshot, header) },
      rows: [{ values: [Object.keys(value).length === 0 ? {} : { userEnteredValue: value }] }],
      fields: 'userEnteredValue',
    },
  }));
  return traced(snapshot, plan, action);
}

/** Requests that delete rows, `CHANGE_ROWS` at most, and keep them until it is sure that they are the right ones. */
export function removal(
  snapshot: Snapshot,
  rows: readonly (readonly [row: number, id: string])[],
): readonly Request[] {
  const { sheetId } = snapshot;
  const plan: Plan = {
    kind: 'remove',
    columns: [[IDENTIFIER, indexOf(snapshot, IDENTIFIER)]],
    rows: rows.map(([row, id]) => [id, row]),
  };
  const fromTheBottom = rows.map(([row]) => row).sort((a, b) => b - a);
  return traced(snapshot, plan, [
    // A sheet may not lose all its rows.
    { appendDimension: { sheetId, dimension: 'ROWS', length: rows.length } },
    ...fromTheBottom.map((row) => ({
      deleteDimension: { range: { sheetId, dimension: 'ROWS', startIndex: row, endIndex: row + 1 } },
    })),
  ]);
}

/** Where rows are added: below the last row of somebody, whatever columns of staff are filled to the bottom. */
function firstFreeRow({ identifiers }: Snapshot): number {
  return (identifiers.at(-1)?.[0] ?? 0) + 1;
}

interface Adding {
  readonly at: number;
  readonly traceId: number;
  /** The row that the new ones look like, and have the lists of. */
  readonly like: 'before' | 'after';
  /** The part of each row that is written. */
  readonly as: (row: Row) => Row;
}

/** Requests that add rows at an index, with their guards; they keep the titles they met and the texts written, to verify their place. */
function added(
  snapshot: Snapshot,
  rows: readonly Row[],
  { at, traceId, like, as }: Adding,
): readonly Request[] {
  const { sheetId, columnCount, columns, guards } = snapshot;
  const range = { sheetId, dimension: 'ROWS', startIndex: at, endIndex: at + rows.length };
  const lines = rows.map((row) => ({ values: lineOf(as(row), columns) }));
  const ids = rows.map(({ id }) => id);
  const plan: Plan = { kind: 'insert', columns: filledColumns(snapshot, rows), rows: [] };
  const written = (sheet: number, rowIndex: number): Request => ({
    updateCells: {
      start: { sheetId: sheet, rowIndex, columnIndex: 0 },
      rows: lines,
      fields: 'userEnteredValue',
    },
  });
  return [
    // Rows are made for what is added, so that it never meets anything.
    { insertDimension: { range, inheritFromBefore: like === 'before' } },
    // A row like one that staff hid would be hidden too.
    { updateDimensionProperties: { range, properties: { hiddenByUser: false }, fields: 'hiddenByUser' } },
    written(sheetId, at),
    hiddenSheet(traceId, { rowCount: 1 + rows.length, columnCount }),
    copied(snapshot, 0, traceId, 0),
    written(traceId, 1),
    noted(sheetId, traceId, plan),
    ...guards.marking(sheetId, ids),
  ];
}

/** Requests that add rows below the last, each with its guard. */
export function insertion(snapshot: Snapshot, rows: readonly Row[]): readonly Request[] {
  const { sheetId, rowCount, guards } = snapshot;
  const at = firstFreeRow(snapshot);
  const isFull = at >= rowCount;
  const traceId = randomInt(1, 2 ** 31 - 1);
  return [
    // Rows can only be made above another one.
    ...(isFull ? [{ appendDimension: { sheetId, dimension: 'ROWS', length: 1 } }] : []),
    ...guards.clearing(),
    // A row made at the end has neither lists nor formats; the row before may bear a colour that staff gave to it.
    ...added(snapshot, rows, {
      at,
      traceId,
      like: at >= rowCount - 1 ? 'before' : 'after',
      as: (row) => row,
    }),
  ];
}

/** A text that any spreadsheet takes. */
const KNOWN_GOOD = 'essai';

/** The row with a known-good text in place of each of its own. */
function knownGood({ cells }: Row): Row {
  const filled = Object.entries(cells).filter(([, text]) => text !== '');
  return { id: KNOWN_GOOD, cells: Object.fromEntries(filled.map(([header]) => [header, KNOWN_GOOD])) };
}

/**
 * Requests that do what the insertion of these rows does, with a known-good text in place of each of theirs, and undo it: all or
 * nothing, so that nothing is left. They are taken where the rows themselves are not only if their texts are why.
 */
export function probe(snapshot: Snapshot, rows: readonly Row[]): readonly Request[] {
  const at = Math.min(firstFreeRow(snapshot), snapshot.rowCount - 1);
  const traceId = randomInt(1, 2 ** 31 - 1);
  const [sheetId, endIndex] = [snapshot.sheetId, at + rows.length];
  const range = { sheetId, dimension: 'ROWS', startIndex: at, endIndex };
  return [
    ...added(snapshot, rows, { at, traceId, like: 'after', as: knownGood }),
    ...snapshot.guards.unmarking(rows.map(({ id }) => id)),
    ...deletingUndoLog(traceId, true),
    { deleteDimension: { range } },
  ];
}

/** Requests that replace texts in the cells below the titles, wherever each stands by then. */
export function replacing(
  { sheetId }: Pick<Snapshot, 'sheetId'>,
  replacements: ReadonlyMap<string, string>,
): readonly Request[] {
  return [...replacements].map(([find, replacement]) => ({
    findReplace: {
      find,
      replacement,
      range: { sheetId, startRowIndex: 1 },
      matchCase: true,
      matchEntireCell: false,
      searchByRegex: false,
      includeFormulas: false,
    },
  }));
}

/** Deletes a change's undo log and plan. */
export function deletingUndoLog(traceId: number, withSheet: boolean): readonly Request[] {
  const lookup = { developerMetadataLookup: { metadataId: traceId } };
  return [
    ...(withSheet ? [{ deleteSheet: { sheetId: traceId } }] : []),
    { deleteDeveloperMetadata: { dataFilter: lookup } },
  ];
}

/** Cells that requests add to the spreadsheet, at the most they have in any moment. */
export function cellsAdded(requests: readonly Request[], columnCount: number): number {
  return requests.reduce((sum, { addSheet, insertDimension, appendDimension }) => {
    const grid = addSheet?.properties?.gridProperties;
    const { startIndex, endIndex } = insertDimension?.range ?? {};
    const rows = (endIndex ?? 0) - (startIndex ?? 0) + (appendDimension?.length ?? 0);
    return sum + rows * columnCount + (grid?.rowCount ?? 0) * (grid?.columnCount ?? 0);
  }, 0);
}
