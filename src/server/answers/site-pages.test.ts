import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { developmentPages, PAGE_REQUEST, shippedPages } from './site-pages.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pages-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('a shipped page is read from its file, and nobody is asked for it', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('down')));
  await mkdir(path.join(folder, 'suivi'));
  await writeFile(path.join(folder, 'suivi', 'index.html'), '<html>Suivi</html>');
  await writeFile(path.join(folder, '404.html'), '<html>Perdue</html>');
  const readPage = shippedPages(pathToFileURL(`${folder}/`));
  expect(await readPage('/suivi/')).toBe('<html>Suivi</html>');
  expect(await readPage('/404')).toBe('<html>Perdue</html>');
  expect(await readPage('/candidater/')).toBeUndefined();
});

test('the development server is asked where it is, and not waited for when it is down', async () => {
  const fetchPage = vi.fn((address: URL, { headers }: RequestInit) =>
    Promise.resolve(new Response(`${address.href} ${[...new Headers(headers).keys()].join()}`)),
  );
  vi.stubGlobal('fetch', fetchPage);
  const readPage = developmentPages('http://localhost:4321');
  expect(await readPage('/suivi/')).toBe(`http://localhost:4321/suivi/ ${PAGE_REQUEST}`);
  fetchPage.mockRejectedValueOnce(new Error('down'));
  expect(await readPage('/suivi/')).toBeUndefined();
});
