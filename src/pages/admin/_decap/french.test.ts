import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { inFrench, phrase } from './french.ts';

/** A table of phrases that Decap ships. */
function table(language: string): object {
  const module: unknown = createRequire(import.meta.url)(`decap-cms-locales/dist/esm/${language}/index.js`);
  if (typeof module === 'object' && module !== null && 'default' in module) {
    const phrases = module.default;
    if (typeof phrases === 'object' && phrases !== null) return phrases;
  }
  throw new Error(`Decap ships no ${language}.`);
}

const english = table('en');
const shipped = table('fr');

/** `[path, phrase]` of each phrase. */
function phrases(of: object, parent = ''): [string, string][] {
  return Object.entries(of).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? phrases(value, `${parent}${key}.`)
      : [[`${parent}${key}`, String(value)]],
  );
}

const ours = new Map(phrases(inFrench(shipped)));

test('no phrase of the CMS is left in English', () => {
  const missing = phrases(english).flatMap(([path]) => (ours.has(path) ? [] : [path]));
  expect(missing).toEqual([]);
  const same = phrases(english).flatMap(([path, words]) => (ours.get(path) === words ? [words] : []));
  // The same words in both languages, and phrases that are only what they tell.
  expect(same.filter((words) => !/^%\{\w+\}$/.test(words))).toEqual(['Notes', 'Code', 'Markdown', 'Images']);
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

test('a phrase is read with what it tells, by its name', () => {
  const said = (name: string) => phrase(inFrench(shipped), name, { details: 'Le réseau ne répond pas.' });
  expect(said('ui.toast.onFailToDelete')).toBe('La fiche n’a pas été supprimée : Le réseau ne répond pas.');
  expect(said('ui.toast.unknown')).toBe('ui.toast.unknown');
});
