import { describe } from 'vitest';
import { describeSpreadsheet } from '../contracts/spreadsheet-contract.ts';
import { MemorySpreadsheet } from './memory-spreadsheet.ts';

describe('a spreadsheet in memory', () => {
  describeSpreadsheet(() => {
    const spreadsheet = new MemorySpreadsheet();
    return {
      spreadsheet,
      grid: (tabName) => Promise.resolve(spreadsheet.grid(tabName)),
      edit: (tabName, change) => {
        spreadsheet.edit(tabName, change);
        return Promise.resolve();
      },
    };
  });
});
