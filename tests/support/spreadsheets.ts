import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { read, utils } from '@e965/xlsx';
import { TABS } from '../../src/domain/spreadsheet-tabs.ts';
import { GoogleSpreadsheet } from '../../src/server/spreadsheet/google/google-sheets.ts';
import { GristSpreadsheet } from '../../src/server/spreadsheet/grist/grist.ts';
import { MemorySpreadsheet } from '../doubles/memory-spreadsheet.ts';
import type { Grid, Spreadsheet, WholeSpreadsheet } from '../../src/server/spreadsheet/spreadsheet.ts';
import { WorkbookSpreadsheet } from '../../src/server/spreadsheet/workbook/workbook.ts';
import { GoogleSheetsDouble } from '../doubles/google/double.ts';
import { GristDouble } from '../doubles/grist/double.ts';

export interface Opened {
  readonly spreadsheet: Spreadsheet & WholeSpreadsheet;
  /** As staff see it. */
  readonly grid: (tabName: string) => Promise<Grid>;
  readonly close: () => Promise<void>;
  /** Lets the minute of a quota pass. */
  readonly rest?: () => void;
}

/** The time of a double for its adapter: to wait is to let the double's time pass. */
export function timeOf(double: Pick<GoogleSheetsDouble, 'now' | 'advance'>) {
  return {
    now: () => double.now(),
    wait: (milliseconds: number) => {
      double.advance(milliseconds);
      return Promise.resolve();
    },
  };
}

/** Every kind of spreadsheet, each opened empty. */
export const SPREADSHEETS: readonly { readonly name: string; readonly open: () => Promise<Opened> }[] = [
  {
    name: 'memory',
    open: () => {
      const spreadsheet = new MemorySpreadsheet();
      return Promise.resolve({
        spreadsheet,
        grid: (tabName) => Promise.resolve(spreadsheet.grid(tabName)),
        close: () => Promise.resolve(),
      });
    },
  },
  {
    name: 'the workbook',
    open: async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'classeur-'));
      const file = path.join(folder, 'candidatures.xlsx');
      return {
        spreadsheet: new WorkbookSpreadsheet(file, { tabs: TABS }),
        grid: async (tabName) => {
          const sheet = read(await readFile(file)).Sheets[tabName];
          return sheet
            ? utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '', blankrows: false })
            : [];
        },
        close: () => rm(folder, { recursive: true }),
      };
    },
  },
  {
    name: 'Google Sheets',
    open: async () => {
      const double = new GoogleSheetsDouble();
      const spreadsheet = new GoogleSpreadsheet(await double.listen(), timeOf(double));
      return {
        spreadsheet,
        grid: (tabName) => Promise.resolve(double.grid(tabName)),
        close: () => double.close(),
        rest: () => double.advance(60_000),
      };
    },
  },
  {
    name: 'Grist',
    open: async () => {
      const double = new GristDouble();
      const spreadsheet = new GristSpreadsheet(await double.listen());
      return {
        spreadsheet,
        grid: (tabName) => Promise.resolve(double.grid(tabName)),
        close: () => double.close(),
      };
    },
  },
];
