import { expect, test } from 'vitest';
import { suggestedEmail } from './email-suggestion.ts';

test.each([
  ['ines@gmial.com', 'ines@gmail.com'],
  ['Ines.M@gmal.com', 'Ines.M@gmail.com'],
  ['ines@gmail.con', 'ines@gmail.com'],
  ['ines@gmaill.com', 'ines@gmail.com'],
  ['ines@gmail.fr', 'ines@gmail.com'],
  [' ines@hotnail.fr ', 'ines@hotmail.fr'],
  ['ines@oragne.fr', 'ines@orange.fr'],
  ['ines@wanadoo.fe', 'ines@wanadoo.fr'],
])('« %s » was probably meant to be %s', (typed, meant) => {
  expect(suggestedEmail(typed)).toBe(meant);
});

test.each([
  'ines@gmail.com',
  'INES@GMAIL.COM',
  'ines@mail.com',
  'ines@exemple.fr',
  'ines@le-moment.org',
  'ines@univ-lille.fr',
  'ines@cfr.fr',
  'ines@',
  'ines',
  '@gmial.com',
  '',
  'a@b@gmial.com',
  'ines@__proto__',
  'ines@constructor',
])('« %s » is left as it is', (typed) => {
  expect(suggestedEmail(typed)).toBeUndefined();
});
