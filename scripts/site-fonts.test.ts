import { glob, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from './local-environment.ts';
import { deriveFonts, EVERYWHERE, FONTS_FOLDER } from './site-fonts.ts';

test('the fonts of the site are those that are derived, with their licences', async () => {
  const derived = await deriveFonts();
  expect((await readdir(FONTS_FOLDER)).toSorted()).toEqual(derived.map(({ name }) => name).toSorted());
  for (const { name, content } of derived) {
    const kept = await readFile(path.join(FONTS_FOLDER, name));
    expect(content.equals(kept), `${name}: npm run derive:fonts makes it again`).toBe(true);
  }
});

test('every letter of the content is in the fonts, other alphabets apart', async () => {
  const missing = new Set<string>();
  for await (const file of glob('src/content/**/*.{md,json,yaml}', { cwd: projectRoot })) {
    const content = await readFile(path.join(projectRoot, file), 'utf8');
    for (const [letter] of content.normalize('NFC').matchAll(/\p{Script=Latin}/gu))
      if (!EVERYWHERE.includes(letter)) missing.add(letter);
  }
  expect([...missing]).toEqual([]);
});
