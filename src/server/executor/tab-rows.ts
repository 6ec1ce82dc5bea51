import type { Tab } from '../../domain/application/tab.ts';
import type { TabQuery } from '../plans/plan.ts';
import type { StepName } from '../runs/steps.ts';
import { withTabBackoff, type TabPorts } from '../spreadsheet/tab-backoff.ts';
import {
  type Cells,
  headerKey,
  MissingColumns,
  type Spreadsheet,
  withTextsReplaced,
} from '../spreadsheet/spreadsheet.ts';

/** The rows of a tab, by identifier, as it was read once, with what was written since. */
export interface TabContent {
  readonly readAt: Date;
  readonly rows: Map<string, Cells>;
  /** Every column that was there, empty: a row that is written has them all. */
  readonly empty: Cells;
}

export interface TabRowsPorts extends Omit<TabPorts, 'onFailure'> {
  /** Reports a failure to read, under the first step that has to wait for it. */
  readonly report: (step: StepName, error: unknown) => void;
  readonly spreadsheet: Pick<Spreadsheet, 'read'>;
  readonly now: () => Date;
}

/** A query, with the step that a failure to read is reported under. */
export type StepQuery = TabQuery & { readonly step: StepName };

/** Reads each tab once a drain, with every column that a plan needs. */
export class TabRows {
  /** By the tab's name. */
  readonly #queries: ReadonlyMap<string, StepQuery>;
  readonly #ports: TabRowsPorts;
  readonly #reads = new Map<string, Promise<TabContent | undefined>>();

  constructor(queries: readonly StepQuery[], ports: TabRowsPorts) {
    this.#queries = merged(queries);
    this.#ports = ports;
  }

  /** One query for each tab that a plan reads, with the columns of all plans. */
  get queries(): readonly TabQuery[] {
    return [...this.#queries.values()];
  }

  /** Adds cells that were just written to the rows that this drain read; does nothing when the tab was not read. */
  async applyWrite({ name }: Tab, id: string, cells: Cells): Promise<void> {
    const read = await this.#reads.get(name);
    read?.rows.set(id, { ...(read.rows.get(id) ?? read.empty), ...cells });
  }

  /** Replaces texts that were just replaced. */
  async applyReplacement({ name }: Tab, texts: ReadonlyMap<string, string>): Promise<void> {
    const read = await this.#reads.get(name);
    for (const [id, cells] of read?.rows ?? []) {
      const replaced = Object.entries(cells).map(([header, text]): [string, string] => [
        header,
        withTextsReplaced(text, texts),
      ]);
      read?.rows.set(id, Object.fromEntries(replaced));
    }
  }

  /** Takes out a row that was just removed. */
  async applyRemoval({ name }: Tab, id: string): Promise<void> {
    const read = await this.#reads.get(name);
    read?.rows.delete(id);
  }

  /**
   * The rows of a tab, read at the first call; `undefined` when it cannot be read, which is reported once.
   *
   * @param step the step that needs it, by default the first that reads it. Throws `StoreUnavailable`.
   */
  async of(tab: Tab, step?: StepName): Promise<TabContent | undefined> {
    const known = this.#reads.get(tab.name);
    if (known !== undefined) return await known;
    const read = this.#read(tab, step);
    this.#reads.set(tab.name, read);
    return await read;
  }

  async #read(tab: Tab, step?: StepName): Promise<TabContent | undefined> {
    const { now, report } = this.#ports;
    const query = this.#queries.get(tab.name);
    if (query === undefined) throw new TypeError(`No plan reads the tab ${tab.name}.`);
    const onFailure = (error: unknown): void => {
      report(step ?? query.step, error);
    };
    return await withTabBackoff(tab.name, { ...this.#ports, onFailure }, async () => {
      const { rows, headers } = await this.#cells(query);
      const empty = Object.fromEntries(headers.map((header) => [header, '']));
      return { readAt: now(), rows: new Map(rows), empty };
    });
  }

  /** The rows, with the headers of the columns that are there. */
  async #cells({ tab, headers, ...query }: TabQuery) {
    const { spreadsheet } = this.#ports;
    const optional = [...(query.optional ?? []), ...(query.beside ?? [])];
    try {
      const all = [...headers, ...optional];
      return { rows: await spreadsheet.read(tab, all), headers: all };
    } catch (error) {
      if (!(error instanceof MissingColumns)) throw error;
      const missing = new Set(error.headers.map(headerKey));
      const left = optional.filter((header) => !missing.has(headerKey(header)));
      // A column that is missing and not optional stops the tab.
      if (optional.length - left.length !== missing.size) throw error;
      const present = [...headers, ...left];
      return { rows: await spreadsheet.read(tab, present), headers: present };
    }
  }
}

function merged(queries: readonly StepQuery[]): ReadonlyMap<string, StepQuery> {
  const byTab = Map.groupBy(queries, ({ tab }) => tab.name);
  return new Map(
    [...byTab].flatMap(([name, ofTab]) => {
      const [first] = ofTab;
      if (first === undefined) return [];
      const headers = new Set(ofTab.flatMap((query) => query.headers));
      const optional = new Set(ofTab.flatMap((query) => query.optional ?? [])).difference(headers);
      const beside = new Set(ofTab.flatMap((query) => query.beside ?? []));
      const watched = new Set(ofTab.flatMap((query) => query.watched ?? []));
      return [
        [
          name,
          {
            tab: first.tab,
            // A failed read is reported under this step.
            step: (ofTab.find(({ isAlwaysScanned = false }) => isAlwaysScanned) ?? first).step,
            headers: [...headers],
            optional: [...optional],
            beside: [...beside.difference(headers).difference(optional)],
            watched: [...watched],
            isAlwaysScanned: ofTab.some(({ isAlwaysScanned = false }) => isAlwaysScanned),
            isNeverScanned: ofTab.every(({ isNeverScanned = false }) => isNeverScanned),
          },
        ],
      ];
    }),
  );
}
