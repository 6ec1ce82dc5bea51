import { type Column, IDENTIFIER, type Tab } from '../../domain/application/tab.ts';

/** Texts by header. */
export type Cells = Readonly<Record<string, string>>;

export interface Row {
  /** Unique in its tab; goes to the column `Identifiant`. */
  readonly id: string;
  /** The other cells; an absent one is empty. */
  readonly cells: Cells;
}

/** Cells as text, the titles first. */
export type Grid = readonly (readonly string[])[];

/**
 * The team's spreadsheet. Staff sort, filter, add and edit meanwhile: rows are found by identifier, columns by
 * header (`headerKey`), in the first row. Every cell written is text, never a formula.
 *
 * Every method throws `Unavailable` when nothing can be read or written now, `MissingColumns` when a column
 * that it needs is not there. After an error, calling again is always safe.
 */
export interface Spreadsheet {
  /** The titles of the tab as staff have them, from left to right; `undefined` when it does not exist yet. */
  titles(tab: Tab): Promise<readonly string[] | undefined>;

  /**
   * Adds the columns of the tab with these headers that it lacks, right of all that is used, with their drop-down lists.
   * Idempotent, also when called twice at the same moment; does nothing when the tab does not exist.
   */
  addColumns(tab: Tab, headers: readonly string[]): Promise<void>;

  /**
   * Adds to the drop-down lists of the tab the options that they lack, such as a new status; those of staff's own stay. Leaves a column
   * that has no list, or one whose list staff took from cells. Idempotent; does nothing when the tab does not exist.
   */
  addOptions(tab: Tab): Promise<void>;

  /** The identifiers in the tab now; none when the tab does not exist yet. */
  identifiers(tab: Tab): Promise<ReadonlySet<string>>;

  /**
   * Adds the rows whose identifier is absent, in their order, after the last row that is used, in one write;
   * leaves the others as they are. Creates what is missing of the spreadsheet first, also when there is no row.
   *
   * @throws RowsRefused when some rows can never be written: put these aside, call again with the others.
   */
  insert(tab: Tab, rows: readonly Row[]): Promise<void>;

  /**
   * The asked cells of every row, by identifier; none when the tab does not exist yet. An empty cell is an empty text, a
   * date that staff entered is `YYYY-MM-DD`. Of two rows with one identifier the first counts. Of a tab that counts rows typed by
   * hand, those without an identifier come last, each under a name that no identifier has and no other call knows.
   */
  read(tab: Tab, headers: readonly string[]): Promise<ReadonlyMap<string, Cells>>;

  /**
   * Sets the given cells of the rows with these identifiers, wherever they stand, and leaves every other cell. Adds no row.
   *
   * @returns the identifiers that no row has.
   * @throws RowsRefused when some texts can never be written.
   */
  update(tab: Tab, changes: readonly Row[]): Promise<ReadonlySet<string>>;

  /** Erases the rows with these identifiers whole, what staff wrote in them included; those that are not there are fine. */
  remove(tab: Tab, ids: readonly string[]): Promise<void>;

  /**
   * Replaces texts in every cell below the titles, those of staff's own columns and of rows without an identifier too: each time one occurs,
   * in a longer text as alone, in the same capitals. Leaves formulas. Needs no column, and goes by no position: whatever staff sort, move or
   * type meanwhile, nothing else changes. Idempotent; does nothing when the tab does not exist.
   *
   * @param replacements by the text that goes; what takes its place holds none that goes.
   */
  replaceText(tab: Tab, replacements: ReadonlyMap<string, string>): Promise<void>;
}

/** The spreadsheet read whole: what every adapter gives besides, for what hands the data over. */
export interface WholeSpreadsheet {
  /**
   * The tab as staff have it, as `rectangular` gives it: their order, their own columns, rows without an identifier and
   * copies included, texts as in `read`. Needs no column. Nothing when the tab does not exist yet. Throws `Unavailable`.
   */
  table(tab: Tab): Promise<Grid>;
}

/** Columns that staff removed or renamed; nothing was written. The message names them, in French. */
export class MissingColumns extends Error {
  override readonly name = 'MissingColumns';
  readonly tab: string;
  readonly headers: readonly string[];

  constructor(tab: string, headers: readonly string[]) {
    const names = headers.map((header) => `« ${header} »`).join(', ');
    super(
      `Dans l’onglet « ${tab} », il manque ${names} : remettez ce titre de colonne sur la première ligne.`,
    );
    this.tab = tab;
    this.headers = headers;
  }
}

/** Callers decide by it: `passing` may be over at the next try, `lasting` stays until somebody acts: notify at once. */
export type UnavailableKind = 'passing' | 'lasting';

/** Kind, message and retry delay of an adapter's failure. */
export interface Wording {
  readonly kind: UnavailableKind;
  /** A French sentence: what is wrong, « : », the remedy. Without path or personal data. */
  readonly message: string;
  /** Not before; absent when any moment may do. */
  readonly retryAfterSeconds?: number | undefined;
}

/** Nothing can be read or written now; of a write without an answer nobody knows. Each adapter has its own, with its messages. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly kind: UnavailableKind;
  /** A stable word for the log, the adapter's own. */
  readonly reason: string;
  /** Not before; `undefined` when any moment may do. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    kind: UnavailableKind,
    message: Wording['message'],
    options: ErrorOptions & Pick<Wording, 'retryAfterSeconds'> & { readonly reason?: string } = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.reason = options.reason ?? kind;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** The failures of an adapter, one for each reason that it words. */
export function failuresOf<Reason extends string>(reasons: Readonly<Record<Reason, Wording>>) {
  return class extends Unavailable {
    declare readonly reason: Reason;

    constructor(reason: Reason, cause?: unknown) {
      const { kind, message, retryAfterSeconds }: Wording = reasons[reason];
      super(kind, message, { reason, retryAfterSeconds, cause });
    }
  };
}

/** These rows can never be written as they are; of the call's other rows, some or none were written. */
export class RowsRefused extends Error {
  override readonly name = 'RowsRefused';
  readonly ids: readonly string[];
  readonly reason: 'too-long' | 'refused';

  constructor(ids: readonly string[], reason: 'too-long' | 'refused') {
    super(`Lignes refusées par le tableur (${reason}) : ${ids.join(', ')}`);
    this.ids = ids;
    this.reason = reason;
  }
}

/** The form under which a header is looked up: white space around it and how its accents are composed do not count. */
export function headerKey(header: string): string {
  return header.trim().normalize('NFC');
}

/** Where each header stands, as an index into the first row; of two equal headers the first counts. */
export function positions(firstRow: readonly string[]): ReadonlyMap<string, number> {
  return new Map(firstRow.map((header, index): [string, number] => [headerKey(header), index]).reverse());
}

/** The titles and every row that is not empty, all as wide as the last column that is not. */
export function rectangular(grid: Grid): Grid {
  const width = Math.max(0, ...grid.map((line) => line.findLastIndex((text) => text !== '') + 1));
  return grid
    .filter((line, row) => row === 0 || line.some((text) => text !== ''))
    .map((line) => Array.from({ length: width }, (_, at) => line[at] ?? ''));
}

/** Checks that the tab has the column of identifiers and these. @throws MissingColumns */
export function requireHeaders(
  tab: Tab,
  present: ReadonlyMap<string, unknown>,
  headers: readonly string[],
): void {
  const missing = [...new Set([IDENTIFIER, ...headers])].filter((header) => !present.has(headerKey(header)));
  if (missing.length > 0) throw new MissingColumns(tab.name, missing);
}

/** Checks that the tab has the system's columns and every column that the rows fill. @throws MissingColumns */
export function requireColumns(tab: Tab, present: ReadonlyMap<string, unknown>, rows: readonly Row[]): void {
  const filled = rows.flatMap(({ cells }) => Object.keys(cells).filter((header) => cells[header] !== ''));
  const system = tab.columns.filter(({ owner }) => owner === 'system').map(({ header }) => header);
  requireHeaders(tab, present, [...system, ...filled]);
}

/** The columns of the tab with these headers that are not there yet. */
export function absentColumns(
  tab: Tab,
  present: ReadonlyMap<string, unknown>,
  headers: readonly string[],
): readonly Column[] {
  const wanted = new Set(headers.map(headerKey));
  return tab.columns.filter(({ header }) => wanted.has(headerKey(header)) && !present.has(headerKey(header)));
}

/** Options of a completed list: the column's, then those that staff added. `undefined` when it lacks none. */
export function completedOptions(
  { options = [] }: Column,
  offered: readonly string[],
): readonly string[] | undefined {
  if (options.every((option) => offered.includes(option))) return undefined;
  return [...new Set([...options, ...offered])];
}

const HAND_TYPED = 'sans identifiant, ';

/** True of the name under which `read` gives a row without an identifier: nothing can be written there. */
export function isHandTyped(name: string): boolean {
  return name.startsWith(HAND_TYPED);
}

/**
 * Cells by identifier, from the top, as `read` returns them.
 *
 * @param handTyped rows without an identifier, which count where something stands in the asked cells.
 */
export function cellsById<R>(
  rows: readonly (readonly [row: R, id: string])[],
  headers: readonly string[],
  textAt: (row: R, header: string) => string,
  handTyped: readonly R[] = [],
): ReadonlyMap<string, Cells> {
  const cellsOf = (row: R) => Object.fromEntries(headers.map((header) => [header, textAt(row, header)]));
  const others = handTyped
    .map(cellsOf)
    .filter((cells) => Object.values(cells).some((text) => text !== ''))
    .map((cells, at) => [`${HAND_TYPED}${at + 1}`, cells] as const);
  return new Map([...rows.toReversed().map(([row, id]) => [id, cellsOf(row)] as const), ...others]);
}

/** The texts by header that changes give each row, by identifier; of two for one cell the last counts. */
export function changesById(changes: readonly Row[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const byId = Map.groupBy(changes, ({ id }) => id);
  return new Map(
    [...byId].map(([id, same]) => [id, new Map(same.flatMap(({ cells }) => Object.entries(cells)))]),
  );
}

/** The text as `replaceText` leaves it. */
export function withTextsReplaced(text: string, replacements: ReadonlyMap<string, string>): string {
  return [...replacements].reduce((changed, [from, to]) => changed.replaceAll(from, () => to), text);
}

/** The headers of the cells that the rows give, empty ones included. */
export function headersOf(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
}

/** Checks the store's limit on one cell, in UTF-16 units. @throws RowsRefused */
export function refuseLongCells(rows: readonly Row[], limit: number): void {
  refuseTooLong(rows, ({ id, cells }) => [id, ...Object.values(cells)].some((text) => text.length > limit));
}

/** Refuses the rows of which that is true. @throws RowsRefused */
export function refuseTooLong(rows: readonly Row[], isTooLong: (row: Row) => boolean): void {
  const refused = rows.filter(isTooLong).map(({ id }) => id);
  if (refused.length > 0) throw new RowsRefused(refused, 'too-long');
}

/** The rows to add: those not there yet, each identifier once. */
export function absentRows(rows: readonly Row[], present: ReadonlySet<string>): readonly Row[] {
  const seen = new Set(present);
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id));
}
