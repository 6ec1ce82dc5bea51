import * as z from 'zod';

export type Value = string | number | boolean | null | readonly unknown[];

export interface Column {
  /** Its number among the columns of the whole document; `manualSort` of each table has one too. */
  readonly ref: number;
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly isFormula: boolean;
  readonly formula: string;
  readonly widgetOptions: string;
  readonly description: string;
  /** When a formula of a column of data runs: 0 for new rows and after changes of `recalcDeps`, 1 never, 2 after every change of the row. */
  readonly recalcWhen: number;
  /** Columns by their numbers. */
  readonly recalcDeps: readonly number[] | null;
}

/** A widget: the columns that it shows, by their numbers, from the left. */
export interface Section {
  readonly ref: number;
  readonly fields: readonly number[];
}

export interface Table {
  readonly ref: number;
  readonly id: string;
  /** The title that people see above the table. */
  readonly title: string;
  readonly viewRef: number;
  /** On the table's own page, among the raw data, and as a card: in the order of their numbers. */
  readonly sections: readonly [page: Section, raw: Section, card: Section];
  /** The number of the column `manualSort`. */
  readonly sortRef: number;
  /** In the order in which they were made. */
  readonly columns: readonly Column[];
  /** By number; `manualSort` is among the cells. */
  readonly rows: ReadonlyMap<number, Readonly<Record<string, Value>>>;
}

export type Document = readonly Table[];

/** A failed action: everything of its call is undone. The text is the data engine's. */
export class SandboxError extends Error {
  constructor(message: string) {
    super(`[Sandbox] ${message}`);
  }
}

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.unknown())]);
const columnInfo = z.strictObject({
  id: z.string().optional(),
  label: z.string().optional(),
  type: z.string().optional(),
  isFormula: z.boolean().optional(),
  formula: z.string().optional(),
  widgetOptions: z.string().optional(),
  description: z.string().optional(),
  recalcWhen: z.int().optional(),
  /** As the interface encodes a list of references. */
  recalcDeps: z
    .tuple([z.literal('L')], z.int())
    .nullable()
    .optional(),
});
export type ColumnInfo = z.output<typeof columnInfo>;

const cells = z.record(z.string(), value);
const bulk = z.record(z.string(), z.array(value));
export type Bulk = z.output<typeof bulk>;

const options = z.strictObject({
  add: z.boolean().optional(),
  update: z.boolean().optional(),
  on_many: z.enum(['first', 'none', 'all']).optional(),
  allow_empty_require: z.boolean().optional(),
});
export type UpsertOptions = z.output<typeof options>;

/** The data engine's actions that are here (sandbox/grist/useractions.py). */
export const userActions = z.array(
  z.union([
    z.tuple([z.literal('AddTable'), z.string(), z.array(columnInfo)]),
    z.tuple([z.literal('RenameTable'), z.string(), z.string()]),
    z.tuple([z.literal('RemoveTable'), z.string()]),
    z.tuple([z.literal('AddColumn'), z.string(), z.string(), columnInfo]),
    z.tuple([z.literal('AddVisibleColumn'), z.string(), z.string(), columnInfo]),
    z.tuple([z.literal('ModifyColumn'), z.string(), z.string(), columnInfo]),
    z.tuple([z.literal('RenameColumn'), z.string(), z.string(), z.string()]),
    z.tuple([z.literal('RemoveColumn'), z.string(), z.string()]),
    z.tuple([z.literal('UpdateRecord'), z.string(), z.number(), cells]),
    z.tuple([z.literal('BulkAddRecord'), z.string(), z.array(z.number().nullable()), bulk]),
    z.tuple([z.literal('BulkUpdateRecord'), z.string(), z.array(z.number()), bulk]),
    z.tuple([z.literal('BulkRemoveRecord'), z.string(), z.array(z.number())]),
    z.tuple([z.literal('BulkAddOrUpdateRecord'), z.string(), bulk, bulk, options]),
  ]),
);

export type UserAction = z.output<typeof userActions>[number];

/** The changed document, and the return value of the action. */
export type Applied = readonly [Document, unknown];

export function tableOf(document: Document, tableId: string): Table {
  const table = document.find(({ id }) => id === tableId);
  if (!table) throw new SandboxError(`KeyError '${tableId}'`);
  return table;
}

export function withTable(document: Document, tableId: string, change: (table: Table) => Table): Document {
  const table = tableOf(document, tableId);
  return document.map((each) => (each === table ? change(table) : each));
}

export function columnOf(table: Table, columnId: string): Column {
  const column = table.columns.find(({ id }) => id === columnId);
  if (!column) throw new SandboxError(`KeyError '${columnId}'`);
  return column;
}

/** As actions on columns look them up. */
function columnRecord(document: Document, tableId: string, columnId: string): Column {
  const column = document.find(({ id }) => id === tableId)?.columns.find(({ id }) => id === columnId);
  if (!column) throw new SandboxError(`ValueError No such column: ${tableId}.${columnId}`);
  return column;
}

/** An identifier as Grist makes it: letters without accents, digits, underscores, and unlike the others (sandbox/grist/identifiers.py). */
function identifier(wanted: string, taken: readonly string[], prefix = 'c'): string {
  const plain = wanted
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-zA-Z0-9_]+/g, '_')
    .replace(/^_+/, '')
    .replace(/^(?=\d)/, prefix);
  const upper = new Set(taken.map((each) => each.toUpperCase()));
  const base = /\d$/.test(plain) ? `${plain}_` : plain;
  let found = plain;
  for (let suffix = 2; upper.has(found.toUpperCase()); suffix += 1) found = `${base}${suffix}`;
  return found;
}

function tableIdentifier(wanted: string, document: Document): string {
  const found = identifier(
    wanted,
    document.map(({ id }) => id),
    'T',
  );
  return `${found.charAt(0).toUpperCase()}${found.slice(1)}`;
}

function lastColumnRef(document: Document): number {
  return Math.max(
    0,
    ...document.flatMap(({ sortRef, columns }) => [sortRef, ...columns.map(({ ref }) => ref)]),
  );
}

/** A column of a new table, or a new column: neither keeps a description. */
function newColumn(ref: number, info: ColumnInfo, taken: readonly string[]): Column {
  const id = identifier(info.id ?? info.label ?? 'A', taken);
  const isFormula = info.isFormula ?? true;
  return {
    ref,
    id,
    label: info.label ?? id,
    type: info.type ?? (isFormula ? 'Any' : 'Text'),
    isFormula,
    formula: info.formula ?? '',
    widgetOptions: info.widgetOptions ?? '',
    description: '',
    recalcWhen: info.recalcWhen ?? 0,
    recalcDeps: depsOf(info) ?? null,
  };
}

/** `undefined` when it says nothing of them. */
function depsOf({ recalcDeps }: ColumnInfo): readonly number[] | null | undefined {
  if (recalcDeps === undefined || recalcDeps === null) return recalcDeps;
  const [, ...refs] = recalcDeps;
  return refs;
}

export function addTable(document: Document, title: string, infos: readonly ColumnInfo[]): Applied {
  const id = tableIdentifier(title, document);
  const sortRef = lastColumnRef(document) + 1;
  const columns: Column[] = [];
  for (const [at, info] of infos.entries())
    columns.push(
      newColumn(
        sortRef + 1 + at,
        info,
        columns.map((column) => column.id),
      ),
    );
  const ref = Math.max(0, ...document.map((table) => table.ref)) + 1;
  const viewRef = Math.max(0, ...document.map((table) => table.viewRef)) + 1;
  const lastSection = Math.max(0, ...document.flatMap(({ sections }) => sections.map((each) => each.ref)));
  const fields = columns.map((column) => column.ref);
  const [page, raw, card] = [1, 2, 3].map((at) => ({ ref: lastSection + at, fields }));
  if (!page || !raw || !card) throw new Error('three sections');
  const table: Table = {
    ref,
    id,
    title,
    viewRef,
    sections: [page, raw, card],
    sortRef,
    columns,
    rows: new Map(),
  };
  return [
    [...document, table],
    {
      id: ref,
      table_id: id,
      columns: columns.map((column) => column.id),
      views: [{ id: viewRef, sections: [page.ref] }],
    },
  ];
}

/** Changes the identifier of a table, and returns it; the title that people see stays. */
export function renameTable(document: Document, tableId: string, wanted: string): Applied {
  const id = tableIdentifier(
    wanted,
    document.filter((table) => table.id !== tableId),
  );
  return [withTable(document, tableId, (table) => ({ ...table, id })), id];
}

/** `isVisible`: on the table's own page too. */
export function addColumn(
  document: Document,
  tableId: string,
  info: ColumnInfo,
  isVisible: boolean,
): Applied {
  const table = tableOf(document, tableId);
  const column = newColumn(
    lastColumnRef(document) + 1,
    info,
    table.columns.map(({ id }) => id),
  );
  const shownIn = (section: Section) => ({ ...section, fields: [...section.fields, column.ref] });
  const [page, raw, card] = table.sections;
  const rows = new Map(
    [...table.rows].map(([number, row]) => [number, { ...row, [column.id]: defaultOf(column.type) }]),
  );
  const changed: Table = {
    ...table,
    sections: [isVisible ? shownIn(page) : page, shownIn(raw), shownIn(card)],
    columns: [...table.columns, column],
    rows,
  };
  return [withTable(document, tableId, () => changed), { colRef: column.ref, colId: column.id }];
}

export function removeColumn(document: Document, tableId: string, columnId: string): Applied {
  const { ref } = columnRecord(document, tableId, columnId);
  const left = (section: Section) => ({ ...section, fields: section.fields.filter((each) => each !== ref) });
  return [
    withTable(document, tableId, (table) => {
      const [page, raw, card] = table.sections;
      return {
        ...table,
        sections: [left(page), left(raw), left(card)],
        columns: table.columns.filter((column) => column.ref !== ref),
      };
    }),
    null,
  ];
}

/** A label that changes brings a new identifier, as where staff did not untie them; formulas follow. */
export function modifyColumn(
  document: Document,
  tableId: string,
  columnId: string,
  info: ColumnInfo,
): Applied {
  const before = columnRecord(document, tableId, columnId);
  return [withTable(document, tableId, (table) => modified(table, before, info)), null];
}

export function modified(table: Table, before: Column, { id: wanted, ...info }: ColumnInfo): Table {
  const others = table.columns.filter((column) => column !== before).map(({ id }) => id);
  const renamed = wanted ?? info.label;
  const recalcDeps = depsOf(info);
  const after: Column = {
    ...before,
    ...definedOf(info),
    id: renamed === undefined ? before.id : identifier(renamed, others),
    recalcDeps: recalcDeps === undefined ? before.recalcDeps : recalcDeps,
  };
  const formulaWith = (formula: string) =>
    formula.replaceAll(new RegExp(`\\$${before.id}\\b`, 'g'), `$$${after.id}`);
  const rows = new Map(
    [...table.rows].map(([number, { [before.id]: cell = null, ...others }]) => [
      number,
      { ...others, [after.id]: converted(cell, after.type) },
    ]),
  );
  const columns = table.columns
    .map((each) => (each === before ? after : each))
    .map((each) => ({ ...each, formula: formulaWith(each.formula) }));
  return { ...table, columns, rows };
}

type Known = Omit<ColumnInfo, 'id' | 'recalcDeps'>;

/** Only what is said. */
function definedOf({ label, type, isFormula, formula, widgetOptions, description, recalcWhen }: Known) {
  return {
    ...(label !== undefined && { label }),
    ...(type !== undefined && { type }),
    ...(isFormula !== undefined && { isFormula }),
    ...(formula !== undefined && { formula }),
    ...(widgetOptions !== undefined && { widgetOptions }),
    ...(description !== undefined && { description }),
    ...(recalcWhen !== undefined && { recalcWhen }),
  };
}

/** Default value of a new cell, by the type of its column. */
export function defaultOf(type: string): Value {
  if (type === 'Text' || type === 'Choice') return '';
  if (type === 'Bool') return false;
  return /^(Numeric|Int|Ref:.*)$/.test(type) ? 0 : null;
}

/** Converts a value to the type of a column; a value that does not fit stays as it is. */
export function converted(given: Value, type: string): Value {
  if (typeof given === 'number' && (type === 'Text' || type === 'Choice')) return String(given);
  if (typeof given !== 'string') return given;
  if ((type === 'Numeric' || type === 'Int') && given.trim() !== '' && !Number.isNaN(Number(given)))
    return Number(given);
  if (type === 'Date' && /^\d{4}-\d\d-\d\d$/.test(given)) return Date.parse(given) / 1000;
  if (type === 'Bool' && /^(true|false)$/i.test(given)) return given.toLowerCase() === 'true';
  return given;
}
