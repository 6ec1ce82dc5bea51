import { glob } from 'node:fs/promises';
import path from 'node:path';
import type { APIResponse, Response } from 'playwright/test';
import { barriersOn } from '../support/barriers.ts';
import { expect, test } from '../support/browser-test.ts';

/** Security headers of a response, and which of `GUARDS` its content security policy has. */
function guarding(answer: APIResponse | Response | null) {
  const headers = answer?.headers() ?? {};
  const names = [
    'strict-transport-security',
    'x-content-type-options',
    'referrer-policy',
    'permissions-policy',
    'cross-origin-opener-policy',
  ];
  const policies = (headers['content-security-policy'] ?? '').split(/[;,]/).map((one) => one.trim());
  return {
    ...Object.fromEntries(names.map((name) => [name, headers[name] ?? 'absent'])),
    policy: GUARDS.filter((guard) => policies.includes(guard)),
  };
}

const GUARDS = ["frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'", "form-action 'self'"];

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

test.describe('what functions answer', () => {
  test.use({ expectedConsoleErrors: [/status of (404|422)/] });

  const nobodys = 'a'.repeat(51);
  const answered = [
    '/candidature-recue/JE-7K2M9QWX',
    '/autorisation/papier/JE-7K2M9QWX',
    `/suivi/${nobodys}`,
    `/invitation/${nobodys}`,
    `/entreprises/suivi/${nobodys}`,
  ];
  /** The second is the page of every link that does not open. */
  const templates = answered.slice(1, 3);

  test('opens as quietly, with the headers of the pages, and says no more of where one comes from', async ({
    page,
  }) => {
    const ofPages = guarding(await page.goto('/questions/'));
    expect(ofPages.policy).toEqual(GUARDS);
    expect(guarding(await page.goto('/suivi/'))).toMatchObject(ofPages);
    await page.getByLabel('La référence').fill('JE-7K2M9QWX');
    await page.getByLabel('L’adresse e-mail').fill('personne@exemple.fr');
    const asked = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.getByRole('button', { name: 'Ouvrir le suivi' }).click();
    expect(guarding(await asked)).toMatchObject(ofPages);
    expect(guarding(await page.request.get('/api/sante'))).toMatchObject({ ...ofPages, policy: [] });
    for (const address of answered) {
      const answer = await page.goto(address);
      const isPrivate = !address.startsWith('/candidature-recue/');
      expect(guarding(answer), address).toMatchObject({
        ...ofPages,
        ...(isPrivate && { 'referrer-policy': 'no-referrer' }),
      });
      if (templates.includes(address)) expect(await barriersOn(page), address).toEqual([]);
    }
  });
});

test('an unknown address answers 404 with the site’s own page', async ({ page }) => {
  const answer = await page.request.get('/rien-ici/');
  expect(answer.status()).toBe(404);
});
