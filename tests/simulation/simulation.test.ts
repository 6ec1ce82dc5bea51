import { expect, test } from 'vitest';
import { isUnharmed, simulate } from './simulate.ts';
import type { SheetsName } from './sheets.ts';
import { sampled } from '../support/nightly.ts';

// People apply, most of them more than once, and some correct, withdraw or erase it; staff make pairs of them, who answer, begin and end;
// they ask for places at events with few, and mentors and staff write down hours: all while calls fail, processes die and staff sort, move,
// rename and delete in the spreadsheet. The same, larger: `npm run bench -- simulation`. A seed that fails can be given again there.

const seasons: readonly (readonly [SheetsName, number, number])[] = [
  ['memory', 2, 100],
  ['google-sheets', 7, 50],
  ['grist', 4, 60],
  ['workbook', 7, 16],
];

test.each(sampled(seasons, 4))(
  'with %s and seed %i, nothing of %i people, their pairs, places and hours is lost, doubled, misplaced, overwritten, brought back, undone or left behind',
  async (sheets, seed, people) => {
    const report = await simulate({ sheets, seed, people });
    expect(report.accepted).toBeGreaterThan(people * 0.8);
    expect(report.faulty.spreadsheet).toBeGreaterThan(0.25);
    expect(report.pairs.asked).toBeGreaterThan(0);
    expect(report.programme.placed).toBeGreaterThan(0);
    expect(report.programme.lines).toBeGreaterThan(0);
    // Among few, no pair begins in time.
    const fewest = people < 50 ? 0 : 1;
    expect(report.pairs.started).toBeGreaterThanOrEqual(fewest);
    expect(report.programme.declared).toBeGreaterThanOrEqual(fewest);
    expect(Math.min(...Object.values(report.asked))).toBeGreaterThan(0);
    if (!isUnharmed(report)) expect.fail(JSON.stringify(report, undefined, 1));
  },
  120_000,
);

test.each<SheetsName>(sampled(['memory', 'google-sheets', 'grist'], 3))(
  'a seed tells the same story again (%s)',
  async (sheets) => {
    const told = async () => ({ ...(await simulate({ sheets, seed: 9, people: 10 })), milliseconds: 0 });
    expect(await told()).toEqual(await told());
  },
);
