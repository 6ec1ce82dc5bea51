import { spreadsheetAdministration } from '../src/server/compose.ts';
import { teamCommand } from './team-command.ts';

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

await teamCommand(process.argv[2] === 'setup' ? setUp : check);
