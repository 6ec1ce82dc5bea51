import { expect, test, vi } from 'vitest';
import { parisTimestamp } from './application/application.ts';
import { parisDate } from './eligibility/age.ts';
import { wallTime } from './wall-clock.ts';

test.each([
  ['2026-11-22T20:05:09.999Z', 'Europe/Paris', '2026-11-22T21:05:09'],
  ['2026-12-31T23:00:00Z', 'Europe/Paris', '2027-01-01T00:00:00'],
  ['2026-01-02T03:04:05Z', 'UTC', '2026-01-02T03:04:05'],
  ['0999-01-02T03:04:05Z', 'UTC', '0999-01-02T03:04:05'],
  ['2026-03-29T01:00:00Z', 'Europe/Paris', '2026-03-29T03:00:00'],
])('at %s the clocks of %s show %s', (at, zone, shown) => {
  expect(wallTime(new Date(at), zone)).toBe(shown);
});

test.each([
  ['2026-11-22T20:05:09.999Z', '2026-11-22T21:05:09+01:00'],
  ['2026-07-01T22:30:00Z', '2026-07-02T00:30:00+02:00'],
  ['2026-10-25T00:30:00Z', '2026-10-25T02:30:00+02:00'],
  ['2026-10-25T01:30:00Z', '2026-10-25T02:30:00+01:00'],
])('%s is told with the zone of Paris, %s', (iso, told) => {
  expect(parisTimestamp(iso)).toBe(told);
});

test('a locale that joins the parts of a date in another order changes nothing', () => {
  // As ICU 72 has `en-CA`.
  vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts').mockReturnValue([
    { type: 'month', value: '11' },
    { type: 'literal', value: '/' },
    { type: 'day', value: '6' },
    { type: 'literal', value: '/' },
    { type: 'year', value: '2026' },
    { type: 'literal', value: ' à ' },
    { type: 'hour', value: '0' },
    { type: 'minute', value: '30' },
    { type: 'second', value: '0' },
  ]);
  expect(parisDate(new Date('2026-11-05T23:30:00Z'))).toBe('2026-11-06');
  expect(parisTimestamp('2026-11-05T23:30:00Z')).toBe('2026-11-06T00:30:00+01:00');
});
