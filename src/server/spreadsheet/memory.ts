import { IDENTIFIER, type Tab } from '../../domain/application/tab.ts';
import {
  absentRows,
  headerKey,
  positions,
  refuseLongCells,
  requireColumns,
  type Row,
  type Spreadsheet,
} from './spreadsheet.ts';

/** Cells as text, the headers first. */
export type Grid = readonly (readonly string[])[];

const CELL_LIMIT = 32_767;

/** Keeps everything until the process ends: for tests. `grid` and `edit` are what staff see and do. */
export class MemorySpreadsheet implements Spreadsheet {
  readonly #grids = new Map<string, Grid>();

  grid(tabName: string): Grid {
    return this.#grids.get(tabName) ?? [];
  }

  edit(tabName: string, change: (grid: Grid) => Grid): void {
    this.#grids.set(tabName, change(this.grid(tabName)));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a rejection, not an exception, as of every adapter
  async identifiers(tab: Tab): Promise<ReadonlySet<string>> {
    return this.#grids.has(tab.name) ? this.#present(tab, this.#columns(tab, [])) : new Set();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a rejection, not an exception, as of every adapter
  async insert(tab: Tab, rows: readonly Row[]): Promise<void> {
    refuseLongCells(rows, CELL_LIMIT);
    if (!this.#grids.has(tab.name)) this.edit(tab.name, () => [tab.columns.map(({ header }) => header)]);
    const columns = this.#columns(tab, rows);
    const added = absentRows(rows, this.#present(tab, columns)).map((row) => lineOf(row, columns));
    this.edit(tab.name, (grid) => [...grid, ...added]);
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

function lineOf({ id, cells }: Row, columns: ReadonlyMap<string, number>): readonly string[] {
  const texts = new Map(
    [...Object.entries(cells), [IDENTIFIER, id] as const].map(([header, text]) => [headerKey(header), text]),
  );
  const byPosition = new Map([...columns].map(([key, at]) => [at, texts.get(key) ?? '']));
  return Array.from({ length: Math.max(...byPosition.keys()) + 1 }, (_, at) => byPosition.get(at) ?? '');
}
