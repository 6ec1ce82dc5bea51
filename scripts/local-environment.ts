import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cleanVariables, isLocal, readEnvironment } from '../src/server/compose/environment.ts';

/** The folder of the project. */
export const projectRoot = path.resolve(import.meta.dirname, '..');

/** PORT, or 4321. Throws in French when PORT is no port. */
export function localPort(): number {
  const port = Number(process.env.PORT ?? '4321');
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`PORT=${process.env.PORT ?? ''} n’est pas un port : donnez un nombre entre 1 et 65535.`);
}

/** Reads `.env` where there is one; variables that are already set win. */
export function readEnvFile(): void {
  const file = path.join(projectRoot, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** The names of the variables that make a command on this computer act on the site that everybody sees. */
export function publicSettings(variables: NodeJS.ProcessEnv = process.env): readonly string[] {
  const { SITE_URL, SPREADSHEET, GOOGLE_API_URL, GRIST_URL, MAIL, SMTP_URL } = cleanVariables(variables);
  const isHosted =
    SPREADSHEET === 'google-sheets'
      ? !GOOGLE_API_URL || !isLocal(GOOGLE_API_URL)
      : SPREADSHEET === 'grist' && !isLocal(GRIST_URL);
  const reached = {
    SITE_URL: !isLocal(SITE_URL),
    SPREADSHEET: isHosted,
    SMTP_URL: MAIL === 'smtp' && !isLocal(SMTP_URL),
  };
  return Object.entries(reached).flatMap(([name, isPublic]) => (isPublic ? [name] : []));
}

/** Reads `.env` for a trial of the site; throws in French when what it says would reach the real one. */
export function readTrialEnvironment(): void {
  readEnvFile();
  const names = publicSettings();
  if (names.length === 0) return;
  throw new Error(
    [
      `Rien n’est lancé : ces réglages sont ceux du vrai site (${names.join(', ')}).`,
      'Un essai écrirait dans le vrai tableur ou enverrait de vrais e-mails.',
      'Rangez le fichier .env hors du dossier du projet (docs/mise-en-ligne.md, étape 12), ou retirez ces variables de l’environnement ; puis relancez la commande.',
    ].join('\n'),
  );
}

/**
 * The secret that signs references and links: LINK_SECRET, else the one kept in `<dataFolder>/link-secret`,
 * made there once (32 random bytes in base64url, readable by its owner only).
 */
export async function linkSecret(dataFolder: string): Promise<string> {
  if (process.env.LINK_SECRET) return process.env.LINK_SECRET;
  const file = path.join(dataFolder, 'link-secret');
  await mkdir(dataFolder, { recursive: true });
  if (!existsSync(file)) {
    // 'wx': of two servers started at once, one writes and both read the same secret.
    await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(
      (error: unknown) => {
        if (!existsSync(file)) throw error;
      },
    );
  }
  const secret = (await readFile(file, 'utf8')).trim();
  if (secret.length >= 43) return secret;
  throw new Error(`${file} est abîmé : supprimez ce fichier, un nouveau secret sera créé au démarrage.`);
}

/** Where people find each thing while a local server runs, the CMS too where it is served. Throws when a variable of the environment is wrong. */
export function whereThingsAre(url: string, { cms = false } = {}): string {
  const { SPREADSHEET, WORKBOOK_PATH, MAIL, OUTBOX_PATH } = readEnvironment();
  return [
    '',
    `  Site                 ${url}/`,
    ...(cms ? [`  Modifier le site     ${url}/admin/`] : []),
    `  État du service      ${url}/api/sante`,
    `  Tableau de l’équipe  ${SPREADSHEET === 'workbook' ? path.resolve(WORKBOOK_PATH) : SPREADSHEET}`,
    `  E-mails              ${MAIL === 'outbox' ? path.join(path.resolve(OUTBOX_PATH), '*.eml') : MAIL}`,
    '',
    '  Ctrl+C pour arrêter.',
    '',
  ].join('\n');
}
