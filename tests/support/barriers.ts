import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type axeCore from 'axe-core';
import type { RunOnly } from 'axe-core';
import type { Page } from 'playwright/test';

declare global {
  interface Window {
    /** Since its source was run in the page. */
    readonly axe: typeof axeCore;
  }
}

/** axe rules for each colour scheme: all in light, in dark only those whose outcome changes with the colours. */
const RULES = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} satisfies Readonly<Record<string, RunOnly>>;

/** Minified: the browser reads it anew on each page. */
const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Accessibility violations that axe finds on the page as it is, light and dark; a line each. */
export async function barriersOn(page: Page): Promise<string[]> {
  // Once for both: read in again for each, it takes half of the time.
  await page.evaluate(`${source};0`);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const barriers = await page.evaluate(async (runOnly) => {
      const { violations } = await window.axe.run({ runOnly, resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    }, RULES[colorScheme]);
    found.push(...barriers.map((barrier) => `${colorScheme}: ${barrier}`));
  }
  return found;
}
