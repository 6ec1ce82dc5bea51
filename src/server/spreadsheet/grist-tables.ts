import * as z from 'zod';
import { type Column, IDENTIFIER, type Tab } from '../../domain/application/tab.ts';
import { appliedAnswer, type GristClient } from './grist-client.ts';
import { textOf } from './grist-values.ts';
import { unlessRefused } from './service.ts';
import { type Grid, headerKey, Unavailable } from './spreadsheet.ts';

const columnsAnswer = z.object({
  columns: z.array(
    z.object({
      id: z.string(),
      fields: z.object({
        label: z.string(),
        type: z.string(),
        isFormula: z.boolean().default(false),
        formula: z.string().default(''),
        description: z.string().nullable().default(''),
        widgetOptions: z.string().nullable().default(''),
      }),
    }),
  ),
});

export type GristColumn = z.output<typeof columnsAnswer>['columns'][number];

export interface GristTable {
  readonly id: string;
  /** In the order that staff gave them. */
  readonly ordered: readonly GristColumn[];
  /** By `headerKey` of their label; of two equal labels the first counts. */
  readonly columns: ReadonlyMap<string, GristColumn>;
}

/** In the description of the column of identifiers: by it a table is known that staff renamed. */
export function markOf(tab: Tab): string {
  return `Onglet « ${tab.name} » du site : ne modifiez pas cette colonne.`;
}

/** An identifier of Grist: ASCII letters, digits and underscores. */
export function asciiId(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '_');
}

/** A column that only a table made a moment ago has: taking it away fails when the table was there before. */
const JUST_MADE = 'Table_faite_a_l_instant';

export function columnInfo(tab: Tab, { header, options }: Column): Readonly<Record<string, unknown>> {
  return {
    id: asciiId(header),
    label: header,
    isFormula: false,
    type: options === undefined ? 'Text' : 'Choice',
    widgetOptions: JSON.stringify(options === undefined ? { wrap: true } : { choices: options }),
    ...(header === IDENTIFIER && { description: markOf(tab) }),
  };
}

/** The tables of a document, one a tab. */
export class GristTables {
  readonly #client: GristClient;
  /** Of tabs that staff renamed. */
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
    if (!made) throw new Unavailable('grist-refused');
    return made;
  }

  /** One write, that is undone when the table is there: of two tables of one name Grist would rename the second. */
  async #make(tab: Tab): Promise<void> {
    const id = asciiId(tab.name);
    const columns = [
      ...tab.columns.map((column) => columnInfo(tab, column)),
      { id: JUST_MADE, type: 'Text', isFormula: false },
    ];
    const body = [
      ['AddTable', id, columns],
      ['RemoveColumn', id, JUST_MADE],
    ];
    await this.#client.call({ method: 'POST', path: '/apply', body }, appliedAnswer);
  }

  async ids(): Promise<readonly string[]> {
    const shape = z.object({ tables: z.array(z.object({ id: z.string() })) });
    const answer = await unlessRefused(this.#client.call({ method: 'GET', path: '/tables' }, shape));
    if (!answer) throw new Unavailable('grist-document');
    return answer.tables.map(({ id }) => id);
  }

  async #searched(tab: Tab): Promise<GristTable | undefined> {
    for (const id of await this.ids()) {
      const table = await this.#table(id);
      if ([...(table?.columns.values() ?? [])].some(({ fields }) => fields.description === markOf(tab))) {
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
    const byLabel = answer.columns.map((column): [string, GristColumn] => [
      headerKey(column.fields.label),
      column,
    ]);
    return { id, ordered: answer.columns, columns: new Map(byLabel.reverse()) };
  }
}

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

/** The titles, then every row, empty ones included. */
export async function readGrid(client: GristClient, table: GristTable): Promise<Grid> {
  const records = await readRecords(client, table);
  return [
    table.ordered.map(({ fields }) => fields.label),
    ...records.map((record) => table.ordered.map(({ id, fields }) => textOf(record.fields[id], fields.type))),
  ];
}

export function pathOf({ id }: { readonly id: string }): string {
  return `/tables/${encodeURIComponent(id)}`;
}

/** Grist's identifier of the column with this header, that was checked to be there. */
export function idOf({ columns }: GristTable, header: string): string {
  return columns.get(headerKey(header))?.id ?? '';
}

export function cellOf(table: GristTable, { fields }: GristRecord, header: string): string {
  return textOf(fields[idOf(table, header)], table.columns.get(headerKey(header))?.fields.type);
}

export function isFormula({ fields }: GristColumn): boolean {
  return fields.isFormula && fields.formula !== '';
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
    if (column && (isFormula(column) || !isText(column))) throw new Unavailable('grist-column');
  }
}
