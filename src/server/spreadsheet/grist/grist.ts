import type * as z from 'zod';
import { IDENTIFIER, type Tab } from '../../../domain/application/tab.ts';
import { GristClient, type GristSettings, upsertAnswer } from './grist-client.ts';
import { optionActions } from './grist-options.ts';
import { cellOf, type GristRecord, readGrid, readRecords, requireVisible } from './grist-records.ts';
import {
  addColumns,
  type GristTable,
  GristTables,
  idOf,
  pathOf,
  requireTextColumns,
  staffColumns,
} from './grist-tables.ts';
import { GristUnavailable } from './grist-unavailable.ts';
import {
  areToBlame,
  distinct,
  insertionOf,
  orWithMark,
  replacingsOf,
  settingOf,
  unlessMissed,
  type Upsert,
} from './grist-upserts.ts';
import { batches, insertInBatches, memoizeLast, type Load, type ServiceDeps, untilDone } from '../service.ts';
import {
  absentColumns,
  type Cells,
  cellsById,
  changesById,
  type Grid,
  headerKey,
  headersOf,
  rectangular,
  refuseLongCells,
  refuseTooLong,
  requireColumns,
  requireHeaders,
  type Row,
  type Spreadsheet,
  type WholeSpreadsheet,
} from '../spreadsheet.ts';

/** Grist has no limit on one cell; with this one a row fits in a body. */
const CELL_LIMIT = 50_000;
const BATCH_ROWS = 500;
/** Grist refuses bodies over 1 MB; what is around the rows has room. */
const LOAD: Load<unknown> = { items: BATCH_ROWS, size: 900_000, sizeOf: bytesOf };
/** An update sends what a row holds and what it will. */
const ROW_BYTES = 400_000;

/**
 * The spreadsheet in Grist, over its REST interface. Every write finds its rows itself, by what they hold, in the moment in
 * which it is done: one that comes twice, late, or after staff changed the row does nothing. See docs/decisions/0010-grist.md.
 */
export class GristSpreadsheet implements Spreadsheet, WholeSpreadsheet {
  readonly #client: GristClient;
  readonly #tables: GristTables;

  constructor(settings: GristSettings, replaced: Partial<ServiceDeps> = {}) {
    this.#client = new GristClient(settings, replaced);
    this.#tables = new GristTables(this.#client);
  }

  async titles(tab: Tab): Promise<readonly string[] | undefined> {
    return await this.#inTable<readonly string[] | undefined>(tab, undefined, async (table) =>
      (await staffColumns(this.#client, table)).map(({ fields }) => fields.label),
    );
  }

  async addColumns(tab: Tab, headers: readonly string[]): Promise<void> {
    await this.#inTable(tab, undefined, async (table) => {
      const added = absentColumns(tab, table.columns, headers);
      if (added.length > 0) await addColumns(this.#client, table, added);
      return undefined;
    });
  }

  async addOptions(tab: Tab): Promise<void> {
    await this.#inTable(tab, undefined, async (table) => {
      const body = optionActions(tab, table);
      if (body.length > 0) await this.#client.apply(body);
      return undefined;
    });
  }

  async identifiers(tab: Tab): Promise<ReadonlySet<string>> {
    return await this.#inTable(tab, new Set(), async (table) => {
      requireColumns(tab, table.columns, []);
      const records = identified(table, await readRecords(this.#client, table));
      return new Set(records.map(([, id]) => id));
    });
  }

  async read(tab: Tab, headers: readonly string[]): Promise<ReadonlyMap<string, Cells>> {
    return await this.#inTable<ReadonlyMap<string, Cells>>(tab, new Map(), async (table) => {
      requireHeaders(tab, table.columns, headers);
      const records = await readRecords(this.#client, table);
      const rows = identified(table, records);
      const known = new Set(rows.map(([record]) => record));
      const handTyped = tab.countsHandTyped === true ? records.filter((record) => !known.has(record)) : [];
      return cellsById(rows, headers, (record, header) => cellOf(table, record, header), handTyped);
    });
  }

  async table(tab: Tab): Promise<Grid> {
    return await this.#inTable(tab, [], async (table) =>
      rectangular(await readGrid(this.#client, table, await staffColumns(this.#client, table))),
    );
  }

  /** Result of `work` on the table, or `none`; again when it says so, or others rename the table or its columns meanwhile. */
  async #inTable<T>(tab: Tab, none: T, work: (table: GristTable) => Promise<T | 'again'>): Promise<T> {
    return await untilDone(
      async () => {
        const table = await this.#tables.find(tab);
        return table ? await work(table) : none;
      },
      { whenRefused: () => new GristUnavailable('grist-refused') },
    );
  }

  async insert(tab: Tab, rows: readonly Row[]): Promise<void> {
    refuseLargeRows(rows);
    await insertInBatches(rows, LOAD, (batch) => this.#insertBatch(tab, batch));
  }

  async update(tab: Tab, changes: readonly Row[]): Promise<ReadonlySet<string>> {
    refuseLargeRows(changes);
    const headers = headersOf(changes);
    const byId = changesById(changes);
    let absent = new Set(byId.keys());
    /** Updates that found no row. */
    const missed = new Set<string>();
    await this.#change(tab, { headers, ids: [...byId.keys()] }, async (table, records) => {
      requireTextColumns(table, headers);
      const rows = identified(table, records);
      const present = new Set(rows.map(([, id]) => id));
      absent = new Set([...byId.keys()].filter((id) => !present.has(id)));
      const upserts = rows.flatMap(([record, id]) => settingOf(table, record, byId.get(id) ?? new Map()));
      let allFound = true;
      for (const batch of batches(
        distinct(upserts.flatMap((each) => unlessMissed(table, each, missed))),
        LOAD,
      )) {
        const answer = await this.#upsert(table, { noadd: 'true', onmany: 'all' }, batch);
        const isFound = answer?.recordIds.every(({ length }) => length > 0) === true;
        allFound &&= isFound && answer.recordIds.length === batch.length;
        if (!isFound) for (const { require } of batch) missed.add(JSON.stringify(require));
      }
      return allFound ? 'done' : 'again';
    });
    return absent;
  }

  async remove(tab: Tab, ids: readonly string[]): Promise<void> {
    const wanted = [...new Set(ids)];
    await this.#change(tab, { headers: [], ids: wanted }, async (table, records) => {
      for (let at = 0; at < records.length; at += BATCH_ROWS)
        await this.#removeRecords(table, records.slice(at, at + BATCH_ROWS));
      return records.length === 0 ? 'done' : 'again';
    });
  }

  async replaceText(tab: Tab, replacements: ReadonlyMap<string, string>): Promise<void> {
    let isAgain = false;
    await this.#inTable<'done'>(tab, 'done', async (table) => {
      const upserts = replacingsOf(table, await readRecords(this.#client, table), replacements);
      if (upserts.length === 0) return 'done';
      const wanted = isAgain ? upserts.flatMap(orWithMark) : upserts;
      isAgain = true;
      for (const batch of batches(wanted, LOAD))
        await this.#upsert(table, { noadd: 'true', onmany: 'all' }, batch);
      return 'again';
    });
  }

  /** Gives `write` the rows with these identifiers as they are, again and again, until it has nothing to write any more. */
  async #change(
    tab: Tab,
    { headers, ids }: { readonly headers: readonly string[]; readonly ids: readonly string[] },
    write: (table: GristTable, records: readonly GristRecord[]) => Promise<'done' | 'again'>,
  ): Promise<void> {
    await this.#inTable<'done'>(tab, 'done', async (table) => {
      requireHeaders(tab, table.columns, headers);
      return await write(table, await readRecords(this.#client, table, ids));
    });
  }

  /** Adds the rows that are absent, in one write; again while others change the columns meanwhile. */
  async #insertBatch(tab: Tab, rows: readonly Row[]): Promise<'done' | 'refused'> {
    let tried: string | undefined;
    return await untilDone(async (refusal) => {
      const table = await this.#tables.existing(tab);
      requireColumns(tab, table.columns, rows);
      const headers = headersOf(rows).filter((header) => table.columns.has(headerKey(header)));
      requireTextColumns(table, [IDENTIFIER, ...headers]);
      if (rows.length === 0) return 'done';
      const version = JSON.stringify([table.id, ...table.columns]);
      if (refusal && tried === version) {
        if (await areToBlame(this.#client, table, rows, headers)) return 'refused';
        throw new GristUnavailable('grist-refused');
      }
      tried = version;
      const upserts = rows.map((row) => insertionOf(table, row, headers));
      const answer = await this.#upsert(table, { noupdate: 'true' }, upserts);
      const there = rows.filter((_, index) => answer?.recordIds[index]?.length === 0);
      await requireVisible(
        this.#client,
        table,
        there.map(({ id }) => id),
      );
      return 'done';
    });
  }

  /** All or nothing. `noparse`: a text is kept as it is sent. */
  async #upsert(
    table: GristTable,
    query: Readonly<Record<string, string>>,
    records: readonly Upsert[],
  ): Promise<z.output<typeof upsertAnswer>> {
    return await this.#client.call(
      {
        method: 'PUT',
        path: `${pathOf(table)}/records`,
        query: { noparse: 'true', ...query },
        body: { records },
      },
      upsertAnswer,
    );
  }

  /**
   * All or nothing, only if every row still has its identifier: Grist gives the number of a last row that was removed to the next one.
   * The first action finds the row or makes it (to be removed at once), and fails when another row has its number.
   */
  async #removeRecords(table: GristTable, records: readonly GristRecord[]): Promise<void> {
    const numbers = records.map(({ id }) => id);
    const identifier = idOf(table, IDENTIFIER);
    const identifiers = records.map(({ fields }) => fields[identifier]);
    const removal = ['BulkRemoveRecord', table.id, numbers];
    try {
      await this.#client.apply([
        [
          'BulkAddOrUpdateRecord',
          table.id,
          { id: numbers, [identifier]: identifiers },
          {},
          { update: false },
        ],
        removal,
      ]);
    } catch (error) {
      if (!(error instanceof GristUnavailable) || error.reason !== 'grist-full') throw error;
      // Over the plan's limit Grist takes removals alone. Nobody can add a row then, so that no other gets one of these numbers.
      await this.#client.apply([removal]);
    }
  }
}

export const openGrist = memoizeLast((settings: GristSettings) => new GristSpreadsheet(settings));

/** The records that have an identifier, with it. */
function identified(
  table: GristTable,
  records: readonly GristRecord[],
): readonly (readonly [record: GristRecord, id: string])[] {
  return records
    .map((record) => [record, cellOf(table, record, IDENTIFIER)] as const)
    .filter(([, id]) => id !== '');
}

function bytesOf(item: unknown): number {
  return Buffer.byteLength(JSON.stringify(item));
}

/** Checks that each row fits in a body. @throws RowsRefused */
function refuseLargeRows(rows: readonly Row[]): void {
  refuseLongCells(rows, CELL_LIMIT);
  refuseTooLong(rows, (row) => bytesOf(row) > ROW_BYTES);
}
