import { expect, test } from 'vitest';
import { PAIR, PAIRS_TAB } from '../src/domain/pairs/pairs-tab.ts';
import { TABS } from '../src/domain/spreadsheet-tabs.ts';
import { GristSpreadsheet } from '../src/server/spreadsheet/grist/grist.ts';
import { GristDouble } from './doubles/grist/double.ts';
import { aMinor } from './fixtures/youth.fixture.ts';
import { aRunningSite } from './support/running-site.ts';

/** Of Grist's free plan; a drain runs every five minutes. The README and docs/mise-en-ligne.md say twelve calls a drain, sixteen once a pair is under way. */
const CALLS_OF_A_DAY = 5_000;
const DRAINS = (24 * 60) / 5;

const A_PAIR = {
  id: 'b'.repeat(32),
  cells: {
    [PAIR.reference]: 'BI-AAAAAAAA',
    [PAIR.state]: 'En cours',
    [PAIR.startedAt]: '2026-11-02T18:00:00+01:00',
  },
};

test.each([
  ['every tab is there', true, 12, []],
  ['only those that somebody is in', false, 16, []],
  ['a pair is under way', true, 16, [A_PAIR]],
] as const)(
  'the drains of a quiet day fit the free plan of Grist while %s',
  async (_, isSetUp, calls, pairs) => {
    const double = new GristDouble();
    const settings = await double.listen();
    const site = aRunningSite();
    if (isSetUp) for (const tab of TABS) await new GristSpreadsheet(settings).insert(tab, []);
    if (pairs.length > 0) await new GristSpreadsheet(settings).insert(PAIRS_TAB, pairs);
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
  },
);
