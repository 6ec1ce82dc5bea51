import { glob, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { CANARY } from '../../scripts/canaries.ts';
import { deployedFunctions } from '../../scripts/function-bundles.ts';
import { projectRoot } from '../../scripts/local-environment.ts';
import settings from '../../src/content/settings/site.json' with { type: 'json' };

const EMAIL = /[\w.%+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/gi;
const PHONE = /(?<![\d.])(?:\+33 ?|0)[1-9](?:[ .]?\d{2}){4}(?![\d.])/g;
/** E-mail addresses and numbers that may be public: the examples of the forms, and the digits in their order. */
const PUBLISHED = /^(?:.*@(?:[\w-]+\.)*exemple(?:\.\w+)?|06 12 34 56 78|0123456789)$/;

/** Every file that the host gets: its place, its text. */
async function builtFiles(): Promise<readonly (readonly [string, string])[]> {
  const places = [path.join(projectRoot, 'dist'), deployedFunctions];
  const files = await Promise.all(
    places.map(async (cwd) =>
      (await Array.fromAsync(glob('**/*.*', { cwd }))).map((file) => path.join(cwd, file)),
    ),
  );
  return await Promise.all(
    files
      .flat()
      .map(async (file) => [path.relative(projectRoot, file), await readFile(file, 'latin1')] as const),
  );
}

test('what is built holds no secret it was built with, no path of this machine and no source map', async () => {
  const files = await builtFiles();
  expect(files.length).toBeGreaterThan(100);
  const holding = (text: string) =>
    files.filter(([, content]) => content.includes(text)).map(([file]) => file);
  expect(holding(settings.contact.email)).not.toEqual([]);
  for (const text of [CANARY, projectRoot, `${homedir()}/`, 'BEGIN PRIVATE KEY-----\\nM'])
    expect(holding(text)).toEqual([]);
  expect(files.filter(([file]) => file.endsWith('.map'))).toEqual([]);
});

test('what is built names nobody’s address or number but the contact of the settings', async () => {
  const files = (await builtFiles()).filter(
    ([file]) => /\.(?:html|xml|ics|txt|mjs)$/.test(file) && !file.startsWith(path.join('dist', 'admin')),
  );
  const found = files.flatMap(([, text]) => [...(text.match(EMAIL) ?? []), ...(text.match(PHONE) ?? [])]);
  expect(found).toContain(settings.contact.email);
  expect(
    [...new Set(found)].filter((each) => each !== settings.contact.email && !PUBLISHED.test(each)),
  ).toEqual([]);
});
