import { afterEach, expect, test, vi } from 'vitest';
import { EXCELLENCE_SITES } from '../domain/excellence-sites.ts';
import { parisDate } from '../domain/eligibility/age.ts';
import { needsInWords, soughtIn } from './mentor-needs.ts';
import { settings } from './settings.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const sites = EXCELLENCE_SITES.map(({ slug: id, name }) => ({ id, name }));
const kept = (needs: Readonly<Record<string, number>>, day = parisDate(new Date())) =>
  JSON.stringify({ day, season: settings.season, sites: needs });

/** The build was given this text. */
function given(text: string): void {
  vi.stubGlobal('MENTOR_NEEDS', text);
}

test('the sites that seek mentors come in the order of their number, as many as are asked for', () => {
  given(kept({ eurasante: 2, euratechnologies: 5, euramaterials: 3, euracreative: 2 }));
  expect(needsInWords(sites)).toBe(
    '5 mentors recherchés à EuraTechnologies, 3 à EuraMaterials, 2 à Eurasanté et 2 à EuraCreative',
  );
  expect(needsInWords(sites, 3)).toBe(
    '5 mentors recherchés à EuraTechnologies, 3 à EuraMaterials et 2 à Eurasanté',
  );
  expect(needsInWords(sites.filter(({ id }) => id === 'euramaterials'))).toBe(
    '3 mentors recherchés à EuraMaterials',
  );
  expect(needsInWords(sites.filter(({ id }) => id === 'euralimentaire'))).toBeUndefined();
});

test.each(['', 'x', kept({}), kept({ eurasante: 1 }), kept({ eurasante: 3 }, '2020-01-01')])(
  'of %j no page says anything',
  (text) => {
    given(text);
    expect(needsInWords(sites)).toBeUndefined();
  },
);

test('nothing is shown while the switch is off or mentors cannot sign up', () => {
  const shown = (mentorNeedsShown: boolean, open: boolean) => {
    const { season } = settings;
    return soughtIn(
      kept({ eurasante: 3 }),
      { season, mentorNeedsShown, recruitment: { mentor: { open } } },
      new Date(),
    );
  };
  expect(shown(true, true)).toEqual(new Map([['eurasante', 3]]));
  expect(shown(false, true).size + shown(true, false).size).toBe(0);
});
