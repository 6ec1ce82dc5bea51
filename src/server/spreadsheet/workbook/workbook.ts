import pLimit from 'p-limit';
import type { Tab } from '../../../domain/application/tab.ts';
import {
  type Cells,
  type Grid,
  refuseLongCells,
  type Row,
  type Spreadsheet,
  type WholeSpreadsheet,
} from '../spreadsheet.ts';
import {
  type Book,
  describeTab,
  findSheet,
  identifiersIn,
  newBook,
  openBook,
  type TabState,
  zipBook,
} from './workbook-book.ts';
import { addColumns, addOptions } from './workbook-columns.ts';
import { readRows, readTable, removeRows, replaceTexts, updateRows } from './workbook-changes.ts';
import {
  ageOf,
  isOpenElsewhere,
  readVersion,
  replaceVersion,
  requireReplaceable,
  setAside,
  type Stamp,
  withFile,
} from './workbook-file.ts';
import { insertRows } from './workbook-insertions.ts';
import { NotAWorkbook } from './workbook-parts.ts';
import { addTab } from './workbook-tabs.ts';
import { WorkbookUnavailable } from './workbook-unavailable.ts';

/** Limit of a cell's text, in UTF-16 units (Excel's specification). */
export const CELL_LIMIT = 32_767;
/** A file that cannot be read this soon after a change may still be on its way (a copy, a slow save). */
const SETTLED_AFTER_MS = 2000;
const ATTEMPTS = 3;
/** First bytes of the other file format that bears this extension: password-protected workbooks and those of before 2007. */
const COMPOUND_FILE = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0);

/** The damaged workbook was renamed to `file`, in the same folder, and a new one takes its place. */
export interface SetAside {
  readonly type: 'set-aside';
  readonly file: string;
}

export interface WorkbookOptions {
  /** Created when they are missing, in this order. */
  readonly tabs: readonly Tab[];
  readonly onEvent?: (event: SetAside) => void;
}

interface Version {
  readonly book: Book | undefined;
  readonly stamp: Stamp;
}

/**
 * The spreadsheet as an .xlsx file on this machine, shared with staff's LibreOffice or Excel and with other
 * processes of ours. See docs/decisions/0003-workbook-library.md.
 */
export class WorkbookSpreadsheet implements Spreadsheet, WholeSpreadsheet {
  readonly #path: string;
  readonly #options: WorkbookOptions;
  /** Calls stand in line rather than poll for the lock that another of them holds. */
  readonly #inTurn = pLimit(1);
  /** What reads share: to unpack the file is most of their work. A change opens it anew. */
  #lastRead: Version | undefined;

  /** @param path of the .xlsx file; its folder must exist. */
  constructor(path: string, options: WorkbookOptions) {
    this.#path = path;
    this.#options = options;
  }

  async titles(tab: Tab): Promise<readonly string[] | undefined> {
    return (await this.describe(tab))?.titles;
  }

  /** A tab as staff have it; `undefined` when it does not exist yet. @throws Unavailable */
  describe(tab: Tab): Promise<TabState | undefined> {
    return this.#read((book) => describeTab(book, tab), undefined);
  }

  /** Checks that rows could be added now, without adding any. @throws Unavailable */
  async requireWritable(): Promise<void> {
    await this.#inTurn(() => withFile(this.#path, () => requireReplaceable(this.#path)));
  }

  async addColumns(tab: Tab, headers: readonly string[]): Promise<void> {
    await this.#edit((book) => addColumns(book, tab, headers));
  }

  async addOptions(tab: Tab): Promise<void> {
    await this.#edit((book) => addOptions(book, tab));
  }

  identifiers(tab: Tab): Promise<ReadonlySet<string>> {
    return this.#read((book) => identifiersIn(book, tab), new Set());
  }

  async insert(tab: Tab, rows: readonly Row[]): Promise<void> {
    refuseLongCells(rows, CELL_LIMIT);
    await this.#change((book = newBook()) => {
      const wanted = new Map([...this.#options.tabs, tab].map((each) => [each.name, each]));
      const absent = [...wanted.values()].filter((each) => !findSheet(book, each));
      for (const each of absent) addTab(book, each);
      const inserted = insertRows(book, tab, rows);
      return { changed: inserted > 0 || absent.length > 0 ? book : undefined, result: undefined };
    });
  }

  read(tab: Tab, headers: readonly string[]): Promise<ReadonlyMap<string, Cells>> {
    return this.#read((book) => readRows(book, tab, headers), new Map());
  }

  table(tab: Tab): Promise<Grid> {
    return this.#read((book) => readTable(book, tab), []);
  }

  async update(tab: Tab, changes: readonly Row[]): Promise<ReadonlySet<string>> {
    refuseLongCells(changes, CELL_LIMIT);
    return await this.#change((book) => {
      if (!book) return { changed: undefined, result: new Set(changes.map(({ id }) => id)) };
      const { changed, absent } = updateRows(book, tab, changes);
      return { changed: changed ? book : undefined, result: absent };
    });
  }

  async remove(tab: Tab, ids: readonly string[]): Promise<void> {
    await this.#edit((book) => removeRows(book, tab, ids));
  }

  async replaceText(tab: Tab, replacements: ReadonlyMap<string, string>): Promise<void> {
    await this.#edit((book) => replaceTexts(book, tab, replacements));
  }

  /** What `read` finds in the book, or `none` without one. */
  #read<T>(read: (book: Book) => T, none: NoInfer<T>): Promise<T> {
    return this.#onFile(
      ({ book }) => (book ? read(book) : none),
      async () => (this.#lastRead = await this.#load(this.#lastRead)),
    );
  }

  /** Writes the book, if there is one, when `edit` says that it changed it. */
  async #edit(edit: (book: Book) => boolean): Promise<void> {
    await this.#change((book) => ({ changed: book && edit(book) ? book : undefined, result: undefined }));
  }

  /** Writes the book that `edit` changed; again on the newer file when staff saved it meanwhile. */
  async #change<T>(edit: (book: Book | undefined) => { changed: Book | undefined; result: T }): Promise<T> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const done = await this.#onFile(async ({ book, stamp }) => {
        const { changed, result } = edit(book);
        const written =
          changed === undefined || (await replaceVersion(this.#path, await zipBook(changed), stamp));
        return written ? { result } : undefined;
      });
      if (done) return done.result;
    }
    throw new WorkbookUnavailable('being-saved');
  }

  /** Does `task` on the file as it is now, or on none when it was damaged and set aside. */
  #onFile<T>(
    task: (version: Version) => Promise<T> | T,
    load: () => Promise<Version> = () => this.#load(),
  ): Promise<T> {
    const once = () =>
      withFile(this.#path, async () => {
        try {
          return await task(await load());
        } catch (error) {
          if (!(error instanceof NotAWorkbook)) throw error;
          await this.#setAside();
          return await task(await load());
        }
      });
    return this.#inTurn(once);
  }

  /** The file as it is now: `known`, where that is still its version. */
  async #load(known?: Version): Promise<Version> {
    const { bytes, stamp } = await readVersion(this.#path);
    if (known?.stamp === stamp) return known;
    if (!bytes) return { book: undefined, stamp };
    if (COMPOUND_FILE.every((byte, index) => bytes[index] === byte))
      throw new WorkbookUnavailable('protected');
    return { book: await openBook(bytes), stamp };
  }

  async #setAside(): Promise<void> {
    if (await isOpenElsewhere(this.#path)) throw new WorkbookUnavailable('open-elsewhere');
    if ((await ageOf(this.#path)) < SETTLED_AFTER_MS) throw new WorkbookUnavailable('being-saved');
    const file = await setAside(this.#path);
    this.#options.onEvent?.({ type: 'set-aside', file });
  }
}
