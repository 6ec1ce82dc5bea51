import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { canaries } from './canaries.ts';
import { provideChromium } from './chromium.ts';
import { run } from './run.ts';

interface Count {
  passed: number;
  failed: number;
}

/** A step of `npm test`; a step without tests of its own counts only when it fails. */
interface Step {
  title: string;
  /** `report` is a file the step may write its results to. */
  run: (report: string) => Promise<Count>;
  /** Nothing after it would mean anything. */
  stopsWhenFailing?: boolean;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

async function read<Report>(report: string, schema: z.ZodType<Report>): Promise<Report | undefined> {
  const text = await readFile(report, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}

/** A run that fails with no failed test (it could not start, a file did not load) counts as one failure. */
const counted = (ok: boolean, passed: number, failed: number): Count => ({
  passed,
  failed: ok ? failed : Math.max(failed, 1),
});

async function plain(
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Count> {
  const { ok } = await run(command, { show: true, environment });
  return counted(ok, 0, 0);
}

async function unitTests(report: string): Promise<Count> {
  const command = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { ok } = await run(command, { show: true });
  const results = await read(report, vitestReport);
  const broken = results?.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return counted(ok, results?.numPassedTests ?? 0, (results?.numFailedTests ?? 0) + (broken?.length ?? 0));
}

async function browserTests(report: string): Promise<Count> {
  const environment = {
    CHROME_PATH: provideChromium(),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  };
  const { ok } = await run(['playwright', 'test', '--reporter=list,json'], { show: true, environment });
  const results = await read(report, playwrightReport);
  return counted(
    ok,
    results?.stats.expected ?? 0,
    (results?.stats.unexpected ?? 0) + (results?.stats.flaky ?? 0),
  );
}

const steps: readonly Step[] = [
  { title: 'Types, lint, format', run: () => plain(['scripts/check.ts']) },
  { title: 'Unit tests', run: unitTests },
  { title: 'Build', run: () => plain(['scripts/build.ts'], canaries()), stopsWhenFailing: true },
  { title: 'Browser tests and budgets on the built site', run: browserTests },
];

// npm test: every check in order, then one line with the number of tests.
if (process.argv.includes('--nightly')) process.env.NIGHTLY = 'true';
const total: Count = { passed: 0, failed: 0 };
const reports = await mkdtemp(path.join(tmpdir(), 'mentorat-reports-'));
// The tests begin dozens of servers and commands: what these read in is compiled once.
process.env.NODE_COMPILE_CACHE = path.join(reports, 'compiled');
for (const [index, step] of steps.entries()) {
  console.log(`\n— ${step.title}`);
  const count = await step.run(path.join(reports, `${index}.json`)).catch((error: unknown): Count => {
    console.error(error);
    return { passed: 0, failed: 1 };
  });
  total.passed += count.passed;
  total.failed += count.failed;
  if (count.failed > 0) console.log(`✗ ${step.title}`);
  if (count.failed > 0 && step.stopsWhenFailing) break;
}
await rm(reports, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
