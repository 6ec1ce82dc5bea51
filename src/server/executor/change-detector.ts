import type { Tab } from '../../domain/application/tab.ts';
import { IDENTIFIER_PATTERN } from '../foundation/identifier.ts';
import type { TabQuery } from '../plans/plan.ts';
import type { StepName } from '../runs/steps.ts';
import type { Secret } from '../foundation/secret.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import {
  rowHmac,
  EMPTY_SNAPSHOT,
  type RowSnapshot,
  type TabSnapshot,
  type SnapshotStore,
} from './tab-snapshots.ts';
import type { TabContent, TabRows } from './tab-rows.ts';

export interface ChangeDetectorPorts {
  readonly snapshots: SnapshotStore;
  readonly secret: Secret;
  readonly report: (step: StepName, error: unknown) => void;
  readonly now: () => Date;
}

/** A tab that this drain read, with its snapshot by the drain before. */
interface ScannedTab {
  readonly query: TabQuery;
  readonly content: TabContent;
  readonly before: TabSnapshot;
  /** The snapshots of its rows as they were read: what the system writes afterwards is no change by staff. */
  readonly rows: ReadonlyMap<string, RowSnapshot>;
}

/** The identifiers of the rows that the drain before saw and that are gone. */
function deletedIn({ before, content }: ScannedTab): readonly string[] {
  return Object.keys(before.rows).filter((id) => !content.rows.has(id));
}

/** The rows with an identifier of the system; rows that the team added by hand have none. */
function identifiedRows({ rows }: TabContent): readonly (readonly [string, Cells])[] {
  return [...rows].filter(([id]) => IDENTIFIER_PATTERN.test(id));
}

/** True when the case of a row is to be looked at. */
function isDue({ isHandled, rescanAt }: RowSnapshot, now: Date): boolean {
  return !isHandled && (rescanAt === undefined || now >= new Date(rescanAt));
}

/** Thrown when a plan needs a row of a tab that is not read yet. */
export class TabNotRead extends Error {
  override readonly name = 'TabNotRead';
  readonly tab: Tab;
  /** True when the plan goes on without, if the tab cannot be read. */
  readonly isOptional: boolean;

  constructor(tab: Tab, { isOptional = false }: { isOptional?: boolean } = {}) {
    super(`The tab ${tab.name} is not read.`);
    this.tab = tab;
    this.isOptional = isOptional;
  }
}

/** Since when the watched cells have not changed; an instant in the future comes from a wrong clock and is not believed. */
function sinceOf(last: RowSnapshot | undefined, watchedHmac: string, readAt: Date): string {
  const isKnown = last?.watchedHmac === watchedHmac && Date.parse(last.since) <= readAt.getTime();
  return isKnown ? last.since : readAt.toISOString();
}

/** Finds what staff changed in the tabs since the drain before, and since when each change stands. */
export class ChangeDetector {
  readonly tabs: TabRows;
  readonly #ports: ChangeDetectorPorts;
  readonly #startedAt: Date;
  readonly #scanned = new Map<string, ScannedTab>();
  /** Names of the tabs that could not be read. */
  readonly #unreadable = new Set<string>();
  /** The cases about which nothing is left to do, with the instant of their next scan if one was asked for. */
  readonly #looked = new Map<string, Date | undefined>();
  /** Texts of plans, by tab, then by row. */
  readonly #cached = new Map<string, Map<string, string>>();
  #isStoreUnavailable = false;

  constructor(tabs: TabRows, ports: ChangeDetectorPorts) {
    this.tabs = tabs;
    this.#ports = ports;
    this.#startedAt = ports.now();
  }

  /** Reads a tab that no plan needed before; false when it cannot. @param step the one that needs it. Throws `StoreUnavailable`. */
  async read(tab: Tab, step: StepName): Promise<boolean> {
    return (await this.#readTab(tab, step)) !== undefined;
  }

  /** The identifiers of the rows that changed since their case was last looked at. Throws `StoreUnavailable`. */
  async changed(): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    for (const { tab, isAlwaysScanned = false, isNeverScanned = false } of this.tabs.queries) {
      if (isNeverScanned) continue;
      if (!isAlwaysScanned && !(await this.#ifStoreAvailable(false, (snapshots) => snapshots.has(tab.name))))
        continue;
      const scanned = await this.#readTab(tab);
      if (this.#isStoreUnavailable) return new Set();
      if (scanned === undefined) continue;
      for (const [id, row] of scanned.rows) if (isDue(row, scanned.content.readAt)) ids.add(id);
      for (const id of deletedIn(scanned)) ids.add(id);
    }
    return ids;
  }

  /** `undefined` when the tab has no such row. Throws `TabNotRead`, so that no row is taken for deleted before the tab is read. */
  row(tab: Tab, id: string): Cells | undefined {
    return this.rows(tab).get(id);
  }

  /** Throws `TabNotRead`. */
  rows(tab: Tab): ReadonlyMap<string, Cells> {
    const scanned = this.#scanned.get(tab.name);
    if (scanned === undefined) throw new TabNotRead(tab);
    return scanned.content.rows;
  }

  /** `undefined` of a tab that cannot be read. Throws `TabNotRead` of one that was not tried. */
  readableRows(tab: Tab): ReadonlyMap<string, Cells> | undefined {
    const rows = this.rowsIfRead(tab);
    if (rows === undefined && !this.#unreadable.has(tab.name))
      throw new TabNotRead(tab, { isOptional: true });
    return rows;
  }

  /** True when the store did not give the snapshots: changes by staff were not looked for. */
  get isStoreUnavailable(): boolean {
    return this.#isStoreUnavailable;
  }

  /** `undefined` when the tab was not read. */
  rowsIfRead({ name }: Tab): ReadonlyMap<string, Cells> | undefined {
    return this.#scanned.get(name)?.content.rows;
  }

  /** Keeps a text with a row until its cells change. */
  cache({ name }: Tab, id: string, text: string): void {
    const ofTab = this.#cached.get(name) ?? new Map<string, string>();
    this.#cached.set(name, ofTab.set(id, text));
  }

  /** The text last cached for a row as it is now. */
  cached({ name }: Tab, id: string): string | undefined {
    return this.#cached.get(name)?.get(id) ?? this.#scanned.get(name)?.rows.get(id)?.cached;
  }

  /** Since when the watched cells of a row have not changed, and when they were read. Throws `TabNotRead`. */
  unchangedSince(tab: Tab, id: string): { readonly since: Date; readonly readAt: Date } {
    const scanned = this.#scanned.get(tab.name);
    if (scanned === undefined) throw new TabNotRead(tab);
    const { query, content, rows } = scanned;
    const { readAt } = content;
    const cells = content.rows.get(id);
    if (cells === undefined) return { since: readAt, readAt };
    // A change by this drain counts from now: staff have the same minutes to undo it.
    const since = sinceOf(rows.get(id), this.#watchedHmac(query, cells), readAt);
    return { since: new Date(since), readAt };
  }

  /** Notes that nothing is left to do about a case as its rows are now, until `rescanAt` if given. */
  noteLooked(id: string, rescanAt: Date | undefined): void {
    this.#looked.set(id, rescanAt);
  }

  /** Saves the snapshots for the next drain. Throws `StoreUnavailable`. */
  async save(): Promise<void> {
    if (this.#isStoreUnavailable) return;
    for (const [name, scanned] of this.#scanned) {
      const { query, content, before } = scanned;
      if (query.isNeverScanned === true) continue;
      const rows: TabSnapshot['rows'] = Object.fromEntries([
        // A deletion that could not be dealt with is looked at again.
        ...deletedIn(scanned).flatMap((id) => {
          const last = before.rows[id];
          return last === undefined || this.#looked.has(id) ? [] : [[id, last] as const];
        }),
        ...identifiedRows(content).map(([id, cells]) => {
          const row = scanned.rows.get(id);
          return [id, row && !this.#looked.has(id) ? row : this.#rowAfter(scanned, id, cells)] as const;
        }),
      ]);
      // The minutes of a change that waits count from drain to drain: an old snapshot of it is not believed.
      const isWaiting = Object.values(rows).some(({ isHandled }) => !isHandled);
      if (isWaiting || JSON.stringify(rows) !== JSON.stringify(before.rows))
        await this.#ports.snapshots.save(name, this.#startedAt, { rows });
    }
  }

  /** `undefined` while the tab cannot be read. */
  async #readTab(tab: Tab, step?: StepName): Promise<ScannedTab | undefined> {
    const known = this.#scanned.get(tab.name);
    if (known !== undefined) return known;
    const query = this.tabs.queries.find((one) => one.tab.name === tab.name);
    const content = query && (await this.tabs.of(tab, step));
    if (query === undefined || content === undefined) {
      this.#unreadable.add(tab.name);
      return undefined;
    }
    const before = await this.#ifStoreAvailable(EMPTY_SNAPSHOT, (snapshots) =>
      snapshots.latest(tab.name, this.#startedAt),
    );
    const rows = new Map(
      identifiedRows(content).map(([id, cells]) => [
        id,
        this.#snapshotOf(query, cells, content.readAt, before.rows[id]),
      ]),
    );
    const scanned = { query, content, before, rows };
    this.#scanned.set(tab.name, scanned);
    return scanned;
  }

  async #ifStoreAvailable<T>(otherwise: T, look: (snapshots: SnapshotStore) => Promise<T>): Promise<T> {
    if (this.#isStoreUnavailable) return otherwise;
    try {
      return await look(this.#ports.snapshots);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      this.#isStoreUnavailable = true;
      this.#ports.report('cases', error);
      return otherwise;
    }
  }

  #snapshotOf(query: TabQuery, cells: Cells, readAt: Date, last: RowSnapshot | undefined): RowSnapshot {
    const { headers, optional = [] } = query;
    const hmacs = {
      hmac: this.#hmacOf([...headers, ...optional], cells),
      watchedHmac: this.#watchedHmac(query, cells),
    };
    const since = sinceOf(last, hmacs.watchedHmac, readAt);
    if (last?.hmac !== hmacs.hmac) return { ...hmacs, since, isHandled: false };
    const { isHandled, rescanAt, cached } = last;
    return { ...hmacs, since, isHandled, rescanAt, cached };
  }

  /** The row with what this drain wrote in it: no change by staff, once its case was looked at. */
  #rowAfter({ query, content, before }: ScannedTab, id: string, cells: Cells): RowSnapshot {
    const row = this.#snapshotOf(query, cells, content.readAt, before.rows[id]);
    if (!this.#looked.has(id)) return row;
    const rescanAt = this.#looked.get(id)?.toISOString();
    return { ...row, isHandled: rescanAt === undefined, rescanAt, cached: this.cached(query.tab, id) };
  }

  #watchedHmac({ watched = [] }: TabQuery, cells: Cells): string {
    return this.#hmacOf(watched, cells);
  }

  /** HMAC over columns that are read, so that a row just written compares with one read. */
  #hmacOf(columns: readonly string[], cells: Cells): string {
    return rowHmac(
      this.#ports.secret,
      Object.fromEntries(columns.map((header) => [header, cells[header] ?? ''])),
    );
  }
}
