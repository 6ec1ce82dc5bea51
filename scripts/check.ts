import { run } from './run.ts';

// npm run check: types, lint, format, unused code. Two at a time, the longest first; says what failed and nothing else.
const checks: readonly (readonly [string, ...string[]])[] = [
  ['eslint', '.', '--max-warnings', '0'],
  // The types of all files but .astro, and the lint rules that need them.
  ['oxlint'],
  ['prettier', '--check', '--log-level', 'warn', '.'],
  ['astro', 'check', '--minimumFailingSeverity', 'warning', '--tsconfig', 'tsconfig.astro.json'],
  ['knip', '--no-progress'],
];

const waiting = [...checks];
let failed = 0;

// The types of the content, which the others read: on a new machine they do not exist yet.
const sync = await run(['astro', 'sync']);
if (!sync.ok) console.log(sync.output.trim());

async function runWaiting(): Promise<void> {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const { ok, output, seconds } = await run(check);
    console.log(`${ok ? '✓' : '✗'} ${check[0]} (${seconds.toFixed(1)} s)`);
    if (ok) continue;
    failed += 1;
    console.log(output.trim());
  }
}

await Promise.all([runWaiting(), runWaiting()]);
if (failed > 0) console.log(`\n${failed} sur ${checks.length} à corriger.`);
process.exitCode = failed > 0 ? 1 : 0;
