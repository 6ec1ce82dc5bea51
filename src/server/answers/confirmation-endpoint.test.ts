import { expect, test, vi } from 'vitest';
import { answerConfirmation } from './confirmation-endpoint.ts';
import type { ReadPage } from './site-pages.ts';

const PAGE =
  '<html><head><meta http-equiv="Content-Security-Policy" content="default-src \'self\'"></head><body><output class="a" data-slot="reference">…</output></body></html>';

function pageFor(
  reference: string,
  { method = 'GET', readPage = () => Promise.resolve(PAGE) }: { method?: string; readPage?: ReadPage } = {},
): Promise<Response> {
  return answerConfirmation(
    new Request(`https://site.test/candidature-recue/${encodeURIComponent(reference)}`, { method }),
    reference,
    { readPage },
  );
}

test('a reference is shown in the site’s page, which nobody keeps, frames or indexes', async () => {
  const answer = await pageFor('JE-7K2M9QWX');
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('<output class="a" data-slot="reference">JE-7K2M9QWX</output>');
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'self'; frame-ancestors 'none'",
    'content-type': 'text/html; charset=utf-8',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  });
});

test.each(['', 'JE-7K2M9QW', 'JE-7K2M9QWI', 'je-7k2m9qwx', 'XX-7K2M9QWX', '<b>x</b>'])(
  '« %s » is no reference: 404 in the site’s page, without what was asked for',
  async (reference) => {
    const readPage = (path: string) => Promise.resolve(`<html>Page perdue : ${path}</html>`);
    const answer = await pageFor(reference, { readPage });
    expect([answer.status, await answer.text()]).toEqual([404, '<html>Page perdue : /404</html>']);
  },
);

test.each([
  ['cannot be had', undefined],
  ['is another one', '<html>Mot de passe du site</html>'],
])('when the site’s page %s, the reference is shown all the same', async (_, page) => {
  const answer = await pageFor('JE-7K2M9QWX', { readPage: () => Promise.resolve(page) });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('JE-7K2M9QWX');
});

test.each([
  ['JE-7K2M9QWX', '/candidature-recue/'],
  ['ME-7K2M9QWX', '/inscription-recue/mentor/'],
  ['EN-7K2M9QWX', '/inscription-recue/entreprise/'],
])('%s is answered in the words of its audience', async (reference, path) => {
  const readPage = vi.fn<ReadPage>().mockResolvedValue(PAGE);
  await pageFor(reference, { readPage });
  expect(readPage.mock.calls).toEqual([[path]]);
});

test('other methods than GET and HEAD are 405', async () => {
  expect((await pageFor('JE-7K2M9QWX', { method: 'HEAD' })).status).toBe(200);
  const refused = await pageFor('JE-7K2M9QWX', { method: 'POST' });
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test('the page is the same on whatever day it is opened: it promises by the day of the sending, which it does not know', async () => {
  const promise = 'au plus tard <span data-slot="promise" data-days="5">cinq jours de travail</span>';
  const readPage = () => Promise.resolve(PAGE.replace('</body>', `${promise}</body>`));
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const seen = [];
    for (const day of ['2026-11-23', '2027-01-02', '2028-06-30']) {
      vi.setSystemTime(new Date(`${day}T23:30:00Z`));
      seen.push(await (await pageFor('JE-7K2M9QWX', { readPage })).text());
    }
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toContain(promise);
  } finally {
    vi.useRealTimers();
  }
});
