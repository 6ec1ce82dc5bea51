import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isWorkingDay,
  promisedOn,
  publicHolidays,
  workingDayAfter,
  workingDayBefore,
} from './working-days.ts';

const HOLIDAYS_2026 = [
  '2026-01-01',
  '2026-04-06',
  '2026-05-01',
  '2026-05-08',
  '2026-05-14',
  '2026-05-25',
  '2026-07-14',
  '2026-08-15',
  '2026-11-01',
  '2026-11-11',
  '2026-12-25',
];

/** Days since 1970, as a date. */
const day = fc
  .integer({ min: Date.parse('1990-01-01') / 86_400_000, max: Date.parse('2150-01-01') / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const year = fc.integer({ min: 1900, max: 2200 });
const weekdayOf = (date: string) => new Date(`${date}T00:00Z`).getUTCDay();

describe('public holidays', () => {
  test('of 2026 are the eleven of the law', () => {
    expect([...publicHolidays(2026)].sort()).toEqual(HOLIDAYS_2026);
  });

  // Dates of Easter Sunday: the earliest and the latest of two centuries among them.
  test.each([
    '1961-04-02',
    '2000-04-23',
    '2008-03-23',
    '2024-03-31',
    '2025-04-20',
    '2038-04-25',
    '2100-03-28',
  ])('follow Easter, %s', (easter) => {
    const monday = new Date(Date.parse(easter) + 86_400_000).toISOString().slice(0, 10);
    expect(publicHolidays(Number(easter.slice(0, 4)))).toContain(monday);
  });

  test('are a Monday of spring, the Thursday 38 days later and the Monday 49 days later, in any year', () => {
    fc.assert(
      fc.property(year, (one) => {
        const days = publicHolidays(one);
        const later = (from: string, count: number) =>
          new Date(Date.parse(from) + count * 86_400_000).toISOString().slice(0, 10);
        const moving = [...days].filter(
          (date) => date >= `${one}-03-23` && date <= `${one}-04-26` && weekdayOf(date) === 1,
        );
        expect(moving).toHaveLength(1);
        const [monday = ''] = moving;
        expect([later(monday, 38), later(monday, 49)].map(weekdayOf)).toEqual([4, 1]);
        expect([later(monday, 38), later(monday, 49)].every((date) => days.has(date))).toBe(true);
      }),
    );
  });

  test('hold neither 26 December nor Good Friday, which Alsace and Moselle alone have', () => {
    expect(isWorkingDay('2025-12-26')).toBe(true);
    expect(isWorkingDay('2026-04-03')).toBe(true);
  });
});

describe('working days', () => {
  test('are what the law and the week leave', () => {
    fc.assert(
      fc.property(day, (date) => {
        const isOff = [0, 6].includes(weekdayOf(date)) || publicHolidays(Number(date.slice(0, 4))).has(date);
        expect(isWorkingDay(date)).toBe(!isOff);
      }),
    );
  });

  test('are counted one by one: n of them stand after a day, up to the one that is given', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (date, count) => {
        const last = workingDayAfter(date, count);
        const between: string[] = [];
        for (let at = Date.parse(date) + 86_400_000; at <= Date.parse(last); at += 86_400_000)
          between.push(new Date(at).toISOString().slice(0, 10));
        expect(between.filter(isWorkingDay)).toHaveLength(count);
        expect(isWorkingDay(last)).toBe(true);
      }),
    );
  });
});

test('the working day before one is the one that it comes after', () => {
  fc.assert(
    fc.property(day, (date) => {
      const next = workingDayAfter(date, 1);
      const before = workingDayBefore(next);
      expect(before <= date && workingDayAfter(before, 1) === next).toBe(true);
    }),
  );
});

describe('the promise', () => {
  test.each([
    ['a Tuesday', '2026-11-24T09:00:00Z', 5, '2026-12-01'],
    ['a Sunday', '2026-11-22T20:00:00Z', 5, '2026-11-27'],
    ['a Friday before a long week-end', '2026-05-22T10:00:00Z', 1, '2026-05-26'],
    ['Christmas Eve', '2026-12-24T10:00:00Z', 5, '2027-01-04'],
    ['the evening of a bridge', '2026-05-13T20:00:00Z', 2, '2026-05-18'],
  ])('of what arrives on %s', (_, receivedAt, days, promised) => {
    expect(promisedOn(new Date(receivedAt), days)).toBe(promised);
  });

  test('begins with the day in Lille, at midnight of summer and of winter', () => {
    expect(promisedOn(new Date('2026-07-06T21:59:59Z'), 1)).toBe('2026-07-07');
    expect(promisedOn(new Date('2026-07-06T22:00:00Z'), 1)).toBe('2026-07-08');
    expect(promisedOn(new Date('2026-11-23T22:59:59Z'), 1)).toBe('2026-11-24');
    expect(promisedOn(new Date('2026-11-23T23:00:00Z'), 1)).toBe('2026-11-25');
  });

  test('is the same whatever the hour of a day whose clocks change', () => {
    for (const [from, to] of [
      ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
      ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    ] as const) {
      const promises = new Set<string>();
      for (let at = Date.parse(from); at < Date.parse(to); at += 900_000)
        promises.add(promisedOn(new Date(at), 3));
      expect(promises.size).toBe(1);
    }
  });

  test('of a later arrival is never earlier', () => {
    const instant = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: 1, max: 10 }), (one, other, days) => {
        const [first, last] = one < other ? [one, other] : [other, one];
        expect(promisedOn(first, days) <= promisedOn(last, days)).toBe(true);
      }),
    );
  });
});
