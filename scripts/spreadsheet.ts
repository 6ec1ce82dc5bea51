import { parseArgs } from 'node:util';
import { spreadsheetAdministration } from '../src/server/compose/compose.ts';
import type { Administration, Problem } from '../src/server/spreadsheet/administration.ts';
import { teamCommand } from './team-command.ts';

// `npm run spreadsheet:setup` and `npm run spreadsheet:check`; `-- --essai` with the second: what the real service does otherwise than
// the site takes for granted.

async function setUp(): Promise<void> {
  const { administration, tabs } = await spreadsheetAdministration();
  const made = await administration.setUp(tabs);
  console.log(made.length > 0 ? made.join('\n') : 'Rien à faire : tout est en place.');
}

function tell(problems: readonly Problem[], fine: string): void {
  for (const { what, remedy } of problems) console.log(`✗ ${what}\n  → ${remedy}`);
  if (problems.length === 0) console.log(`✓ ${fine}`);
  else process.exitCode = 1;
}

async function tryOut(administration: Administration): Promise<void> {
  const trial = await administration.tryOut?.();
  if (!trial) {
    console.log('Il n’y a rien à essayer : seul Google Sheets demande un essai.');
    return;
  }
  const { tried, problems } = trial;
  tell(
    problems,
    `Essai : Google fait ce que le site attend de lui (${tried} points), et il n’en reste rien.`,
  );
}

async function check(isTrial: boolean): Promise<void> {
  const { administration, tabs } = await spreadsheetAdministration();
  tell(await administration.check(tabs), 'La feuille de calcul est en ordre.');
  if (isTrial) await tryOut(administration);
}

await teamCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { essai: { type: 'boolean', default: false } },
  });
  await (positionals[0] === 'setup' ? setUp() : check(values.essai));
});
