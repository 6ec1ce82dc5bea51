import type { Tab } from '../../src/domain/application/tab.ts';
import { REGISTRATIONS_TAB } from '../../src/domain/events/registrations-tab.ts';
import { AUTHORISATIONS_TAB } from '../../src/domain/guardian/authorisations-tab.ts';
import { HOURS_TAB } from '../../src/domain/hours/hours-tab.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../src/domain/pairs/pair-row.ts';
import { PAIRS_TAB } from '../../src/domain/pairs/pairs-tab.ts';
import { IDENTIFIER_PATTERN } from '../../src/server/foundation/identifier.ts';
import { CaseStore } from '../../src/server/cases/case-store.ts';
import type { Fact } from '../../src/server/cases/facts.ts';
import { DELIVERED_ROW } from '../../src/server/cases/inbox-items.ts';
import { pairIdOf } from '../../src/server/cases/pair-facts.ts';
import type { TextStore } from '../../src/server/store/key-store.ts';
import type { Grid } from '../../src/server/spreadsheet/spreadsheet.ts';
import type { Bookkeepers } from './bookkeepers.ts';
import type { Matchmakers } from './matchmakers.ts';
import type { Sheets } from './sheets.ts';
import { Actor, type World } from './world.ts';

const THEIRS = ['Statut', 'Dernier contact', "Notes de l'équipe"] as const;
const OWN_COLUMN = 'Groupe';
const ELSEWHERE = 'Autre titre';
/**
 * Here they sort, move and rename columns, and write what they come for, nothing else: the rows have the identifiers of others or none,
 * so that what was done to which would be lost.
 */
const SHARED: readonly string[] = [AUTHORISATIONS_TAB, HOURS_TAB, REGISTRATIONS_TAB].map(({ name }) => name);
/** Staff come back after so many minutes, at most. */
const BREAK_MINUTES = { inCrowds: 6, later: 40 };

/** Rows that staff delete, each with whether nothing may bring it back. */
type Deletions = ReadonlyMap<string, boolean>;

/** The team at work in its spreadsheet: sorts, moves columns, writes, deletes; remembers what it did. */
export class Staff {
  /** Text that they wrote last into each cell, by identifier and title. */
  readonly written = new Map<string, Map<string, string>>();
  /** Rows they deleted; `true`: long enough after the site had read them back. */
  readonly deleted = new Map<string, boolean>();
  readonly #actor = new Actor();
  readonly #world: World;
  readonly #sheets: Sheets;
  readonly #store: TextStore;
  readonly #matchmakers: Matchmakers;
  readonly #bookkeepers: Bookkeepers;
  /** A title that somebody changed, by tab. */
  readonly #renamed = new Map<string, string>();
  #edits = 0;

  constructor(
    world: World,
    sheets: Sheets,
    store: TextStore,
    { matchmakers, bookkeepers }: { readonly matchmakers: Matchmakers; readonly bookkeepers: Bookkeepers },
  ) {
    this.#world = world;
    this.#sheets = sheets;
    this.#store = store;
    this.#matchmakers = matchmakers;
    this.#bookkeepers = bookkeepers;
  }

  /** A tab with its titles as they were, in whatever state staff have left them. */
  async seen(tabName: string): Promise<Grid> {
    return this.#titlesBack(tabName, await this.#sheets.grid(tabName));
  }

  /** Until `isOver`; then every title is as it was. @param areCrowdsOver from then on they have more time. */
  work(tabs: readonly Tab[], areCrowdsOver: () => boolean, isOver: () => boolean): void {
    this.#world.start(this.#actor, async () => {
      while (!isOver()) {
        await this.#pause(this.#world.below(BREAK_MINUTES[areCrowdsOver() ? 'later' : 'inCrowds'] * 60_000));
        for (const tab of tabs) await this.#session(tab);
      }
      for (const { name } of tabs)
        if (this.#renamed.has(name))
          await this.#sheets.edit(
            name,
            (grid) => this.#titlesBack(name, grid),
            () => this.#pause(1),
          );
    });
  }

  async #pause(milliseconds: number): Promise<void> {
    await this.#world.turn(this.#actor, milliseconds);
  }

  async #session({ name }: Tab): Promise<void> {
    const [headers = [], ...lines] = await this.seen(name);
    if (name === YOUTHS_TAB.name) this.#matchmakers.look(await this.seen(MENTORS_TAB.name));
    if (name === HOURS_TAB.name || name === REGISTRATIONS_TAB.name)
      this.#bookkeepers.look({
        pairs: await this.seen(PAIRS_TAB.name),
        youths: await this.seen(YOUTHS_TAB.name),
      });
    // The ledger is theirs to begin.
    if (name === HOURS_TAB.name ? headers.length === 0 : lines.length === 0) return;
    const ids = lines.map(idOf).filter((id) => id !== '');
    const deletions: Deletions = SHARED.includes(name) ? new Map() : await this.#toDelete(name, ids);
    await this.#sheets.edit(
      name,
      (now) => this.#changed(name, now, deletions),
      () => this.#pause(this.#world.below(40_000)),
    );
  }

  async #toDelete(tabName: string, ids: readonly string[]): Promise<Deletions> {
    const [first, ...others] = ids;
    const deletions = new Map<string, boolean>();
    const isOfPairs = tabName === PAIRS_TAB.name;
    if (first === undefined || !this.#world.chance(isOfPairs ? 0.02 : Math.min(0.2, ids.length / 250)))
      return deletions;
    for (let left = isOfPairs ? 1 : 1 + this.#world.below(3); left > 0; left -= 1) {
      const id = this.#world.oneOf([first, ...others]);
      if (this.#matchmakers.caresFor(tabName, id) && !this.#world.chance(0.03)) continue;
      const readBack = await this.#readBack(tabName, id);
      const sinceMs = this.#world.now().getTime() - Date.parse(readBack?.at ?? '');
      deletions.set(id, sinceMs >= this.#sheets.lateMs);
    }
    return deletions;
  }

  /** The fact that a row was read back; of a pair's it is its youth's, noted after what the pair is told. */
  async #readBack(tabName: string, id: string): Promise<Fact | undefined> {
    const cases = new CaseStore(this.#store);
    if (tabName !== PAIRS_TAB.name) return await cases.fact(id, DELIVERED_ROW);
    for (const youth of (await this.seen(YOUTHS_TAB.name)).map(idOf).filter((one) => one !== ''))
      for (const fact of await cases.facts(youth)) {
        const [, rank] = /^paired-(\d+)$/.exec(fact.name) ?? [];
        if (rank !== undefined && pairIdOf(youth, Number(rank)) === id) return fact;
      }
    return undefined;
  }

  /** Returns the tab as a session of staff leaves it. */
  #changed(tabName: string, before: Grid, deletions: Deletions): Grid {
    const world = this.#world;
    let grid = padded(this.#titlesBack(tabName, before));
    if (world.chance(0.3)) grid = this.#sorted(grid);
    if (world.chance(0.2)) grid = this.#columnMoved(grid);
    const isShared = SHARED.includes(tabName);
    if (!isShared && world.chance(0.1)) grid = this.#withOwnColumn(grid);
    if (!isShared) grid = this.#withTexts(tabName, grid);
    grid = this.#matchmakers.changed(tabName, grid, (id, header, text) => {
      if (!isShared) this.#note(id, header, text);
    });
    grid = this.#bookkeepers.changed(tabName, grid);
    if (!isShared) grid = this.#withoutRows(grid, deletions);
    return world.chance(0.1) ? this.#renamedTitle(tabName, grid) : grid;
  }

  #sorted([headers = [], ...lines]: Grid): Grid {
    const at = this.#world.below(headers.length);
    const sign = this.#world.chance(0.5) ? 1 : -1;
    const compare = (a = '', b = ''): number => (a < b ? -sign : a > b ? sign : 0);
    return [headers, ...lines.toSorted((a, b) => compare(a[at], b[at]))];
  }

  #columnMoved(grid: Grid): Grid {
    const width = grid[0]?.length ?? 0;
    const [from, to] = [this.#world.below(width), this.#world.below(width)];
    return grid.map((line) => line.toSpliced(from, 1).toSpliced(to, 0, line[from] ?? ''));
  }

  #withOwnColumn(grid: Grid): Grid {
    const [headers = []] = grid;
    if (headers.includes(OWN_COLUMN)) return grid;
    const at = this.#world.below(headers.length + 1);
    return grid.map((line, row) => {
      const id = idOf(line);
      // Beside people only: a row that the workbook's adapter emptied stays, blank, and they leave it so.
      const text = row === 0 ? OWN_COLUMN : id === '' ? '' : `avec ${id.slice(0, 4)}`;
      if (row > 0 && id !== '') this.#note(id, OWN_COLUMN, text);
      return line.toSpliced(at, 0, text);
    });
  }

  /** Statuses and notes of some people. */
  #withTexts(tabName: string, grid: Grid): Grid {
    const [headers = [], ...lines] = grid;
    const changed = [...lines];
    for (let left = this.#world.below(6); left > 0; left -= 1) {
      const row = this.#world.below(lines.length);
      const line = changed[row] ?? [];
      const id = idOf(line);
      const header = this.#world.oneOf(THEIRS);
      const at = headers.indexOf(header);
      // Nobody types over the identifier itself while it stands under a wrong title: what becomes of the row is in 0009.
      if (id === '' || at < 0 || line[at] === id) continue;
      // Of those whom a pair is made of, a status that is none comes seldom.
      if (this.#matchmakers.caresFor(tabName, id) && header === 'Statut' && !this.#world.chance(0.1))
        continue;
      const text = `${header} ${(this.#edits += 1)}`;
      this.#note(id, header, text);
      changed[row] = line.with(at, text);
    }
    return [headers, ...changed];
  }

  #withoutRows([headers = [], ...lines]: Grid, deletions: Deletions): Grid {
    for (const [id, isForGood] of deletions) {
      this.deleted.set(id, isForGood);
      this.written.delete(id);
    }
    return [headers, ...lines.filter((line) => !deletions.has(idOf(line)))];
  }

  #renamedTitle(tabName: string, [headers = [], ...lines]: Grid): Grid {
    const at = this.#world.below(headers.length);
    this.#renamed.set(tabName, headers[at] ?? '');
    return [headers.with(at, ELSEWHERE), ...lines];
  }

  #titlesBack(tabName: string, [headers = [], ...lines]: Grid): Grid {
    const title = this.#renamed.get(tabName) ?? '';
    return [headers.map((header) => (header === ELSEWHERE ? title : header)), ...lines];
  }

  #note(id: string, header: string, text: string): void {
    const texts = this.written.get(id) ?? new Map<string, string>();
    this.written.set(id, texts.set(header, text));
  }
}

/** Identifier of a row, in any cell: a row added while a column moved is under wrong titles until it is corrected. */
function idOf(line: readonly string[]): string {
  return line.find((text) => IDENTIFIER_PATTERN.test(text)) ?? '';
}

function padded(grid: Grid): Grid {
  const width = grid[0]?.length ?? 0;
  return grid.map((line) => Array.from({ length: width }, (_, at) => line[at] ?? ''));
}
