import {
  type Applied,
  type Bulk,
  type Column,
  columnOf,
  converted,
  defaultOf,
  type Document,
  SandboxError,
  type Table,
  tableOf,
  type UpsertOptions,
  type Value,
  withTable,
} from './document.ts';
import { evaluated } from './formulas.ts';

// The actions on rows.

/** Columns that hold nothing take the type of what they are given first. */
function typedBy(column: Column, cells: readonly Value[]): Column {
  if (column.type !== 'Any' || !column.isFormula || column.formula !== '') return column;
  const isNumeric = cells.every((cell) => typeof converted(cell, 'Numeric') === 'number');
  return { ...column, isFormula: false, type: isNumeric ? 'Numeric' : 'Text' };
}

function accepting(table: Table, bulkCells: Bulk): Table {
  for (const id of Object.keys(bulkCells)) {
    const { isFormula, formula } = columnOf(table, id);
    if (isFormula && formula !== '')
      throw new SandboxError(`ValueError Can't save value to formula column ${id}`);
  }
  const columns = table.columns.map((column) => {
    const cells = bulkCells[column.id];
    return cells ? typedBy(column, cells) : column;
  });
  return { ...table, columns };
}

function cellsAt(table: Table, bulkCells: Bulk, at: number): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(bulkCells).map(([id, cells]) => [
      id,
      converted(cells[at] ?? null, columnOf(table, id).type),
    ]),
  );
}

/** The columns of data that Grist computes for this change of these columns: of a new row, or of one that is there. */
function triggered({ columns }: Table, given: readonly string[], isNew: boolean): readonly Column[] {
  const refs = columns.filter(({ id }) => given.includes(id)).map(({ ref }) => ref);
  return columns.filter(({ ref, id, isFormula, formula, recalcWhen, recalcDeps }) => {
    if (isFormula || formula === '' || recalcWhen === 1) return false;
    if (isNew) return !given.includes(id);
    // A cell that is given keeps what it is given, unless its formula says that it follows itself.
    if (given.includes(id)) return recalcWhen === 0 && recalcDeps?.includes(ref) === true;
    return recalcWhen === 2 || recalcDeps?.some((each) => refs.includes(each)) === true;
  });
}

/** A row after the formulas that run by themselves. */
function recalculated(
  table: Table,
  row: Readonly<Record<string, Value>>,
  given: Bulk,
  isNew: boolean,
): Readonly<Record<string, Value>> {
  const computed = triggered(table, Object.keys(given), isNew).map(({ id, formula }): [string, Value] => [
    id,
    evaluated(formula, row),
  ]);
  return { ...row, ...Object.fromEntries(computed) };
}

/** Gives back the numbers. */
export function addRecords(
  document: Document,
  tableId: string,
  wanted: readonly (number | null)[],
  bulkCells: Bulk,
): readonly [Document, readonly number[]] {
  const table = accepting(tableOf(document, tableId), bulkCells);
  const rows = new Map(table.rows);
  let last = 0;
  let lastSort = 0;
  for (const [number, { manualSort }] of rows) {
    last = Math.max(last, number);
    lastSort = Math.max(lastSort, Number(manualSort));
  }
  const defaults = Object.fromEntries(table.columns.map(({ id, type }) => [id, defaultOf(type)]));
  const numbers = wanted.map((asked, at) => {
    // The number of a last row that was removed serves again.
    const number = asked ?? ++last;
    if (rows.has(number))
      throw new SandboxError(`AssertionError docactions.[Bulk]AddRecord for existing record #${number}`);
    lastSort += 1;
    const row = { ...defaults, ...cellsAt(table, bulkCells, at), manualSort: lastSort };
    rows.set(number, recalculated(table, row, bulkCells, true));
    return number;
  });
  return [withTable(document, tableId, () => ({ ...table, rows })), numbers];
}

export function updateRecords(
  document: Document,
  tableId: string,
  numbers: readonly number[],
  bulkCells: Bulk,
): Applied {
  const table = accepting(tableOf(document, tableId), bulkCells);
  const rows = new Map(table.rows);
  for (const [at, number] of numbers.entries()) {
    const row = rows.get(number);
    if (!row)
      throw new SandboxError(
        `AssertionError docactions.[Bulk]UpdateRecord for non-existent record #${number}`,
      );
    rows.set(number, recalculated(table, { ...row, ...cellsAt(table, bulkCells, at) }, bulkCells, false));
  }
  return [withTable(document, tableId, () => ({ ...table, rows })), null];
}

/** Numbers that no row has are fine. */
export function removeRecords(document: Document, tableId: string, numbers: readonly number[]): Applied {
  const gone = new Set(numbers);
  return [
    withTable(document, tableId, (table) => ({
      ...table,
      rows: new Map([...table.rows].filter(([number]) => !gone.has(number))),
    })),
    null,
  ];
}

/** Result of an upsert, record by record. */
export interface Upserted {
  /** Rows that were added or changed for it. */
  readonly recordIds: readonly (readonly number[])[];
  readonly addRecordIds: readonly number[];
  readonly updateRecordIds: readonly (readonly number[])[];
}

export interface UpsertArguments {
  readonly require: Bulk;
  readonly cells: Bulk;
  readonly how: UpsertOptions;
}

export function upsertRecords(
  document: Document,
  tableId: string,
  { require, cells, how }: UpsertArguments,
): readonly [Document, Upserted] {
  const table = tableOf(document, tableId);
  const keys = Object.keys(require);
  if (keys.length === 0 && how.allow_empty_require !== true)
    throw new SandboxError("ValueError require is empty but allow_empty_require isn't set");
  for (const id of [...keys, ...Object.keys(cells)]) if (id !== 'id') columnOf(table, id);
  const lengths = new Set([...Object.values(require), ...Object.values(cells)].map(({ length }) => length));
  if (lengths.size > 1) throw new SandboxError('ValueError Value lists must all have the same length');
  const [length = 0] = lengths;
  const keyOf = (of: (id: string) => Value | undefined): string =>
    JSON.stringify(keys.map((id) => of(id) ?? null));
  const wanted = Array.from({ length }, (_, at) => keyOf((id) => require[id]?.[at]));
  if (new Set(wanted).size < length) throw new SandboxError('ValueError require values must be unique');
  const numbersOf = Map.groupBy(table.rows.keys(), (number) =>
    keyOf((id) => (id === 'id' ? number : table.rows.get(number)?.[id])),
  );
  const found = wanted.map((key) => numbersOf.get(key) ?? []);
  const toAdd = found.flatMap((numbers, at) => (numbers.length === 0 && how.add !== false ? [at] : []));
  const matched = found.map((numbers) => {
    if (how.update === false || (numbers.length > 1 && how.on_many === 'none')) return [];
    return how.on_many === 'all' ? numbers : numbers.slice(0, 1);
  });
  const [added, addRecordIds] = addedOf(document, tableId, { require, cells, toAdd });
  const newAt = new Map(toAdd.map((at, n) => [at, addRecordIds[n] ?? 0]));
  const updates = matched.flatMap((numbers, at) => numbers.map((number) => ({ number, at })));
  const [changed] =
    updates.length === 0
      ? [added]
      : updateRecords(
          added,
          tableId,
          updates.map(({ number }) => number),
          picked(
            cells,
            updates.map(({ at }) => at),
          ),
        );
  const recordIds = matched.map((numbers, at) => {
    const number = newAt.get(at);
    return number === undefined ? numbers : [number];
  });
  return [
    changed,
    { recordIds, addRecordIds, updateRecordIds: matched.filter(({ length: count }) => count > 0) },
  ];
}

function picked(lists: Bulk, places: readonly number[]): Bulk {
  return Object.fromEntries(
    Object.entries(lists).map(([id, list]) => [id, places.map((at) => list[at] ?? null)]),
  );
}

function addedOf(
  document: Document,
  tableId: string,
  {
    require,
    cells,
    toAdd,
  }: Pick<UpsertArguments, 'require' | 'cells'> & { readonly toAdd: readonly number[] },
): readonly [Document, readonly number[]] {
  if (toAdd.length === 0) return [document, []];
  const { id: numbers, ...required } = require;
  const wanted = toAdd.map((at) => {
    const number = numbers?.[at];
    return typeof number === 'number' ? number : null;
  });
  return addRecords(document, tableId, wanted, picked({ ...required, ...cells }, toAdd));
}
