import { type Column, IDENTIFIER, type Tab } from '../../src/domain/application/tab.ts';
import {
  absentColumns,
  absentRows,
  type Cells,
  cellsById,
  completedOptions,
  type Grid,
  headerKey,
  headersOf,
  positions,
  rectangular,
  refuseLongCells,
  requireColumns,
  requireHeaders,
  type Row,
  type Spreadsheet,
  type WholeSpreadsheet,
  withTextsReplaced,
} from '../../src/server/spreadsheet/spreadsheet.ts';

const CELL_LIMIT = 32_767;

/** Keeps everything until the process ends: for tests. `grid` and `edit` are what staff see and do. */
export class MemorySpreadsheet implements Spreadsheet, WholeSpreadsheet {
  readonly #grids = new Map<string, Grid>();
  /** By tab and header. */
  readonly #lists = new Map<string, readonly string[]>();

  grid(tabName: string): Grid {
    return this.#grids.get(tabName) ?? [];
  }

  /** Options of a column's drop-down list. */
  options(tabName: string, header: string): readonly string[] {
    return this.#lists.get(`${tabName}/${header}`) ?? [];
  }

  edit(tabName: string, change: (grid: Grid) => Grid): void {
    this.#grids.set(tabName, change(this.grid(tabName)));
  }

  // oxlint-disable-next-line typescript/require-await -- a rejection, not an exception, as of every adapter
  async titles(tab: Tab): Promise<readonly string[] | undefined> {
    return this.#grids.get(tab.name)?.[0];
  }

  // oxlint-disable-next-line typescript/require-await -- a rejection, not an exception, as of every adapter
  async addColumns(tab: Tab, headers: readonly string[]): Promise<void> {
    const titles = this.#grids.get(tab.name)?.[0];
    if (titles === undefined) return;
    const added = absentColumns(tab, positions(titles), headers).map(({ header }) => header);
    const width = Math.max(...this.grid(tab.name).map(({ length }) => length));
    const padding = Array.from({ length: width - titles.length }, () => '');
    if (added.length > 0)
      this.edit(tab.name, (grid) =>
        grid.map((line, row) => (row === 0 ? [...line, ...padding, ...added] : line)),
      );
  }

  // oxlint-disable-next-line typescript/require-await -- a rejection, not an exception, as of every adapter
  async addOptions(tab: Tab): Promise<void> {
    const isListed = ({ header }: Column) => this.options(tab.name, header).length > 0;
    this.#list({ ...tab, columns: tab.columns.filter(isListed) });
  }

  // oxlint-disable-next-line typescript/require-await -- a rejection, not an exception, as of every adapter
  async identifiers(tab: Tab): Promise<ReadonlySet<string>> {
    return this.#grids.has(tab.name) ? this.#present(tab, this.#columns(tab, [])) : new Set();
  }

  // oxlint-disable-next-line typescript/require-await -- a rejection, not an exception, as of every adapter
  async insert(tab: Tab, rows: readonly Row[]): Promise<void> {
    refuseLongCells(rows, CELL_LIMIT);
    if (!this.#grids.has(tab.name)) {
      this.edit(tab.name, () => [tab.columns.map(({ header }) => header)]);
      this.#list(tab);
    }
    const columns = this.#columns(tab, rows);
    const added = absentRows(rows, this.#present(tab, columns)).map((row) => lineOf(row, columns));
    this.edit(tab.name, (grid) => [...grid, ...added]);
  }

  // oxlint-disable-next-line typescript/require-await -- a rejection, not an exception, as of every adapter
  async read(tab: Tab, headers: readonly string[]): Promise<ReadonlyMap<string, Cells>> {
    if (!this.#grids.has(tab.name)) return new Map();
    const columns = this.#found(tab, headers);
    const places = new Map(
      [IDENTIFIER, ...headers].map((header) => [header, columns.get(headerKey(header)) ?? -1]),
    );
    const at = (header: string): number => places.get(header) ?? -1;
    const lines = this.grid(tab.name)
      .slice(1)
      .map((line) => [line, line[at(IDENTIFIER)] ?? ''] as const);
    const handTyped = lines.filter(([, id]) => tab.countsHandTyped === true && id === '');
    return cellsById(
      lines.filter(([, id]) => id !== ''),
      headers,
      (line, header) => line[at(header)] ?? '',
      handTyped.map(([line]) => line),
    );
  }

  // oxlint-disable-next-line typescript/require-await -- a rejection, not an exception, as of every adapter
  async table(tab: Tab): Promise<Grid> {
    return rectangular(this.grid(tab.name));
  }

  // oxlint-disable-next-line typescript/require-await -- a rejection, not an exception, as of every adapter
  async update(tab: Tab, changes: readonly Row[]): Promise<ReadonlySet<string>> {
    refuseLongCells(changes, CELL_LIMIT);
    const absent = new Set(changes.map(({ id }) => id));
    if (!this.#grids.has(tab.name)) return absent;
    const columns = this.#found(tab, headersOf(changes));
    const idAt = columns.get(IDENTIFIER) ?? -1;
    this.edit(tab.name, ([headers = [], ...lines]) => [
      headers,
      ...lines.map((line) => {
        const ofRow = changes.filter(({ id }) => id === line[idAt]);
        for (const { id } of ofRow) absent.delete(id);
        return ofRow.reduce((changed, { cells }) => withCells(changed, cells, columns), line);
      }),
    ]);
    return absent;
  }

  // oxlint-disable-next-line typescript/require-await -- a rejection, not an exception, as of every adapter
  async remove(tab: Tab, ids: readonly string[]): Promise<void> {
    if (!this.#grids.has(tab.name)) return;
    const idAt = this.#found(tab, []).get(IDENTIFIER) ?? -1;
    this.edit(tab.name, (grid) =>
      grid.filter((line, row) => row === 0 || !ids.some((id) => id === line[idAt])),
    );
  }

  // oxlint-disable-next-line typescript/require-await -- a rejection, not an exception, as of every adapter
  async replaceText(tab: Tab, replacements: ReadonlyMap<string, string>): Promise<void> {
    if (!this.#grids.has(tab.name)) return;
    this.edit(tab.name, ([headers = [], ...lines]) => [
      headers,
      ...lines.map((line) => line.map((text) => withTextsReplaced(text, replacements))),
    ]);
  }

  #list({ name, columns }: Tab): void {
    for (const column of columns) {
      const options = completedOptions(column, this.options(name, column.header));
      if (options !== undefined) this.#lists.set(`${name}/${column.header}`, options);
    }
  }

  #found(tab: Tab, headers: readonly string[]): ReadonlyMap<string, number> {
    const columns = positions(this.grid(tab.name)[0] ?? []);
    requireHeaders(tab, columns, headers);
    return columns;
  }

  #columns(tab: Tab, rows: readonly Row[]): ReadonlyMap<string, number> {
    const columns = positions(this.grid(tab.name)[0] ?? []);
    requireColumns(tab, columns, rows);
    return columns;
  }

  #present(tab: Tab, columns: ReadonlyMap<string, number>): ReadonlySet<string> {
    const at = columns.get(IDENTIFIER) ?? -1;
    return new Set(
      this.grid(tab.name)
        .slice(1)
        .map((line) => line[at] ?? '')
        .filter((id) => id !== ''),
    );
  }
}

function withCells(
  line: readonly string[],
  cells: Cells,
  columns: ReadonlyMap<string, number>,
): readonly string[] {
  const changed = [...line];
  for (const [header, text] of Object.entries(cells)) {
    const at = columns.get(headerKey(header)) ?? -1;
    while (changed.length <= at) changed.push('');
    changed[at] = text;
  }
  return changed;
}

function lineOf({ id, cells }: Row, columns: ReadonlyMap<string, number>): readonly string[] {
  const texts = new Map(
    [...Object.entries(cells), [IDENTIFIER, id] as const].map(([header, text]) => [headerKey(header), text]),
  );
  const byPosition = new Map([...columns].map(([key, at]) => [at, texts.get(key) ?? '']));
  return Array.from({ length: Math.max(...byPosition.keys()) + 1 }, (_, at) => byPosition.get(at) ?? '');
}
