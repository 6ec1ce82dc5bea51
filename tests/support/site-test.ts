import { test } from 'playwright/test';
import { startSite, type Site } from './site.ts';

interface WorkerFixtures {
  /** A site of this worker's own: its tests share it, so each looks for its own reference only. */
  site: Site;
}

/** Playwright's `test` with a site of its own. */
export const siteTest = test.extend<object, WorkerFixtures>({
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
