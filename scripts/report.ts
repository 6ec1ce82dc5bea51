import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SEASON_PATTERN } from '../src/domain/figures/marks.ts';
import { openReport } from '../src/server/compose/compose.ts';
import { projectRoot } from './local-environment.ts';
import { reportPage } from './report-rendering.ts';
import { connectStore } from './store-connection.ts';
import { teamCommand } from './team-command.ts';

// `npm run report -- 2026-2027`: the report of a season, on one page to print, into data/.

await teamCommand(async () => {
  const [season] = parseArgs({ allowPositionals: true }).positionals;
  if (season !== undefined && !SEASON_PATTERN.test(season))
    throw new Error('Une saison s’écrit en deux années : « npm run report -- 2026-2027 ».');
  const disconnect = await connectStore();
  try {
    const props = await openReport(season);
    if (props === undefined)
      throw new Error(
        `Aucun chiffre pour la saison ${season ?? 'en cours'} : ils sont comptés chaque nuit, dès la première inscription.`,
      );
    const file = path.join(projectRoot, 'data', `rapport-${props.report.season}.html`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, await reportPage(props));
    console.log(
      `${file}\nOuvrez-le dans un navigateur, puis imprimez-le ou enregistrez-le en PDF : il tient sur une page A4.`,
    );
  } finally {
    await disconnect();
  }
});
