import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { GristSettings } from '../../../src/server/spreadsheet/grist/grist-client.ts';
import type { Call } from '../faults.ts';
import { ServiceDouble, type ServiceOptions } from '../service-double.ts';
import { applyActions, isIdle, onlyRemoves } from './actions.ts';
import { type Document, SandboxError, type Table, type UserAction, userActions } from './document.ts';
import { columnsOf, dataOf, fieldsOf, recordsOf, sectionsOf, tablesOf } from './answers.ts';
import type { Upserted } from './records.ts';
import { editedBy, type Grid, gridOf } from './staff.ts';

const BODY_BYTES = 1024 * 1024;
/** Limit of parallel requests for one document (GRIST_MAX_PARALLEL_REQUESTS_PER_DOC). */
const PARALLEL = 10;

/** An error response of Grist's API. */
class Refusal extends Error {
  readonly status: number;
  readonly details: unknown;

  constructor(status: number, message: string, details?: unknown) {
    super(message);
    this.status = status;
    this.details = details;
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
  'GET records': ['filter', 'sort'],
  'PUT records': ['noparse', 'noadd', 'noupdate', 'onmany', 'allow_empty_require'],
};

export interface DoubleOptions extends ServiceOptions {
  /** Duration of a call, in turns of the event loop. */
  readonly turns?: number;
}

/**
 * Grist on this machine, for one document. Held to what a real server answers by `double.test.ts`. Strict: a question that Grist
 * would overlook is an error.
 *
 * Assumed, for no recorded answer shows it (read in grist-core's source where a file is named):
 * - `PUT …/records`: `onmany`; `noadd` with `noupdate`; the order of `recordIds` when records have several shapes; a `require` of `id`.
 * - `GET …/records?sort=manualSort` (app/server/lib/DocApi.ts); filters of several columns.
 * - `GET …/tables/_grist_Views_section/records` and `…/_grist_Views_section_field/records`: their fields and numbers
 *   (sandbox/grist/schema.py). That the staff's order is there is known.
 * - Bundles: all or nothing, also for tables and columns; `RemoveColumn` and `ModifyColumn` of no column: « No such column »
 *   (sandbox/grist/docmodel.py); the suffix of a name that is taken, capitals alike (sandbox/grist/identifiers.py).
 * - `AddVisibleColumn`: as `AddColumn`, and on the table's page; neither keeps a description (sandbox/grist/useractions.py).
 * - `RenameTable` leaves the title above the table; `RemoveTable`.
 * - The value of a cell once staff change its column's type; columns of type Any that are given a first value.
 * - Formulas of columns of data: how `recalcDeps` is encoded (a list begins with « L »), which change runs them
 *   (`doBulkUpdateRecord` in sandbox/grist/useractions.py).
 * - A leading U+FEFF is lost in every answer with cells, once, and is kept in the document: a formula counts it.
 * - Over the plan's limit: 500 « Document is in delete-only mode » for every call that does more than remove
 *   (app/server/lib/ActiveDoc.ts); reading goes on.
 * - The limit of calls a day: 429 « Exceeded daily limit »; « No write access » for a reader; the order of these checks.
 * - Before 1.7.13 `PUT …/records` answers `null`.
 * - An access rule that forbids a part of a call forbids the whole: 403 (app/server/lib/GranularAccess.ts).
 * - A rule that hides rows leaves them out of every answer with records, and the upsert finds them all the same.
 * - Not here: other access rules that hide data, shared keys, links between widgets, summary tables and attachments.
 */
export class GristDouble extends ServiceDouble<GristSettings> {
  readonly docId = randomUUID();
  readonly apiKey = randomUUID();
  /** Calls that were refused for others under way. */
  crowdedOut = 0;
  /** Access of the key's account to the document. */
  access: 'editor' | 'reader' | 'none' = 'editor';
  /** Access rules keep from every write that holds this word. */
  denies: string | undefined;
  /** Access rules hide every row. */
  hidesRows = false;
  /** Calls that the document has left today. */
  callsLeft = Infinity;
  /** Before 1.7.13: `PUT …/records` reports nothing of what it did. */
  isOld = false;
  /** More rows or data than the plan allows: Grist only lets remove. */
  isOverLimit = false;
  document: Document = [];
  readonly #turns: number;
  #underWay = 0;
  #actionNum = 0;

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
    this.#actionNum += 1;
    return results;
  }

  /** Displayed text of a table's cells, as staff see them, the labels first; empty when there is no such table. */
  grid(tableId: string): Grid {
    const table = this.table(tableId);
    return table ? gridOf(table) : [];
  }

  /** Staff change a table that is there. */
  edit(tableId: string, change: (grid: Grid) => Grid): void {
    if (this.table(tableId)) this.document = editedBy(this.document, tableId, change);
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

  // oxlint-disable-next-line typescript/require-await -- done at once, answered later
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

  #refusal({ status, message, details }: Refusal): Response {
    return this.json({ error: message, ...(details !== undefined && { details }) }, status);
  }

  protected override json(body: unknown, status = 200): Response {
    const answer = super.json(body, status);
    answer.headers.set('content-type', 'application/json; charset=utf-8');
    return answer;
  }

  #admit({ headers }: Request, { pathname }: URL, { writes }: Call, text: string): void {
    if (headers.get('authorization') !== `Bearer ${this.apiKey}`)
      throw new Refusal(401, 'Bad request: invalid API key');
    if (!pathname.startsWith(`/api/docs/${this.docId}/`)) throw new Refusal(404, 'document not found');
    if (this.access === 'none') throw new Refusal(403, 'No view access');
    if (this.access === 'reader' && writes) throw new Refusal(403, 'No write access');
    if (writes && this.denies !== undefined && text.includes(this.denies))
      throw new Refusal(403, 'Blocked by table update access rules');
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
    if (path === '/tables' && method === 'GET') return tablesOf(this.document);
    if (root !== 'tables') throw new Refusal(404, `not found: ${path}`);
    if (operation === 'GET records' && tableId === '_grist_Views_section') return sectionsOf(this.document);
    if (operation === 'GET records' && tableId === '_grist_Views_section_field')
      return fieldsOf(this.document);
    const table = this.table(tableId);
    if (!table) throw new Refusal(404, `Table not found "${tableId}"`);
    if (operation === 'GET columns') return columnsOf(table);
    if (operation === 'GET data') return dataOf(table);
    if (operation === 'GET records' && this.hidesRows) return { records: [] };
    if (operation === 'GET records') return asToldOf(table, [], () => recordsOf(table, query));
    if (operation === 'PUT records') {
      const answer = this.#put(table, query, text);
      return this.isOld ? null : answer;
    }
    throw new Refusal(404, `not found: ${path}`);
  }

  /** As `/apply` does: an action that fails is an error of the server. */
  #apply(actions: readonly UserAction[], text: string): unknown {
    try {
      const retValues = this.#act(actions, text);
      return {
        actionNum: this.#actionNum,
        actionHash: randomBytes(32).toString('hex'),
        retValues,
        isModification: !actions.every(isIdle),
      };
    } catch (error) {
      if (error instanceof SandboxError) throw new Refusal(500, error.message);
      throw error;
    }
  }

  #act(actions: readonly UserAction[], text: string): readonly unknown[] {
    if (this.isOverLimit && !actions.every(onlyRemoves))
      throw new Refusal(500, 'Document is in delete-only mode');
    if (this.refuses !== undefined && text.includes(this.refuses)) throw new SandboxError('ValueError');
    return this.apply(actions);
  }

  #put(table: Table, query: URLSearchParams, text: string): Upserted {
    const { records } = parsed(upsertBody, text);
    if (records.length === 0)
      throw new Refusal(400, 'Invalid payload', {
        userError: 'Error: body.records[0] is not a AddOrUpdateRecord; body.records[0] is not an object',
      });
    const onMany = z
      .enum(['first', 'none', 'all'])
      .optional()
      .parse(query.get('onmany') ?? undefined);
    // One action for all records that have the same columns.
    const groups = [
      ...Map.groupBy(records.entries(), ([, { require, fields = {} }]) =>
        JSON.stringify([Object.keys(require).sort(), Object.keys(fields).sort()]),
      ).values(),
    ];
    const parse = !isYes(query.get('noparse'));
    const actions = groups.map((group) => [
      'BulkAddOrUpdateRecord',
      table.id,
      bulkOf(
        group.map(([, { require }]) => require),
        parse,
      ),
      bulkOf(
        group.map(([, { fields = {} }]) => fields),
        parse,
      ),
      {
        add: !isYes(query.get('noadd')),
        update: !isYes(query.get('noupdate')),
        allow_empty_require: isYes(query.get('allow_empty_require')),
        ...(onMany && { on_many: onMany }),
      },
    ]);
    const columns = records.flatMap(({ require, fields }) => Object.keys({ ...fields, ...require }));
    const results = asToldOf(table, columns, () => this.#act(userActions.parse(actions), text));
    const told = z.array(upserted).parse(results);
    const recordIds = groups.flatMap((group, n) =>
      group.map(([at], nth) => [at, told[n]?.recordIds[nth] ?? []] as const),
    );
    return {
      recordIds: recordIds.sort(([a], [b]) => a - b).map(([, numbers]) => numbers),
      addRecordIds: told.flatMap(({ addRecordIds }) => addRecordIds),
      updateRecordIds: told.flatMap(({ updateRecordIds }) => updateRecordIds),
    };
  }
}

const numbers = z.array(z.number());
const upserted = z.object({
  recordIds: z.array(numbers),
  addRecordIds: numbers,
  updateRecordIds: z.array(numbers),
});

/** Like the calls on tables, reports a failed action as the caller's mistake (app/plugin/TableOperationsImpl.ts). */
function asToldOf<T>(table: Table, columns: readonly string[], act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    const [, named = ''] = /KeyError '(\w+)'/.exec(error.message) ?? [];
    if (named === table.id) throw new Refusal(404, `Table not found "${named}"`);
    if (columns.includes(named)) throw new Refusal(400, `Invalid column "${named}"`);
    throw new Refusal(400, `Error manipulating data: ${error.message}`);
  }
}

function parsed<T>(shape: z.ZodType<T>, text: string): T {
  const body = shape.safeParse(text === '' ? undefined : JSON.parse(text));
  if (!body.success) throw new Refusal(400, 'Invalid payload', { userError: `Error: ${body.error.message}` });
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
