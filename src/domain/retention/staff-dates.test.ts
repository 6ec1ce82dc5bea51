import { describe, expect, test } from 'vitest';
import { lastDayIn } from './staff-dates.ts';

describe('a day that staff wrote', () => {
  test.each([
    ['2026-03-12', '2026-03-12'],
    ['2026-03-12T21:05:09+01:00', '2026-03-12'],
    ['12/03/2026', '2026-03-12'],
    [' 12 / 3 / 26 ', '2026-03-12'],
    ['12.03.2026', '2026-03-12'],
    ['12-03-2026', '2026-03-12'],
    ['12 mars 2026', '2026-03-12'],
    ['le 1er févr. 2026', '2026-02-01'],
    ['jeudi 12 mars 2026 par téléphone', '2026-03-12'],
    ['12\u00A0mars\u00A02026', '2026-03-12'],
    ['Vu le 12/03/2026, puis le 02/04/2026', '2026-04-02'],
    ['appel 02/04/2026 (SMS le 12 mars 2026)', '2026-04-02'],
    ['12/03/2026 : rappeler au 06.12.34.56.78', '2026-03-12'],
    ['février 2028', '2028-02-29'],
    ['03/2026', '2026-03-31'],
    ['١٢/٠٣/٢٠٢٦', '2026-03-12'],
    ['12／03／2026', '2026-03-12'],
    ['12\u200B/03/2026', '2026-03-12'],
    ['\u200E12/03/2026\u200E', '2026-03-12'],
  ])('is read from « %s »', (cell, day) => {
    expect(lastDayIn(cell)).toEqual({ day });
  });

  test.each([
    'Sami',
    '12 mars',
    '12/03',
    '31/02/2026',
    '06 12 34 56 78',
    '?',
    'saison 2026',
    '11/18/2026',
    '46093',
  ])('is not guessed from « %s »', (cell) => {
    expect(lastDayIn(cell)).toBe('unreadable');
  });

  test('is none in an empty cell', () => {
    expect(lastDayIn(' \u00A0')).toBe('empty');
  });
});
