import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'parse5';
import { pageWeight } from '../../scripts/bench/page-weight.ts';
import { attribute, elementsIn } from '../../scripts/html.ts';
import { projectRoot } from '../../scripts/local-environment.ts';
import { expect, test } from 'playwright/test';

test('every public page keeps its budget of bytes', async () => {
  const rows = await pageWeight.run();
  expect(rows.filter(({ ok }) => !ok)).toEqual([]);
});

test('fonts are asked for in the order of their weight, the heaviest on the connection that is open', async () => {
  const dist = path.join(projectRoot, 'dist');
  const elements = [...elementsIn(parse(await readFile(path.join(dist, 'index.html'), 'utf8')))];
  const fonts = elements.filter((element) => attribute(element, 'as') === 'font');
  const sizes = await Promise.all(
    fonts.map(async (font) => (await stat(path.join(dist, attribute(font, 'href') ?? ''))).size),
  );
  expect(sizes).toHaveLength(3);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
});
