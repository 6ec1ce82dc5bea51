import type { sheets_v4 } from '@googleapis/sheets';
import type { Tab } from '../../../domain/application/tab.ts';
import { GoogleSheetsClient, type GoogleSheetsSettings } from './google-client.ts';
import {
  cellsAdded,
  CHANGE_ROWS,
  insertion,
  probe,
  removal,
  replacing,
  type Setting,
} from './google-changes.ts';
import { addedColumns, newTab } from './google-layout.ts';
import { settingOfSomeRows, settingsOf } from './google-corrections.ts';
import { obstacleTo } from './google-obstacles.ts';
import type { Correction } from './google-insertions.ts';
import { optionRequests } from './google-options.ts';
import { type GoogleReason, GoogleUnavailable } from './google-unavailable.ts';
import { inReconcilingOrder, reconcile } from './google-reconciliation.ts';
import { handTypedIn, type Snapshot, SnapshotReader } from './google-snapshot.ts';
import {
  ChangedMeanwhile,
  insertInBatches,
  memoizeLast,
  type Load,
  type ServiceDeps,
  untilDone,
} from '../service.ts';
import {
  absentColumns,
  absentRows,
  type Cells,
  cellsById,
  changesById,
  type Grid,
  headersOf,
  refuseLongCells,
  requireColumns,
  requireHeaders,
  type Row,
  type Spreadsheet,
  type WholeSpreadsheet,
} from '../spreadsheet.ts';

/** Limit of a cell's characters (support.google.com/drive/answer/37603). */
const CELL_LIMIT = 50_000;
/** Google advises bodies of 2 MB at most; texts of three bytes a character fit, each sent twice. */
const LOAD: Load<Row> = { items: 250, size: 300_000, sizeOf: charactersOf };
const ATTEMPTS = 6;
/** Attempts at reconciling what others or we left: a whole batch of rows in wrong columns takes `CHANGE_ROWS` at a time, and a look each time. */
const RECONCILING_ATTEMPTS = ATTEMPTS + LOAD.items / CHANGE_ROWS;
/**
 * The spreadsheet in Google Sheets, over its REST interface. See docs/decisions/0009-google-sheets.md.
 */
export class GoogleSpreadsheet implements Spreadsheet, WholeSpreadsheet {
  readonly #client: GoogleSheetsClient;
  readonly #reader: SnapshotReader;

  constructor(settings: GoogleSheetsSettings, replaced: Partial<ServiceDeps> = {}) {
    this.#client = new GoogleSheetsClient(settings, replaced);
    this.#reader = new SnapshotReader(this.#client);
  }

  async titles(tab: Tab): Promise<readonly string[] | undefined> {
    return (await this.#reader.read(tab))?.firstRow;
  }

  async addColumns(tab: Tab, headers: readonly string[]): Promise<void> {
    await untilDone(async () => {
      const snapshot = await this.#reader.read(tab);
      const added = snapshot ? absentColumns(tab, snapshot.columns, headers) : [];
      if (!snapshot || added.length === 0) return 'done';
      const { sheetId, firstRow, columnCount, guards } = snapshot;
      // Two drains add it once: Google refuses the second mark of a number, and the whole of its write.
      const marks = guards.marking(
        sheetId,
        added.map(({ header }) => `colonne ${header}`),
      );
      await this.#client.batchUpdate([
        ...addedColumns({ sheetId, titleCount: firstRow.length, columnCount }, added),
        // One that was taken away since left its mark.
        ...guards.clearing(),
        ...marks,
      ]);
      return 'again';
    });
  }

  async addOptions(tab: Tab): Promise<void> {
    await untilDone(async () => {
      const snapshot = await this.#reader.read(tab);
      const requests = snapshot ? await optionRequests(this.#client, snapshot, tab) : [];
      if (requests.length === 0) return 'done';
      await this.#client.batchUpdate(requests);
      return 'again';
    });
  }

  async identifiers(tab: Tab): Promise<ReadonlySet<string>> {
    const snapshot = await this.#reconciled(tab);
    if (!snapshot) return new Set();
    requireColumns(tab, snapshot.columns, []);
    return idsOf(snapshot);
  }

  async read(tab: Tab, headers: readonly string[]): Promise<ReadonlyMap<string, Cells>> {
    const snapshot = await this.#reconciled(tab, headers);
    if (!snapshot) return new Map();
    requireHeaders(tab, snapshot.columns, headers);
    return cellsById(snapshot.identifiers, headers, snapshot.textAt, handTypedIn(tab, snapshot, headers));
  }

  async table(tab: Tab): Promise<Grid> {
    return await untilDone(async () => {
      await this.#reconciled(tab);
      return await this.#reader.table(tab);
    });
  }

  async insert(tab: Tab, rows: readonly Row[]): Promise<void> {
    refuseLongCells(rows, CELL_LIMIT);
    await insertInBatches(rows, LOAD, (batch) => this.#insertBatch(tab, batch));
  }

  async update(tab: Tab, changes: readonly Row[]): Promise<ReadonlySet<string>> {
    refuseLongCells(changes, CELL_LIMIT);
    const headers = headersOf(changes);
    const byId = changesById(changes);
    const absent = new Set(byId.keys());
    await this.#change(tab, { headers, rows: byId.size }, (snapshot) => {
      for (const id of idsOf(snapshot)) absent.delete(id);
      const settings = snapshot.identifiers.flatMap(([row, id]) =>
        [...(byId.get(id) ?? [])]
          .filter(([header, text]) => snapshot.textAt(row, header) !== text)
          .map(([header, text]): Setting => ({
            row,
            id,
            header,
            value: text === '' ? {} : { stringValue: text },
          })),
      );
      return settingOfSomeRows(snapshot, settings);
    });
    return absent;
  }

  async remove(tab: Tab, ids: readonly string[]): Promise<void> {
    const wanted = new Set(ids);
    await this.#change(tab, { headers: [], rows: wanted.size }, (snapshot) => {
      const rows = snapshot.identifiers.filter(([, id]) => wanted.has(id)).slice(0, CHANGE_ROWS);
      return rows.length === 0 ? [] : removal(snapshot, rows);
    });
  }

  /** Google finds the texts itself, in the moment in which it writes: that needs no undo log. */
  async replaceText(tab: Tab, replacements: ReadonlyMap<string, string>): Promise<void> {
    await untilDone(async () => {
      const snapshot = await this.#reconciled(tab);
      if (!snapshot || !(await this.#reader.holds(snapshot, [...replacements.keys()]))) return 'done';
      const requests = replacing(snapshot, replacements);
      if (await this.#client.takes(requests)) return 'done';
      throw new GoogleUnavailable(await this.#obstacle(snapshot, requests));
    });
  }

  /** Sends what `requests` gives for the tab as it is, again and again, until it gives nothing more. */
  async #change(
    tab: Tab,
    { headers, rows }: { readonly headers: readonly string[]; readonly rows: number },
    requests: (snapshot: Snapshot) => readonly sheets_v4.Schema$Request[],
  ): Promise<void> {
    let tried: string | undefined;
    await untilDone(
      async (refusal) => {
        const snapshot = await this.#reconciled(tab, headers);
        if (!snapshot) return 'done';
        requireHeaders(tab, snapshot.columns, headers);
        const wanted = requests(snapshot);
        if (wanted.length === 0) return 'done';
        if (refusal && tried === versionOf(snapshot))
          throw new GoogleUnavailable(await this.#obstacle(snapshot, wanted));
        tried = versionOf(snapshot);
        await this.#client.batchUpdate(wanted);
        return 'again';
      },
      { attempts: ATTEMPTS + Math.ceil(rows / CHANGE_ROWS) },
    );
  }

  /** The tab once every change noted on it is known to have met the rows it was meant for. */
  async #reconciled(tab: Tab, headers: readonly string[] = []): Promise<Snapshot | undefined> {
    let last: Snapshot | undefined;
    const work = async (): Promise<Snapshot | undefined | 'again'> => {
      const snapshot = await this.#reader.read(tab, headers);
      if (!snapshot) return undefined;
      last = snapshot;
      for (const change of inReconcilingOrder(snapshot)) {
        const correct = (wrong: readonly Correction[]) => this.#correct(tab, snapshot, wrong);
        if (await reconcile(this.#client, snapshot, change, correct)) return 'again';
      }
      return snapshot;
    };
    try {
      return await untilDone(work, { attempts: RECONCILING_ATTEMPTS });
    } catch (error) {
      if (!last || !(error instanceof ChangedMeanwhile)) throw error;
      const obstacle = await this.#obstacle(last, []);
      throw obstacle === 'google-refused' ? error : new GoogleUnavailable(obstacle);
    }
  }

  /** Gives cells that were set by mistake what they held, unless staff changed them since; `false` when there is none left. */
  async #correct(tab: Tab, { firstRow }: Snapshot, corrections: readonly Correction[]): Promise<boolean> {
    if (corrections.length === 0) return false;
    const titles = firstRow.filter((title) => title !== '');
    const snapshot = await this.#reader.read(tab, [...titles, ...corrections.map(({ header }) => header)]);
    const settings = snapshot ? settingsOf(tab, snapshot, corrections) : [];
    if (!snapshot || settings.length === 0) return false;
    await this.#client.batchUpdate(settingOfSomeRows(snapshot, settings));
    return true;
  }

  /**
   * Adds the rows that are absent, in one write; again while others change the tab meanwhile. `refused` when known-good rows are
   * taken in their place.
   */
  async #insertBatch(tab: Tab, rows: readonly Row[]): Promise<'done' | 'refused'> {
    let tried: string | undefined;
    let isProbed = false;
    return await untilDone(async (refusal) => {
      const snapshot = await this.#existing(tab);
      requireColumns(tab, snapshot.columns, rows);
      const absent = absentRows(rows, idsOf(snapshot)).filter(({ id }) => !snapshot.guards.holds(id));
      if (absent.length === 0) return 'done';
      const fitting = absent.slice(0, snapshot.guards.room);
      const wanted = fitting.length > 0 ? insertion(snapshot, fitting) : [];
      const isSame = tried === versionOf(snapshot);
      tried = versionOf(snapshot);
      if (refusal && isSame) {
        if (isProbed) return 'refused';
        if (!(await this.#client.takes(probe(snapshot, fitting))))
          throw new GoogleUnavailable(await this.#obstacle(snapshot, wanted));
        // Several are halved, which tries them again; one is blamed only if it is refused before and after.
        if (fitting.length > 1) return 'refused';
      }
      isProbed = refusal !== undefined && isSame;
      if (wanted.length > 0) await this.#client.batchUpdate(wanted);
      if (fitting.length < absent.length) throw new GoogleUnavailable(snapshot.guards.shortage);
      return 'done';
    });
  }

  async #obstacle(
    { sheetId, columnCount }: Snapshot,
    requests: readonly sheets_v4.Schema$Request[],
  ): Promise<GoogleReason> {
    return await obstacleTo(this.#client, { sheetId, cells: cellsAdded(requests, columnCount) });
  }

  /** The tab, made if there is none. */
  async #existing(tab: Tab): Promise<Snapshot> {
    const found = await this.#reader.read(tab);
    if (found) return found;
    // Refused when another drain made it meanwhile.
    const requests = newTab(tab);
    await this.#client.takes(requests);
    const made = await this.#reader.read(tab);
    if (!made)
      throw new GoogleUnavailable(await obstacleTo(this.#client, { cells: cellsAdded(requests, 0) }));
    return made;
  }
}

export const openGoogleSheets = memoizeLast(
  (settings: GoogleSheetsSettings) => new GoogleSpreadsheet(settings),
);

function idsOf({ identifiers }: Snapshot): ReadonlySet<string> {
  return new Set(identifiers.map(([, id]) => id));
}

/** State that a write depends on: while it is the same, what we see explains no other answer. */
function versionOf({ identifiers, firstRow, rowCount, guards }: Snapshot): string {
  return JSON.stringify([identifiers.length, firstRow, rowCount, guards.version]);
}

function charactersOf({ id, cells }: Row): number {
  return Object.values(cells).reduce((sum, text) => sum + text.length, id.length);
}
