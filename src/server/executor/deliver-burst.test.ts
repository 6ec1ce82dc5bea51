import { expect, test } from 'vitest';
import { GoogleSheetsDouble } from '../../../tests/doubles/google/double.ts';
import { GoogleSpreadsheet } from '../spreadsheet/google/google-sheets.ts';
import { debounce } from './debounce.ts';
import { LATER, aProgramme, deliver, withInsert } from '../../../tests/fixtures/programme.fixture.ts';

test('applications that still arrive are gathered: a full batch is written, or all that wait once none has come for a moment', async () => {
  const programme = aProgramme();
  const [spreadsheet, batches] = [programme.spreadsheet, new Array<number>()];
  let [left, sent, latestMs] = [600, 0, 0];
  const arrive = async (count: number): Promise<void> => {
    for (let more = count; more > 0; more -= 1) await programme.apply({ project: `Projet ${(sent += 1)}` });
    const waiting = await programme.ports.inbox.pending();
    latestMs = waiting.at(-1)?.receivedAt.getTime() ?? latestMs;
  };
  await arrive(1);
  const pause = async (milliseconds: number): Promise<void> => {
    if (left === 0) latestMs += milliseconds;
    else await arrive(50);
    left = Math.max(0, left - 50);
  };
  const now = () => new Date(latestMs + 10);
  const inserting = withInsert(spreadsheet, async (tab, rows) => {
    batches.push(rows.length);
    await spreadsheet.insert(tab, rows);
  });
  await programme.deliver({ spreadsheet: inserting, pause, now });
  expect(batches.reduce((sum, one) => sum + one, 0)).toBe(601);
  expect(batches.length).toBeLessThanOrEqual(4);
});

test('a drain that lost the lease meanwhile leaves the rest to who has it', async () => {
  const programme = aProgramme();
  for (let index = 0; index < 300; index += 1) await programme.apply({ project: `Projet ${index}` });
  const { lease } = programme.ports;
  const { spreadsheet } = programme;
  const inserting = withInsert(spreadsheet, async (tab, rows) => {
    await spreadsheet.insert(tab, rows);
    programme.wait(60);
    expect(await lease.take('another')).toBe(true);
  });
  await programme.deliver({ spreadsheet: inserting });
  expect(programme.rows()).toHaveLength(250);
  expect(await lease.keep('another')).toBe(true);
});

test('1,000 acceptances that each start a drain of their own cost ten writes at most, within the quota of Google', async () => {
  const double = new GoogleSheetsDouble({ quota: { reads: 60, writes: 60 } });
  const settings = await double.listen();
  const programme = aProgramme();
  const pauses: number[] = [];
  // The moment that each leaves to the others is over when all that arrived together are in.
  const arrived = Promise.withResolvers<undefined>();
  const pause = (milliseconds: number): Promise<undefined> => {
    pauses.push(milliseconds);
    return arrived.promise;
  };
  try {
    const drains: Promise<void>[] = [];
    for (let index = 0; index < 1_000; index += 1) {
      await programme.apply({ project: `Projet ${index}` });
      // An instance of its own: it knows nothing of what the others know.
      const spreadsheet = new GoogleSpreadsheet(settings, { now: () => double.now() });
      drains.push(
        debounce(pause).then(async () => {
          await deliver({ ...programme.ports, now: () => double.now(), spreadsheet }, LATER);
        }),
      );
    }
    arrived.resolve(undefined);
    await Promise.all(drains);
    const ids = double
      .grid('Jeunes')
      .slice(1)
      .map(([id]) => id);
    expect([ids.length, new Set(ids).size]).toEqual([1_000, 1_000]);
    expect(double.calls.filter(({ writes }) => writes).length).toBeLessThanOrEqual(10);
    expect(new Set(pauses).size).toBeGreaterThan(900);
    expect(programme.sent).toHaveLength(2_000);
    expect(await programme.health()).toMatchObject({ pending: 0, quarantined: 0 });
  } finally {
    await double.close();
  }
}, 30_000);
