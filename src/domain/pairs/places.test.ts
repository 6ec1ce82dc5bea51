import { expect, test } from 'vitest';
import { placesLeft, referencesIn, takenPlaces } from './places.ts';

test('a cell names the references that it holds, however they were typed', () => {
  expect(referencesIn('ME-22222222')).toEqual(['ME-22222222']);
  expect(referencesIn(' me 2222 2222 ')).toEqual(['ME-22222222']);
  expect(referencesIn('me-22222222 Claire (Eurasanté, le soir, 1 place)')).toEqual(['ME-22222222']);
  expect(referencesIn('ME-22222222 ou ME-33333333')).toEqual(['ME-22222222', 'ME-33333333']);
  expect(referencesIn('Claire')).toEqual([]);
  expect(referencesIn('')).toEqual([]);
});

test('each pair that lasts takes a place of its mentor, whoever typed the row', () => {
  const states = [
    'Proposé',
    'accepte',
    'EN COURS',
    'En pause',
    'Terminé',
    'Arrêté',
    'Décliné',
    '',
    'à revoir',
  ];
  const pairs = states.map((state) => ({ youth: 'JE-22222222', mentor: 'me-22222222', state }));
  expect(takenPlaces(pairs)).toEqual(new Map([['ME-22222222', 4]]));
});

test.each([
  ['3', 0, 3],
  ['3', 2, 1],
  [' 1 ', 1, 0],
  ['1', 4, 0],
  ['0', 0, 0],
  ['', 0, undefined],
  ['deux', 1, undefined],
  ['1 ou 2', 0, undefined],
  ['-1', 0, undefined],
  ['1,5', 0, undefined],
])('of a capacity « %s » with %d taken are left %s', (capacity, taken, left) => {
  expect(placesLeft(capacity, taken)).toBe(left);
});
