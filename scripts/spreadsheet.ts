import { spreadsheetAdministration } from '../src/server/compose.ts';
import { EnvironmentError } from '../src/server/environment.ts';
import { problemOf } from '../src/server/spreadsheet/administration.ts';
import { fail } from './fail.ts';
import { linkSecret, projectRoot, readEnvFile } from './local-environment.ts';

// `npm run spreadsheet:setup` and `npm run spreadsheet:check`.

async function setUp(): Promise<void> {
  const { administration, tabs } = await spreadsheetAdministration();
  const made = await administration.setUp(tabs);
  console.log(made.length > 0 ? made.join('\n') : 'Rien à faire : tout est en place.');
}

async function check(): Promise<void> {
  const { administration, tabs } = await spreadsheetAdministration();
  const problems = await administration.check(tabs);
  for (const { what, remedy } of problems) console.log(`✗ ${what}\n  → ${remedy}`);
  if (problems.length === 0) console.log('✓ La feuille de calcul est en ordre.');
  else process.exitCode = 1;
}

try {
  readEnvFile();
  process.env.LINK_SECRET = await linkSecret(`${projectRoot}/data`);
  await (process.argv[2] === 'setup' ? setUp() : check());
} catch (error) {
  if (error instanceof EnvironmentError) fail(new Error(error.problems.join('\n')));
  if (!(error instanceof Error) || error.name !== 'Unavailable') fail(error);
  const { what, remedy } = problemOf(error);
  fail(new Error(`${what}\n${remedy}`));
}
