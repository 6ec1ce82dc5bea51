import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXCELLENCE_SITES, type SiteSlug } from '../excellence-sites.ts';
import type { FreeMentor, WaitingYouth } from './matching.ts';
import { mentorsSought, needsIn, soughtInWords } from './needs.ts';

function aYouth(...sites: readonly SiteSlug[]): WaitingYouth {
  return {
    reference: 'JE-22222222',
    season: '2026-2027',
    since: 0,
    moments: new Set(),
    sites: new Set(sites),
    met: new Set(),
  };
}

function aMentor(places: number, ...sites: readonly SiteSlug[]): FreeMentor {
  const { reference, season, since, moments } = aYouth();
  return { reference, season, since, moments, givenName: '', field: '', sites: new Set(sites), places };
}

function times<T>(count: number, one: T): readonly T[] {
  return Array.from({ length: count }, () => one);
}

describe('mentors sought', () => {
  test('youths who ticked a site, less the places left there', () => {
    const youths = [...times(5, aYouth('euramaterials')), ...times(2, aYouth('eurasante'))];
    expect(mentorsSought(youths, [aMentor(2, 'euramaterials')])).toEqual({ euramaterials: 3, eurasante: 2 });
  });

  test('1 is told to nobody, nor is 0', () => {
    const youths = [...times(3, aYouth('euramaterials')), aYouth('eurasante')];
    expect(mentorsSought(youths, [aMentor(2, 'euramaterials')])).toEqual({});
  });

  test('whoever ticked two sites counts once: a place at either will do', () => {
    const youths = times(4, aYouth('eurasante', 'euramaterials'));
    expect(mentorsSought(youths, [])).toEqual({ eurasante: 2, euramaterials: 2 });
    expect(mentorsSought(youths, [aMentor(4, 'euramaterials')])).toEqual({});
  });

  test('whoever can leaves a place to those who cannot', () => {
    const youths = [
      ...times(2, aYouth('eurasante', 'euratechnologies')),
      ...times(2, aYouth('eurasante', 'euracreative')),
      ...times(2, aYouth('euratechnologies', 'euracreative')),
    ];
    const mentors = [aMentor(2, 'eurasante'), aMentor(4, 'euracreative')];
    expect(mentorsSought(youths, mentors)).toEqual({});
  });

  test('those of two sites count where fewer are sought', () => {
    const youths = [...times(2, aYouth('eurasante', 'euramaterials')), ...times(3, aYouth('eurasante'))];
    expect(mentorsSought(youths, [])).toEqual({ eurasante: 3, euramaterials: 2 });
  });

  test('whoever ticked none counts nowhere, and a mentor of another place takes nobody', () => {
    expect(mentorsSought(times(3, aYouth()), [])).toEqual({});
    const youths = times(3, aYouth('eurasante'));
    expect(mentorsSought(youths, [aMentor(3), aMentor(3, 'euramaterials')])).toEqual({ eurasante: 3 });
  });

  const aSite = fc.constantFrom(...EXCELLENCE_SITES.map(({ slug }) => slug));
  const someSites = fc.uniqueArray(aSite, { maxLength: 3 });

  test('the order of the rows counts for nothing, and nobody is counted twice', () => {
    fc.assert(
      fc.property(
        fc.array(someSites, { maxLength: 12 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), someSites), { maxLength: 5 }),
        (wishes, places) => {
          const youths = wishes.map((sites) => aYouth(...sites));
          const mentors = places.map(([count, sites]) => aMentor(count, ...sites));
          const sought = mentorsSought(youths, mentors);
          expect(mentorsSought(youths.toReversed(), mentors.toReversed())).toEqual(sought);
          const total = Object.values(sought).reduce((sum, count) => sum + count, 0);
          expect(total).toBeLessThanOrEqual(wishes.filter(({ length }) => length > 0).length);
        },
      ),
    );
  });
});

describe('totals that were kept', () => {
  const needs = { day: '2026-11-23', season: '2026-2027', sites: { euramaterials: 3 } };
  const read = (text: string | undefined, today = '2026-11-23') =>
    needsIn(text, { season: '2026-2027', today });

  test('say for a week what they said', () => {
    const text = JSON.stringify(needs);
    expect(read(text)).toEqual(needs);
    expect(read(text, '2026-11-30')).toEqual(needs);
    expect(read(text, '2026-12-01')).toBeUndefined();
    expect(read(text, '2026-11-22')).toBeUndefined();
    expect(needsIn(text, { season: '2027-2028', today: '2026-11-23' })).toBeUndefined();
  });

  test.each([
    undefined,
    '',
    'null',
    '{"day":"2026-11-23"',
    JSON.stringify({ ...needs, day: '23/11/2026' }),
    JSON.stringify({ ...needs, sites: { euramaterials: 1 } }),
    JSON.stringify({ ...needs, sites: { euramaterials: '3' } }),
    JSON.stringify({ ...needs, sites: { ailleurs: 3 } }),
  ])('say nothing when they are %j', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

test('a sentence names the mentors once, then the sites', () => {
  const [materials, health] = [
    { name: 'EuraMaterials', count: 3 },
    { name: 'Eurasanté', count: 2 },
  ];
  expect(soughtInWords([materials])).toBe('3 mentors recherchés à EuraMaterials');
  expect(soughtInWords([materials, health])).toBe('3 mentors recherchés à EuraMaterials et 2 à Eurasanté');
});
