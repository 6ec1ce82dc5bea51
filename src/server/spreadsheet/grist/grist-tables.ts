import * as z from 'zod';
import { type Column, IDENTIFIER, type Tab } from '../../../domain/application/tab.ts';
import { TABS } from '../../../domain/spreadsheet-tabs.ts';
import { appliedAnswer, type GristClient } from './grist-client.ts';
import { GristUnavailable } from './grist-unavailable.ts';
import { unlessRefused } from '../service.ts';
import { headerKey } from '../spreadsheet.ts';

const columnsAnswer = z.object({
  columns: z.array(
    z.object({
      id: z.string(),
      fields: z.object({
        colRef: z.number(),
        label: z.string(),
        type: z.string(),
        isFormula: z.boolean().default(false),
        formula: z.string().default(''),
        description: z.string().nullable().default(''),
        widgetOptions: z.string().nullable().default(''),
        recalcWhen: z.number().nullable().default(0),
        recalcDeps: z.array(z.unknown()).nullable().default([]),
      }),
    }),
  ),
});

export type GristColumn = z.output<typeof columnsAnswer>['columns'][number];

export interface GristTable {
  readonly id: string;
  /** In the order in which they were made. */
  readonly ordered: readonly GristColumn[];
  /** By `headerKey` of their label; of two equal labels the first counts, as staff ordered them. */
  readonly columns: ReadonlyMap<string, GristColumn>;
}

/** In the description of the column of identifiers, which outlives every renaming: by it a table is known that staff renamed. */
export function markOf(tab: Tab): string {
  return `Onglet « ${tab.name} » du site : ne modifiez pas cette colonne.`;
}

/** The identifier that Grist makes of a name that begins with a letter (sandbox/grist/identifiers.py). */
export function asciiId(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^A-Za-z0-9_]+/g, '_');
}

/** A column that only a table made a moment ago has: taking it away fails when the table was there before. */
const JUST_MADE = 'Table_faite_a_l_instant';

export function columnInfo({ header, options }: Column): Readonly<Record<string, unknown>> {
  return {
    id: asciiId(header),
    label: header,
    isFormula: false,
    type: options === undefined ? 'Text' : 'Choice',
    widgetOptions: JSON.stringify(options === undefined ? { wrap: true } : { choices: options }),
  };
}

/** Adds a column to a table, and shows it on the table's page. */
export function columnAdding(tableId: string, column: Column): unknown {
  const { id, ...info } = columnInfo(column);
  return ['AddVisibleColumn', tableId, id, info];
}

/** Under which identifier Grist added each column: it makes one of the title by rules of its own. */
const addedAnswer = appliedAnswer.extend({ retValues: z.array(z.object({ colId: z.string() })) });

/**
 * Adds columns. Grist refuses no second one of the same title: of those that drains add in the same moment, who reads an older one
 * beside its own takes its own away. Without an answer a second one may stay, empty, beside the first.
 */
export async function addColumns(
  client: GristClient,
  table: GristTable,
  columns: readonly Column[],
): Promise<void> {
  const body = columns.map((column) => columnAdding(table.id, column));
  const { retValues } = await client.call({ method: 'POST', path: '/apply', body }, addedAnswer);
  const ours = new Set(retValues.map(({ colId }) => colId));
  const { columns: present } = await client.call(
    { method: 'GET', path: `${pathOf(table)}/columns` },
    columnsAnswer,
  );
  const doubled = present.filter(
    ({ id, fields: { label, colRef } }) =>
      ours.has(id) &&
      present.some(
        (other) => headerKey(other.fields.label) === headerKey(label) && other.fields.colRef < colRef,
      ),
  );
  if (doubled.length === 0) return;
  const removal = doubled.map(({ id }) => ['RemoveColumn', table.id, id]);
  await unlessRefused(client.apply(removal));
}

/** Sets the mark of a tab: Grist drops the description of a column that is being made. */
export function markingOf(tab: Tab, tableId: string, columnId = asciiId(IDENTIFIER)): unknown {
  return ['ModifyColumn', tableId, columnId, { description: markOf(tab) }];
}

/**
 * The actions that make a table under the title that people see, and what else is to be done in it. Refused as a whole when the
 * table is there: of two tables of one name Grist would rename the second.
 */
export function tableMaking(
  title: string,
  columns: readonly Readonly<Record<string, unknown>>[],
  others: readonly unknown[],
): readonly unknown[] {
  const guard = { id: JUST_MADE, type: 'Text', isFormula: false };
  return [['AddTable', title, [...columns, guard]], ['RemoveColumn', asciiId(title), JUST_MADE], ...others];
}

const OWN_IDS: ReadonlySet<string> = new Set(TABS.map(({ name }) => asciiId(name)));

function isNameOf(id: string, { name }: Tab): boolean {
  return id.toUpperCase() === asciiId(name).toUpperCase();
}

/** The tables of a document, one a tab. */
export class GristTables {
  readonly #client: GristClient;
  /** Tables of tabs that staff renamed. */
  readonly #renamed = new Map<string, string>();

  constructor(client: GristClient) {
    this.#client = client;
  }

  async find(tab: Tab): Promise<GristTable | undefined> {
    return (
      (await this.#table(this.#renamed.get(tab.name) ?? asciiId(tab.name))) ?? (await this.#searched(tab))
    );
  }

  /** The table, made if there is none. */
  async existing(tab: Tab): Promise<GristTable> {
    const found = await this.find(tab);
    if (found) return found;
    // Refused when another drain made it meanwhile.
    await unlessRefused(this.#make(tab));
    const made = await this.#table(asciiId(tab.name));
    if (!made) throw new GristUnavailable('grist-refused');
    return made;
  }

  async #make(tab: Tab): Promise<void> {
    const body = tableMaking(tab.name, tab.columns.map(columnInfo), [markingOf(tab, asciiId(tab.name))]);
    await this.#client.apply(body);
  }

  async ids(): Promise<readonly string[]> {
    return (await readTables(this.#client)).map(({ id }) => id);
  }

  async #searched(tab: Tab): Promise<GristTable | undefined> {
    // A table under the name of another tab is that one: each that is looked through costs a call of the day's.
    for (const id of (await this.ids()).filter((one) => !OWN_IDS.has(one) || isNameOf(one, tab))) {
      const table = await this.#table(id);
      const isMarked = table?.ordered.some(({ fields }) => fields.description === markOf(tab));
      // Grist takes no second name that differs in its capitals alone.
      if (isMarked === true || isNameOf(id, tab)) {
        this.#renamed.set(tab.name, id);
        return table;
      }
    }
    return undefined;
  }

  async #table(id: string): Promise<GristTable | undefined> {
    const path = `${pathOf({ id })}/columns`;
    const answer = await unlessRefused(this.#client.call({ method: 'GET', path }, columnsAnswer));
    if (!answer) return undefined;
    const ordered = answer.columns;
    const labels = new Set(ordered.map(({ fields }) => headerKey(fields.label)));
    // The order of staff takes three calls: it is asked for where something depends on it.
    const columns =
      labels.size < ordered.length ? await staffColumns(this.#client, { id, ordered }) : ordered;
    const byLabel = columns.map((column): [string, GristColumn] => [headerKey(column.fields.label), column]);
    return { id, ordered, columns: new Map(byLabel.reverse()) };
  }
}

const tablesAnswer = z.object({
  tables: z.array(
    z.object({
      id: z.string(),
      fields: z.object({ primaryViewId: z.number().default(0), rawViewSectionRef: z.number().default(0) }),
    }),
  ),
});

async function readTables(client: GristClient): Promise<z.output<typeof tablesAnswer>['tables']> {
  const answer = await unlessRefused(client.call({ method: 'GET', path: '/tables' }, tablesAnswer));
  if (!answer) throw new GristUnavailable('grist-document');
  return answer.tables;
}

const sectionsAnswer = z.object({
  records: z.array(
    z.object({ id: z.number(), fields: z.object({ parentId: z.number(), parentKey: z.string() }) }),
  ),
});

const fieldsAnswer = z.object({
  records: z.array(
    z.object({ fields: z.object({ parentId: z.number(), parentPos: z.number(), colRef: z.number() }) }),
  ),
});

/**
 * The table's columns in the order that staff gave them: that of the grid on the table's page, or among the raw data when the page
 * is gone. Columns that are hidden there come last, as they were made.
 */
export async function staffColumns(
  client: GristClient,
  table: Pick<GristTable, 'id' | 'ordered'>,
): Promise<readonly GristColumn[]> {
  const read = async <T>(id: string, shape: z.ZodType<T>) =>
    await unlessRefused(client.call({ method: 'GET', path: `${pathOf({ id })}/records` }, shape));
  const found = (await readTables(client)).find(({ id }) => id === table.id)?.fields;
  const sections = await read('_grist_Views_section', sectionsAnswer);
  const onPage = sections?.records.find(
    ({ fields: { parentId, parentKey } }) =>
      parentId !== 0 && parentId === found?.primaryViewId && parentKey === 'record',
  );
  const section = onPage?.id ?? found?.rawViewSectionRef;
  const fields = await read('_grist_Views_section_field', fieldsAnswer);
  const positions = new Map(
    (fields?.records ?? [])
      .filter(({ fields }) => fields.parentId === section)
      .map(({ fields }) => [fields.colRef, fields.parentPos]),
  );
  const positionOf = ({ fields }: GristColumn) => positions.get(fields.colRef) ?? Infinity;
  return table.ordered.toSorted((a, b) => {
    const [left, right] = [positionOf(a), positionOf(b)];
    return left === right ? 0 : left - right;
  });
}

export function pathOf({ id }: { readonly id: string }): string {
  return `/tables/${encodeURIComponent(id)}`;
}

/** Grist's identifier of the column with this header, that was checked to be there. */
export function idOf({ columns }: GristTable, header: string): string {
  return columns.get(headerKey(header))?.id ?? '';
}

export function isFormula({ fields }: GristColumn): boolean {
  return fields.isFormula && fields.formula !== '';
}

/** After every change of the row. */
const RECALC_ON_UPDATES = 2;

/** True when the column holds data that a formula of its own replaces when the site writes: one for new rows alone does not. */
export function isRewritten({ fields }: GristColumn): boolean {
  const { colRef, isFormula, formula, recalcWhen, recalcDeps } = fields;
  if (isFormula || formula === '') return false;
  return recalcWhen === RECALC_ON_UPDATES || (recalcWhen === 0 && (recalcDeps ?? []).includes(colRef));
}

export function isText({ fields }: GristColumn): boolean {
  return fields.type === 'Text' || fields.type === 'Choice';
}

/**
 * Checks that the columns with these headers keep a text as it is sent: one of numbers would make 7 of « 007 », with status 200.
 *
 * @throws Unavailable
 */
export function requireTextColumns({ columns }: GristTable, headers: Iterable<string>): void {
  for (const header of headers) {
    const column = columns.get(headerKey(header));
    if (column && (isFormula(column) || isRewritten(column) || !isText(column)))
      throw new GristUnavailable('grist-column');
  }
}
