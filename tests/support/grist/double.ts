import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { GristSettings } from '../../../src/server/spreadsheet/grist-client.ts';
import type { Call } from '../faults.ts';
import { ServiceDouble, type ServiceOptions } from '../service-double.ts';
import {
  applyActions,
  type Column,
  columnFrom,
  type Document,
  SandboxError,
  type Table,
  type UserAction,
  userActions,
  type Value,
} from './document.ts';

const BODY_BYTES = 1024 * 1024;
/** Of one document (GRIST_MAX_PARALLEL_REQUESTS_PER_DOC). */
const PARALLEL = 10;

/** What Grist answers instead of what was asked. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const upsertBody = z.strictObject({
  records: z.array(
    z.strictObject({
      require: z.record(z.string(), z.unknown()),
      fields: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

const QUERIES: Readonly<Record<string, readonly string[]>> = {
  'GET records': ['filter', 'sort', 'limit', 'hidden'],
  'PUT records': ['noparse', 'noadd', 'noupdate', 'onmany', 'allow_empty_require'],
  'GET columns': ['hidden'],
};

type Grid = readonly (readonly string[])[];

export interface DoubleOptions extends ServiceOptions {
  /** How long a call takes, in turns of the event loop. */
  readonly turns?: number;
}

/**
 * Grist on this machine, for one document: what grist-core 1.7.17 does with the calls that are here (`tables`, `columns`, `records`,
 * `data/delete`, `apply`). Strict: a question that Grist would overlook is an error.
 */
export class GristDouble extends ServiceDouble<GristSettings> {
  readonly docId = randomUUID();
  readonly apiKey = randomUUID();
  /** Calls that were refused for others under way. */
  crowdedOut = 0;
  /** Who may do what: as if shared with the key's account. */
  access: 'editor' | 'reader' | 'none' = 'editor';
  /** Calls that the document has left today. */
  callsLeft = Infinity;
  document: Document = [];
  readonly #turns: number;
  #underWay = 0;

  constructor({ turns = 1, ...options }: DoubleOptions = {}) {
    super(options);
    this.#turns = turns;
    this.apply([['AddTable', 'Table1', [{ id: 'A' }, { id: 'B' }, { id: 'C' }]]]);
  }

  settings(): GristSettings {
    return { url: this.origin, docId: this.docId, apiKey: this.apiKey };
  }

  table(tableId: string): Table | undefined {
    return this.document.find(({ id }) => id === tableId);
  }

  /** Staff do in their browser what these actions say. */
  apply(actions: readonly UserAction[]): readonly unknown[] {
    const { document, results } = applyActions(this.document, actions);
    this.document = document;
    return results;
  }

  /** What staff see of a table: every cell as text, the labels first. */
  grid(tableId: string): Grid {
    const table = this.table(tableId);
    if (!table) return [];
    return [
      table.columns.map(({ label }) => label),
      ...sorted(table).map(([, row]) => table.columns.map(({ id }) => shown(row[id] ?? null))),
    ];
  }

  /** Staff change a table: rows keep their number while the text in their column `Identifiant` stays. */
  edit(tableId: string, change: (grid: Grid) => Grid): void {
    this.document = this.document.map((table) =>
      table.id === tableId ? edited(table, change(this.grid(tableId))) : table,
    );
  }

  async answer(request: Request): Promise<Response> {
    const prefix = `/api/docs/${this.docId}`;
    const url = new URL(request.url);
    const path = decodeURIComponent(url.pathname);
    const call: Call = {
      method: request.method,
      path: path.startsWith(prefix) ? path.slice(prefix.length) : path,
      writes: request.method !== 'GET',
    };
    const text = await request.text();
    this.note(call);
    this.#underWay += 1;
    try {
      if (this.#underWay > PARALLEL) {
        this.crowdedOut += 1;
        return this.#refusal(
          new Refusal(429, `Too many backlogged requests for document ${this.docId} - try again later?`),
        );
      }
      // Calls that come together are under way together.
      for (let turn = 0; turn < this.#turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return await this.under(this.fault(call), () => this.#effect(request, url, call, text));
    } finally {
      this.#underWay -= 1;
    }
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- done at once, answered later
  async #effect(request: Request, url: URL, call: Call, text: string): Promise<Response> {
    try {
      this.#admit(request, url, call, text);
      if (call.writes) this.meanwhile(call);
      return this.json(this.#operation(call, url.searchParams, text));
    } catch (error) {
      if (error instanceof Refusal) return this.#refusal(error);
      throw error;
    }
  }

  protected failure(status: number): Response {
    return this.#refusal(new Refusal(status, 'Fault'));
  }

  #refusal({ status, message }: Refusal): Response {
    // What checks the key answers in plain text.
    return status === 401
      ? new Response(message, { status, headers: { 'content-type': 'text/html' } })
      : this.json({ error: message }, status);
  }

  #admit({ headers }: Request, { pathname }: URL, { writes }: Call, text: string): void {
    if (headers.get('authorization') !== `Bearer ${this.apiKey}`)
      throw new Refusal(401, 'Bad request: invalid API key');
    if (!pathname.startsWith(`/api/docs/${this.docId}/`)) throw new Refusal(404, 'document not found');
    if (this.access === 'none') throw new Refusal(403, 'No view access');
    if (this.access === 'reader' && writes) throw new Refusal(403, 'No write access');
    if (Buffer.byteLength(text) > BODY_BYTES) throw new Refusal(413, 'request entity too large');
    this.callsLeft -= 1;
    if (this.callsLeft < 0) throw new Refusal(429, `Exceeded daily limit for document ${this.docId}`);
  }

  #operation({ method, path }: Call, query: URLSearchParams, text: string): unknown {
    const [, root = '', tableId = '', ...rest] = path.split('/');
    const operation = `${method} ${rest.join('/')}`;
    for (const name of query.keys())
      if (!(QUERIES[operation] ?? []).includes(name))
        throw new Refusal(400, `Double: ${operation} has no ?${name}`);
    if (path === '/apply' && method === 'POST') return this.#apply(parsed(userActions, text), text);
    if (path === '/tables' && method === 'GET')
      return {
        tables: this.document.map(({ id, ref }) => ({ id, fields: { tableRef: ref, onDemand: false } })),
      };
    if (root !== 'tables') throw new Refusal(404, `not found: ${path}`);
    const table = this.table(tableId);
    if (!table) throw new Refusal(404, `Table not found "${tableId}"`);
    if (operation === 'GET columns')
      return {
        columns: table.columns.map(({ id, ...fields }, at) => ({ id, fields: { ...fields, parentPos: at } })),
      };
    if (operation === 'GET records') return { records: recordsOf(table, query) };
    if (operation === 'PUT records') return this.#put(table, query, text);
    if (operation === 'POST data/delete')
      return this.#described(table, [['BulkRemoveRecord', tableId, parsed(z.array(z.number()), text)]], text);
    throw new Refusal(404, `not found: ${path}`);
  }

  /** As `/apply` does: an action that fails is an error of the server. */
  #apply(actions: readonly UserAction[], text: string): unknown {
    try {
      return { actionNum: this.calls.length, retValues: this.#act(actions, text), isModification: true };
    } catch (error) {
      if (error instanceof SandboxError) throw new Refusal(500, error.message);
      throw error;
    }
  }

  #act(actions: readonly UserAction[], text: string): readonly unknown[] {
    if (this.refuses !== undefined && text.includes(this.refuses))
      throw new SandboxError('[Sandbox] ValueError');
    return this.apply(actions);
  }

  /** As the calls on tables do: an action that fails is told as a mistake of the caller. */
  #described(table: Table, actions: readonly UserAction[], text: string): null {
    try {
      this.#act(actions, text);
      return null;
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      const [, column] = /KeyError 'Table \w+ has no column (\w+)/.exec(error.message) ?? [];
      if (column === table.id) throw new Refusal(404, `Table not found "${column}"`);
      throw new Refusal(
        400,
        column === undefined ? `Error manipulating data: ${error.message}` : `Invalid column "${column}"`,
      );
    }
  }

  #put(table: Table, query: URLSearchParams, text: string): null {
    const { records } = parsed(upsertBody, text);
    const onMany = z
      .enum(['first', 'none', 'all'])
      .optional()
      .parse(query.get('onmany') ?? undefined);
    // One action for all records that have the same columns.
    const groups = Map.groupBy(records, ({ require, fields = {} }) =>
      JSON.stringify([Object.keys(require).sort(), Object.keys(fields).sort()]),
    );
    const parse = !isYes(query.get('noparse'));
    const actions = [...groups.values()].map((group) => [
      'BulkAddOrUpdateRecord',
      table.id,
      bulkOf(
        group.map(({ require }) => require),
        parse,
      ),
      bulkOf(
        group.map(({ fields = {} }) => fields),
        parse,
      ),
      {
        add: !isYes(query.get('noadd')),
        update: !isYes(query.get('noupdate')),
        allow_empty_require: isYes(query.get('allow_empty_require')),
        ...(onMany && { on_many: onMany }),
      },
    ]);
    return this.#described(table, userActions.parse(actions), text);
  }
}

function parsed<T>(shape: z.ZodType<T>, text: string): T {
  const body = shape.safeParse(text === '' ? undefined : JSON.parse(text));
  if (!body.success) throw new Refusal(400, 'Invalid payload');
  return body.data;
}

function isYes(text: string | null): boolean {
  return text === 'true' || text === '1';
}

/** Unless told not to, Grist takes a text that looks like a number or a date for one. */
function bulkOf(cells: readonly Readonly<Record<string, unknown>>[], parse: boolean) {
  const ids = new Set(cells.flatMap((each) => Object.keys(each)));
  const given = (value: unknown) => (parse && typeof value === 'string' ? value.trim() : (value ?? null));
  return Object.fromEntries([...ids].map((id) => [id, cells.map((each) => given(each[id]))]));
}

function sorted({ rows }: Table): readonly (readonly [number, Readonly<Record<string, Value>>])[] {
  return [...rows].sort(([, a], [, b]) => Number(a.manualSort) - Number(b.manualSort));
}

function recordsOf(table: Table, query: URLSearchParams) {
  const sort = query.get('sort');
  if (sort !== null && sort !== 'manualSort') throw new Refusal(400, `Double: sort by ${sort}`);
  const filter = z.record(z.string(), z.array(z.unknown())).parse(JSON.parse(query.get('filter') ?? '{}'));
  const unknown = Object.keys(filter).find((id) => !table.columns.some((column) => column.id === id));
  if (unknown !== undefined) throw new Refusal(400, `Error manipulating data: KeyError '${unknown}'`);
  const rows = sort === null ? [...table.rows].sort(([a], [b]) => a - b) : sorted(table);
  return rows
    .filter(([, row]) => Object.entries(filter).every(([id, texts]) => texts.includes(row[id])))
    .map(([id, row]) => ({
      id,
      fields: Object.fromEntries(table.columns.map((column) => [column.id, row[column.id] ?? null])),
    }));
}

function shown(value: Value): string {
  return value === null ? '' : String(value);
}

/** `from`: the identifier that it had. */
type EditedColumn = Column & { readonly from?: string };

function edited(table: Table, [labels = [], ...lines]: Grid): Table {
  const old = [...table.columns];
  const columns: EditedColumn[] = [];
  for (const [at, label] of labels.entries()) {
    const taken = columns.map(({ id }) => id);
    const sameLabel = old.findIndex((column) => column.label === label);
    const [same] = sameLabel < 0 ? [] : old.splice(sameLabel, 1);
    const isRenamed = !same && labels.length === table.columns.length;
    const before = same ?? (isRenamed ? table.columns[at] : undefined);
    const { id } = columnFrom({ id: same?.id ?? label }, taken);
    columns.push({
      ...(before ?? columnFrom({ type: 'Text', isFormula: false }, [])),
      id,
      label,
      ...(before && { from: before.id }),
    });
  }
  return {
    ...table,
    columns,
    rows: editedRows(table, columns, lines),
  };
}

/** Rows keep their number, and a cell that shows the same keeps its value. */
function editedRows(
  table: Table,
  columns: readonly EditedColumn[],
  lines: readonly (readonly string[])[],
): Table['rows'] {
  const identifierAt = columns.findIndex(({ from }) => from === 'Identifiant');
  const left = Map.groupBy(sorted(table), ([, row]) => shown(row.Identifiant ?? null));
  let last = Math.max(0, ...table.rows.keys());
  return new Map(
    lines.map((line, manualSort) => {
      const [number, row] = left.get(line[identifierAt] ?? '')?.shift() ?? [];
      const cells = columns.map(({ id, from }, place): [string, Value] => {
        const before = row?.[from ?? ''] ?? null;
        const text = line[place] ?? '';
        return [id, shown(before) === text ? before : text];
      });
      return [number ?? ++last, { ...Object.fromEntries(cells), manualSort: manualSort + 1 }];
    }),
  );
}
