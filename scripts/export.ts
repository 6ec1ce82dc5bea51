import path from 'node:path';
import { parseArgs } from 'node:util';
import { parisDate } from '../src/domain/eligibility/age.ts';
import { exportPorts } from '../src/server/compose/compose.ts';
import { exportTabs } from '../src/server/spreadsheet/workbook/export.ts';
import { projectRoot } from './local-environment.ts';
import { teamCommand } from './team-command.ts';

// `npm run export`: everything in the spreadsheet, into data/export-<day>/ or the folder that is given.

await teamCommand(async () => {
  const ports = await exportPorts();
  const [given] = parseArgs({ allowPositionals: true }).positionals;
  const folder = path.resolve(given ?? path.join(projectRoot, 'data', `export-${parisDate(ports.now())}`));
  const tabs = await exportTabs(folder, ports);
  for (const { name, rows, cut } of tabs) {
    console.log(`« ${name} » : ${rows} ligne${rows > 1 ? 's' : ''}.`);
    if (cut > 0)
      console.log(`  Trop longues pour Excel, cellules coupées dans candidatures.xlsx seulement : ${cut}.`);
  }
  if (tabs.length > 0)
    console.log(
      'Avec Excel, LibreOffice ou un téléphone, ouvrez candidatures.xlsx : il garde les textes tels quels.',
    );
  if (tabs.length === 0) console.log('Le tableur est vide : aucun onglet du site n’y est encore.');
  console.log(
    `${folder} contient des données personnelles : gardez-le à l’abri, et supprimez-le après usage.`,
  );
});
