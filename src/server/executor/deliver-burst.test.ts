import { expect, test } from 'vitest';
import { GoogleSheetsDouble } from '../../../tests/doubles/google/double.ts';
import { GoogleSpreadsheet } from '../spreadsheet/google/google-sheets.ts';
import { deliver } from './deliver.ts';
import { debounce } from './debounce.ts';
import { LATER, aProgramme } from '../../../tests/fixtures/programme.fixture.ts';

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
