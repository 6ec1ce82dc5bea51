import { createServer, type Server } from 'node:http';
import { glob, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import sharp from 'sharp';
import { buildSampleSite, SMALL_PHOTO } from '../../scripts/sample-site.ts';
import { EXCELLENCE_SITES } from '../../src/domain/excellence-sites.ts';
import { barriersOn } from '../support/barriers.ts';
import {
  brokenLinks,
  classesShown,
  classesStyled,
  markupMistakes,
  publicPages,
  wrongAddresses,
} from '../support/built-pages.ts';
import { isNightly, sampled } from '../support/nightly.ts';

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
  const needs = { eurasante: 12, euratechnologies: 3, euramaterials: 2 };
  const entries = { stories: 30, events: 30, news: 15, examples: true, withoutCms: true, needs };
  sample = (await buildSampleSite(folder, entries)).dist;
});

test.afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

/** True for one page of each kind in the sample: an entry with the longest words, a past one, an example, a list. */
function isOneOfItsKind(file: string): boolean {
  return /^(index|agenda\/(essai-(3|23)|immersion-.*|passes|a-venir)\/index|(agenda|actualites|temoignages)\/index|actualites\/(essai-3|page\/2)\/index|temoignages\/(essai-3|page\/2|site\/eurasante)\/index|sites\/eurasante\/index)\.html$/.test(
    file,
  );
}

/** Width of a window in pixels, with the size of its text in per cent. */
type Window = readonly [width: number, text: number];

const MAIN_WINDOWS: readonly Window[] = [
  [360, 200],
  [360, 100],
  [1440, 100],
];
const OTHER_WINDOWS: readonly Window[] = [
  [320, 100],
  [414, 100],
  [700, 100],
  [768, 100],
  [1024, 100],
  [1920, 100],
];
/** An example is no page of its own, but a part of one. */
const WINDOWS_OF_EXAMPLES: readonly Window[] = [
  [320, 100],
  [360, 200],
  [1920, 100],
];

function windowsOf(file: string): readonly Window[] {
  if (file.startsWith('composants/')) return sampled(WINDOWS_OF_EXAMPLES, 2);
  return isNightly ? [...MAIN_WINDOWS, ...OTHER_WINDOWS] : MAIN_WINDOWS;
}

/** Serves a built site as files, and returns its URL. */
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

/** Accessibility violations that axe finds in the pages, each with its file. */
async function barriersIn(page: Page, dist: string, files: readonly string[]): Promise<string[]> {
  const site = await serve(dist);
  const found: string[] = [];
  for (const file of files) {
    await page.goto(`${site}/${file}`);
    found.push(...(await barriersOn(page)).map((barrier) => `${file}: ${barrier}`));
  }
  return found;
}

test('the markup of every page follows the standard', async () => {
  expect(await markupMistakes(published)).toEqual([]);
  expect(await markupMistakes(sample)).toEqual([]);
  expect(await wrongAddresses(published)).toEqual([]);
});

test('what functions show has its styles in the page that they fill', async () => {
  const examples = (await publicPages(sample)).filter((file) => file.startsWith('composants/'));
  const bare: string[] = [];
  for (const file of examples) {
    const html = await readFile(path.join(sample, file), 'utf8');
    const host = / data-host="([^"]*)"/.exec(html)?.[1];
    if (host === undefined) continue;
    const styled = classesStyled(await readFile(path.join(sample, host), 'utf8'));
    const known = classesStyled(html);
    bare.push(
      ...[...classesShown(html)]
        .filter((name) => known.has(name) && !styled.has(name))
        .map((name) => `${host}: ${name}, in ${file}`),
    );
  }
  expect(examples.length).toBeGreaterThan(10);
  expect(bare).toEqual([]);
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
  expect(await barriersIn(page, published, sampled(await publicPages(published), 3))).toEqual([]);
  const kinds = (await publicPages(sample)).filter(isOneOfItsKind);
  expect(await barriersIn(page, sample, sampled(kinds, 4))).toEqual([]);
});

/** The spacing that a reader may ask for (WCAG 1.4.12). */
const SPACED =
  '* { line-height: 1.5; letter-spacing: 0.12em; word-spacing: 0.16em } p { margin-bottom: 2em }';

/** Elements that the current page cuts or covers: text outside of its box, a focused control that is not on top. */
function hiddenFromReader(): string[] {
  const found: string[] = [];
  const name = (element: Element) =>
    `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`;
  const clips = (element: Element) => /hidden|clip/.test(getComputedStyle(element).overflow);
  const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (!parent || !texts.currentNode.textContent?.trim() || !shown(parent)) continue;
    if (parent.closest('.sr-only, [aria-hidden="true"], script, style')) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const words = range.getBoundingClientRect();
    for (let box: Element | null = parent; box; box = box.parentElement) {
      if (!clips(box)) continue;
      const { left, right, top, bottom } = box.getBoundingClientRect();
      if (
        words.left < left - 1 ||
        words.right > right + 1 ||
        words.top < top - 1 ||
        words.bottom > bottom + 1
      )
        found.push(`cut: ${name(parent)}`);
    }
  }
  for (const control of document.querySelectorAll<HTMLElement>(
    'a[href], button, input, select, textarea, summary',
  )) {
    if (!shown(control) || control.closest('[aria-hidden="true"]')) continue;
    control.focus();
    if (document.activeElement !== control) continue;
    const [box] = control.getClientRects();
    if (!box) continue;
    // The middle of the part on the screen: a card may be taller.
    const across = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const down = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const there = document.elementFromPoint(across, down);
    const label = control instanceof HTMLInputElement ? control.labels?.[0] : undefined;
    if (!there || ![control, label].some((part) => part?.contains(there)))
      found.push(`covered: ${name(control)}`);
  }
  return found;
}

test('at 320 px with the widest spacing of text, nothing scrolls sideways, is cut or covers the focus @nightly', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const site = await serve(sample);
  const files = (await publicPages(sample)).filter(
    (file) => !file.includes('essai-') || isOneOfItsKind(file),
  );
  // 400 % of 1280 × 1024 pixels, then as they are: what stays in place while one scrolls is for wide screens.
  const sizes = [
    { width: 320, height: 256 },
    { width: 1280, height: 1024 },
  ];
  for (const { width, height } of sizes) {
    await page.setViewportSize({ width, height });
    for (const file of files.filter((name) => width === 320 || isOneOfItsKind(name))) {
      await page.goto(`${site}/${file}`);
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets.push(sheet);
      }, SPACED);
      const seen = await page.evaluate(hiddenFromReader);
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
      expect({ seen, scrolled }, `${file} at ${String(width)} px`).toEqual({ seen: [], scrolled: width });
    }
  }
});

/** Width of the current page, and the words of the pattern that its line ends cut, or a flexible box their spaces. */
function widthAndCutWords(pattern: string): { width: number; cut: string[] } {
  const cut = [...document.querySelectorAll('.whole')].flatMap((word) => {
    const { parentElement: box } = word;
    return box && /flex|grid/.test(getComputedStyle(box).display) ? [`${box.outerHTML}: no space`] : [];
  });
  const words = new RegExp(pattern, 'gu');
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement?.closest('.sr-only, .form-trap, script, style')) continue;
    for (const { index, 0: word } of text.textContent?.matchAll(words) ?? []) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size > 1)
        cut.push(`${text.parentElement?.tagName ?? ''}: ${word}`);
    }
  }
  return { width: document.documentElement.scrollWidth, cut };
}

/** Dates of the current page that a line end cuts, though a line can hold them. */
function cutDates(): string[] {
  return [...document.querySelectorAll('time, dd, main li > p')].flatMap((element) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const cut: string[] = [];
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      for (const { index, 0: date } of text.textContent?.matchAll(/\d{1,2}(?:er)?\s\p{L}{3,9} 20\d\d/gu) ??
        []) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + date.length);
        if (new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size > 1)
          cut.push(date);
      }
    }
    return cut;
  });
}

/** Words that no line end may cut: a name of a site, a reference, « e-mail », a compound that begins or ends with a few letters. */
const WHOLE = [
  ...EXCELLENCE_SITES.map(({ name }) => String.raw`(?<!\p{L})${name}(?!\p{L})`),
  'JE-7K2M9QWX',
  String.raw`\be-mails?\b`,
  String.raw`(?<![\p{L}.@-])(?:\p{L}{2,4}-\p{L}{2,7}|\p{L}{2,7}-\p{L}{2,4})(?![\p{L}@-])`,
].join('|');
/** With text twice as large any word that a line of a phone can hold, too. */
const WHOLE_WHEN_LARGE = String.raw`${WHOLE}|(?<!\p{L})\p{L}{2,14}(?!\p{L})`;

/** Doors of the current page whose two lines do not meet, or are lost in the wall, in the door or in each other. */
function lostLines(): string[] {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string) => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const found: string[] = [];
  for (const door of document.querySelectorAll('[data-part="door"]')) {
    const drawing = door.closest('svg');
    const [youth, mentor] = ['youth', 'mentor'].map((who) => drawing?.querySelector(`[data-part="${who}"]`));
    if (!(youth instanceof SVGPathElement) || !(mentor instanceof SVGPathElement)) {
      found.push(`${drawing?.outerHTML.slice(0, 80) ?? ''}: a line is missing`);
      continue;
    }
    let wall: Element | null = drawing;
    while (wall && getComputedStyle(wall).backgroundColor === 'rgba(0, 0, 0, 0)') wall = wall.parentElement;
    const colours = {
      wall: getComputedStyle(wall ?? document.body).backgroundColor,
      door: getComputedStyle(door).fill,
      youth: getComputedStyle(youth).stroke,
      mentor: getComputedStyle(mentor).stroke,
    };
    for (const line of ['youth', 'mentor'] as const)
      for (const surface of ['wall', 'door'] as const)
        if (contrast(colours[line], colours[surface]) < 3)
          found.push(`${line} ${colours[line]} on ${surface} ${colours[surface]}`);
    if (colours.youth === colours.mentor) found.push(`both lines ${colours.youth}`);
    const [end, otherEnd] = [youth, mentor].map((line) => line.getPointAtLength(line.getTotalLength()));
    const apart = Math.hypot((end?.x ?? 0) - (otherEnd?.x ?? 0), (end?.y ?? 0) - (otherEnd?.y ?? 0));
    if (apart > Number.parseFloat(getComputedStyle(youth).strokeWidth))
      found.push(`the ends are ${String(apart)} apart`);
  }
  return found;
}

/** Doors of the current page that their band cuts, with the lines around them, or that stand over its words. */
function cutDoors(): string[] {
  return [...document.querySelectorAll('.band .panel-door')].flatMap((door) => {
    const { left, right, top, width } = door.getBoundingClientRect();
    const band = door.closest('.band')?.getBoundingClientRect();
    const words = door.closest('.band')?.querySelector('.band-words')?.getBoundingClientRect();
    // Both lines are 32 wide beside a door of 280, and turn outwards below.
    const around = width * 0.2;
    if (band === undefined || words === undefined || width === 0) return [];
    const isInside = left - around >= 0 && right + around <= innerWidth && top - around >= band.top;
    const isBeside = left >= words.right || right <= words.left || top - around >= words.bottom;
    return isInside && isBeside ? [] : [door.closest('.band')?.className ?? ''];
  });
}

/** Dates of the current page that a long title stretched from a door to a bar. */
function stretchedDates(): string[] {
  return [...document.querySelectorAll('.event-date')]
    .filter((date) => date.clientHeight > date.clientWidth * 1.7)
    .map((date) => date.textContent);
}

/** Tables of the current page that are wider than their place: their last column would be out of sight. */
function wideTables(): string[] {
  return [...document.querySelectorAll('.table-scroll')]
    .filter((place) => place.scrollWidth > place.clientWidth)
    .map((place) => place.getAttribute('aria-label') ?? '');
}

/** Doors in the pictures of stories of the current page that the picture cuts. */
function cutLeaves(): string[] {
  return [...document.querySelectorAll('.story-panel .panel-leaf')].flatMap((leaf) => {
    const { left, right, width } = leaf.getBoundingClientRect();
    const panel = leaf.closest('.story-panel')?.getBoundingClientRect();
    const isWhole = panel === undefined || width === 0 || (left >= panel.left && right <= panel.right);
    return isWhole ? [] : [leaf.closest('li, .story-head')?.textContent ?? ''];
  });
}

/** Holes in the grids of the current page: a cell whose content ends far above what stands next in its column. */
function holes(): string[] {
  const room = 160;
  const cell = (element: Element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const { backgroundColor, borderTopWidth } = getComputedStyle(element);
    const range = document.createRange();
    range.selectNodeContents(element);
    // A surface or a frame fills its cell.
    const isBare = backgroundColor === 'rgba(0, 0, 0, 0)' && borderTopWidth === '0px';
    return { element, left, right, top, end: isBare ? range.getBoundingClientRect().bottom : bottom };
  };
  const grids = [...document.querySelectorAll('main *')].filter(
    (element) => getComputedStyle(element).display === 'grid',
  );
  return grids.flatMap((grid) => {
    const cells = [...grid.children]
      .filter((child) => child.checkVisibility() && getComputedStyle(child).position !== 'absolute')
      .map(cell);
    return cells.flatMap(({ element, left, right, top, end }) => {
      const below = cells.filter((other) => other.top > top && other.left < right && other.right > left);
      const next = Math.min(...below.map((other) => other.top));
      return Number.isFinite(next) && next - end > room ? [element.textContent.slice(0, 40)] : [];
    });
  });
}

test('whatever the window, with text twice as large on a phone too, nothing scrolls sideways, no name of a site, reference, short compound nor large word is cut, no column has a hole and two lines meet at each door', async ({
  page,
}) => {
  const site = await serve(sample);
  const files = (await publicPages(sample)).filter(
    (file) => !file.includes('essai-') || isOneOfItsKind(file),
  );
  for (const file of sampled(files, 3)) {
    await page.goto(`${site}/${file}`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await page.evaluate(lostLines), `${file}, ${colorScheme}`).toEqual([]);
    }
    for (const [width, text] of windowsOf(file)) {
      await page.setViewportSize({ width, height: 640 });
      await page.evaluate((size) => {
        document.documentElement.style.fontSize = `${String(size)}%`;
        for (const question of document.querySelectorAll('details')) question.open = true;
      }, text);
      const seen = await page.evaluate(widthAndCutWords, text > 100 ? WHOLE_WHEN_LARGE : WHOLE);
      expect(seen, `${file} at ${String(width)} px, text at ${String(text)} %`).toEqual({ width, cut: [] });
      expect(await page.evaluate(cutDoors), `${file} at ${String(width)} px: cut doors`).toEqual([]);
      expect(await page.evaluate(cutLeaves), `${file} at ${String(width)} px: doors of stories`).toEqual([]);
      expect(await page.evaluate(stretchedDates), `${file} at ${String(width)} px: dates`).toEqual([]);
      if (width === 360 && text === 100) {
        expect(await page.evaluate(wideTables), `${file}: tables`).toEqual([]);
        expect(await page.evaluate(cutDates), `${file}: cut dates`).toEqual([]);
      }
      if (width === 1440) expect(await page.evaluate(holes), `${file}: holes`).toEqual([]);
    }
  }
});

/** Puts a link after the last text of the page that paper shows, and returns false when there is none. */
function markEnd(address: string): boolean {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let last: Node | undefined;
  while (texts.nextNode()) {
    const { currentNode } = texts;
    const isShown = currentNode.parentElement?.checkVisibility() === true;
    if (isShown && currentNode.textContent?.trim() !== '') last = currentNode;
  }
  const end = document.createElement('a');
  end.href = address;
  end.textContent = '.';
  last?.parentElement?.append(end);
  return last !== undefined && document.querySelector('main')?.contains(end) === true;
}

/** Number of sheets of a printed page, and the one that holds the link to an address. */
function sheetsOf(pdf: Buffer, address: string): { sheets: number; sheetOfLink: number } {
  const objects = new Map(
    [...pdf.toString('latin1').matchAll(/(\d+) 0 obj\b([^]*?)endobj/g)].map(([, id = '', body = '']) => [
      id,
      body,
    ]),
  );
  const sheets = [...objects.values()].filter((body) => /\/Type\s*\/Page\b/.test(body));
  const holdsLink = (sheet: string) => {
    const [, list, id = ''] = /\/Annots\s*(?:\[([^\]]*)\]|(\d+) 0 R)/.exec(sheet) ?? [];
    const links = [...(list ?? objects.get(id) ?? '').matchAll(/(\d+) 0 R/g)];
    return links.some(([, link = '']) => objects.get(link)?.includes(address));
  };
  return { sheets: sheets.length, sheetOfLink: sheets.findIndex(holdsLink) + 1 };
}

test('on paper, under the name of the site, the last sheet holds words of the page itself @nightly', async ({
  page,
}) => {
  const site = await serve(sample);
  await page.emulateMedia({ media: 'print' });
  for (const file of [...(await publicPages(sample)).filter(isOneOfItsKind), 'programme/index.html']) {
    await page.goto(`${site}/${file}`);
    await expect(page.locator('.brand')).toBeVisible();
    expect(await page.evaluate(markEnd, 'https://end.test/'), file).toBe(true);
    const { sheets, sheetOfLink } = sheetsOf(await page.pdf({ format: 'A4' }), 'https://end.test/');
    expect(sheetOfLink, file).toBe(sheets);
  }
});

test('the keyboard alone skips to the content, opens the menu and a question; its focus shows, in forced colours too', async ({
  page,
}) => {
  const site = await serve(published);
  const ring = () =>
    page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
  await page.setViewportSize({ width: 360, height: 740 });
  for (const forcedColors of ['none', 'active'] as const) {
    await page.emulateMedia({ forcedColors, reducedMotion: 'reduce' });
    await page.goto(`${site}/index.html`);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Aller au contenu' })).toBeFocused();
    expect(await ring()).toBe(true);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('main').getByRole('link').first()).toBeFocused();
    expect(await ring()).toBe(true);

    await page.goto(`${site}/questions/index.html`);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const menu = page.getByRole('navigation', { name: 'Menu' });
    await expect(menu.getByRole('link', { name: 'Je cherche un mentor' })).toBeFocused();
    for (const name of ['Suivre ma candidature', 'Contact'])
      await expect(menu.getByRole('link', { name, exact: true })).toBeVisible();
    expect(await ring()).toBe(true);

    const question = page.locator('summary').last();
    await question.focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('details').last()).toHaveAttribute('open');
    expect(await ring()).toBe(true);
  }
});

test('one door of the header looks as if it were open: that of the page, or else the main action', async ({
  page,
}) => {
  const site = await serve(published);
  for (const [address, door] of [
    ['', 'Je cherche un mentor'],
    ['candidater/', 'Je cherche un mentor'],
    ['devenir-mentor/', 'Je deviens mentor'],
    ['entreprises/inscription/', 'Mon entreprise s’engage'],
  ] as const) {
    await page.goto(`${site}/${address}`);
    const open = await page
      .locator('.nav-wide .nav-doors a')
      .evaluateAll((doors) =>
        doors
          .filter((one) => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)')
          .map((one) => one.textContent),
      );
    expect(open, address).toEqual([door]);
  }
});

test('a small photo is never made larger', async () => {
  const files = await Array.fromAsync(glob(`_astro/${SMALL_PHOTO.name}*`, { cwd: sample }));
  const sizes = await Promise.all(files.map((file) => sharp(path.join(sample, file)).metadata()));
  expect(new Set(sizes.map(({ format }) => format))).toEqual(new Set(['jpeg', 'webp', 'heif']));
  expect(Math.max(...sizes.map(({ width }) => width))).toBe(SMALL_PHOTO.width);
});
