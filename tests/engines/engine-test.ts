import { siteTest } from '../support/site-test.ts';
import { type Engine, openFirefox, openWebKit } from './engine.ts';

export { expect } from 'playwright/test';

export interface EngineOptions {
  engineName: 'webkit' | 'firefox';
  engine: Engine;
}

/** Playwright's runner with a browser of the system's and a site of its own, both for all the tests of an engine. */
export const test = siteTest.extend<object, EngineOptions>({
  engineName: ['firefox', { option: true, scope: 'worker' }],
  engine: [
    async ({ engineName }, use) => {
      const engine = await (engineName === 'webkit' ? openWebKit() : openFirefox());
      await use(engine);
      await engine.close();
    },
    { scope: 'worker' },
  ],
});
