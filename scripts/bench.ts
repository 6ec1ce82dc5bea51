import { buildTime } from './bench/build-time.ts';
import { desk } from './bench/desk.ts';
import { functionWeight } from './bench/functions.ts';
import { growth } from './bench/growth.ts';
import { lighthouseScores } from './bench/lighthouse.ts';
import { load } from './bench/load.ts';
import type { Measurement } from './bench/measurement.ts';
import { pageWeight } from './bench/page-weight.ts';
import { simulation } from './bench/simulation.ts';
import { buildSite } from './build-site.ts';
import { fail } from './fail.ts';

/** The budgets, by the name that `npm run bench -- <name>…` takes. To add one, add its measurement here. */
const measurements: Readonly<Record<string, Measurement>> = {
  pages: pageWeight,
  functions: functionWeight,
  load,
  simulation,
  growth,
  build: buildTime,
  desk,
  lighthouse: lighthouseScores,
};

/** npm run bench: those named, or all, each beside its bound. */
async function bench(asked: readonly string[]): Promise<void> {
  const chosen = (asked.length > 0 ? asked : Object.keys(measurements)).map((name) => {
    const measurement = measurements[name];
    if (measurement) return measurement;
    throw new Error(
      `« ${name} » n’est pas une mesure : choisissez parmi ${Object.keys(measurements).join(', ')}.`,
    );
  });
  if (chosen.some(({ ofTheBuild }) => ofTheBuild)) await buildSite();
  let missed = 0;
  for (const { title, run } of chosen) {
    console.log(`\n${title}`);
    for (const { ok, what, measured, bound } of await run()) {
      console.log(`  ${ok ? '✓' : '✗'} ${what}: ${measured} (${bound})`);
      if (!ok) missed += 1;
    }
  }
  console.log(missed === 0 ? '\nEvery budget is met.' : `\nBudgets missed: ${missed}.`);
  process.exitCode = missed === 0 ? 0 : 1;
}

await bench(process.argv.slice(2)).catch(fail);
