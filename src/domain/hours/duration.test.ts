import { expect, test } from 'vitest';
import { durationIn, durationInWords } from './duration.ts';

test.each([
  ['2', 120],
  ['1,5', 90],
  ['1.5', 90],
  ['0,25', 15],
  ['1 h 30', 90],
  ['1h30', 90],
  ['1 h\u202F30', 90],
  ['01:30', 90],
  ['1 h 5', 65],
  ['2h', 120],
  ['2 heures', 120],
  ['1 heure 30 minutes', 90],
  ['90 min', 90],
  ['90mn', 90],
  ['45 minutes', 45],
  ['2,5 h', 150],
  ['１，５', 90],
  ['24', 1440],
])('« %s » is %i minutes', (cell, minutes) => {
  expect(durationIn(cell)).toEqual({ minutes });
});

test.each(['', '   ', '\u00A0'])('nothing is written in « %s »', (cell) => {
  expect(durationIn(cell)).toBe('empty');
});

test.each(['25 h', '25', '0', '0 min', '-1', '−1', '- 2 h', '90', '1441 min'])(
  'no meeting lasts « %s »',
  (cell) => {
    expect(durationIn(cell)).toBe('impossible');
  },
);

test.each([
  'environ 2',
  'deux heures',
  '1 h 75',
  '14h-16h',
  '1,5,5',
  '2 à 3 h',
  '2027-01-12',
  '1 h 30 h',
  'h',
])('« %s » cannot be read', (cell) => {
  expect(durationIn(cell)).toBe('unreadable');
});

test.each([
  [0, '0 h'],
  [45, '45 min'],
  [60, '1 h'],
  [65, '1 h 05'],
  [750, '12 h 30'],
])('%i minutes are told as « %s », and read back', (minutes, words) => {
  expect(durationInWords(minutes)).toBe(words);
  if (minutes > 0) expect(durationIn(words)).toEqual({ minutes });
});
