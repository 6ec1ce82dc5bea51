import { glob } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '../support/browser-test.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');

test('every page opens without a script error, a policy violation or a request to another host', async ({
  page,
}) => {
  const files = await Array.fromAsync(glob('**/*.html', { cwd: dist }));
  expect(files).toContain('index.html');
  // The CMS asks for a server that is not there: tests/e2e/cms.spec.ts.
  for (const file of files.filter((name) => !name.startsWith('admin'))) {
    const address = `/${file.replaceAll(path.sep, '/').replace(/index\.html$/, '')}`;
    const answer = await page.goto(address, { waitUntil: 'load' });
    expect(answer?.status(), address).toBe(200);
  }
});

test('pages and hashed files carry the headers of netlify.toml', async ({ request }) => {
  const headers = (await request.get('/')).headers();
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  const [asset] = await Array.fromAsync(glob('_astro/*', { cwd: dist }));
  const hashed = await request.get(`/${asset ?? ''}`);
  expect(hashed.headers()['cache-control']).toBe('public, max-age=31536000, immutable');
});

test('an unknown address answers 404 with the site’s own page', async ({ page }) => {
  const answer = await page.request.get('/rien-ici/');
  expect(answer.status()).toBe(404);
});
