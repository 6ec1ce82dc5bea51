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

test('changes nothing when applied twice', () => {
  const once = typeset("« L'idée ? »");
  expect(typeset(once)).toBe(once);
});
