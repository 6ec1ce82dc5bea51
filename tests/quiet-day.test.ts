import { expect, test } from 'vitest';
import { TABS } from '../src/domain/spreadsheet-tabs.ts';
import { GristSpreadsheet } from '../src/server/spreadsheet/grist/grist.ts';
import { GristDouble } from './doubles/grist/double.ts';
import { aMinor } from './fixtures/youth.fixture.ts';
import { aRunningSite } from './support/running-site.ts';

/** Of Grist's free plan; a drain runs every five minutes. Twelve calls a drain are what the README and docs/mise-en-ligne.md say. */
const CALLS_OF_A_DAY = 5_000;
const DRAINS = (24 * 60) / 5;

test.each([
  ['every tab is there', true, 12],
  ['only those that somebody is in', false, 16],
] as const)('the drains of a quiet day fit the free plan of Grist while %s', async (_, isSetUp, calls) => {
  const double = new GristDouble();
  const settings = await double.listen();
  const site = aRunningSite();
  if (isSetUp) for (const tab of TABS) await new GristSpreadsheet(settings).insert(tab, []);
  await site.apply('a@exemple.fr', aMinor({ email: 'a@exemple.fr' }));
  // The first ones deliver, and « Le point » reads once more.
  for (let drain = 0; drain < 3; drain += 1)
    await site.schedule(5, { spreadsheet: new GristSpreadsheet(settings) });
  double.callsLeft = 1_000;
  // A process that begins anew remembers nothing.
  await site.schedule(5, { spreadsheet: new GristSpreadsheet(settings) });
  expect(1_000 - double.callsLeft).toBeLessThanOrEqual(calls);
  expect(calls * DRAINS).toBeLessThan(CALLS_OF_A_DAY);
  await double.close();
});
