import { expect, test } from 'vitest';
import { isAuthorised } from './authorised.ts';

const EVE = new Date('2026-12-31T12:00:00Z');
const BIRTHDAY = new Date('2027-01-01T12:00:00Z');
const youth = { birthDate: '2009-01-01' };

test.each([
  ['a minor whose guardian agreed', youth, { État: 'accordee' }, EVE, true],
  ['a minor whose guardian was asked', youth, { État: 'Demandée' }, EVE, false],
  ['a minor whose guardian refused', youth, { État: 'Refusée' }, EVE, false],
  ['a minor without a row', youth, undefined, EVE, false],
  ['the same on the day of eighteen', youth, undefined, BIRTHDAY, true],
  ['an adult of whom an old refusal stands there', youth, { État: 'Refusée' }, BIRTHDAY, true],
  ['somebody whose date of birth cannot be read', { birthDate: 'mars' }, undefined, BIRTHDAY, false],
])('%s', (_, { birthDate }, row, on, is) => {
  expect(isAuthorised({ birthDate }, row, on)).toBe(is);
});
