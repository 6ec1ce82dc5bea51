import { expect, test } from 'vitest';
import { isBelievable, stepOn, termOf } from './term.ts';

test('a term counts whole months, to the end of one that is too short', () => {
  expect(termOf('2026-11-22', 24)).toBe('2028-11-22');
  expect(termOf('2028-02-29', 24)).toBe('2030-02-28');
  expect(termOf('2026-08-31', 6)).toBe('2027-02-28');
});

test('nothing is done before the last thirty days, then it is announced once, and erased thirty days later', () => {
  const term = '2027-05-31';
  expect(stepOn('2027-04-30', term, undefined)).toBe('keep');
  expect(stepOn('2027-05-01', term, undefined)).toBe('announce');
  expect(stepOn('2027-05-02', term, '2027-05-01')).toBe('wait');
  expect(stepOn('2027-05-30', term, '2027-05-01')).toBe('wait');
  expect(stepOn('2027-05-31', term, '2027-05-01')).toBe('erase');
});

test('what was announced late, or by a clock that was ahead, waits its thirty days all the same', () => {
  expect(stepOn('2027-07-09', '2027-05-31', '2027-06-10')).toBe('wait');
  expect(stepOn('2027-07-10', '2027-05-31', '2027-06-10')).toBe('erase');
  expect(stepOn('2027-07-10', '2027-05-31', '2031-06-10')).toBe('wait');
});

test('a contact may lie a little ahead, or before the application, not years away', () => {
  const days = { receivedOn: '2026-11-01', today: '2026-11-22' };
  expect(isBelievable('2027-06-01', days)).toBe(true);
  expect(isBelievable('2026-02-01', days)).toBe(true);
  expect(isBelievable('2062-06-01', days)).toBe(false);
  expect(isBelievable('2006-11-12', days)).toBe(false);
});
