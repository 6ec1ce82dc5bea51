import { glob, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { attribute, elementsIn, textOf } from '../html.ts';
import { loadedScripts } from '../loaded-scripts.ts';
import { projectRoot } from '../local-environment.ts';
import { atMost, type Measurement, type Row } from './measurement.ts';

const dist = path.join(projectRoot, 'dist');

/** In bytes, gzip; fonts are compressed already. */
const bounds = {
  formScript: 10_000,
  firstRoundTrip: 14_600,
  fonts: 28_000,
  fontFiles: 3,
  firstLoad: 40_000,
  firstLoadWithForm: 55_000,
};

interface Page {
  address: string;
  /** Its own, or the one that a function writes into its content. */
  hasForm: boolean;
  /** Bytes of all its JavaScript, imported files included, gzip. */
  script: number;
  /** Bytes of its HTML with its stylesheets, gzip. */
  text: number;
}

/** Bytes that each public page of `dist` costs, against the budgets. Throws when nothing was built. */
export const pageWeight: Measurement = {
  title: 'Weight of the pages',
  ofTheBuild: true,
  async run() {
    const files = await Array.fromAsync(glob('**/*.html', { cwd: dist }));
    const pages = await Promise.all(files.filter((file) => !file.startsWith(`admin${path.sep}`)).map(weigh));
    if (pages.length === 0) throw new Error('dist/ holds no page: build the site first.');
    const fonts = await fontSizes();
    const fontBytes = fonts.reduce((sum, size) => sum + size, 0);
    const [forms, others] = [pages.filter(({ hasForm }) => hasForm), pages.filter(({ hasForm }) => !hasForm)];
    const firstLoad = (page: Page) => page.text + page.script + fontBytes;
    return [
      ...worst(others, 'JavaScript without a form', ({ script }) => script, 0),
      ...worst(forms, 'JavaScript with a form', ({ script }) => script, bounds.formScript),
      ...worst(pages, 'HTML and CSS', ({ text }) => text, bounds.firstRoundTrip),
      atMost('Font files', fonts.length, bounds.fontFiles, 'files'),
      atMost('Fonts together', fontBytes, bounds.fonts, 'B'),
      ...worst(others, 'First load, photos apart, without a form', firstLoad, bounds.firstLoad),
      ...worst(forms, 'First load, photos apart, with a form', firstLoad, bounds.firstLoadWithForm),
    ];
  },
};

/** The heaviest page, and every other that passes the bound. */
function worst(pages: readonly Page[], what: string, weight: (page: Page) => number, bound: number): Row[] {
  const heaviestFirst = pages.toSorted((a, b) => weight(b) - weight(a));
  return heaviestFirst
    .filter((page, index) => index === 0 || weight(page) > bound)
    .map((page) => atMost(`${what}, heaviest of ${pages.length}: ${page.address}`, weight(page), bound, 'B'));
}

async function weigh(file: string): Promise<Page> {
  const html = await readFile(path.join(dist, file), 'utf8');
  const elements = [...elementsIn(parse(html))];
  const styles = elements.filter((element) => attribute(element, 'rel') === 'stylesheet');
  const sizes = await Promise.all(styles.map((style) => zippedSize(local(attribute(style, 'href'), file))));
  return {
    address: `/${file.replaceAll(path.sep, '/').replace(/index\.html$/, '')}`,
    hasForm: elements.some(
      (element) => element.tagName === 'form' || attribute(element, 'data-holds') === 'form',
    ),
    script: await scriptSize(elements, file),
    text: sizes.reduce((sum, size) => sum + size, gzipSync(html).length),
  };
}

async function scriptSize(
  elements: readonly DefaultTreeAdapterTypes.Element[],
  file: string,
): Promise<number> {
  const scripts = elements.filter(
    (element) => element.tagName === 'script' && attribute(element, 'type') !== 'application/ld+json',
  );
  const inline = scripts.filter((script) => attribute(script, 'src') === undefined).map(textOf);
  const entryPoints = scripts.flatMap((script) => {
    const source = attribute(script, 'src');
    return source === undefined ? [] : [local(source, file)];
  });
  const sizes = await Promise.all((await loadedScripts(dist, entryPoints)).map(zippedSize));
  return sizes.reduce((sum, size) => sum + size, inline.length > 0 ? gzipSync(inline.join('')).length : 0);
}

/** The file of `dist` at an address; throws on another host's. */
function local(address: string | undefined, page: string): string {
  const url = new URL(address ?? '', `http://site/${page.replaceAll(path.sep, '/')}`);
  if (url.host !== 'site') throw new Error(`${page} asks another host: ${url.href}`);
  return path.join(dist, url.pathname);
}

const zippedSize = async (file: string) => gzipSync(await readFile(file)).length;

async function fontSizes(): Promise<number[]> {
  const files = await Array.fromAsync(glob('**/*.{woff,woff2,ttf,otf}', { cwd: dist }));
  return await Promise.all(files.map(async (file) => (await stat(path.join(dist, file))).size));
}
