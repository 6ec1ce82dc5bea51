import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { read, utils } from '@e965/xlsx';
import * as z from 'zod';
import { TABS } from '../../src/domain/spreadsheet-tabs.ts';
import { GoogleSpreadsheet } from '../../src/server/spreadsheet/google/google-sheets.ts';
import { GristSpreadsheet } from '../../src/server/spreadsheet/grist/grist.ts';
import { MemorySpreadsheet } from '../doubles/memory-spreadsheet.ts';
import { columnLetters } from '../../src/server/spreadsheet/column-letters.ts';
import { listCell } from '../../src/server/spreadsheet/google/google-shapes.ts';
import {
  type Grid,
  headerKey,
  type Spreadsheet,
  type WholeSpreadsheet,
} from '../../src/server/spreadsheet/spreadsheet.ts';
import { openBook, readSheet } from '../../src/server/spreadsheet/workbook/workbook-book.ts';
import { WorkbookSpreadsheet } from '../../src/server/spreadsheet/workbook/workbook.ts';
import { GoogleSheetsDouble } from '../doubles/google/double.ts';
import { GristDouble } from '../doubles/grist/double.ts';

const choices = z.object({ choices: z.array(z.string()).default([]) });

export interface Opened {
  readonly spreadsheet: Spreadsheet & WholeSpreadsheet;
  /** As staff see it. */
  readonly grid: (tabName: string) => Promise<Grid>;
  /** Options of a column's drop-down list, as staff see them. */
  readonly options: (tabName: string, header: string) => Promise<readonly string[]>;
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
        options: (tabName, header) => Promise.resolve(spreadsheet.options(tabName, header)),
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
        options: async (tabName, header) => {
          const sheet = readSheet(await openBook(await readFile(file)), { name: tabName, columns: [] });
          const column = columnLetters(sheet?.columns.get(headerKey(header)) ?? 0);
          const [, list = ''] =
            new RegExp(`sqref="${column}2:[^"]*"><formula1>"([^"]*)"<`).exec(sheet?.xml ?? '') ?? [];
          return list.split(',');
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
        options: (tabName, header) => {
          const { rows = [] } = double.book.sheets.find(({ title }) => title === tabName) ?? {};
          const at = double.grid(tabName)[0]?.indexOf(header) ?? -1;
          const { dataValidation } = listCell.parse(rows[1]?.[at] ?? {});
          const { values } = dataValidation.condition;
          return Promise.resolve(values.map(({ userEnteredValue }) => userEnteredValue));
        },
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
        options: (tabName, header) => {
          const column = double.table(tabName)?.columns.find(({ label }) => label === header);
          return Promise.resolve(choices.parse(JSON.parse(column?.widgetOptions ?? '{}')).choices);
        },
        close: () => double.close(),
      };
    },
  },
];
