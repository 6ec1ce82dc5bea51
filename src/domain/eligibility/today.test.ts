import { describe, expect, test } from 'vitest';
import { isSurelyMinor, mayBeMinor, sureAgeFault, todayFrom } from './today.ts';

const MADE = '2026-11-18';
const at = (clock: string) => todayFrom(MADE, Date.parse(clock));

const MINOR = '2009-06-01';
const ADULT = '2000-06-01';

test.each([
  ['1970-01-01T00:00:00Z', '9999-12-31'],
  ['2026-11-16T23:59:59Z', '9999-12-31'],
  // Still the 17th in UTC when the page of the 18th is made in Paris.
  ['2026-11-17T23:10:00Z', '2026-11-18'],
  ['2026-11-18T12:00:00Z', '2026-11-19'],
  ['2040-01-01T00:00:00Z', '2040-01-02'],
])('of a page made on 18 November, with a clock at %s, the latest day is %s', (clock, latest) => {
  expect(at(clock)).toEqual({ earliest: MADE, latest });
});

describe.each(['1970-01-01', '2010-03-01', '2026-11-18', '2027-02-01', '2040-01-01', '9000-01-01'])(
  'with the clock of %s',
  (day) => {
    const today = at(`${day}T12:00:00Z`);

    test('an adult and a minor of the programme are told nothing of their age', () => {
      expect([MINOR, ADULT].map((birthDate) => sureAgeFault(birthDate, today))).toEqual([
        undefined,
        undefined,
      ]);
    });

    test('a minor may be asked for a guardian, an adult is not', () => {
      expect([MINOR, ADULT].map((birthDate) => mayBeMinor(birthDate, today))).toEqual([true, false]);
    });
  },
);

test('with a clock that can be right, who is too young or too old is told, and the birthday’s eve is left to the server', () => {
  const today = at('2026-11-18T12:00:00Z');
  expect(sureAgeFault('2012-01-01', today)).toBe('younger');
  expect(sureAgeFault('1990-01-01', today)).toBe('older');
  expect(sureAgeFault('2030-01-01', today)).toBe('future');
  expect(sureAgeFault('2010-11-18', today)).toBeUndefined();
  expect(sureAgeFault('2010-11-19', today)).toBeUndefined();
  expect(sureAgeFault('1995-11-19', today)).toBeUndefined();
});

test('a guardian is required of minors whichever day it is', () => {
  const required = (birthDate: string, clock: string) => isSurelyMinor(birthDate, at(clock));
  expect(required(MINOR, '2026-11-18T12:00:00Z')).toBe(true);
  expect(required('2008-11-19', '2026-11-18T12:00:00Z')).toBe(false);
  expect(required(MINOR, '2010-03-01')).toBe(false);
  expect(required(MINOR, '2040-01-01')).toBe(false);
  expect(required(ADULT, '2026-11-18T12:00:00Z')).toBe(false);
});
