import { expect, test } from 'vitest';
import { collections } from './collections.ts';
import { entryName, fileNameMistake, titleMistake } from './entry-name.ts';

const { events, stories } = collections;

test.each([
  ['L’été à l’atelier, « déjà »', 'l-ete-a-l-atelier-deja'],
  ["L'été à l'atelier", 'lete-a-latelier'],
  ['Cœur de métier', 'coeur-de-metier'],
  ['Bilan 2.0', 'bilan-2-0'],
  ['2026-11-18', '2026-11-18'],
  ['Привет 2026', '2026'],
  ['…', ''],
  ['😀 🎉', ''],
  ['مرحبا', ''],
  ['日本', ''],
  ['---', ''],
])('the file of « %s » is named %j', (title, name) => {
  expect(entryName(title)).toBe(name);
});

test.each(['😀', 'مرحبا بكم', 'Привет', '!?', '« … »'])(
  'the title « %s » is refused, with the remedy',
  (title) => {
    expect(titleMistake(stories, title)).toMatch(/ajoutez un mot/);
  },
);

test.each(['À venir', 'a venir', 'A-venir !', 'Passés'])(
  'an event « %s » would take the page of a list, and is refused',
  (title) => {
    expect(titleMistake(events, title)).toMatch(/celle d’une liste du site : ajoutez un mot/);
    expect(titleMistake(stories, title)).toBeUndefined();
  },
);

test.each(['', 'Été', 'a b', 'a.b', 'A', 'a#b', 'a%20b', 'é', ' a', 'a?'])(
  'the file name %j is refused',
  (name) => {
    expect(fileNameMistake(stories, name)).toMatch(/renommez-le, par exemple [a-z0-9-]+\.md/);
  },
);

test('names that Decap gives are taken', () => {
  for (const name of ['lete-a-latelier', '2025', 'a_b', 'a~b', 'atelier-1'])
    expect(fileNameMistake(stories, name)).toBeUndefined();
  expect(fileNameMistake(events, 'a-venir')).toMatch(/celle d’une liste du site : renommez/);
});
