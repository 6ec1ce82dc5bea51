import { createServer, type Server } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';
import { buildSampleSite } from '../../scripts/sample-site.ts';
import { brokenLinks, markupMistakes, publicPages } from '../support/built-pages.ts';

const published = path.resolve(import.meta.dirname, '../../dist');
const types: Record<string, string> = {
  '.html': 'text/html',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

let folder: string;
let sample: string;
const servers: Server[] = [];

test.describe.configure({ mode: 'default', timeout: 400_000 });

// The published site, and one with the examples and enough entries for each list to have a second page.
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mentorat-sample-'));
  sample = (await buildSampleSite(folder, { stories: 30, events: 30, news: 15, examples: true })).dist;
});

test.afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Of the many pages that the sample adds, an entry with the longest words, a past one, an example, and each list. */
function isOneOfItsKind(file: string): boolean {
  return /^(index|agenda\/(essai-(3|23)|immersion-.*|passes|a-venir)\/index|(agenda|actualites|temoignages)\/index|actualites\/(essai-3|page\/2)\/index|temoignages\/(essai-3|page\/2|site\/eurasante)\/index|sites\/eurasante\/index)\.html$/.test(
    file,
  );
}

/** Serves a built site as files, and gives its address. */
async function serve(dist: string): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const file = path.join(dist, decodeURI(pathname), pathname.endsWith('/') ? 'index.html' : '');
    readFile(file).then(
      (content) => response.setHeader('Content-Type', types[path.extname(file)] ?? 'text/plain').end(content),
      () => response.writeHead(404).end(),
    );
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return `http://127.0.0.1:${String(address.port)}`;
}

/** What axe finds in the pages, light and dark. */
async function barriers(page: Page, dist: string, files: readonly string[]): Promise<string[]> {
  const site = await serve(dist);
  const found: string[] = [];
  for (const file of files) {
    await page.goto(`${site}/${file}`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page })
        .options({ resultTypes: ['violations'] })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      for (const { id, nodes } of violations)
        found.push(...nodes.map(({ target }) => `${file} (${colorScheme}): ${id}: ${target.join(' ')}`));
    }
  }
  return found;
}

test('the markup of every page follows the standard', async () => {
  expect(await markupMistakes(published)).toEqual([]);
  expect(await markupMistakes(sample)).toEqual([]);
});

test('every link, resource and fragment of every page leads somewhere', async () => {
  expect(await brokenLinks(published)).toEqual([]);
  expect(await brokenLinks(sample)).toEqual([]);
});

test('no page of the published site shows an example', async () => {
  const pages = await publicPages(published);
  for (const page of pages)
    expect(await readFile(path.join(published, page), 'utf8'), page).not.toContain('>Exemple<');
  expect(await readFile(path.join(sample, 'agenda/index.html'), 'utf8')).toContain('>Exemple<');
});

test('no page has a barrier that axe sees, light or dark', async ({ page }) => {
  expect(await barriers(page, published, await publicPages(published))).toEqual([]);
  expect(await barriers(page, sample, (await publicPages(sample)).filter(isOneOfItsKind))).toEqual([]);
});

test('no page scrolls sideways at 320 px, whatever its words', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const site = await serve(sample);
  for (const file of (await publicPages(sample)).filter(isOneOfItsKind)) {
    await page.goto(`${site}/${file}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), file).toBeLessThanOrEqual(320);
  }
});
