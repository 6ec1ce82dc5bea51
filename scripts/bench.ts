import { functionWeight } from './bench/functions.ts';
import { load } from './bench/load.ts';
import { buildTime } from './bench/build-time.ts';
import type { Measurement } from './bench/measurement.ts';
import { pageWeight } from './bench/page-weight.ts';
import { buildSite } from './build-site.ts';
import { fail } from './fail.ts';

// npm run bench: the budgets, measured on a new build. To add one, add its measurement here.
const measurements: readonly Measurement[] = [pageWeight, functionWeight, load, buildTime];

await buildSite().catch(fail);
let missed = 0;
for (const { title, run } of measurements) {
  console.log(`\n${title}`);
  for (const { ok, what, measured, bound } of await run()) {
    console.log(`  ${ok ? '✓' : '✗'} ${what}: ${measured} (${bound})`);
    if (!ok) missed += 1;
  }
}
console.log(missed === 0 ? '\nEvery budget is met.' : `\nBudgets missed: ${missed}.`);
process.exitCode = missed === 0 ? 0 : 1;
