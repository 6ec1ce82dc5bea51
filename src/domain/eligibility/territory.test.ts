import { expect, test } from 'vitest';
import { deriveCommunes } from '../../../scripts/derive-communes.ts';
import { COMMUNES, PRIORITY_NEIGHBOURHOODS, neighbourhoodsByCommune } from './territory.ts';

test('the communes are those of the official list today (else: npm run derive:territory)', () => {
  expect(COMMUNES).toEqual(deriveCommunes());
});

test('the MEL has 95 communes, and Lomme and Hellemmes are offered by name', () => {
  expect(COMMUNES).toHaveLength(97);
  expect(COMMUNES).toContainEqual({ code: '59355', name: 'Lomme' });
  expect(COMMUNES.map(({ code }) => code)).toContain('59298');
});

test('the 26 neighbourhoods of 19 communes stand under every commune they touch', () => {
  expect(PRIORITY_NEIGHBOURHOODS).toHaveLength(26);
  expect(neighbourhoodsByCommune()).toHaveLength(19);
  const places = neighbourhoodsByCommune().filter(({ neighbourhoods }) =>
    neighbourhoods.some(({ code }) => code === 'QN05978M'),
  );
  expect(places.map(({ commune }) => commune.name)).toEqual(['Lille', 'Mons-en-Barœul', "Villeneuve-d'Ascq"]);
});
