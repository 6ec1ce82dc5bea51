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

test('keeps a day with its month, and a year with its word', () => {
  expect(typeset("avant le 27 janvier, le 1er août ; l'édition 2025, mars 2026")).toBe(
    'avant le 27\u00A0janvier, le 1er\u00A0août\u00A0; l’édition\u00A02025, mars 2026',
  );
});

test('changes nothing when applied twice', () => {
  const once = typeset("« L'idée ? »");
  expect(typeset(once)).toBe(once);
});
