import type { Tab } from '../../domain/application/tab.ts';
import { IDENTIFIER_PATTERN } from '../foundation/identifier.ts';
import type { Reading } from '../plans/plan.ts';
import type { StepName } from '../runs/steps.ts';
import type { Secret } from '../foundation/secret.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { markOf, NOTHING_SEEN, type SeenRow, type SeenRows, type SeenStore } from './seen-rows.ts';
import type { TabRead, TabRows } from './tab-rows.ts';

export interface WatchPorts {
  readonly seen: SeenStore;
  readonly secret: Secret;
  readonly report: (step: StepName, error: unknown) => void;
  readonly now: () => Date;
}

/** A tab that was read in this drain, with what the last one saw of it. */
interface Watched {
  readonly reading: Reading;
  readonly read: TabRead;
  readonly before: SeenRows;
  /** As it was read: what is written meanwhile is no change of staff's. */
  readonly seen: ReadonlyMap<string, SeenRow>;
}

/** The rows that the last drain saw and that are there no more. */
function deletedIn({ before, read }: Watched): readonly string[] {
  return Object.keys(before.rows).filter((id) => !read.rows.has(id));
}

/** The rows with an identifier of the system. Rows that the team added by hand have none. */
function ownRows({ rows }: TabRead): readonly (readonly [string, Cells])[] {
  return [...rows].filter(([id]) => IDENTIFIER_PATTERN.test(id));
}

/** True when the case of a row is to be looked at. */
function isDue({ isOver, openAt }: SeenRow, now: Date): boolean {
  return !isOver && (openAt === undefined || now >= new Date(openAt));
}

/** Thrown when a plan needs a row of a tab that is not read yet. */
export class TabUnread extends Error {
  override readonly name = 'TabUnread';
  readonly tab: Tab;

  constructor(tab: Tab) {
    super(`The tab ${tab.name} is not read.`);
    this.tab = tab;
  }
}

/** Since when watched cells stand; an instant to come is of a clock that was wrong. */
function sinceOf(last: SeenRow | undefined, watched: string, readAt: Date): string {
  const isKnown = last?.watched === watched && Date.parse(last.since) <= readAt.getTime();
  return isKnown ? last.since : readAt.toISOString();
}

/** Changes by staff since the last drain, and since when each stands. */
export class Watch {
  readonly tabs: TabRows;
  readonly #ports: WatchPorts;
  readonly #startedAt: Date;
  readonly #watched = new Map<string, Watched>();
  /** The cases that were looked at to their end; with an instant, those to be looked at again then. */
  readonly #looked = new Map<string, Date | undefined>();
  /** By tab, then by row. */
  readonly #remembered = new Map<string, Map<string, string>>();
  /** The store does not say what the last drain saw: only what is known to be due has its turn. */
  #isBlind = false;

  constructor(tabs: TabRows, ports: WatchPorts) {
    this.tabs = tabs;
    this.#ports = ports;
    this.#startedAt = ports.now();
  }

  /** Reads a tab that no plan needed before; says whether it could. @param step the one that needs it. Throws `StoreUnavailable`. */
  async read(tab: Tab, step: StepName): Promise<boolean> {
    return (await this.#readTab(tab, step)) !== undefined;
  }

  /** The identifiers of the rows that look otherwise than at the last look at their case. Throws `StoreUnavailable`. */
  async changed(): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    for (const { tab, isAlwaysScanned = false, isNeverScanned = false } of this.tabs.readings) {
      if (isNeverScanned) continue;
      if (!isAlwaysScanned && !(await this.#unlessBlind(false, (seen) => seen.has(tab.name)))) continue;
      const watched = await this.#readTab(tab);
      if (this.#isBlind) return new Set();
      if (watched === undefined) continue;
      for (const [id, row] of watched.seen) if (isDue(row, watched.read.readAt)) ids.add(id);
      for (const id of deletedIn(watched)) ids.add(id);
    }
    return ids;
  }

  /** Throws `TabUnread`: a row that was not looked for is not gone. */
  row(tab: Tab, id: string): Cells | undefined {
    return this.rows(tab).get(id);
  }

  /** Throws `TabUnread`. */
  rows(tab: Tab): ReadonlyMap<string, Cells> {
    const watched = this.#watched.get(tab.name);
    if (watched === undefined) throw new TabUnread(tab);
    return watched.read.rows;
  }

  /** True when the last drain's memory could not be read: nothing was looked for. */
  get isBlind(): boolean {
    return this.#isBlind;
  }

  /** `undefined` when the tab was not read. */
  rowsIfRead({ name }: Tab): ReadonlyMap<string, Cells> | undefined {
    return this.#watched.get(name)?.read.rows;
  }

  /** Has a text kept with a row, as long as it looks as it does now. */
  remember({ name }: Tab, id: string, text: string): void {
    const ofTab = this.#remembered.get(name) ?? new Map<string, string>();
    this.#remembered.set(name, ofTab.set(id, text));
  }

  /** The text last remembered of a row as it looks now. */
  remembered({ name }: Tab, id: string): string | undefined {
    return this.#remembered.get(name)?.get(id) ?? this.#watched.get(name)?.seen.get(id)?.remembered;
  }

  /** Throws `TabUnread`. */
  stood(tab: Tab, id: string): { readonly since: Date; readonly readAt: Date } {
    const watched = this.#watched.get(tab.name);
    if (watched === undefined) throw new TabUnread(tab);
    const { reading, read, seen } = watched;
    const { readAt, rows } = read;
    const cells = rows.get(id);
    if (cells === undefined) return { since: readAt, readAt };
    // A change by this drain stands since now: staff have the same minutes to undo it.
    const since = sinceOf(seen.get(id), this.#marks(reading, cells).watched, readAt);
    return { since: new Date(since), readAt };
  }

  /** Notes that nothing is left to do about a case as its rows are now, before an instant if one is given. */
  noteLooked(id: string, openAt: Date | undefined): void {
    this.#looked.set(id, openAt);
  }

  /** Keeps what this drain saw, for the next one. Throws `StoreUnavailable`. */
  async keep(): Promise<void> {
    if (this.#isBlind) return;
    for (const [name, watched] of this.#watched) {
      const { reading, read, before, seen } = watched;
      if (reading.isNeverScanned === true) continue;
      const rows: SeenRows['rows'] = Object.fromEntries([
        // A deletion that could not be dealt with is looked at again.
        ...deletedIn(watched).flatMap((id) => {
          const last = before.rows[id];
          return last === undefined || this.#looked.has(id) ? [] : [[id, last] as const];
        }),
        ...ownRows(read).map(([id, cells]) => {
          const row = seen.get(id);
          return [id, row && !this.#looked.has(id) ? row : this.#rowAfter(watched, id, cells)] as const;
        }),
      ]);
      // A change that is not over has its minutes from drain to drain: an old memory of it does not count.
      const isWaiting = Object.values(rows).some(({ isOver }) => !isOver);
      if (isWaiting || JSON.stringify(rows) !== JSON.stringify(before.rows))
        await this.#ports.seen.keep(name, this.#startedAt, { rows });
    }
  }

  /** `undefined` while the tab cannot be read. */
  async #readTab(tab: Tab, step?: StepName): Promise<Watched | undefined> {
    const known = this.#watched.get(tab.name);
    if (known !== undefined) return known;
    const reading = this.tabs.readings.find((one) => one.tab.name === tab.name);
    const read = reading && (await this.tabs.of(tab, step));
    if (reading === undefined || read === undefined) return undefined;
    const before = await this.#unlessBlind(NOTHING_SEEN, (seen) => seen.latest(tab.name, this.#startedAt));
    const seen = new Map(
      ownRows(read).map(([id, cells]) => [id, this.#seenRow(reading, cells, read.readAt, before.rows[id])]),
    );
    const watched = { reading, read, before, seen };
    this.#watched.set(tab.name, watched);
    return watched;
  }

  async #unlessBlind<T>(otherwise: T, look: (seen: SeenStore) => Promise<T>): Promise<T> {
    if (this.#isBlind) return otherwise;
    try {
      return await look(this.#ports.seen);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      this.#isBlind = true;
      this.#ports.report('cases', error);
      return otherwise;
    }
  }

  #seenRow(reading: Reading, cells: Cells, readAt: Date, last: SeenRow | undefined): SeenRow {
    const marks = this.#marks(reading, cells);
    const since = sinceOf(last, marks.watched, readAt);
    if (last?.mark !== marks.mark) return { ...marks, since, isOver: false };
    const { isOver, openAt, remembered } = last;
    return { ...marks, since, isOver, openAt, remembered };
  }

  /** A write by the system is no change by staff, once its case was looked at. */
  #rowAfter({ reading, read, before }: Watched, id: string, cells: Cells): SeenRow {
    const row = this.#seenRow(reading, cells, read.readAt, before.rows[id]);
    if (!this.#looked.has(id)) return row;
    const openAt = this.#looked.get(id)?.toISOString();
    return { ...row, isOver: openAt === undefined, openAt, remembered: this.remembered(reading.tab, id) };
  }

  /** By the columns that are read, whether the row was read or just written. */
  #marks({ headers, optional = [], watched = [] }: Reading, cells: Cells): Pick<SeenRow, 'mark' | 'watched'> {
    const { secret } = this.#ports;
    const own = (columns: readonly string[]) =>
      markOf(secret, Object.fromEntries(columns.map((header) => [header, cells[header] ?? ''])));
    return { mark: own([...headers, ...optional]), watched: own(watched) };
  }
}
