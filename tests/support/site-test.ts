import { test } from 'playwright/test';
import { startSite, type Site } from './site.ts';

interface WorkerFixtures {
  /** Variables of the site: `test.use({ siteEnvironment: { TEAM_EMAIL: 'equipe@exemple.org' } })`. */
  siteEnvironment: Readonly<Record<string, string>>;
  /** A site of this worker's own: its tests share it, so each looks for its own reference only. */
  site: Site;
}

/** Playwright's `test` with a site of its own. */
export const siteTest = test.extend<object, WorkerFixtures>({
  siteEnvironment: [{}, { option: true, scope: 'worker' }],
  site: [
    async ({ siteEnvironment }, use) => {
      const site = await startSite(siteEnvironment);
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
});
