import { describe, expect, test } from 'vitest';
import { formatDay, formatDateBadge, formatMonthOfYear, formatSpan, formatWeekday } from './french-dates.ts';

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

describe('as the French of this engine writes them', () => {
  const written = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', ...options }).format(new Date(`${day}T00:00Z`));
  const days = Array.from(
    { length: 12 },
    (_, month) => `2026-${String(month + 1).padStart(2, '0')}-1${month % 7}`,
  );

  test.each(days)('%s', (day) => {
    const long = { day: 'numeric', month: 'long', year: 'numeric' } as const;
    expect(plain(formatDay(day))).toBe(written(day, long));
    expect(plain(formatWeekday(day))).toBe(written(day, { weekday: 'long', ...long }));
    expect(formatMonthOfYear(day)).toBe(written(day, { month: 'long', year: 'numeric' }));
    expect(formatDateBadge(day, day).month).toBe(written(day, { month: 'short' }));
  });
});

test.each([
  ['2026-11-18T00:00', '2026-11-18T23:59', 'mercredi 18 novembre 2026, toute la journée', '18 nov.'],
  ['2026-11-18T00:00', '2026-11-19T00:00', 'mercredi 18 novembre 2026, toute la journée', '18 nov.'],
  [
    '2026-12-31T00:00',
    '2027-01-01T23:59',
    'du jeudi 31 décembre 2026 au vendredi 1er janvier 2027',
    '31–1 déc.–janv.',
  ],
  ['2026-11-18T20:00', '2026-11-19T00:00', 'mercredi 18 novembre 2026, de 20 h à minuit', '18 nov.'],
  [
    '2026-11-18T20:00',
    '2026-11-20T00:00',
    'du mercredi 18 novembre 2026 à 20 h au jeudi 19 novembre 2026 à minuit',
    '18–19 nov.',
  ],
])('from %s to %s reads « %s »', (start, end, span, badge) => {
  const { days, month } = formatDateBadge(start, end);
  expect([plain(formatSpan(start, end)), `${days} ${month}`]).toEqual([span, badge]);
});
