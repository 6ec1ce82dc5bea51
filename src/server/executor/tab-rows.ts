import type { Tab } from '../../domain/application/tab.ts';
import type { Reading } from '../plans/plan.ts';
import type { StepName } from '../runs/steps.ts';
import { withTabBackoff, type TabPorts } from '../spreadsheet/tab-backoff.ts';
import { type Cells, headerKey, MissingColumns, type Spreadsheet } from '../spreadsheet/spreadsheet.ts';

/** The rows of a tab as one read gave them, by identifier, and what was written since. */
export interface TabRead {
  readonly readAt: Date;
  readonly rows: Map<string, Cells>;
}

export interface TabReadPorts extends Omit<TabPorts, 'onFailure'> {
  /** Told of what cannot be read, by the first step that it keeps from its turn. */
  readonly report: (step: StepName, error: unknown) => void;
  readonly spreadsheet: Pick<Spreadsheet, 'read'>;
  readonly now: () => Date;
}

type StepReading = Reading & { readonly step: StepName };

/** Reads each tab once a drain, with every column that some plan needs. */
export class TabRows {
  /** By the tab's name. */
  readonly #readings: ReadonlyMap<string, StepReading>;
  readonly #ports: TabReadPorts;
  readonly #reads = new Map<string, Promise<TabRead | undefined>>();

  constructor(readings: readonly StepReading[], ports: TabReadPorts) {
    this.#readings = merged(readings);
    this.#ports = ports;
  }

  /** Every tab that some plan reads, with the columns of all. */
  get readings(): readonly Reading[] {
    return [...this.#readings.values()];
  }

  /** Has what is read later in this drain say what was just written; nothing where the tab was not read. */
  async remember({ name }: Tab, id: string, cells: Cells): Promise<void> {
    const read = await this.#reads.get(name);
    read?.rows.set(id, { ...read.rows.get(id), ...cells });
  }

  /**
   * `undefined` while the tab cannot be read, which is reported once.
   *
   * @param step the one that needs it, by default the first that reads it. Throws `StoreUnavailable`.
   */
  async of(tab: Tab, step?: StepName): Promise<TabRead | undefined> {
    const known = this.#reads.get(tab.name);
    if (known !== undefined) return await known;
    const read = this.#read(tab, step);
    this.#reads.set(tab.name, read);
    return await read;
  }

  async #read(tab: Tab, step?: StepName): Promise<TabRead | undefined> {
    const { now, report } = this.#ports;
    const reading = this.#readings.get(tab.name);
    if (reading === undefined) throw new TypeError(`No plan reads the tab ${tab.name}.`);
    const onFailure = (error: unknown): void => {
      report(step ?? reading.step, error);
    };
    return await withTabBackoff(tab.name, { ...this.#ports, onFailure }, async () => {
      const rows = await this.#cells(reading);
      return { readAt: now(), rows: new Map(rows) };
    });
  }

  async #cells({ tab, headers, optional = [] }: Reading): ReturnType<Spreadsheet['read']> {
    const { spreadsheet } = this.#ports;
    try {
      return await spreadsheet.read(tab, [...headers, ...optional]);
    } catch (error) {
      if (!(error instanceof MissingColumns)) throw error;
      const missing = new Set(error.headers.map(headerKey));
      const left = optional.filter((header) => !missing.has(headerKey(header)));
      // Only what staff may do without is missing.
      if (optional.length - left.length !== missing.size) throw error;
      return await spreadsheet.read(tab, [...headers, ...left]);
    }
  }
}

function merged(readings: readonly StepReading[]): ReadonlyMap<string, StepReading> {
  const byTab = Map.groupBy(readings, ({ tab }) => tab.name);
  return new Map(
    [...byTab].flatMap(([name, ofTab]) => {
      const [first] = ofTab;
      if (first === undefined) return [];
      const headers = new Set(ofTab.flatMap((reading) => reading.headers));
      const optional = new Set(ofTab.flatMap((reading) => reading.optional ?? []));
      const watched = new Set(ofTab.flatMap((reading) => reading.watched ?? []));
      return [
        [
          name,
          {
            tab: first.tab,
            // The failure of a scan that cannot read the tab.
            step: (ofTab.find(({ isAlwaysScanned = false }) => isAlwaysScanned) ?? first).step,
            headers: [...headers],
            optional: [...optional.difference(headers)],
            watched: [...watched],
            isAlwaysScanned: ofTab.some(({ isAlwaysScanned = false }) => isAlwaysScanned),
            isNeverScanned: ofTab.every(({ isNeverScanned = false }) => isNeverScanned),
          },
        ],
      ];
    }),
  );
}
