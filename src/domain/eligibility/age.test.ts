import { describe, expect, test } from 'vitest';
import { ageOn, ageFault, isMinor, parisDate, parseDateParts } from './age.ts';

describe('a date of birth in three parts', () => {
  test.each([
    ['14', '3', '2008', '2008-03-14'],
    ['14', '03', '2008', '2008-03-14'],
    [' 1er ', 'mars', ' 2008 ', '2008-03-01'],
    ['01', 'Février', '2008', '2008-02-01'],
    ['1', 'fevr.', '2008', '2008-02-01'],
    ['9', 'AOÛT', '2000', '2000-08-09'],
    ['9', 'juil', '2000', '2000-07-09'],
    ['29', '2', '2008', '2008-02-29'],
    ['١٤', '٣', '٢٠٠٨', '2008-03-14'],
    ['۱۴', '۳', '۲۰۰۸', '2008-03-14'],
    ['１４', '０３', '２００８', '2008-03-14'],
    ['১৪', '৩', '২০০৮', '2008-03-14'],
    ['\u200F14\u200E', '\u202A3\u202C', '2008\u200B', '2008-03-14'],
    ['14', '3', '٢٠٠٨', '2008-03-14'],
    ['14.', '3.', '2008.', '2008-03-14'],
    ['14/', '03/', '2008', '2008-03-14'],
    ['14,', 'Mars,', '2008', '2008-03-14'],
  ])('%s %s %s is %s', (day, month, year, expected) => {
    expect(parseDateParts({ day, month, year })).toBe(expected);
  });

  test.each([
    ['29', '2', '2007'],
    ['31', '4', '2008'],
    ['31', '2', '2007'],
    ['l4', '3', '2008'],
    ['14', 'XI', '2008'],
    ['14', '3', '2oo8'],
    ['0', '3', '2008'],
    ['14', '13', '2008'],
    ['14', 'jui', '2008'],
    ['14', 'ma', '2008'],
    ['14', 'brumaire', '2008'],
    ['14', '3', '08'],
    ['14', '3', '20080'],
    ['٣٢', '٣', '٢٠٠٨'],
    ['-1', '3', '2008'],
    ['1e1', '3', '2008'],
    ['', '', ''],
    ['14', '3', '0000x'],
  ])('%s %s %s is no day', (day, month, year) => {
    expect(parseDateParts({ day, month, year })).toBeUndefined();
  });
});

describe('age', () => {
  test('turns on the birthday', () => {
    expect(ageOn('2010-11-23', '2026-11-22')).toBe(15);
    expect(ageOn('2010-11-22', '2026-11-22')).toBe(16);
  });

  test('of who was born on 29 February turns on 1 March of a common year', () => {
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
    expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
    expect(ageOn('2008-02-29', '2028-02-29')).toBe(20);
  });

  test.each([
    ['2010-11-23', 'younger'],
    ['1995-11-22', 'older'],
    ['2027-01-01', 'future'],
    ['1900-01-01', 'older'],
  ])('of who was born on %s is refused with the reason (%s)', (birthDate, fault) => {
    expect(ageFault(birthDate, '2026-11-22')).toBe(fault);
  });

  test('is accepted from the day of 16 to the eve of 31', () => {
    expect(ageFault('2010-11-22', '2026-11-22')).toBeUndefined();
    expect(ageFault('1995-11-23', '2026-11-22')).toBeUndefined();
  });

  test('of 16 and 17 asks for a guardian, 18 does not', () => {
    expect(isMinor('2010-11-22', '2026-11-22')).toBe(true);
    expect(isMinor('2008-11-23', '2026-11-22')).toBe(true);
    expect(isMinor('2008-11-22', '2026-11-22')).toBe(false);
  });
});

test('today is the day in Lille, not in UTC', () => {
  expect(parisDate(new Date('2026-07-31T22:30:00Z'))).toBe('2026-08-01');
  expect(parisDate(new Date('2026-12-31T23:30:00Z'))).toBe('2027-01-01');
});
