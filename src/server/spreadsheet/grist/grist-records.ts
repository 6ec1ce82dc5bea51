import * as z from 'zod';
import { IDENTIFIER } from '../../../domain/application/tab.ts';
import type { GristClient } from './grist-client.ts';
import { type GristColumn, type GristTable, idOf, isFormula, pathOf } from './grist-tables.ts';
import { GristUnavailable } from './grist-unavailable.ts';
import { isUntouched, textOf } from './grist-values.ts';
import { monthFirstDate } from '../serial-dates.ts';
import { type Grid, headerKey } from '../spreadsheet.ts';

const recordsAnswer = z.object({
  records: z.array(z.object({ id: z.number(), fields: z.record(z.string(), z.unknown()) })),
});

export type GristRecord = z.output<typeof recordsAnswer>['records'][number];

/** Up to this many rows are asked for by identifier, in the address; for more the whole table is read. */
const FILTERED_ROWS = 50;

/** The rows in the order that staff gave them, all or those with these identifiers. */
export async function readRecords(
  client: GristClient,
  table: GristTable,
  ids?: readonly string[],
): Promise<readonly GristRecord[]> {
  if (ids?.length === 0) return [];
  const isFiltered = ids !== undefined && ids.length <= FILTERED_ROWS;
  const filter = isFiltered ? { filter: JSON.stringify({ [idOf(table, IDENTIFIER)]: ids }) } : {};
  const query = { sort: 'manualSort', ...filter };
  const { records } = await client.call(
    { method: 'GET', path: `${pathOf(table)}/records`, query },
    recordsAnswer,
  );
  const wanted = new Set(ids);
  return ids === undefined ? records : records.filter((each) => wanted.has(cellOf(table, each, IDENTIFIER)));
}

/** Checks that rows which Grist says are there can be read: an access rule may hide them. @throws Unavailable */
export async function requireVisible(
  client: GristClient,
  table: GristTable,
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0 && (await readRecords(client, table, ids)).length === 0)
    throw new GristUnavailable('grist-access');
}

/** The first number above those of all rows. */
export async function firstFreeNumber(client: GristClient, table: GristTable): Promise<number> {
  const records = await readRecords(client, table);
  return records.reduce((last, { id }) => Math.max(last, id), 0) + 1;
}

/** The titles, then every row; one in which nothing was written is empty, whatever Grist puts into new cells. */
export async function readGrid(
  client: GristClient,
  table: GristTable,
  columns: readonly GristColumn[],
): Promise<Grid> {
  const records = await readRecords(client, table);
  return [
    columns.map(({ fields }) => fields.label),
    ...records.map(({ fields: cells }) => {
      const isBlank = table.ordered.every((column) => isNew(column, cells[column.id]));
      return columns.map(({ id, fields }) => (isBlank ? '' : shown(cells[id], fields)));
    }),
  ];
}

/** The text of a cell; a date both ways where its column shows, and reads, the month first. */
function shown(value: unknown, { type, widgetOptions }: GristColumn['fields']): string {
  const text = textOf(value, type);
  const isMonthFirst = type.startsWith('Date') && /"dateFormat":"M{1,2}[^M]/.test(widgetOptions ?? '');
  return isMonthFirst ? monthFirstDate(text) : text;
}

/** True when nobody wrote in the cell. */
function isNew(column: GristColumn, value: unknown): boolean {
  return isFormula(column) || isUntouched(value, column.fields.type);
}

/** The text of a cell that somebody wrote in or a formula filled, else nothing. */
export function cellOf(table: GristTable, { fields: cells }: GristRecord, header: string): string {
  const column = table.columns.get(headerKey(header));
  if (!column) return '';
  const value = cells[column.id];
  return !isFormula(column) && isUntouched(value, column.fields.type) ? '' : shown(value, column.fields);
}
