import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,netlify,scripts,tests}/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    setupFiles: ['tests/support/vitest-setup.ts'],
    // For a machine busy with other work; a test that hangs still ends.
    testTimeout: 30_000,
    // Left to itself Vitest keeps one of two cores free; much of a test here is waiting for a server of its own.
    maxWorkers: 2,
    silent: 'passed-only',
    // Files share their worker, and what they import is loaded once: no module keeps anything from one test to the next.
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
