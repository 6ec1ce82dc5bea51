import { parseArgs } from 'node:util';
import manifest from '../package.json' with { type: 'json' };
import { settings } from '../src/content-queries/settings.ts';
import { spreadsheetAdministration } from '../src/server/compose/compose.ts';
import { type Examination, examine } from '../src/server/doctor/doctor.ts';
import { isLocal } from '../src/server/compose/environment.ts';
import { tryLogin } from '../src/server/mail/smtp-connection.ts';
import { fail } from './fail.ts';
import { linkSecret, projectRoot, readEnvFile } from './local-environment.ts';

// `npm run doctor`: what is wrong with this computer and the variables, and what mends it; `-- --en-ligne`: as the public site needs them.

/** Examines this process: its environment, and what that chooses. */
export async function examineHere({ isOnline }: { isOnline: boolean }): Promise<readonly Examination[]> {
  return await examine({
    variables: process.env,
    isOnline,
    versions: {
      node: process.versions.node,
      npm: /\bnpm\/(?<version>[\d.]+)/.exec(process.env.npm_config_user_agent ?? '')?.groups?.version,
    },
    engines: manifest.engines,
    checkSpreadsheet: async () => {
      const { administration, tabs } = await spreadsheetAdministration();
      return await administration.check(tabs);
    },
    contactEmail: settings.contact.email,
    tryMailLogin: tryLogin,
  });
}

/** Output of the command. */
export function report(examinations: readonly Examination[]): string {
  const lines = examinations.flatMap(({ subject, problems, advice, isUnseen }) => [
    `${problems.length > 0 ? '✗' : isUnseen ? '–' : '✓'} ${subject}`,
    ...problems.map((problem) => `    ${problem}`),
    ...advice.map((each) => `    (${each})`),
  ]);
  const count = examinations.reduce((sum, { problems }) => sum + problems.length, 0);
  const end = count === 0 ? 'Tout va bien.' : `À corriger : ${count}.`;
  return [...lines, '', end].join('\n');
}

async function doctor(): Promise<void> {
  readEnvFile();
  const { 'en-ligne': asked } = parseArgs({ options: { 'en-ligne': { type: 'boolean' } } }).values;
  const isOnline = asked ?? !isLocal(process.env.SITE_URL);
  if (!isOnline) process.env.LINK_SECRET = await linkSecret(`${projectRoot}/data`);
  const examinations = await examineHere({ isOnline });
  console.log(report(examinations));
  if (examinations.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
}

if (import.meta.main) await doctor().catch(fail);
