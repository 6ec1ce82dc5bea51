import { defineConfig } from 'playwright/test';
import type { EngineOptions } from './engine-test.ts';

// npm run test:engines: only the runner is Playwright's, the browsers are the system's.
export default defineConfig<object, EngineOptions>({
  outputDir: '../../test-results/engines',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: 'list',
  projects: [
    { name: 'WebKitGTK', use: { engineName: 'webkit' } },
    { name: 'Firefox ESR', use: { engineName: 'firefox' } },
  ],
});
