import { beforeEach, expect, test, vi } from 'vitest';
import { LINKS } from '../../../src/server/links/links.ts';
import liens, { config } from './liens.ts';

beforeEach(() => {
  vi.stubEnv('LINK_SECRET', 's'.repeat(32));
});

async function open(address: string, params: Readonly<Record<string, string>>): Promise<Response> {
  return await liens(new Request(`https://site.test${address}`), { params, waitUntil: vi.fn() });
}

const ENTRANCES = ['/suivi', '/suivi/'];
const patterns = [config.path ?? []].flat().filter((pattern) => !ENTRANCES.includes(pattern));

test('every purpose of a link has its address', () => {
  expect(patterns).toEqual(expect.arrayContaining(Object.values(LINKS).map(({ path }) => `${path}:token`)));
});

test.each(patterns)('%s is answered, with a page that says that it leads nowhere', async (pattern) => {
  const [, name = ''] = /:(\w+)/.exec(pattern) ?? [];
  for (const last of ['nobodys', 'papier'])
    for (const end of ['', '/']) {
      const answer = await open(pattern.replace(`:${name}`, last) + end, { [name]: last });
      expect([answer.status, answer.headers.get('referrer-policy')]).toEqual([404, 'no-referrer']);
      expect(await answer.text()).toContain('Ce lien ne mène nulle part');
    }
});

test.each(ENTRANCES)('%s shows its page to whoever opens it', async (address) => {
  const answer = await open(address, {});
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(await answer.text()).toContain('<tracking-form>');
});
