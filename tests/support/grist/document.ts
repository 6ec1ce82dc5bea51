import * as z from 'zod';

export type Value = string | number | boolean | null | readonly unknown[];

export interface Column {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly isFormula: boolean;
  readonly formula: string;
  readonly widgetOptions: string;
  readonly description: string;
}

export interface Table {
  readonly ref: number;
  readonly id: string;
  readonly columns: readonly Column[];
  /** By number; `manualSort` is among the cells. */
  readonly rows: ReadonlyMap<number, Readonly<Record<string, Value>>>;
}

export type Document = readonly Table[];

/** A failed action: everything of its call is undone. The text is the data engine's. */
export class SandboxError extends Error {}

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.unknown())]);
const columnInfo = z.strictObject({
  id: z.string().optional(),
  label: z.string().optional(),
  type: z.string().optional(),
  isFormula: z.boolean().optional(),
  formula: z.string().optional(),
  widgetOptions: z.string().optional(),
  description: z.string().optional(),
});
const bulk = z.record(z.string(), z.array(value));
const options = z.strictObject({
  add: z.boolean().optional(),
  update: z.boolean().optional(),
  on_many: z.enum(['first', 'none', 'all']).optional(),
  allow_empty_require: z.boolean().optional(),
});

/** The data engine's actions that are here (sandbox/grist/useractions.py). */
export const userActions = z.array(
  z.union([
    z.tuple([z.literal('AddTable'), z.string(), z.array(columnInfo)]),
    z.tuple([z.literal('RenameTable'), z.string(), z.string()]),
    z.tuple([z.literal('AddVisibleColumn'), z.string(), z.string(), columnInfo]),
    z.tuple([z.literal('ModifyColumn'), z.string(), z.string(), columnInfo]),
    z.tuple([z.literal('RenameColumn'), z.string(), z.string(), z.string()]),
    z.tuple([z.literal('RemoveColumn'), z.string(), z.string()]),
    z.tuple([z.literal('BulkAddRecord'), z.string(), z.array(z.number().nullable()), bulk]),
    z.tuple([z.literal('BulkUpdateRecord'), z.string(), z.array(z.number()), bulk]),
    z.tuple([z.literal('BulkRemoveRecord'), z.string(), z.array(z.number())]),
    z.tuple([z.literal('BulkAddOrUpdateRecord'), z.string(), bulk, bulk, options]),
  ]),
);

export type UserAction = z.output<typeof userActions>[number];

/** All of the actions, or none: what the document becomes, and what each gives back. */
export function applyActions(
  document: Document,
  actions: readonly UserAction[],
): { readonly document: Document; readonly results: readonly unknown[] } {
  const results: unknown[] = [];
  let changed = document;
  for (const action of actions) {
    const [next, result] = applied(changed, action);
    changed = next;
    results.push(result);
  }
  return { document: changed, results };
}

type Applied = readonly [Document, unknown];

function applied(document: Document, action: UserAction): Applied {
  switch (action[0]) {
    case 'AddTable':
      return addTable(document, action[1], action[2]);
    case 'RenameTable':
      return [withTable(document, action[1], (table) => ({ ...table, id: action[2] })), null];
    case 'AddVisibleColumn':
      return addColumn(document, action[1], { ...action[3], id: action[2] });
    case 'ModifyColumn':
      return [withTable(document, action[1], (table) => modified(table, action[2], action[3])), null];
    case 'RenameColumn':
      return [withTable(document, action[1], (table) => modified(table, action[2], { id: action[3] })), null];
    case 'RemoveColumn':
      return [
        withTable(document, action[1], (table) => {
          columnOf(table, action[2]);
          return { ...table, columns: table.columns.filter(({ id }) => id !== action[2]) };
        }),
        null,
      ];
    case 'BulkAddRecord': {
      const [, id, numbers, cells] = action;
      return addRecords(document, id, numbers, cells);
    }
    case 'BulkUpdateRecord':
      return [withTable(document, action[1], (table) => updated(table, action[2], action[3])), null];
    case 'BulkRemoveRecord': {
      const gone = new Set(action[2]);
      const kept = (table: Table) => new Map([...table.rows].filter(([number]) => !gone.has(number)));
      return [withTable(document, action[1], (table) => ({ ...table, rows: kept(table) })), null];
    }
    case 'BulkAddOrUpdateRecord': {
      const [, id, require, cells, how] = action;
      return upserted(document, id, { require, cells, how });
    }
  }
}

function tableOf(document: Document, tableId: string): Table {
  const table = document.find(({ id }) => id === tableId);
  if (!table) throw new SandboxError(`[Sandbox] KeyError '${tableId}'`);
  return table;
}

function withTable(document: Document, tableId: string, change: (table: Table) => Table): Document {
  const table = tableOf(document, tableId);
  return document.map((each) => (each === table ? change(table) : each));
}

function columnOf(table: Table, columnId: string): Column {
  const column = table.columns.find(({ id }) => id === columnId);
  if (!column) throw new SandboxError(`[Sandbox] KeyError 'Table ${table.id} has no column ${columnId}'`);
  return column;
}

/** An identifier as Grist makes it: letters without accents, digits, underscores, and unlike the others. */
function identifier(wanted: string, taken: readonly string[]): string {
  const plain = wanted
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-zA-Z0-9_]+/g, '_')
    .replaceAll(/^(?=[0-9_])/g, 'c');
  const upper = new Set(taken.map((each) => each.toUpperCase()));
  let found = plain;
  for (let suffix = 2; upper.has(found.toUpperCase()); suffix += 1) found = `${plain}${suffix}`;
  return found;
}

export function columnFrom(info: z.output<typeof columnInfo>, taken: readonly string[]): Column {
  const id = identifier(info.id ?? info.label ?? 'A', taken);
  return {
    id,
    label: info.label ?? info.id ?? id,
    type: info.type ?? 'Any',
    isFormula: info.isFormula ?? true,
    formula: info.formula ?? '',
    widgetOptions: info.widgetOptions ?? '',
    description: info.description ?? '',
  };
}

function addTable(
  document: Document,
  wanted: string,
  infos: readonly z.output<typeof columnInfo>[],
): Applied {
  const id = identifier(
    wanted,
    document.map((table) => table.id),
  );
  const columns: Column[] = [];
  for (const info of infos)
    columns.push(
      columnFrom(
        info,
        columns.map((column) => column.id),
      ),
    );
  const ref = Math.max(0, ...document.map((table) => table.ref)) + 1;
  return [
    [...document, { ref, id, columns, rows: new Map() }],
    { table_id: id, id: ref, columns: columns.map((column) => column.id) },
  ];
}

function addColumn(document: Document, tableId: string, info: z.output<typeof columnInfo>): Applied {
  const table = tableOf(document, tableId);
  const column = columnFrom(
    info,
    table.columns.map(({ id }) => id),
  );
  return [
    withTable(document, tableId, (each) => ({ ...each, columns: [...each.columns, column] })),
    { colId: column.id },
  ];
}

/** A label that changes brings a new identifier, as where staff did not untie them. */
function modified(table: Table, columnId: string, info: z.output<typeof columnInfo>): Table {
  const before = columnOf(table, columnId);
  const others = table.columns.filter(({ id }) => id !== columnId).map(({ id }) => id);
  const after: Column = {
    ...columnFrom({ ...before, ...info }, []),
    id: identifier(info.id ?? info.label ?? columnId, others),
  };
  const rows = new Map(
    [...table.rows].map(([number, { [columnId]: cell = null, ...cells }]) => [
      number,
      { ...cells, [after.id]: converted(cell, after.type) },
    ]),
  );
  return { ...table, columns: table.columns.map((each) => (each === before ? after : each)), rows };
}

/** What a column of this type makes of what it is given; what does not fit stays as it is. */
function converted(given: Value, type: string): Value {
  if (typeof given === 'number' && (type === 'Text' || type === 'Choice')) return String(given);
  if (typeof given !== 'string') return given;
  if ((type === 'Numeric' || type === 'Int') && given.trim() !== '' && !Number.isNaN(Number(given)))
    return Number(given);
  if (type === 'Date' && /^\d{4}-\d\d-\d\d$/.test(given)) return Date.parse(given) / 1000;
  if (type === 'Bool' && /^(true|false)$/i.test(given)) return given.toLowerCase() === 'true';
  return given;
}

/** Columns that hold nothing take the type of what they are given first. */
function typedBy(column: Column, cells: readonly Value[]): Column {
  if (column.type !== 'Any' || !column.isFormula || column.formula !== '') return column;
  const isNumeric = cells.every((cell) => typeof converted(cell, 'Numeric') === 'number');
  return { ...column, isFormula: false, type: isNumeric ? 'Numeric' : 'Text' };
}

function accepting(table: Table, bulkCells: z.output<typeof bulk>): Table {
  for (const id of Object.keys(bulkCells)) {
    const { isFormula, formula } = columnOf(table, id);
    if (isFormula && formula !== '')
      throw new SandboxError(`[Sandbox] ValueError Can't save value to formula column ${id}`);
  }
  const columns = table.columns.map((column) => {
    const cells = bulkCells[column.id];
    return cells ? typedBy(column, cells) : column;
  });
  return { ...table, columns };
}

function cellsAt(
  table: Table,
  bulkCells: z.output<typeof bulk>,
  at: number,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(bulkCells).map(([id, cells]) => [
      id,
      converted(cells[at] ?? null, columnOf(table, id).type),
    ]),
  );
}

function defaults({ columns }: Table): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    columns.map(({ id, type }) => [id, type === 'Text' || type === 'Choice' ? '' : null]),
  );
}

function addRecords(
  document: Document,
  tableId: string,
  numbers: readonly (number | null)[],
  bulkCells: z.output<typeof bulk>,
): Applied {
  const table = accepting(tableOf(document, tableId), bulkCells);
  const rows = new Map(table.rows);
  let last = 0;
  let lastSort = 0;
  for (const [number, { manualSort }] of rows) {
    last = Math.max(last, number);
    lastSort = Math.max(lastSort, Number(manualSort));
  }
  const added = numbers.map((wanted, at) => {
    // The number of a last row that was removed serves again.
    const number = wanted ?? ++last;
    if (rows.has(number))
      throw new SandboxError(
        `[Sandbox] AssertionError docactions.[Bulk]AddRecord for existing record #${number}`,
      );
    lastSort += 1;
    rows.set(number, { ...defaults(table), ...cellsAt(table, bulkCells, at), manualSort: lastSort });
    return number;
  });
  return [withTable(document, tableId, () => ({ ...table, rows })), added];
}

function updated(given: Table, numbers: readonly number[], bulkCells: z.output<typeof bulk>): Table {
  const table = accepting(given, bulkCells);
  const rows = new Map(table.rows);
  for (const [at, number] of numbers.entries()) {
    const row = rows.get(number);
    if (!row) throw new SandboxError(`[Sandbox] ValueError non-existent record #${number}`);
    rows.set(number, { ...row, ...cellsAt(table, bulkCells, at) });
  }
  return { ...table, rows };
}

interface UpsertArguments {
  readonly require: z.output<typeof bulk>;
  readonly cells: z.output<typeof bulk>;
  readonly how: z.output<typeof options>;
}

function upserted(document: Document, tableId: string, { require, cells, how }: UpsertArguments): Applied {
  const table = tableOf(document, tableId);
  const keys = Object.keys(require);
  if (keys.length === 0 && how.allow_empty_require !== true)
    throw new SandboxError("[Sandbox] ValueError require is empty but allow_empty_require isn't set");
  for (const id of [...keys, ...Object.keys(cells)]) if (id !== 'id') columnOf(table, id);
  const lengths = new Set([...Object.values(require), ...Object.values(cells)].map(({ length }) => length));
  if (lengths.size > 1)
    throw new SandboxError('[Sandbox] ValueError Value lists must all have the same length');
  const [length = 0] = lengths;
  const keyOf = (of: (id: string) => Value | undefined): string =>
    JSON.stringify(keys.map((id) => of(id) ?? null));
  const wanted = Array.from({ length }, (_, at) => keyOf((id) => require[id]?.[at]));
  if (new Set(wanted).size < length)
    throw new SandboxError('[Sandbox] ValueError require values must be unique');
  const numbersOf = Map.groupBy(table.rows.keys(), (number) =>
    keyOf((id) => (id === 'id' ? number : table.rows.get(number)?.[id])),
  );
  const adds: number[] = [];
  const updates: { readonly number: number; readonly at: number }[] = [];
  for (const [at, key] of wanted.entries()) {
    const found = numbersOf.get(key) ?? [];
    if (found.length === 0 && how.add !== false) adds.push(at);
    if (how.update === false || (found.length > 1 && how.on_many === 'none')) continue;
    updates.push(...(how.on_many === 'all' ? found : found.slice(0, 1)).map((number) => ({ number, at })));
  }
  return [addedAndUpdated(document, tableId, { require, cells, adds, updates }), null];
}

function addedAndUpdated(
  document: Document,
  tableId: string,
  {
    require,
    cells,
    adds,
    updates,
  }: {
    readonly require: z.output<typeof bulk>;
    readonly cells: z.output<typeof bulk>;
    readonly adds: readonly number[];
    readonly updates: readonly { readonly number: number; readonly at: number }[];
  },
): Document {
  const { id: numbers, ...required } = require;
  const picked = (lists: z.output<typeof bulk>, places: readonly number[]) =>
    Object.fromEntries(Object.entries(lists).map(([id, list]) => [id, places.map((at) => list[at] ?? null)]));
  let changed = document;
  if (adds.length > 0) {
    const rows = adds.map((at) =>
      z
        .number()
        .nullable()
        .parse(numbers?.[at] ?? null),
    );
    [changed] = addRecords(changed, tableId, rows, picked({ ...required, ...cells }, adds));
  }
  if (updates.length > 0)
    changed = withTable(changed, tableId, (table) =>
      updated(
        table,
        updates.map(({ number }) => number),
        picked(
          cells,
          updates.map(({ at }) => at),
        ),
      ),
    );
  return changed;
}
