import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Scheme = 'light' | 'dark';
type Tokens = Map<string, Record<Scheme, string>>;

const css = ['tokens.css', '../components/site/walls.css', '../components/form/form.css'].map((file) =>
  readFileSync(join(import.meta.dirname, file), 'utf8'),
);

/** The colours a block of CSS defines, by name. */
function colours(block: string): Tokens {
  const found: Tokens = new Map();
  for (const [, name = '', light = '', dark = light] of block.matchAll(
    /--([\w-]+):\s*(?:light-dark\(\s*)?(#[0-9a-f]{3,6})\b(?:,\s*(#[0-9a-f]{3,6})\s*\))?/g,
  )) {
    found.set(name, { light, dark });
  }
  return found;
}

const blocks = css.flatMap((text) => [...text.matchAll(/([^{}]+)\{([^{}]*)\}/g)]);
const everywhere = new Map(
  blocks
    .filter(([, selector = '']) => !selector.includes('data-motif'))
    .flatMap(([, , block = '']) => [...colours(block)]),
);
const anyWorld = blocks.filter(([, selector = '']) => selector.trim().endsWith('[data-motif]'));
const motifs = blocks.flatMap(([, selector = '', block = '']) => {
  const motif = /\[data-motif='(\w+)'\]/.exec(selector)?.[1];
  if (motif === undefined) return [];
  const shared = anyWorld.flatMap(([, , common = '']) => [...colours(common)]);
  return [{ motif, tokens: new Map([...everywhere, ...shared, ...colours(block)]) }];
});

function colour(tokens: Tokens, name: string, scheme: Scheme): string {
  const value = tokens.get(name)?.[scheme];
  if (value === undefined) throw new Error(`No colour --${name}`);
  return value;
}

/** Relative luminance (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
function luminance(hex: string): number {
  const digits = (hex.length === 4 ? hex.replaceAll(/[0-9a-f]/g, '$&$&') : hex).slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((start) => Number.parseInt(digits.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const text = [
  ['ink', 'paper'],
  ['ink', 'sand'],
  ['ink', 'field'],
  ['paper', 'ink'],
  ['muted', 'paper'],
  ['muted', 'sand'],
  ['link', 'paper'],
  ['link', 'sand'],
  ['error', 'paper'],
  ['on-dark', 'night'],
  ['on-dark', 'wall'],
  ['on-dark', 'mortar'],
  ['on-sun', 'sun'],
] as const;

const controls = [
  ['on-brick', 'brick'],
  ['brick', 'paper'],
  ['brick', 'sand'],
  ['edge', 'paper'],
  ['edge', 'sand'],
  ['edge', 'field'],
  ['sun', 'night'],
  ['sun', 'wall'],
] as const;

const worldText = [
  ['on-site', 'site'],
  ['site-ink', 'paper'],
  ['site-ink', 'sand'],
] as const;

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  test.each(text)('--%s is text on --%s (7:1)', (one, other) => {
    expect(
      contrast(colour(everywhere, one, scheme), colour(everywhere, other, scheme)),
    ).toBeGreaterThanOrEqual(7);
  });

  test.each(controls)('--%s is a control on --%s (4.5:1)', (one, other) => {
    expect(
      contrast(colour(everywhere, one, scheme), colour(everywhere, other, scheme)),
    ).toBeGreaterThanOrEqual(4.5);
  });

  test.each(motifs)("a site's colours hold text: $motif (7:1)", ({ tokens }) => {
    for (const [one, other] of worldText) {
      expect(
        contrast(colour(tokens, one, scheme), colour(tokens, other, scheme)),
        `${one} on ${other}`,
      ).toBeGreaterThanOrEqual(7);
    }
  });
});

test('the five motifs are there', () => {
  expect(motifs.map(({ motif }) => motif)).toEqual(['pulse', 'pixels', 'weave', 'sprout', 'spark']);
});
