import { expect, test } from 'vitest';
import { formatDay, formatSpan, formatWeekday } from './french-dates.ts';

const plain = (text: string) => text.replaceAll('\u00A0', ' ');

test('an event of one day says its day once', () => {
  expect(plain(formatSpan('2026-11-18T14:00', '2026-11-18T16:30'))).toBe(
    'mercredi 18 novembre 2026, de 14 h à 16 h 30',
  );
});

test('an event of two days says both', () => {
  expect(plain(formatSpan('2026-12-04T09:05', '2026-12-05T12:00'))).toBe(
    'du vendredi 4 décembre 2026 à 9 h 05 au samedi 5 décembre 2026 à 12 h',
  );
});

test('the first of a month is written « 1er »', () => {
  expect(plain(formatWeekday('2027-01-01'))).toBe('vendredi 1er janvier 2027');
  expect(plain(formatDay('2026-10-01'))).toBe('1er octobre 2026');
});

test('a day and its month stay on one line', () => {
  expect(formatDay('2026-10-05')).toBe('5\u00A0octobre 2026');
});
