import { randomInt } from 'node:crypto';
import type { sheets_v4 } from '@googleapis/sheets';
import * as z from 'zod';
import { IDENTIFIER_COLUMN, type Tab } from '../../../domain/application/tab.ts';
import type { GoogleSheetsClient } from './google-client.ts';
import { columnRequests, listRequest } from './google-layout.ts';
import { gridData, oneSheet } from './google-shapes.ts';
import { quoted } from './google-snapshot.ts';

type Request = sheets_v4.Schema$Request;

const TITLE_PREFIX = '_essai ';

/** The title of a sheet that a trial makes: its own number in it tells it from a tab that staff named so. */
export function trialTitle(sheetId: number): string {
  return TITLE_PREFIX + String(sheetId);
}

export const LISTED = {
  header: 'Liste',
  at: 1,
  width: 12,
  owner: 'system',
  options: ['oui', 'non'],
} as const;
export const FREE = { header: 'Texte', at: 2, width: 12, owner: 'system' } as const;
const ROWS = 40;

const cell = z.object({
  formattedValue: z.string().optional(),
  effectiveValue: z
    .object({ numberValue: z.number().optional(), boolValue: z.boolean().optional() })
    .default({}),
  effectiveFormat: z
    .object({ numberFormat: z.object({ type: z.string().optional() }).default({}) })
    .prefault({}),
  dataValidation: z.object({ condition: z.object({ type: z.string().optional() }).default({}) }).prefault({}),
});
type Cell = z.output<typeof cell>;
const CELL_FIELDS =
  'sheets(data(rowData(values(formattedValue,effectiveValue(numberValue,boolValue),' +
  'effectiveFormat(numberFormat(type)),dataValidation(condition(type))))))';

/** A tab of the trial's own on a real spreadsheet. */
export class TrialTab {
  readonly sheetId = randomInt(1, 2 ** 31 - 1);
  readonly tab: Tab = {
    name: trialTitle(this.sheetId),
    columns: [IDENTIFIER_COLUMN, LISTED, FREE],
  };
  readonly client: GoogleSheetsClient;
  #made = 0;

  constructor(client: GoogleSheetsClient) {
    this.client = client;
  }

  async make(): Promise<void> {
    const { sheetId } = this;
    const gridProperties = { rowCount: ROWS, columnCount: 3, frozenRowCount: 1 };
    await this.client.batchUpdate([
      { addSheet: { properties: { sheetId, title: this.tab.name, gridProperties } } },
      ...columnRequests(sheetId, [{ ...IDENTIFIER_COLUMN, at: 0 }, LISTED, FREE]),
      listRequest(sheetId, LISTED),
    ]);
  }

  /** A row that nothing was written in. */
  freeRow(): number {
    this.#made += 1;
    return this.#made;
  }

  async takes(...requests: readonly Request[]): Promise<boolean> {
    return await this.client.takes(requests);
  }

  /** Writes into a cell of a free row and reads the cell back; `undefined` when Google refuses the write. */
  async written(given: sheets_v4.Schema$CellData, column: number = FREE.at): Promise<Cell | undefined> {
    const row = this.freeRow();
    return (await this.takes(this.setting(row, column, given))) ? await this.cellAt(row, column) : undefined;
  }

  /** The range of one cell for free texts. */
  freeCell(row: number, sheetId = this.sheetId): sheets_v4.Schema$GridRange {
    return {
      sheetId,
      startRowIndex: row,
      endRowIndex: row + 1,
      startColumnIndex: FREE.at,
      endColumnIndex: FREE.at + 1,
    };
  }

  setting(row: number, column: number, given: sheets_v4.Schema$CellData): Request {
    return {
      updateCells: {
        start: { sheetId: this.sheetId, rowIndex: row, columnIndex: column },
        rows: [{ values: [given] }],
        fields: Object.keys(given).join(','),
      },
    };
  }

  async cellAt(row: number, column: number, title = this.tab.name): Promise<Cell> {
    const range = `${quoted(title)}!${String.fromCharCode(65 + column)}${row + 1}`;
    const { found } = await this.client.get(oneSheet({ data: gridData(cell) }), CELL_FIELDS, [range]);
    return found.sheets[0].data[0]?.rowData[0]?.values[0] ?? cell.parse({});
  }
}
