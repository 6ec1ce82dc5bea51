import * as z from 'zod';
import { IDENTIFIER, type Tab } from '../../domain/application/tab.ts';
import { KEYS } from '../store/key-families.ts';
import type { Key } from '../store/key-family.ts';
import type { KeyStore } from '../store/key-store.ts';
import { readJson } from '../store/keys.ts';
import {
  type Cells,
  headerKey,
  MissingColumns,
  type Row,
  type Spreadsheet,
  Unavailable,
} from './spreadsheet.ts';

/** Key of the system's columns that a tab has had at some time. */
export function columnsKey(tab: Tab): Key {
  return KEYS.columns.key({ tab: headerKey(tab.name) });
}

const headersSchema = z.array(z.string());

/**
 * A spreadsheet that adds by itself the columns that a tab never had, such as that of a question added to a form. One that was
 * there and is gone is staff's doing: it stops the tab, as one does when the store knows nothing of the tab (it was lost, or the
 * tab is older than it). The columns of a tab are known by reading its titles back, and kept in the store. Drop-down lists follow in the
 * same way: the first call of a deploy with more options, such as a new status, completes them.
 */
export class ColumnMemory implements Spreadsheet {
  readonly #spreadsheet: Spreadsheet;
  readonly #store: Pick<KeyStore, 'get' | 'set'>;
  readonly #completed = new Set<string>();

  constructor(spreadsheet: Spreadsheet, store: Pick<KeyStore, 'get' | 'set'>) {
    this.#spreadsheet = spreadsheet;
    this.#store = store;
  }

  async titles(tab: Tab): Promise<readonly string[] | undefined> {
    return await this.#spreadsheet.titles(tab);
  }

  async addColumns(tab: Tab, headers: readonly string[]): Promise<void> {
    await this.#spreadsheet.addColumns(tab, headers);
  }

  async addOptions(tab: Tab): Promise<void> {
    await this.#spreadsheet.addOptions(tab);
  }

  async identifiers(tab: Tab): Promise<ReadonlySet<string>> {
    return await this.#upToDate(tab, () => this.#spreadsheet.identifiers(tab));
  }

  async insert(tab: Tab, rows: readonly Row[]): Promise<void> {
    await this.#upToDate(tab, () => this.#spreadsheet.insert(tab, rows));
    const known = await this.#known(tab);
    if (known === undefined || tab.columns.some(({ header }) => !known.has(headerKey(header))))
      await this.#learn(tab, known);
  }

  async read(tab: Tab, headers: readonly string[]): Promise<ReadonlyMap<string, Cells>> {
    return await this.#upToDate(tab, () => this.#spreadsheet.read(tab, headers));
  }

  async update(tab: Tab, changes: readonly Row[]): Promise<ReadonlySet<string>> {
    return await this.#upToDate(tab, () => this.#spreadsheet.update(tab, changes));
  }

  async remove(tab: Tab, ids: readonly string[]): Promise<void> {
    await this.#spreadsheet.remove(tab, ids);
  }

  async replaceText(tab: Tab, replacements: ReadonlyMap<string, string>): Promise<void> {
    await this.#spreadsheet.replaceText(tab, replacements);
  }

  /** Does what is asked, in a tab that gets what it never had. @throws MissingColumns for what staff took away */
  async #upToDate<T>(tab: Tab, act: () => Promise<T>): Promise<T> {
    const done = await this.#withNewColumns(tab, act);
    if (!this.#completed.has(tab.name)) await this.#completeLists(tab);
    this.#completed.add(tab.name);
    return done;
  }

  /** Completes the lists once for the same options. A failure holds up nothing: the next drain tries again. */
  async #completeLists(tab: Tab): Promise<void> {
    const listed = tab.columns.filter(({ options }) => options !== undefined);
    if (listed.length === 0) return;
    const key = KEYS.options.key({ tab: headerKey(tab.name) });
    const text = JSON.stringify(listed.map(({ header, options }) => [headerKey(header), options]));
    if ((await this.#store.get(key)) === text) return;
    try {
      await this.#spreadsheet.addOptions(tab);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return;
    }
    await this.#store.set(key, text);
  }

  /** Does what is asked, again once the columns that the tab never had are there. @throws MissingColumns for the others */
  async #withNewColumns<T>(tab: Tab, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof MissingColumns)) throw error;
      const known = await this.#known(tab);
      const gone = error.headers.filter((header) => !isNew(tab, header, known));
      if (gone.length > 0) throw new MissingColumns(tab.name, gone);
      await this.#add(tab, error.headers, known);
      return await act();
    }
  }

  async #known(tab: Tab): Promise<ReadonlySet<string> | undefined> {
    const headers = await readJson(this.#store, columnsKey(tab), headersSchema);
    return headers && new Set(headers);
  }

  /** Keeps what the titles show; what the tab never had is added first. */
  async #learn(tab: Tab, known: ReadonlySet<string> | undefined): Promise<void> {
    const titles = await this.#spreadsheet.titles(tab);
    if (titles === undefined) return;
    const present = new Set(titles.map(headerKey));
    const absent = tab.columns
      .map(({ header }) => header)
      .filter((header) => !present.has(headerKey(header)));
    // Without a record nobody can tell which columns staff took away: all count as had.
    if (known === undefined) await this.#keep(tab, [...present, ...absent]);
    else
      await this.#add(
        tab,
        absent.filter((header) => isNew(tab, header, known)),
        new Set([...known, ...present]),
      );
  }

  /** Added before it is kept as had: killed in between, it is found in the titles. */
  async #add(tab: Tab, headers: readonly string[], known: ReadonlySet<string> | undefined): Promise<void> {
    if (headers.length > 0) await this.#spreadsheet.addColumns(tab, headers);
    await this.#keep(tab, [...(known ?? []), ...headers]);
  }

  async #keep(tab: Tab, headers: Iterable<string>): Promise<void> {
    const had = new Set([...headers].map(headerKey));
    const ours = tab.columns.map(({ header }) => headerKey(header)).filter((key) => had.has(key));
    await this.#store.set(columnsKey(tab), JSON.stringify(ours));
  }
}

/** A column of ours that the tab never had; never the one of identifiers, without which no row is known. */
function isNew(tab: Tab, header: string, known: ReadonlySet<string> | undefined): boolean {
  const key = headerKey(header);
  if (known === undefined || known.has(key) || key === IDENTIFIER) return false;
  return tab.columns.some((column) => headerKey(column.header) === key);
}
