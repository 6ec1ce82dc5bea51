import { expect, test } from 'vitest';
import { fieldOf } from '../application/form.ts';
import { mentorForm } from '../application/mentor.ts';
import { youthForm } from '../application/youth.ts';
import { EXCELLENCE_SITES } from '../excellence-sites.ts';
import { commonMoments, momentsIn, momentsInWords, sectorWordsIn, sitesIn } from './criteria.ts';

const FORMS = { youth: youthForm, mentor: mentorForm };

test.each(['youth', 'mentor'] as const)(
  'each option of the %s’s availability is read back from its cell',
  (name) => {
    const field = fieldOf(FORMS[name], 'availability');
    const values = 'options' in field.control ? field.control.options.map(({ value }) => value) : [];
    expect(values.length).toBeGreaterThan(3);
    for (const value of values)
      expect([...momentsIn(field.cell([value], { receivedOn: '2026-11-23' }))]).toEqual([value]);
    expect([...momentsIn(field.cell(values, { receivedOn: '2026-11-23' }))].toSorted()).toEqual(
      values.toSorted(),
    );
  },
);

test('each site of interest is read back from its cell', () => {
  const field = fieldOf(youthForm, 'interests');
  for (const { slug } of EXCELLENCE_SITES)
    expect([...sitesIn(field.cell([slug], { receivedOn: '2026-11-23' }))]).toEqual([slug]);
  expect(sitesIn(field.cell(['je-ne-sais-pas'], { receivedOn: '2026-11-23' })).size).toBe(0);
});

test.each([
  ['soir', ['soir']],
  ['le soir et le samedi', ['soir', 'samedi']],
  ['SAMEDI, mercredi', ['samedi', 'mercredi']],
  ['En fin d’apres-midi\nmidi', ['soir', 'midi']],
  ['pas le soir', []],
  ['dimanche; Le samedi', ['samedi']],
  ['', []],
])('in « %s » the moments known are %j', (cell, moments) => {
  expect([...momentsIn(cell)]).toEqual(moments);
});

test('a site is known however the team typed it', () => {
  expect([...sitesIn(' eurasante (Loos)')]).toEqual(['eurasante']);
  expect([...sitesIn('numérique')]).toEqual(['euratechnologies']);
  expect([...sitesIn('Un autre lieu')]).toEqual([]);
});

test('a weekday’s hours hold Wednesday afternoon, and neither noon nor the holidays have a twin', () => {
  const common = (one: string, other: string) => {
    const moments = commonMoments(momentsIn(one), momentsIn(other));
    return moments && momentsInWords(moments);
  };
  expect(common('mercredi', 'journée')).toBe('le mercredi après-midi');
  expect(common('journée; mercredi', 'journée; mercredi')).toBe('en journée');
  expect(common('soir; samedi', 'samedi; soir')).toBe('le soir et le samedi');
  expect(common('vacances', 'midi; soir')).toBe('');
  expect(common('journée', 'midi')).toBe('');
  expect(common('', 'soir')).toBeUndefined();
});

test('a field names the sector of a site by a word of it', () => {
  expect(sectorWordsIn('Design d’objets', 'euracreative')).toEqual(['Design']);
  expect(sectorWordsIn('santé publique', 'eurasante')).toEqual(['santé']);
  expect(sectorWordsIn('recherche du textile', 'eurasante')).toEqual([]);
});
