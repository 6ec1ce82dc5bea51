import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import settings from '../src/content/settings/site.json' with { type: 'json' };
import { EXCELLENCE_SITES } from '../src/domain/excellence-sites.ts';
import { PROGRAMME } from '../src/domain/programme.ts';
import { typeset } from '../src/domain/typeset.ts';

// Promises of docs/entretien.md to whoever hands the site over to another association.

/** Where the names belong, and where they are an example. */
const ELSEWHERE =
  /^src\/(?:content|assets)\/|^src\/domain\/(?:programme|excellence-sites)\.ts$|\/eligibility\/[\w-]+\.json$|\.(?:test|fixture)\.tsx?$|\/fixtures\/|\/contract\.ts$/;

const ADDRESS = PROGRAMME.calendarDomain;
const NAMES = new RegExp(
  [
    PROGRAMME.name.replace('’', '.'),
    PROGRAMME.organisation.name.replace('Association ', ''),
    ADDRESS.replace(/\..*$/, ''),
    String.raw`\bLille\b|\blillois|\bMEL\b`,
    PROGRAMME.territory.arabic,
    ...EXCELLENCE_SITES.flatMap(({ slug, name }) => [slug, name]),
  ].join('|'),
);

function namesIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => NAMES.exec(line)?.[0] ?? []);
}

test('the association, its town and its sites are named in their own files, and nowhere else in the code', async () => {
  const found: string[] = [];
  let files = 0;
  for await (const entry of glob('{src,netlify}/**/*.{ts,tsx,astro,css,mjs,json}')) {
    const file = entry.replaceAll('\\', '/');
    if (ELSEWHERE.test(file)) continue;
    files += 1;
    found.push(...namesIn(await readFile(file, 'utf8')).map((name) => `${file}: ${name}`));
  }
  expect(found).toEqual([]);
  expect(files).toBeGreaterThan(200);
});

test('and would be found there', () => {
  const names = [
    'Le Moment',
    'a@le-moment.org',
    'à Lille,',
    "Mentorat d'excellence",
    'eurasante',
    'EuraTechnologies',
  ];
  for (const name of names) expect(namesIn(`x\n${name}\n`)).toHaveLength(1);
  expect(namesIn('Pour le moment, rien.')).toEqual([]);
});

test('the code and the settings give the programme one name', () => {
  expect(typeset(settings.name)).toBe(PROGRAMME.name);
});
