import { expect, test } from 'vitest';
import { clockMistake, parisInstant, parisTimestamp } from './paris-time.ts';

test('Paris is one hour ahead of UTC in winter and two in summer, on any machine', () => {
  expect(parisInstant('2026-11-18T14:00').toISOString()).toBe('2026-11-18T13:00:00.000Z');
  expect(parisInstant('2026-07-18T14:00').toISOString()).toBe('2026-07-18T12:00:00.000Z');
});

test('an event over the night of the change of hour lasts an hour more or less than its clock says', () => {
  const hours = (from: string, to: string) =>
    (parisInstant(to).getTime() - parisInstant(from).getTime()) / 3_600_000;
  expect(hours('2026-10-24T20:00', '2026-10-25T08:00')).toBe(13);
  expect(hours('2027-03-27T20:00', '2027-03-28T08:00')).toBe(11);
});

test('of the hour that comes twice, the first is meant', () => {
  expect(parisTimestamp('2026-10-25T02:30')).toBe('2026-10-25T02:30:00+02:00');
});

test.each([
  ['2027-03-28T02:30', 'skipped'],
  ['2027-03-28T03:00', undefined],
  ['2026-02-30T10:00', 'unreadable'],
  ['2026-11-18T24:30', 'unreadable'],
  ['2026-11-18T14:00:00', 'unreadable'],
  ['2026-11-18', 'unreadable'],
  ['18/11/2026 14:00', 'unreadable'],
])('the clocks of Paris and %s: %s', (local, mistake) => {
  expect(clockMistake(local)).toBe(mistake);
});
