import { describe, expect, test } from 'vitest';
import { INDICATOR, INDICATORS_TAB } from '../src/domain/figures/indicators-tab.ts';
import { type BreakdownState, type PublishedBreakdown, renewed } from '../src/domain/figures/published.ts';
import { YOUTHS_TAB } from '../src/domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../src/domain/pairs/pairs-tab.ts';
import { seeded } from './doubles/faults.ts';
import { aPerson } from './fixtures/watch.fixture.ts';
import { aRunningSite } from './support/running-site.ts';

const CELLS = ['oui', 'a-verifier', 'non'] as const;
type Cell = (typeof CELLS)[number];

interface Youth {
  readonly night: number;
  readonly cell: Cell;
}

function countsOf(cells: readonly Cell[]): Readonly<Record<Cell, number>> {
  const of = (cell: Cell): number => cells.filter((one) => one === cell).length;
  return { oui: of('oui'), 'a-verifier': of('a-verifier'), non: of('non') };
}

/** All that somebody sees who looks every night: the total, exact, and the breakdown. */
function seenIn(youths: readonly Youth[]) {
  const last = Math.max(...youths.map(({ night }) => night));
  let state: BreakdownState | undefined;
  const looks: number[] = [];
  const nights = Array.from({ length: last + 1 }, (_, night) => {
    const there = youths.filter((one) => one.night <= night).map(({ cell }) => cell);
    const next = renewed(state, countsOf(there));
    if (next !== state) looks.push(night);
    state = next;
    return { total: there.length, told: state?.told };
  });
  return { nights, looks };
}

/** Youths who come one, two or three a night, or none, most of them of one kind. */
function aSeason(seed: number, size = 40): readonly Youth[] {
  const random = seeded(seed);
  let night = 0;
  return Array.from({ length: size }, () => {
    night += Math.floor(random() * 3);
    const roll = random();
    return { night, cell: roll < 0.75 ? 'oui' : roll < 0.9 ? 'a-verifier' : 'non' };
  });
}

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed + 1);

describe('somebody who sees every version of a breakdown, and every total', () => {
  test('sees the same, every night, whichever of two of a group is which', () => {
    let exchanged = 0;
    for (const seed of SEEDS) {
      const youths = aSeason(seed);
      const seen = seenIn(youths);
      const groupOf = ({ night }: Youth): number => seen.looks.findIndex((look) => night <= look);
      for (const [at, target] of youths.entries()) {
        const other = youths.findIndex((one) => groupOf(one) === groupOf(target) && one.cell !== target.cell);
        if (other === -1 || groupOf(target) === -1) continue;
        const swapped = youths.map((one, index) => {
          if (index === at) return { ...one, cell: youths[other]?.cell ?? one.cell };
          return index === other ? { ...one, cell: target.cell } : one;
        });
        expect(seenIn(swapped), `season ${seed}, youth ${at}`).toEqual(seen);
        exchanged += 1;
      }
    }
    expect(exchanged).toBeGreaterThan(500);
  });

  test('finds no two versions that fewer than five people lie between', () => {
    let versions = 0;
    for (const seed of SEEDS) {
      const { nights } = seenIn(aSeason(seed));
      let before: PublishedBreakdown | undefined;
      for (const { told } of nights) {
        if (told === before) continue;
        expect((told?.of ?? 0) - (before?.of ?? 0)).toBeGreaterThanOrEqual(5);
        before = told;
        versions += 1;
      }
    }
    expect(versions).toBeGreaterThan(100);
  });

  test('sees nothing of one who comes, leaves or is corrected alone', () => {
    const state = renewed(undefined, { oui: 17, 'a-verifier': 4, non: 2 });
    expect(state?.told?.cells).toEqual({ oui: 15, 'a-verifier': 0, non: 0 });
    for (const counts of [
      { oui: 18, 'a-verifier': 4, non: 2 },
      { oui: 17, 'a-verifier': 5, non: 2 },
      { oui: 16, 'a-verifier': 4, non: 2 },
      { oui: 17, 'a-verifier': 6, non: 0 },
      { oui: 19, 'a-verifier': 4, non: 4 },
    ])
      expect(renewed(state, counts)).toBe(state);
    expect(renewed(state, { oui: 21, 'a-verifier': 5, non: 2 })?.told?.cells).toEqual({
      oui: 20,
      'a-verifier': 5,
      non: 0,
    });
  });

  test('can tell the exact number of no cell from the total and the others', () => {
    const numbers = Array.from({ length: 22 }, (_, count) => count);
    const alike = new Map<string, Readonly<Record<Cell, number>>[]>();
    for (const oui of numbers)
      for (const unsure of numbers)
        for (const non of numbers) {
          const counts = { oui, 'a-verifier': unsure, non };
          const told = renewed(undefined, counts)?.told;
          if (told === undefined) continue;
          const key = JSON.stringify(told);
          alike.set(key, [...(alike.get(key) ?? []), counts]);
        }
    expect(alike.size).toBeGreaterThan(100);
    // A cell that is told as 20 may stand for more than were tried.
    for (const [told, all] of [...alike].filter(([told]) => !told.includes('20')))
      for (const cell of CELLS)
        expect(new Set(all.map((counts) => counts[cell])).size, told).toBeGreaterThan(1);
  });

  test('never reads a number below five', () => {
    for (const seed of SEEDS)
      for (const { told } of seenIn(aSeason(seed)).nights)
        for (const shown of Object.values(told?.cells ?? {})) expect(shown % 5).toBe(0);
  });
});

test('the rows of « Indicateurs », night after night, tell of a group or of nobody', async () => {
  const site = aRunningSite();
  const youths = Array.from({ length: 23 }, () => aPerson('youth'));
  const cells = (at: number) => ({
    Référence: youths[at]?.reference ?? '',
    Saison: '2026-2027',
    Quartier: at % 6 === 0 ? 'Je ne sais pas' : 'Pont de Bois-Hôtel de ville',
    'Date de naissance': at % 2 === 0 ? '2001-05-04' : '2008-05-04',
    'Reçue le': '2026-09-02T10:00:00+02:00',
  });
  await site.spreadsheet.insert(
    YOUTHS_TAB,
    youths.map(({ id }, at) => ({ id, cells: cells(at) })),
  );
  let [last, versions] = ['', 0];
  let from = 0;
  for (let night = 0; night < youths.length; night += 1) {
    const pair = {
      [PAIR.reference]: `BI-${'ABCDEFGHJKLMNPQRSTUVWXYZ'.charAt(night).repeat(8)}`,
      [PAIR.youth]: youths[night]?.reference ?? '',
      [PAIR.site]: night % 3 === 0 ? 'EuraMaterials' : 'Eurasanté',
      [PAIR.state]: 'En cours',
      [PAIR.startedAt]: '2026-10-02T18:00:00+02:00',
    };
    await site.spreadsheet.insert(PAIRS_TAB, [{ id: aPerson().id, cells: pair }]);
    site.wait(1);
    expect((await site.night()).met).toEqual([]);
    const rows = await site.spreadsheet.read(INDICATORS_TAB, [
      INDICATOR.label,
      INDICATOR.value,
      INDICATOR.of,
    ]);
    const shown = [...rows.values()].map((row) => Object.values(row));
    expect(shown).toContainEqual(['Jeunes accompagnés', String(night + 1), String(night + 1)]);
    const broken = shown.filter(([label = '']) => label.startsWith('Jeunes accompagnés, '));
    for (const [, value = ''] of broken) expect(value).toMatch(/^(?:moins de 5|\d*[05])$/);
    const text = JSON.stringify(broken.toSorted());
    if (text === last || broken.length === 0) continue;
    expect(night + 1 - from).toBeGreaterThanOrEqual(5);
    [last, from, versions] = [text, night + 1, versions + 1];
  }
  expect(versions).toBeGreaterThan(2);
  expect(last).toContain('par quartier : Quartier prioritaire","15","20"');
});
