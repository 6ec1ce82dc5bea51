import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'parse5';
import type { Page } from 'playwright/test';
import { attribute, elementsIn, textOf } from '../../scripts/html.ts';
import { loadedScripts } from '../../scripts/loaded-scripts.ts';
import { barriersOn } from '../support/barriers.ts';
import { expect, test } from '../support/browser-test.ts';
import { publicPages } from '../support/built-pages.ts';
import { newerScript } from '../support/newer-scripts.ts';
import { asOldEngine, newerStyles } from '../support/newer-styles.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');

/** Every style and script of the public pages, by the first page that has it. */
async function builtCode() {
  const styles = new Map<string, string>();
  const inline = new Map<string, string>();
  const entryPoints = new Set<string>();
  for (const page of await publicPages(dist)) {
    for (const element of elementsIn(parse(await readFile(path.join(dist, page), 'utf8')))) {
      const source = attribute(element, 'src');
      if (element.tagName === 'style') styles.set(textOf(element), page);
      if (element.tagName !== 'script' || (attribute(element, 'type') ?? '').includes('json')) continue;
      if (source === undefined) inline.set(textOf(element), page);
      else entryPoints.add(path.join(dist, source));
    }
  }
  const files = await loadedScripts(dist, [...entryPoints]);
  const scripts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return {
    styles,
    scripts: new Map([...inline, ...scripts.map((code, index) => [code, files[index]] as const)]),
  };
}

test('what is built holds nothing newer than the declared engines without what stands in for it', async () => {
  const { styles, scripts } = await builtCode();
  expect(styles.size).toBeGreaterThan(10);
  expect(scripts.size).toBeGreaterThan(1);
  const found = [
    ...[...styles].flatMap(([style, page]) => newerStyles(style).map((name) => `${page}: ${name}`)),
    ...[...scripts].flatMap(([code, file]) => newerScript(code).map((name) => `${file ?? ''}: ${name}`)),
  ];
  expect(found).toEqual([]);
});

test.describe('in an engine as old as the declared ones', () => {
  // The styles are no longer those that the policy knows.
  test.use({ bypassCSP: true, viewport: { width: 360, height: 740 } });

  test.beforeEach(async ({ context, site }) => {
    await context.route(`${site.url}/**`, async (route) => {
      if (route.request().resourceType() !== 'document') {
        await route.fallback();
        return;
      }
      const response = await route.fetch();
      const body = (await response.text()).replaceAll(
        /(<style[^>]*>)([^]*?)(?=<\/style>)/g,
        (_, tag: string, style: string) => tag + asOldEngine(style),
      );
      await route.fulfill({ response, body });
    });
  });

  /** One page of each kind of look. */
  const pages = [
    '/',
    '/programme/',
    '/sites/',
    '/sites/euramaterials/',
    '/temoignages/',
    '/agenda/',
    '/questions/',
    '/candidater/',
    '/devenir-mentor/',
    '/entreprises/',
    '/entreprises/inscription/',
    '/donnees-personnelles/',
    '/suivi/',
  ];

  test('pages are legible in both schemes and as wide as the screen @nightly', async ({ page }) => {
    for (const address of pages) {
      await page.goto(address);
      await page.evaluate(() => document.fonts.ready);
      expect(await barriersOn(page), address).toEqual([]);
      expect(await farthestAcross(page), address).toBe(0);
    }
  });

  test('every field of a form has its border', async ({ page }) => {
    for (const address of ['/candidater/', '/devenir-mentor/', '/entreprises/inscription/', '/suivi/']) {
      await page.goto(address);
      await page.locator('application-form, tracking-form').first().waitFor();
      const bare = await page.evaluate(() =>
        [...document.querySelectorAll('.field-input, .field-choice')]
          .filter((field) => {
            const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(field);
            return borderTopStyle !== 'solid' || borderTopWidth === '0px' || borderTopColor.endsWith(', 0)');
          })
          .map(({ outerHTML }) => outerHTML.slice(0, 80)),
      );
      expect(bare, address).toEqual([]);
    }
  });

  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false });

    test('every control shows where the keyboard is, choices and boxes too', async ({ page }) => {
      await page.goto('/devenir-mentor/');
      const seen = new Set<string>();
      while (!seen.has('submit')) {
        await page.keyboard.press('Tab');
        const { type, ring } = await page.evaluate(() => {
          const control = document.activeElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(control ?? document.body);
          return {
            type: control?.getAttribute('type') ?? control?.localName ?? '',
            ring: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
          };
        });
        seen.add(type);
        expect(ring, type).toBeGreaterThanOrEqual(2);
      }
      expect([...seen]).toEqual(expect.arrayContaining(['radio', 'checkbox', 'text', 'select', 'textarea']));
    });
  });
});

/** Pixels that the page goes sideways when it is asked to. */
async function farthestAcross(page: Page): Promise<number> {
  return await page.evaluate(() => {
    scrollTo({ left: 1000, behavior: 'instant' });
    return scrollX;
  });
}
