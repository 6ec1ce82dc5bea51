import { randomInt } from 'node:crypto';
import type { sheets_v4 } from '@googleapis/sheets';
import * as z from 'zod';
import { IDENTIFIER } from '../../domain/application/tab.ts';
import { filledColumns, lineOf } from './google-insertions.ts';
import type { Snapshot } from './google-snapshot.ts';
import { headerKey, type Row } from './spreadsheet.ts';

type Request = sheets_v4.Schema$Request;

/** Rows of one change at most: its plan has to fit beside the guards of the tab. */
export const CHANGE_ROWS = 50;
const NOTE_KEY = 'modification';
/** Rows above those copied: a formula that looks upwards keeps what it refers to when it comes back. */
export const COPIES_AT = 100;

/** A cell to set: where it was seen, and what goes there; an empty value empties it. */
export interface Setting {
  readonly row: number;
  readonly id: string;
  readonly header: string;
  readonly value: sheets_v4.Schema$ExtendedValue;
  /** The header under which the identifier was seen: another one while the row stands under wrong titles. */
  readonly idUnder?: string;
}

/** What a change took for true when it was sent. */
export const planShape = z.object({
  kind: z.enum(['set', 'remove', 'insert']),
  /** Headers with the index where each was seen. */
  columns: z.array(z.tuple([z.string(), z.number()])),
  /** Identifiers with the index of the row where each was seen; none of rows to insert. */
  rows: z.array(z.tuple([z.string(), z.number()])),
  /** The header under which the identifiers were seen, when it is not their own. */
  idUnder: z.string().exactOptional(),
});
export type Plan = z.output<typeof planShape>;

/** How the titles of the hidden sheets with copies begin. */
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

/** Copies a row of the tab into the hidden sheet. */
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

/** The copy, in a hidden sheet of its own, of what a change touches, and its plan noted on the tab. */
function traced(snapshot: Snapshot, plan: Plan, action: readonly Request[]): readonly Request[] {
  const { sheetId, columnCount } = snapshot;
  const traceId = randomInt(1, 2 ** 31 - 1);
  const count = plan.rows.length;
  const copy = (row: number, to: number) => copied(snapshot, row, traceId, to);
  return [
    hiddenSheet(traceId, { rowCount: COPIES_AT + 2 * count, columnCount }),
    copy(0, 0),
    ...plan.rows.map(([, row], index) => copy(row, COPIES_AT + index)),
    noted(sheetId, traceId, plan),
    ...action,
    ...(plan.kind === 'set' ? plan.rows.map(([, row], index) => copy(row, COPIES_AT + count + index)) : []),
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

/** Requests that add rows below the last, and keep the titles they met and what was written, to tell whether it is in its place. */
export function insertion(snapshot: Snapshot, rows: readonly Row[]): readonly Request[] {
  const { sheetId, columnCount, columns } = snapshot;
  const traceId = randomInt(1, 2 ** 31 - 1);
  const lines = rows.map((row) => ({ values: lineOf(row, columns) }));
  const plan: Plan = {
    kind: 'insert',
    columns: filledColumns(snapshot, rows).map(([header, at]) => [header, at]),
    rows: [],
  };
  return [
    { appendCells: { sheetId, fields: 'userEnteredValue', rows: lines } },
    hiddenSheet(traceId, { rowCount: 1 + rows.length, columnCount }),
    copied(snapshot, 0, traceId, 0),
    {
      updateCells: {
        start: { sheetId: traceId, rowIndex: 1, columnIndex: 0 },
        rows: lines,
        fields: 'userEnteredValue',
      },
    },
    noted(sheetId, traceId, plan),
  ];
}
