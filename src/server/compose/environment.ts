import type * as z from 'zod';
import { isDeployed, isPreview } from './deployment.ts';
import { EnvironmentError } from '../foundation/environment-error.ts';
import { isLoopback } from '../foundation/loopback.ts';
import type { GoogleSheetsSettings } from '../spreadsheet/google/google-client.ts';
import type { GristSettings } from '../spreadsheet/grist/grist-client.ts';
import { unquoted } from './pasted.ts';
import { googleSchema, gristSchema } from './spreadsheet-variables.ts';
import {
  cmsSchema,
  cmsSignInSchema,
  NO_CLIENT_ID,
  NO_SENDER,
  rebuildSchema,
  siteSchema,
  SMTP_URL_EXAMPLES,
} from './variables.ts';

export type Environment = z.output<typeof siteSchema>;
type CmsEnvironment = z.output<typeof cmsSchema>;
export type CmsSignInEnvironment = z.output<typeof cmsSignInSchema>;

const NOT_IN_PREVIEW =
  'Un aperçu (« deploy preview ») n’enregistre et n’envoie rien : essayez les formulaires sur un ordinateur.';

/** The name of the store that everything waits in: a site has one for all its deploys. */
export function storeName(variables: NodeJS.ProcessEnv = process.env): string {
  return isPreview(variables) ? 'preview' : 'inbox';
}

/** Netlify says where the site is; without it, links in messages would lead to a computer. */
function withAddress(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return isDeployed(variables) && !variables.SITE_URL && variables.URL
    ? { ...variables, SITE_URL: variables.URL }
    : variables;
}

/** Files that the host forgets between two calls. */
function refusedWhenDeployed({ SPREADSHEET, MAIL }: Environment): readonly string[] {
  const refused: string[] = [];
  if (SPREADSHEET === 'workbook')
    refused.push(
      'SPREADSHEET : « workbook » est un fichier, que l’hébergeur efface. Choisissez « google-sheets » ou « grist ».',
    );
  if (MAIL === 'outbox')
    refused.push('MAIL : « outbox » est un dossier, que l’hébergeur efface. Choisissez « smtp ».');
  return refused;
}

/** A server without an address, or an address that nothing uses. */
function mailProblems({ MAIL, SMTP_URL, MAIL_FROM }: Environment): readonly string[] {
  const problems: string[] = [];
  if (MAIL === 'outbox' && SMTP_URL !== undefined)
    problems.push(
      'SMTP_URL est donnée, mais MAIL vaut « outbox » : rien ne partirait. Mettez MAIL=smtp, ou retirez SMTP_URL.',
    );
  if (MAIL === 'smtp' && SMTP_URL === undefined)
    problems.push(`SMTP_URL manque : donnez l’adresse du serveur d’envoi, ${SMTP_URL_EXAMPLES}.`);
  if (MAIL === 'smtp' && MAIL_FROM.address.endsWith('@localhost')) problems.push(NO_SENDER);
  return problems;
}

/** Variables that each backend requires, and the message when one is missing. */
const NEEDED_BY: Readonly<
  Record<CmsEnvironment['CMS_BACKEND'], readonly (readonly [keyof CmsEnvironment, string])[]>
> = {
  local: [],
  github: [
    ['CMS_REPOSITORY', 'CMS_REPOSITORY manque : donnez le dépôt GitHub, par exemple association/site.'],
    ['CMS_GITHUB_CLIENT_ID', NO_CLIENT_ID],
  ],
  'git-gateway': [
    [
      'CMS_GATEWAY_URL',
      'CMS_GATEWAY_URL manque : c’est l’adresse « gateway_url » que donne le service, par exemple DecapBridge.',
    ],
    [
      'CMS_IDENTITY_URL',
      'CMS_IDENTITY_URL manque : c’est l’adresse du site chez le service, par exemple https://auth.decapbridge.com/sites/<identifiant>.',
    ],
  ],
};

function cmsProblems(environment: CmsEnvironment, variables: NodeJS.ProcessEnv): readonly string[] {
  const { CMS_BACKEND } = environment;
  if (CMS_BACKEND === 'local' && isDeployed(variables))
    return [
      'CMS_BACKEND : « local » écrit dans des fichiers, que l’hébergeur efface. Choisissez « github » ou « git-gateway ».',
    ];
  return NEEDED_BY[CMS_BACKEND].filter(([name]) => environment[name] === undefined).map(
    ([, problem]) => problem,
  );
}

/** Reads the CMS page's variables; throws `EnvironmentError` with everything its backend lacks. */
export function readCmsEnvironment(variables: NodeJS.ProcessEnv = process.env): CmsEnvironment {
  const environment = parseEnvironment(cmsSchema, variables);
  const problems = cmsProblems(environment, variables);
  if (problems.length > 0) throw new EnvironmentError(problems);
  return environment;
}

/** Reads the variables of the CMS's sign-in with GitHub; throws `EnvironmentError`. */
export function readCmsSignInEnvironment(variables: NodeJS.ProcessEnv = process.env): CmsSignInEnvironment {
  return parseEnvironment(cmsSignInSchema, variables);
}

/** The address that makes the host build the site again; throws `EnvironmentError`. */
export function readBuildHook(variables: NodeJS.ProcessEnv = process.env): string | undefined {
  return parseEnvironment(rebuildSchema, variables).BUILD_HOOK_URL;
}

/** The variables without quotes and spaces around them; one that is empty is an absent one. */
export function cleanVariables(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const cleaned = Object.entries(variables).map(([name, value = '']) => [name, unquoted(value)] as const);
  return Object.fromEntries(cleaned.filter(([, value]) => value !== ''));
}

function parseEnvironment<Schema extends z.ZodType>(schema: Schema, variables: NodeJS.ProcessEnv) {
  const parsed = schema.safeParse(cleanVariables(variables));
  if (!parsed.success) throw new EnvironmentError(parsed.error.issues.map((issue) => issue.message));
  return parsed.data;
}

/** Where the spreadsheet in Google Sheets is; throws `EnvironmentError`. */
export function readGoogleEnvironment(variables: NodeJS.ProcessEnv = process.env): GoogleSheetsSettings {
  const found = parseEnvironment(googleSchema, variables);
  return {
    spreadsheetId: found.GOOGLE_SHEETS_ID,
    email: found.GOOGLE_SERVICE_ACCOUNT_EMAIL,
    privateKey: found.GOOGLE_PRIVATE_KEY,
    apiUrl: found.GOOGLE_API_URL,
    tokenUrl: found.GOOGLE_TOKEN_URL,
  };
}

/** Where the document in Grist is; throws `EnvironmentError`. */
export function readGristEnvironment(variables: NodeJS.ProcessEnv = process.env): GristSettings {
  const found = parseEnvironment(gristSchema, variables);
  return { url: found.GRIST_URL, docId: found.GRIST_DOC_ID, apiKey: found.GRIST_API_KEY };
}

/**
 * The environment, parsed; throws `EnvironmentError`. Local defaults are refused where the file system forgets, and a
 * preview is refused whole: nothing of it reaches the spreadsheet, the mail or the inbox.
 */
export function readEnvironment(given: NodeJS.ProcessEnv = process.env): Environment {
  const variables = cleanVariables(given);
  if (isPreview(variables)) throw new EnvironmentError([NOT_IN_PREVIEW]);
  const environment = parseEnvironment(siteSchema, withAddress(variables));
  const refused = [
    ...(isDeployed(variables) ? refusedWhenDeployed(environment) : []),
    ...mailProblems(environment),
    ...(environment.SPREADSHEET === 'google-sheets' ? problemsOf(readGoogleEnvironment, variables) : []),
    ...(environment.SPREADSHEET === 'grist' ? problemsOf(readGristEnvironment, variables) : []),
  ];
  if (refused.length > 0) throw new EnvironmentError(refused);
  return environment;
}

/** Problems that `read` finds in the variables. */
export function problemsOf(
  read: (variables: NodeJS.ProcessEnv) => unknown,
  variables: NodeJS.ProcessEnv,
): readonly string[] {
  try {
    read(variables);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

const nameIn = (problem: string): string => /^\w+/.exec(problem)?.[0] ?? '';

/** Everything that `readEnvironment` refuses, at once: a variable that is wrong in itself hides no other. */
export function environmentProblems(variables: NodeJS.ProcessEnv): readonly string[] {
  const first = problemsOf(readEnvironment, variables);
  const names = first.map(nameIn);
  const without = Object.fromEntries(names.map((name) => [name, '']));
  if (names.includes('LINK_SECRET')) without.LINK_SECRET = '-'.repeat(32);
  const hidden = problemsOf(readEnvironment, { ...variables, ...without });
  return [...first, ...hidden.filter((problem) => !names.includes(nameIn(problem)))];
}

/** True when this is the address of a computer, for a trial. */
export function isLocal(address: string | undefined): boolean {
  return !address || isLoopback(URL.parse(address)?.hostname ?? '');
}

export const NO_ADDRESS =
  'SITE_URL manque : donnez l’adresse publique du site, sinon les liens des e-mails mènent à un ordinateur.';
export const NO_TEAM = 'TEAM_EMAIL manque : personne ne serait prévenu d’une candidature, ni d’une panne.';

/**
 * Throws `EnvironmentError` with everything a deployed site lacks, the CMS included; of a computer or a preview nothing is asked.
 */
export function assertDeployable(given: NodeJS.ProcessEnv = process.env): void {
  const variables = cleanVariables(given);
  if (!isDeployed(variables) || isPreview(variables)) return;
  const problems = [
    ...environmentProblems(variables),
    ...(isLocal(withAddress(variables).SITE_URL) ? [NO_ADDRESS] : []),
    ...(variables.TEAM_EMAIL ? [] : [NO_TEAM]),
    ...problemsOf(readCmsEnvironment, variables),
  ];
  if (problems.length > 0) throw new EnvironmentError(problems);
}
