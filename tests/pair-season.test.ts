import { beforeAll, expect, test, vi } from 'vitest';
import { playPairs, type PairSeason } from './simulation/pair-season.ts';
import { pairTableOf } from './simulation/pair-season-table.ts';

// Four pairs from their proposal to six months after their end: what each person receives, and why.

/** A busy machine takes long; it is about 5 s of work. */
const PATIENCE_MS = 300_000;

let season: PairSeason;

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  season = await playPairs();
}, PATIENCE_MS);

test('nothing is sent twice', () => {
  const ids = season.sent.map(({ messageId }) => messageId);
  expect(ids).toHaveLength(new Set(ids).size);
});

test('the letters of the season are those of its table, each with its reason', async () => {
  const table = pairTableOf(season);
  expect(table).not.toContain('| no reason |');
  await expect(table).toMatchFileSnapshot('simulation/pair-season-table.txt');
});
