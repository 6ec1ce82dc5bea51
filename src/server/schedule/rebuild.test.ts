import { expect, test, vi } from 'vitest';
import { askForRebuild } from './rebuild.ts';

const hookUrl = 'https://hote.example/hook/secret';

test('the host is asked once, by POST', async () => {
  const fetch = vi.fn(() => Promise.resolve(new Response()));
  const log = vi.fn();
  await askForRebuild({ hookUrl, fetch, log });
  expect(fetch).toHaveBeenCalledExactlyOnceWith(hookUrl, expect.objectContaining({ method: 'POST' }));
  expect(log).not.toHaveBeenCalled();
});

test('without a hook nobody is asked', async () => {
  const fetch = vi.fn();
  await askForRebuild({ hookUrl: undefined, fetch, log: vi.fn() });
  expect(fetch).not.toHaveBeenCalled();
});

test.each([
  ['a refusal', () => Promise.resolve(new Response(null, { status: 404 }))],
  ['a silence', () => Promise.reject(new Error(hookUrl))],
])('%s is logged without the secret address', async (_, fetch) => {
  const log = vi.fn();
  await askForRebuild({ hookUrl, fetch, log });
  expect(log).toHaveBeenCalledOnce();
  expect(JSON.stringify(log.mock.calls)).not.toContain('secret');
});
