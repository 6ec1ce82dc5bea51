import { expect, test, vi } from 'vitest';
import { HOURS_LINE, HOURS_TAB } from '../src/domain/hours/hours-tab.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../src/domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../src/domain/pairs/pairs-tab.ts';
import type { Grid } from '../src/server/spreadsheet/spreadsheet.ts';
import { seeded } from './doubles/faults.ts';
import { pick, sometimes, unreliableSpreadsheet, unreliableStore } from './fixtures/faults.fixture.ts';
import { aPerson } from './fixtures/watch.fixture.ts';
import { TYPED_LENGTHS, TYPED_STATES } from './fixtures/ledger.fixture.ts';
import { aRunningSite } from './support/running-site.ts';

// The team writes, corrects, refuses, sorts and deletes lines at random while every call may fail: whatever happened, once calls succeed again
// every total is what the ledger says, reckoned here by other means.

vi.setConfig({ testTimeout: 60_000 });

const PAIRS = ['BI-AAAAAAAA', 'BI-BBBBBBBB', 'BI-CCCCCCCC'] as const;
const TODAY = '2026-11-23';

const DATES: Readonly<Record<string, boolean>> = {
  [TODAY]: true,
  '12 novembre 2026': true,
  '2026-11-01': false,
  '2027-01-01': false,
  hier: false,
};

/** One that counts: by chance none of the others may. */
const SURE_LINE: Readonly<Record<string, string>> = {
  [HOURS_LINE.date]: TODAY,
  [HOURS_LINE.duration]: '2',
  [HOURS_LINE.participants]: PAIRS[0],
};

type Random = () => number;

function aTypedLine(random: Random): Readonly<Record<string, string>> {
  const people = random() < 0.8 ? [pick(random, PAIRS)] : [...PAIRS, 'BI-ZZZZZZZZ'];
  return {
    [HOURS_LINE.date]: pick(random, [TODAY, TODAY, TODAY, ...Object.keys(DATES)]),
    [HOURS_LINE.duration]: pick(random, Object.keys(TYPED_LENGTHS)),
    [HOURS_LINE.participants]: people.join('; '),
    [HOURS_LINE.state]: pick(random, ['', '', '', ...Object.keys(TYPED_STATES)]),
  };
}

/** The tab as a session of staff leaves it: most lines have no identifier. */
function kept(random: Random, [titles = [], ...lines]: Grid): Grid {
  const added = titles.map((title) => aTypedLine(random)[title] ?? '');
  const changed = lines
    .filter(() => random() > 0.05)
    .map((line) => {
      if (random() > 0.2) return line;
      const corrected = aTypedLine(random);
      const header = pick(random, [HOURS_LINE.duration, HOURS_LINE.state]);
      return line.with(titles.indexOf(header), corrected[header] ?? '');
    });
  const all = [...changed, added];
  return [titles, ...(random() < 0.3 ? all.toSorted(() => random() - 0.5) : all)];
}

/** The minutes of a pair by the tab as it stands. */
function reckoned(reference: string, [titles = [], ...lines]: Grid): number {
  const cell = (line: readonly string[], header: string) => line[titles.indexOf(header)] ?? '';
  return lines
    .filter(
      (line) =>
        cell(line, HOURS_LINE.participants).includes(reference) &&
        DATES[cell(line, HOURS_LINE.date)] === true &&
        TYPED_STATES[cell(line, HOURS_LINE.state)] === true,
    )
    .reduce((sum, line) => sum + (TYPED_LENGTHS[cell(line, HOURS_LINE.duration)] ?? 0), 0);
}

function minutesIn(text = ''): number {
  const [, hours = '0'] = /(\d+) h/.exec(text) ?? [];
  const [, minutes = '0'] = /(\d+)(?: min)?$/.exec(text) ?? [];
  return Number(hours) * 60 + Number(minutes);
}

test.each([1, 2, 3, 4])('the totals of hours among faults, seed %i', async (seed) => {
  const random = seeded(seed);
  const site = aRunningSite();
  const { spreadsheet, store } = site;
  for (const reference of PAIRS) {
    const [youth, mentor] = [aPerson('youth'), aPerson('mentor')];
    await spreadsheet.insert(YOUTHS_TAB, [youth]);
    await spreadsheet.insert(MENTORS_TAB, [mentor]);
    const cells = {
      [PAIR.reference]: reference,
      [PAIR.youth]: youth.reference,
      [PAIR.mentor]: mentor.reference,
      [PAIR.state]: 'En cours',
      [PAIR.startedAt]: '2026-11-02T18:00:00+01:00',
    };
    await spreadsheet.insert(PAIRS_TAB, [{ id: aPerson().id, cells }]);
  }
  await spreadsheet.insert(HOURS_TAB, []);
  for (let turn = 0; turn < 25; turn += 1) {
    spreadsheet.edit(HOURS_TAB.name, (grid) => kept(random, grid));
    await site.schedule(5, {
      store: unreliableStore(store, sometimes(random, 0.02)),
      spreadsheet: unreliableSpreadsheet(spreadsheet, sometimes(random, 0.2)),
    });
  }
  spreadsheet.edit(HOURS_TAB.name, ([titles = [], ...lines]) => [
    titles,
    ...lines,
    titles.map((title) => SURE_LINE[title] ?? ''),
  ]);
  // A tab that failed is left alone for a while.
  for (let calm = 0; calm < 12; calm += 1) await site.schedule(15);
  const grid = spreadsheet.grid(HOURS_TAB.name);
  const rows = [...(await spreadsheet.read(PAIRS_TAB, [PAIR.reference, PAIR.hours])).values()];
  const totals = rows.map((cells) => [cells[PAIR.reference], minutesIn(cells[PAIR.hours])] as const);
  expect(new Map(totals)).toEqual(
    new Map(PAIRS.map((reference) => [reference, reckoned(reference, grid)] as const)),
  );
  expect(Math.max(...totals.map(([, minutes]) => minutes))).toBeGreaterThan(0);
});
