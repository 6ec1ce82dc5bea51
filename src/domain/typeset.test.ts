import { expect, test } from 'vitest';
import { typeset } from './typeset.ts';

test('keeps French punctuation with the word before it', () => {
  expect(typeset('Qui ? Toi ! « Viens » : 90 % ; voilà.')).toBe(
    'Qui\u00A0? Toi\u00A0! «\u00A0Viens\u00A0»\u00A0: 90\u00A0%\u00A0; voilà.',
  );
});

test('curls the apostrophe inside a word only', () => {
  expect(typeset("L'été d'Ève, 5' plus tard")).toBe("L’été d’Ève, 5' plus tard");
});

test('keeps a number with its unit, and its thousands together', () => {
  expect(typeset('20 heures, 16 ans, 1 340 projets, 2 h 30')).toBe(
    '20\u00A0heures, 16\u00A0ans, 1\u00A0340 projets, 2\u00A0h 30',
  );
});

test('changes nothing when applied twice', () => {
  const once = typeset("« L'idée ? »");
  expect(typeset(once)).toBe(once);
});
