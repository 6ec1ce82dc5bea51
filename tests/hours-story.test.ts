import { describe, expect, test, vi } from 'vitest';
import { REGISTRATION, REGISTRATIONS_TAB } from '../src/domain/events/registrations-tab.ts';
import { HOURS_LINE, HOURS_TAB } from '../src/domain/hours/hours-tab.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../src/domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../src/domain/pairs/pairs-tab.ts';
import type { Row, Spreadsheet } from '../src/server/spreadsheet/spreadsheet.ts';
import { spreadsheetThrough } from './fixtures/faults.fixture.ts';
import { anEvent } from './fixtures/registrations.fixture.ts';
import { aPerson } from './fixtures/watch.fixture.ts';
import { aRunningSite } from './support/running-site.ts';
import { SPREADSHEETS } from './support/spreadsheets.ts';

vi.setConfig({ testTimeout: 120_000 });

const EVENT = 'Le marché de gros, côté quais';
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

const row = (cells: Row['cells']): Row => ({ id: aPerson().id, cells });

/** So many pairs under way since the beginning of November, with the rows of their people. */
function pairsUnderWay(count: number) {
  return Array.from({ length: count }, (_, at) => {
    const [youth, mentor] = [aPerson('youth'), aPerson('mentor')];
    const reference = `BI-${LETTERS.charAt(at).repeat(8)}`;
    const pair = row({
      [PAIR.reference]: reference,
      [PAIR.youth]: youth.reference,
      [PAIR.mentor]: mentor.reference,
      [PAIR.state]: 'En cours',
      [PAIR.startedAt]: '2026-11-02T18:00:00+01:00',
    });
    return { youth, mentor, pair, reference };
  });
}

type Pairs = ReturnType<typeof pairsUnderWay>;

async function insertAll(spreadsheet: Spreadsheet, pairs: Pairs): Promise<void> {
  await spreadsheet.insert(
    YOUTHS_TAB,
    pairs.map(({ youth }) => youth),
  );
  await spreadsheet.insert(
    MENTORS_TAB,
    pairs.map(({ mentor }) => mentor),
  );
  await spreadsheet.insert(
    PAIRS_TAB,
    pairs.map(({ pair }) => pair),
  );
}

function registrationsOf(pairs: Pairs, state: string): readonly Row[] {
  return pairs.map(({ youth }) =>
    row({
      [REGISTRATION.event]: EVENT,
      [REGISTRATION.date]: '2026-11-18',
      [REGISTRATION.reference]: youth.reference,
      [REGISTRATION.state]: state,
    }),
  );
}

const eventLine = (duration: string): Row =>
  row({
    [HOURS_LINE.date]: '2026-11-18',
    [HOURS_LINE.duration]: duration,
    [HOURS_LINE.kind]: 'Visite',
    [HOURS_LINE.event]: EVENT,
  });

describe.each(SPREADSHEETS)('hours in $name', ({ open }) => {
  test('three hours at one event with twelve youths: one line, each pair once; corrected, all totals follow', async () => {
    const { spreadsheet, close, rest = () => undefined } = await open();
    const site = aRunningSite();
    const pairs = pairsUnderWay(13);
    const [absent, ...came] = pairs;
    await insertAll(spreadsheet, pairs);
    await spreadsheet.insert(REGISTRATIONS_TAB, [
      ...registrationsOf(came, 'Venue'),
      ...registrationsOf(absent === undefined ? [] : [absent], 'Absente'),
    ]);
    const line = eventLine('3 h');
    await spreadsheet.insert(HOURS_TAB, [line]);
    const drain = async () => {
      rest();
      await site.schedule(5, { spreadsheet });
      const rows = await spreadsheet.read(PAIRS_TAB, [PAIR.hours]);
      return pairs.map(({ pair }) => rows.get(pair.id)?.[PAIR.hours]);
    };
    const all = (hours: string) => ['0 h', ...came.map(() => hours)];
    expect(await drain()).toEqual(all('3 h'));
    await spreadsheet.update(HOURS_TAB, [{ id: line.id, cells: { [HOURS_LINE.duration]: '2' } }]);
    expect(await drain()).toEqual(all('2 h'));
    await spreadsheet.remove(HOURS_TAB, [line.id]);
    expect(await drain()).toEqual(all('0 h'));
    await close();
  });

  test('two drains at once make one line of an event; « Venue » taken back takes the hours back', async () => {
    const { spreadsheet, close, rest = () => undefined } = await open();
    const site = aRunningSite();
    const pairs = pairsUnderWay(1);
    await insertAll(spreadsheet, pairs);
    const [came = row({})] = registrationsOf(pairs, 'Venue');
    await spreadsheet.insert(REGISTRATIONS_TAB, [came]);
    const event = anEvent({ title: EVENT, start: '2026-11-18T09:00', end: '2026-11-18T12:00' });
    const drain = async (minutes = 5) => {
      await site.schedule(minutes, { spreadsheet, readAgenda: () => Promise.resolve([event]) });
    };
    const seen = async () => {
      rest();
      await drain();
      const lines = await spreadsheet.read(HOURS_TAB, [HOURS_LINE.duration]);
      const totals = await spreadsheet.read(PAIRS_TAB, [PAIR.hours]);
      return [
        [...lines.values()].map((line) => line[HOURS_LINE.duration]),
        [...totals.values()].map((cells) => cells[PAIR.hours]),
      ];
    };
    await Promise.all([drain(), drain(0)]);
    expect(await seen()).toEqual([['3 h'], ['3 h']]);
    await spreadsheet.update(REGISTRATIONS_TAB, [
      { id: came.id, cells: { [REGISTRATION.state]: 'Absente' } },
    ]);
    expect(await seen()).toEqual([['3 h'], ['0 h']]);
    await close();
  });
});

/** The calls of a drain, by method and tab. */
function counted(spreadsheet: Spreadsheet) {
  const calls: string[] = [];
  const through = spreadsheetThrough(spreadsheet);
  const counting: Spreadsheet = {
    ...through,
    read: (tab, headers) => {
      calls.push(`read ${tab.name}`);
      return spreadsheet.read(tab, headers);
    },
    update: (tab, changes) => {
      calls.push(`update ${tab.name}`);
      return spreadsheet.update(tab, changes);
    },
  };
  return { calls, counting };
}

test('a drain calls the spreadsheet no more often for twenty pairs and five thousand lines than for one', async () => {
  const callsFor = async (count: number, lines: number): Promise<readonly string[]> => {
    const site = aRunningSite();
    const pairs = pairsUnderWay(count);
    await insertAll(site.spreadsheet, pairs);
    const events = Array.from({ length: 3 }, () => registrationsOf(pairs, 'Venue')).flat();
    await site.spreadsheet.insert(REGISTRATIONS_TAB, events);
    const meetings = Array.from({ length: lines }, (_, at) =>
      row({
        [HOURS_LINE.date]: `2026-11-${String(3 + (at % 18)).padStart(2, '0')}`,
        [HOURS_LINE.duration]: '1 h 30',
        [HOURS_LINE.participants]: pairs[at % count]?.reference ?? '',
      }),
    );
    await site.spreadsheet.insert(HOURS_TAB, [...meetings, eventLine('3 h')]);
    const { calls, counting } = counted(site.spreadsheet);
    await site.schedule(5, { spreadsheet: counting });
    return calls;
  };
  const few = await callsFor(1, 1);
  expect(few.filter((call) => call === 'update Binômes')).toHaveLength(1);
  expect(await callsFor(20, 5_000)).toEqual(few);
});

test('a line that the team types by hand counts at once', async () => {
  const site = aRunningSite();
  const pairs = pairsUnderWay(1);
  await insertAll(site.spreadsheet, pairs);
  await site.spreadsheet.insert(HOURS_TAB, []);
  site.spreadsheet.edit(HOURS_TAB.name, (grid) => {
    const [titles = []] = grid;
    const cells: Readonly<Record<string, string>> = {
      [HOURS_LINE.date]: '12/11/2026',
      [HOURS_LINE.duration]: '90 min',
      [HOURS_LINE.participants]: `${pairs[0]?.reference ?? ''} (Inès et Claire)`,
    };
    return [...grid, titles.map((title) => cells[title] ?? '')];
  });
  await site.schedule(5);
  const [first] = (await site.spreadsheet.read(PAIRS_TAB, [PAIR.hours, PAIR.lastSign])).values();
  expect(first).toEqual({ [PAIR.hours]: '1 h 30', [PAIR.lastSign]: '2026-11-12' });
});
