import { test as base } from 'playwright/test';
import { startSite, type Site } from '../support/site.ts';
import { type Engine, openFirefox, openWebKit } from './engine.ts';

export { expect } from 'playwright/test';

export interface EngineOptions {
  engineName: 'webkit' | 'firefox';
  engine: Engine;
  site: Site;
}

/** Playwright's runner with a browser of the system's and a site of its own, both for all the tests of an engine. */
export const test = base.extend<object, EngineOptions>({
  engineName: ['firefox', { option: true, scope: 'worker' }],
  engine: [
    async ({ engineName }, use) => {
      const engine = await (engineName === 'webkit' ? openWebKit() : openFirefox());
      await use(engine);
      await engine.close();
    },
    { scope: 'worker' },
  ],
  site: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const site = await startSite();
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
});
