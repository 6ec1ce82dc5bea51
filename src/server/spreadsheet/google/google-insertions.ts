import type { sheets_v4 } from '@googleapis/sheets';
import { IDENTIFIER } from '../../../domain/application/tab.ts';
import type { Snapshot } from './google-snapshot.ts';
import { headerKey, positions, type Row } from '../spreadsheet.ts';

/** A cell that was set by mistake: whose it is, what it held, and what stands there if nobody changed it since. */
export interface Correction {
  /** The identifier that the row was left with, under whatever title. */
  readonly id: string;
  /** The row's texts when it was left, by `headerKey` of the titles: distinguishes it from another row that was given the same identifier. */
  readonly line: ReadonlyMap<string, string>;
  /** By title, what told the row from others and was overwritten: once a row has it again, all is done. */
  readonly taken?: ReadonlyMap<string, string>;
  /** True of a row that was added: its texts need their columns. */
  readonly isInserted: boolean;
  readonly header: string;
  readonly value: sheets_v4.Schema$ExtendedValue;
  readonly mistake: string;
}

/** The columns that the rows fill, each with the index where it was seen: where their texts go. */
export function filledColumns({ columns }: Snapshot, rows: readonly Row[]): [header: string, at: number][] {
  const headers = rows.flatMap(({ cells }) => Object.keys(cells).filter((header) => cells[header] !== ''));
  return [...new Set([IDENTIFIER, ...headers].map(headerKey))].map((header) => [
    header,
    columns.get(header) ?? -1,
  ]);
}

/** One row as cells, under the headers as they were seen. */
export function lineOf(
  { id, cells }: Row,
  columns: ReadonlyMap<string, number>,
): sheets_v4.Schema$CellData[] {
  const texts = new Map(
    Object.entries({ ...cells, [IDENTIFIER]: id })
      .filter(([, text]) => text !== '')
      .map(([header, text]) => [columns.get(headerKey(header)) ?? -1, text]),
  );
  return Array.from({ length: Math.max(...texts.keys()) + 1 }, (_, at) => {
    const stringValue = texts.get(at);
    return stringValue === undefined ? {} : { userEnteredValue: { stringValue } };
  });
}

/**
 * Requests that reconcile rows whose texts were written by index while the titles were already in another order.
 * A text whose column had gone stays where it is until there is a column of its title.
 */
export function rightPlaces(
  columns: readonly (readonly [header: string, at: number])[],
  headers: readonly string[],
  lines: readonly (readonly string[])[],
): readonly Correction[] {
  const places = positions(headers);
  const planned = new Set(columns.map(([header]) => header));
  const titleAt = (at: number): string => headerKey(headers[at] ?? '');
  const idAt = columns.find(([header]) => header === IDENTIFIER)?.[1] ?? -1;
  const corrections = lines.flatMap((line) => {
    const texts = new Map(columns.map(([, at]) => [titleAt(at), line[at] ?? '']));
    const row = { id: line[idAt] ?? '', line: texts, isInserted: true };
    return columns.flatMap(([header, at]): readonly Correction[] => {
      if (titleAt(at) === header) return [];
      const [text, place] = [line[at] ?? '', places.get(header)];
      const there = { ...row, header, mistake: line[place ?? -1] ?? '', value: valueOf(text) };
      const isLeftOver = titleAt(at) !== '' && !planned.has(titleAt(at));
      return isLeftOver ? [there, { ...row, header: titleAt(at), mistake: text, value: {} }] : [there];
    });
  });
  // An empty cell in place of an empty cell: it would be corrected for ever.
  return corrections.filter(({ mistake, value }) => (value.stringValue ?? '') !== mistake);
}

/**
 * The titles that an insert met, as they are called now: one that went away since and one that came are the same column, which
 * staff had renamed or renamed since.
 */
export function asCalledNow(
  headers: readonly string[],
  { firstRow }: Snapshot,
  columns: readonly (readonly [header: string, at: number])[],
): readonly string[] {
  const [then, now] = [positions(headers), positions(firstRow)];
  const gone = [...then.keys()].filter((title) => !now.has(title));
  const come = [...now.keys()].filter((title) => !then.has(title));
  const ours = come.filter((title) => columns.some(([header]) => header === title));
  const [title, ...others] = ours.length > 0 ? ours : come;
  if (title === undefined || others.length > 0 || gone.length !== 1) return headers;
  return headers.map((header) => (headerKey(header) === gone[0] ? title : header));
}

function valueOf(text: string): sheets_v4.Schema$ExtendedValue {
  return text === '' ? {} : { stringValue: text };
}
