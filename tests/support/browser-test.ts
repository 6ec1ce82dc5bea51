import { siteTest } from './site-test.ts';

export { expect } from 'playwright/test';

interface TestFixtures {
  /**
   * Console errors and uncaught exceptions that a test brings about on purpose, such as Chromium's line for an answer 422:
   * `test.use({ expectedConsoleErrors: [/status of 422/] })`.
   */
  expectedConsoleErrors: readonly RegExp[];
  /** Fails the test on any other console error, uncaught exception, policy violation or request to another host. */
  quietPage: undefined;
}

/**
 * Chromium's own word when a window changes its size, or leaves the page again, while one page fades into the next: the fade is left out,
 * nothing fails.
 */
const LEFT_OUT_FADE = /^Transition was aborted because of invalid state(?:\. Viewport size changed)?$/;

/** Playwright's `test` on a site of its own, reached by `page.goto('/…')`; pages must stay quiet and at home. */
export const test = siteTest.extend<TestFixtures>({
  baseURL: async ({ site }, use) => {
    await use(site.url);
  },
  expectedConsoleErrors: [[], { option: true }],
  quietPage: [
    async ({ context, site, expectedConsoleErrors }, use) => {
      const noise: string[] = [];
      context.on('console', (message) => {
        const text = message.text();
        if (message.type() === 'error' && !expectedConsoleErrors.some((expected) => expected.test(text))) {
          noise.push(`console.error: ${text}`);
        }
      });
      context.on('weberror', (error) => {
        const { message } = error.error();
        if (LEFT_OUT_FADE.test(message)) return;
        const text = `uncaught: ${message}`;
        if (!expectedConsoleErrors.some((expected) => expected.test(text))) noise.push(text);
      });
      await context.route(
        (url) => url.origin !== site.url && url.protocol.startsWith('http'),
        async (route) => {
          noise.push(`request to another host: ${route.request().url()}`);
          await route.abort();
        },
      );
      await use(undefined);
      siteTest.expect(noise, 'what the page should not have said or asked').toEqual([]);
    },
    { auto: true },
  ],
});
