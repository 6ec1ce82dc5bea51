import { defineConfig } from 'playwright/test';
import { chromiumArguments, findChromium } from './scripts/chromium.ts';
import { isNightly } from './tests/support/nightly.ts';

const executablePath = findChromium();
if (executablePath === undefined) {
  throw new Error('Aucun Chromium : « npm test » l’installe, ou donnez son chemin dans CHROME_PATH.');
}

const LONG = ['pages', 'pairs', 'staff-week', 'start', 'whole-story'].map((name) => `${name}.spec.ts`);

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  // A test waits for a part of its time: on two cores a third worker uses it.
  workers: 3,
  retries: 0,
  // For a machine busy with other work; a test that hangs still ends.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  grepInvert: isNightly ? [] : /@nightly/,
  reporter: 'list',
  // First the file that runs on one worker, those whose site has a clock of its own, which Playwright would begin last, and other long ones:
  // late, each would leave the other workers idle.
  projects: [
    { name: 'long', testMatch: LONG },
    { name: 'use', testIgnore: LONG },
  ],
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath,
      // Without, the first error that a page makes has Chromium read all of its script again: half a second for the CMS.
      args: [...chromiumArguments, '--js-flags=--no-enable-lazy-source-positions'],
    },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    screenshot: 'only-on-failure',
    // A trace of every test takes a quarter of the time: `playwright test FILE --trace on` makes it for one that fails.
    trace: 'off',
  },
});
