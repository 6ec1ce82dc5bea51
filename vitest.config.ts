import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** True for a file that tells whole stories: these take longest. */
const tellsStories = ({ moduleId }: TestSpecification) =>
  /^(?:tests|netlify)\b/.test(path.relative(import.meta.dirname, moduleId));

/** Begins with the longest files: begun last, one would leave the other worker idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(tellsStories(b)) - Number(tellsStories(a)));
  }
}

// As functions run once bundled: React's development build takes three times as long to render a page.
process.env.NODE_ENV = 'production';

export default defineConfig({
  test: {
    include: ['{src,netlify,scripts,tests}/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    setupFiles: ['tests/support/vitest-setup.ts'],
    // For a machine busy with other work; a test that hangs still ends.
    testTimeout: 30_000,
    // Left to itself Vitest keeps one of two cores free; much of a test here is waiting for a server or a file of its own.
    maxWorkers: 3,
    silent: 'passed-only',
    // Files share their worker, and what they import is loaded once: no module keeps anything from one test to the next.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    restoreMocks: true,
    unstubGlobals: true,
  },
});
