import { IDENTIFIER } from '../../../domain/application/tab.ts';
import type { GristClient } from './grist-client.ts';
import { cellOf, firstFreeNumber, type GristRecord } from './grist-records.ts';
import { type GristTable, idOf, isFormula, isRewritten, isText } from './grist-tables.ts';
import { GristUnavailable } from './grist-unavailable.ts';
import { asGivenBack, BYTE_ORDER_MARK, textOf } from './grist-values.ts';
import { unlessRefused } from '../service.ts';
import { type Row, withTextsReplaced } from '../spreadsheet.ts';

/** An upsert: where `require` matches, and what becomes of `fields` then or otherwise, is said by the call. */
export interface Upsert {
  readonly require: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, string>>;
}

/** One shape for all rows of a call, so that they go in together and in their order. */
export function insertionOf(table: GristTable, { id, cells }: Row, headers: readonly string[]): Upsert {
  return {
    require: { [idOf(table, IDENTIFIER)]: id },
    fields: Object.fromEntries(headers.map((header) => [idOf(table, header), cells[header] ?? ''])),
  };
}

/** Sets the cells that differ, in rows where they still hold what was read: a late write leaves what staff wrote since. */
export function settingOf(
  table: GristTable,
  record: GristRecord,
  cells: ReadonlyMap<string, string>,
): readonly Upsert[] {
  const different = [...cells].filter(
    ([header, text]) => cellOf(table, record, header) !== asGivenBack(text),
  );
  if (different.length === 0) return [];
  const ids = [IDENTIFIER, ...different.map(([header]) => header)].map((header) => idOf(table, header));
  return [
    {
      require: Object.fromEntries(ids.map((id) => [id, record.fields[id]])),
      fields: Object.fromEntries(different.map(([header, text]) => [idOf(table, header), text])),
    },
  ];
}

/**
 * An upsert, or what takes its place when it found no row although one reads so: a text in the row may begin with U+FEFF, which
 * Grist keeps and does not tell. Then each cell is set by itself, where it holds what was read with or without it.
 */
export function unlessMissed(
  table: GristTable,
  upsert: Upsert,
  missed: ReadonlySet<string>,
): readonly Upsert[] {
  const { require, fields } = upsert;
  if (!missed.has(JSON.stringify(require))) return [upsert];
  const identifier = idOf(table, IDENTIFIER);
  return Object.entries(fields).flatMap(([id, text]) => {
    const read = require[id];
    return [read, ...(typeof read === 'string' ? [`${BYTE_ORDER_MARK}${read}`] : [])].map((held) => ({
      require: { [identifier]: require[identifier], [id]: held },
      fields: { [id]: text },
    }));
  });
}

/** An upsert of one column, and what sets the cells whose text begins with U+FEFF besides, which Grist does not tell. */
export function orWithMark({ require, fields }: Upsert): readonly Upsert[] {
  const marked = Object.entries(require).map(([id, text]): [string, string] => [
    id,
    `${BYTE_ORDER_MARK}${String(text)}`,
  ]);
  return [
    { require, fields },
    { require: Object.fromEntries(marked), fields },
  ];
}

/**
 * Upserts that replace texts: each sets the cells of one column that hold what was read, whatever row they are in by then.
 *
 * @throws Unavailable when a column that holds one takes no text.
 */
export function replacingsOf(
  { ordered }: GristTable,
  records: readonly GristRecord[],
  replacements: ReadonlyMap<string, string>,
): readonly Upsert[] {
  const columns = ordered.filter((column) => !isFormula(column) && !isRewritten(column));
  return columns.flatMap((column) => {
    const { id, fields } = column;
    const held = [...new Set(records.map(({ fields: cells }) => cells[id]))].filter((value) => {
      const text = textOf(value, fields.type);
      return withTextsReplaced(text, replacements) !== text;
    });
    if (held.length > 0 && !isText(column)) throw new GristUnavailable('grist-reference');
    return held.map((value) => {
      const text = textOf(value);
      return { require: { [id]: text }, fields: { [id]: withTextsReplaced(text, replacements) } };
    });
  });
}

/** Copies of a row that hold the same are set by one upsert: Grist refuses two with one `require`. */
export function distinct(upserts: readonly Upsert[]): readonly Upsert[] {
  return [...new Map(upserts.map((each) => [JSON.stringify(each), each])).values()];
}

/** A text that any cell takes. */
const KNOWN_GOOD = 'essai';

/** The row with a known-good text in place of each of its own. */
export function knownGood({ cells }: Row, number: number): Row {
  const filled = Object.entries(cells).filter(([, text]) => text !== '');
  const texts = Object.fromEntries(filled.map(([header]) => [header, KNOWN_GOOD]));
  return { id: `${KNOWN_GOOD} ${number}`, cells: texts };
}

/**
 * Actions that add these rows and take them away, under numbers from `first` on that no row may have: all or nothing, so that
 * nothing is left, whatever becomes of them.
 */
export function probeOf(
  table: GristTable,
  rows: readonly Row[],
  headers: readonly string[],
  first: number,
): readonly unknown[] {
  const numbers = rows.map((_, index) => first + index);
  const require = { id: numbers, [idOf(table, IDENTIFIER)]: rows.map(({ id }) => id) };
  const fields = Object.fromEntries(
    headers.map((header) => [idOf(table, header), rows.map(({ cells }) => cells[header] ?? '')]),
  );
  return [
    ['BulkAddOrUpdateRecord', table.id, require, fields, { update: false }],
    ['BulkRemoveRecord', table.id, numbers],
  ];
}

/** True when rows with known-good texts are taken where these are not. @throws Unavailable */
export async function areToBlame(
  client: GristClient,
  table: GristTable,
  rows: readonly Row[],
  headers: readonly string[],
): Promise<boolean> {
  const first = await firstFreeNumber(client, table);
  const areTaken = async (tried: readonly Row[]) => {
    const body = probeOf(table, tried, headers, first);
    return (await unlessRefused(client.apply(body).then(() => true))) ?? false;
  };
  return (await areTaken(rows.map(knownGood))) && !(await areTaken(rows));
}
