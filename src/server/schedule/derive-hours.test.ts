import { beforeEach, describe, expect, test } from 'vitest';
import { aPerson, type Person } from '../../../tests/fixtures/watch.fixture.ts';
import { spreadsheetThrough } from '../../../tests/fixtures/faults.fixture.ts';
import { aRunningSite } from '../../../tests/support/running-site.ts';
import { SPREADSHEETS } from '../../../tests/support/spreadsheets.ts';
import { APPLICATION } from '../../domain/application/tabs.ts';
import { HOURS_LINE, HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { type Row, type Spreadsheet, Unavailable } from '../spreadsheet/spreadsheet.ts';

const PAIR_REFERENCE = 'BI-AAAAAAAA';

function aPair(youth: Person, mentor: Person, cells: Row['cells'] = {}): Row {
  return {
    id: aPerson().id,
    cells: {
      [PAIR.reference]: PAIR_REFERENCE,
      [PAIR.youth]: youth.reference,
      [PAIR.mentor]: mentor.reference,
      [PAIR.state]: 'En cours',
      [PAIR.startedAt]: '2026-11-02T18:00:00+01:00',
      ...cells,
    },
  };
}

function aLine(cells: Row['cells'] = {}): Row {
  return {
    id: aPerson().id,
    cells: {
      [HOURS_LINE.date]: '2026-11-10',
      [HOURS_LINE.duration]: '1 h 30',
      [HOURS_LINE.participants]: PAIR_REFERENCE,
      ...cells,
    },
  };
}

/** Counts the writes of a drain, by tab. */
function counted(spreadsheet: Spreadsheet) {
  const writes: string[] = [];
  const one: Spreadsheet = {
    ...spreadsheetThrough(spreadsheet),
    update: (tab, changes) => {
      writes.push(tab.name);
      return spreadsheet.update(tab, changes);
    },
  };
  return { writes, spreadsheet: one };
}

let site: ReturnType<typeof aRunningSite>;

beforeEach(() => {
  site = aRunningSite();
});

describe.each(SPREADSHEETS)('in $name', ({ open }) => {
  test('hours and the last sign of a pair follow the ledger, each in one write of its tab', async () => {
    const { spreadsheet, close, rest = () => undefined } = await open();
    const [youth, mentor] = [
      aPerson('youth', { Statut: 'En binôme' }),
      aPerson('mentor', { Statut: 'En binôme' }),
    ];
    await spreadsheet.insert(YOUTHS_TAB, [youth]);
    await spreadsheet.insert(MENTORS_TAB, [mentor]);
    const pair = aPair(youth, mentor);
    await spreadsheet.insert(PAIRS_TAB, [pair]);
    const drain = async () => {
      const { writes, spreadsheet: through } = counted(spreadsheet);
      rest();
      await site.schedule(5, { spreadsheet: through });
      const rows = await spreadsheet.read(PAIRS_TAB, [PAIR.hours, PAIR.lastSign]);
      return { writes: writes.filter((tab) => tab === PAIRS_TAB.name), ...rows.get(pair.id) };
    };
    expect(await drain()).toEqual({
      writes: ['Binômes'],
      [PAIR.hours]: '0 h',
      [PAIR.lastSign]: '2026-11-02',
    });
    // The team can write in the tab before the system does.
    expect(await spreadsheet.titles(HOURS_TAB)).toContain(HOURS_LINE.duration);
    const line = aLine();
    await spreadsheet.insert(HOURS_TAB, [
      line,
      aLine({ [HOURS_LINE.date]: '2026-11-17', [HOURS_LINE.duration]: '2' }),
    ]);
    expect(await drain()).toEqual({
      writes: ['Binômes'],
      [PAIR.hours]: '3 h 30',
      [PAIR.lastSign]: '2026-11-17',
    });
    expect((await drain()).writes).toEqual([]);
    await spreadsheet.update(HOURS_TAB, [{ id: line.id, cells: { [HOURS_LINE.state]: 'Refusée' } }]);
    await spreadsheet.update(YOUTHS_TAB, [
      { id: youth.id, cells: { [APPLICATION.lastContact]: '20/11/2026 au téléphone' } },
    ]);
    expect(await drain()).toEqual({
      writes: ['Binômes'],
      [PAIR.hours]: '2 h',
      [PAIR.lastSign]: '2026-11-20',
    });
    await close();
  });
});

const hoursShown = async () =>
  [...(await site.spreadsheet.read(PAIRS_TAB, [PAIR.hours])).values()].map((cells) => cells[PAIR.hours]);

test('a total does not outlast a start that the team takes back', async () => {
  const pair = aPair(aPerson('youth'), aPerson('mentor'), { [PAIR.startedAt]: '' });
  await site.spreadsheet.insert(PAIRS_TAB, [pair]);
  await site.spreadsheet.insert(HOURS_TAB, [aLine()]);
  await site.schedule(5);
  expect(await hoursShown()).toEqual(['1 h 30']);
  await site.spreadsheet.update(PAIRS_TAB, [{ id: pair.id, cells: { [PAIR.state]: 'Arrêté' } }]);
  await site.schedule(5);
  expect(await hoursShown()).toEqual(['0 h']);
});

test('totals are written although the tab of the ledger cannot be made yet', async () => {
  await site.spreadsheet.insert(PAIRS_TAB, [aPair(aPerson('youth'), aPerson('mentor'))]);
  const insert: Spreadsheet['insert'] = (tab, rows) =>
    tab.name === HOURS_TAB.name
      ? Promise.reject(new Unavailable('passing', 'panne'))
      : site.spreadsheet.insert(tab, rows);
  await site.schedule(5, { spreadsheet: { ...spreadsheetThrough(site.spreadsheet), insert } });
  expect(await hoursShown()).toEqual(['0 h']);
});

test('before a pair has begun, nobody reads the ledger', async () => {
  const [youth, mentor] = [aPerson('youth'), aPerson('mentor')];
  await site.spreadsheet.insert(PAIRS_TAB, [
    aPair(youth, mentor, { [PAIR.state]: 'Proposé', [PAIR.startedAt]: '' }),
  ]);
  await site.schedule(5);
  expect(await site.spreadsheet.titles(HOURS_TAB)).toBeUndefined();
});

test('a silent pair is a line of « Le point » once it is silent, then weekly, never daily', async () => {
  const [youth, mentor] = [aPerson('youth'), aPerson('mentor')];
  await site.spreadsheet.insert(YOUTHS_TAB, [youth]);
  await site.spreadsheet.insert(MENTORS_TAB, [mentor]);
  await site.spreadsheet.insert(PAIRS_TAB, [
    aPair(youth, mentor, { [PAIR.startedAt]: '2026-11-23T09:00:00+01:00' }),
  ]);
  let lines = 0;
  for (let day = 0; day < 60; day += 1) {
    await site.schedule(24 * 60);
    const told = site.sent.splice(0).filter((message) => JSON.stringify(message).includes('sans nouvelles'));
    lines += told.length;
  }
  // From the 28th day on, then after 7, 14, 21 and 28 more.
  expect(lines).toBe(5);
});
