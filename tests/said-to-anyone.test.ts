import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** Words to a reader that suit a man only, and the point médian, which is read aloud badly. */
const NOT_TO_ANYONE =
  /\b(?:vous|toi) seul\b|\b(?:tu es|vous êtes|es-tu|êtes-vous) (?:seul|sûr|prêt|inscrit|né|invité|intéressé)(?!\p{L})|\p{Ll}·\p{Ll}/giu;

function wordsIn(text: string): readonly string[] {
  return text.match(NOT_TO_ANYONE) ?? [];
}

test('what the site and its letters say to a reader can be said to a woman', async () => {
  const found: string[] = [];
  for await (const file of glob('src/**/*.{ts,tsx,astro,json,md,yaml}')) {
    if (/\.(?:test|fixture)\./.test(file)) continue;
    found.push(...wordsIn(await readFile(file, 'utf8')).map((words) => `${file}: ${words}`));
  }
  expect(found).toEqual([]);
});

test('and what cannot would be found', () => {
  for (const words of ['Ce lien est à vous seul.', 'Es-tu prêt ?', 'les candidat·es'])
    expect(wordsIn(words)).toHaveLength(1);
  expect(wordsIn('À vous seules. Vous êtes inscrite. Tu es prêtée.')).toEqual([]);
});
