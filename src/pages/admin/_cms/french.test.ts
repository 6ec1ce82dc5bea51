import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { inFrench } from './french.ts';

const load = createRequire(import.meta.url);
const { default: english }: { default: object } = load('decap-cms-locales/dist/esm/en/index.js');
const { default: shipped }: { default: object } = load('decap-cms-locales/dist/esm/fr/index.js');

/** `[path, phrase]` of each phrase. */
function phrases(table: object, parent = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? phrases(value, `${parent}${key}.`)
      : [[`${parent}${key}`, String(value)]],
  );
}

const ours = new Map(phrases(inFrench(shipped)));

test('no phrase of the CMS is left in English', () => {
  const missing = phrases(english).flatMap(([path]) => (ours.has(path) ? [] : [path]));
  expect(missing).toEqual([]);
  expect(phrases(english).length - phrases(shipped).length).toBeGreaterThan(40);
});

test('a phrase of ours names what Decap gives it, and only phrases that Decap has', () => {
  const names = (phrase: string) => new Set(phrase.match(/%\{\w+\}/g) ?? []);
  const given = new Map(phrases(english));
  const extra = phrases(shipped).map(([path]) => path);
  for (const [path, phrase] of ours) {
    const source = given.get(path);
    if (source === undefined) expect(extra, path).toContain(path);
    else expect([...names(phrase).difference(names(source))], path).toEqual([]);
  }
});
