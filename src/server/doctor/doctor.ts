import {
  cleanVariables,
  environmentProblems,
  isLocal,
  NO_ADDRESS,
  NO_TEAM,
  problemsOf,
  readBuildHook,
  readCmsEnvironment,
  readCmsSignInEnvironment,
  readEnvironment,
} from '../compose/environment.ts';
import { EnvironmentError } from '../foundation/environment-error.ts';
import { MailUnavailable } from '../mail/mail.ts';
import type { Problem } from '../spreadsheet/administration.ts';
import { mailServerIn } from '../compose/pasted.ts';
import { environmentGroups } from '../compose/variables.ts';
import { lookAtSender, portProblem } from './sender.ts';

/** A subject of the doctor, its problems and their remedies: in French, without a value, which may be a secret. */
export interface Examination {
  readonly subject: string;
  readonly problems: readonly string[];
  /** Checks that could not be made, and suggestions. */
  readonly advice: readonly string[];
  /** Nothing could be seen before something else is mended. */
  readonly isUnseen: boolean;
}

export interface DoctorPorts {
  readonly variables: NodeJS.ProcessEnv;
  /** The variables are those of the site that everybody sees, and not of a trial on a computer. */
  readonly isOnline: boolean;
  /** As `24.1.0`; npm's is not known when npm did not start the command. */
  readonly versions: Readonly<Record<'node' | 'npm', string | undefined>>;
  /** As `>=20`. */
  readonly engines: Readonly<Record<'node' | 'npm', string>>;
  /** Throws `EnvironmentError`. */
  readonly checkSpreadsheet: () => Promise<readonly Problem[]>;
  /** Public contact of the settings, which messages are answered to. */
  readonly contactEmail: string;
  /** Throws `MailUnavailable`. */
  readonly tryMailLogin: (smtpUrl: string) => Promise<void>;
}

type Findings = Partial<Omit<Examination, 'subject'>>;
type Look = (ports: DoctorPorts) => Findings | Promise<Findings>;

const LOOKS: Readonly<Record<string, Look>> = {
  Versions: lookAtVersions,
  Variables: lookAtVariables,
  Secrets: lookAtSecrets,
  'Adresse du site': lookAtAddress,
  'Adresse de l’équipe': lookAtTeam,
  'E-mails': lookAtMail,
  Tableur: lookAtSpreadsheet,
  CMS: lookAtCms,
};

/** Looks at everything that the site needs; writes nothing that anybody sees and sends nothing. */
export async function examine(given: DoctorPorts): Promise<readonly Examination[]> {
  const ports = { ...given, variables: cleanVariables(given.variables) };
  const found: Examination[] = [];
  for (const [subject, look] of Object.entries(LOOKS)) {
    const { problems = [], advice = [], isUnseen = false } = await attempt(look, ports);
    found.push({ subject, problems: [...new Set(problems)], advice, isUnseen });
  }
  return found;
}

async function attempt(look: Look, ports: DoctorPorts): Promise<Findings> {
  try {
    return await look(ports);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'inconnue';
    return { problems: [`La vérification n’a pas pu se faire (erreur ${name}).`] };
  }
}

/** The variables as the host would see them, if they are meant for it. */
function asServed({ variables, isOnline }: DoctorPorts): NodeJS.ProcessEnv {
  return isOnline ? { ...variables, NETLIFY: 'true', NETLIFY_DEV: '' } : variables;
}

function lookAtVersions({ versions, engines }: DoctorPorts) {
  const problems = (['node', 'npm'] as const).flatMap((name) => {
    const least = /\d+/.exec(engines[name])?.[0] ?? '0';
    const major = Number.parseInt(versions[name] ?? least, 10);
    const remedy = name === 'npm' ? `« npm install --global npm@${least} »` : 'nodejs.org';
    return major < Number(least)
      ? [`${name} ${major} est trop ancien, il faut ${least} ou plus récent : ${remedy}.`]
      : [];
  });
  return { problems };
}

function lookAtVariables(ports: DoctorPorts) {
  const variables = asServed(ports);
  const isMissing = ports.isOnline && !variables.BUILD_HOOK_URL;
  return {
    problems: [...environmentProblems(variables), ...problemsOf(readBuildHook, variables)],
    advice: isMissing
      ? [
          'BUILD_HOOK_URL manque : le site ne se refera pas chaque nuit, et un événement passé restera annoncé.',
        ]
      : [],
  };
}

/** Fewer bits than 32 hexadecimal characters at random ever have. */
const LEAST_BITS = 90;

/** Upper bound of a text's entropy by the frequencies of its characters, in bits (Shannon). */
function bitsOf(text: string): number {
  const counts = Map.groupBy(text, (character) => character).values();
  return [...counts].reduce((sum, { length }) => sum + length * Math.log2(text.length / length), 0);
}

/** A word written again and again is worth one. */
function unrepeated(text: string): string {
  const period = `${text}${text}`.indexOf(text, 1);
  return text.slice(0, period);
}

function lookAtSecrets({ variables }: DoctorPorts) {
  const secrets = environmentGroups()
    .flatMap((group) => group.variables)
    .filter(({ isSecret }) => isSecret)
    .flatMap(({ name }) => (variables[name] ? [{ name, text: variables[name] }] : []));
  const problems: string[] = [];
  const own = variables.LINK_SECRET ?? '';
  if (own !== '' && bitsOf(unrepeated(own)) < LEAST_BITS)
    problems.push(
      'LINK_SECRET se devine : prenez 32 caractères au hasard ou plus (« openssl rand -hex 32 »), pas une phrase.',
    );
  for (const [, same] of Map.groupBy(secrets, ({ text }) => text))
    if (same.length > 1)
      problems.push(
        `${same.map(({ name }) => name).join(' et ')} ont la même valeur : donnez à chacune la sienne.`,
      );
  return { problems, advice: variables.LINK_SECRET_PREVIOUS ? [PREVIOUS_SECRET] : [] };
}

const PREVIOUS_SECRET =
  'LINK_SECRET_PREVIOUS est donnée : retirez-la 90 jours après le changement de LINK_SECRET (docs/securite.md).';

function lookAtAddress({ variables, isOnline }: DoctorPorts) {
  const { SITE_URL, MAIL } = variables;
  if (isLocal(SITE_URL))
    return {
      problems: isOnline || MAIL === 'smtp' ? [NO_ADDRESS] : [],
      advice: isOnline
        ? []
        : [
            'Ces réglages sont ceux d’un essai sur cet ordinateur ; pour le site public : « npm run doctor -- --en-ligne ».',
          ],
    };
  const url = URL.parse(SITE_URL ?? '');
  if (url === null) return {};
  const problems: string[] = [];
  if (url.protocol !== 'https:')
    problems.push('SITE_URL commence par http : mettez https, les candidatures sont personnelles.');
  if (url.pathname !== '/' || url.search !== '' || url.username !== '')
    problems.push('SITE_URL a quelque chose de trop : gardez https:// et le nom du site, rien après.');
  return { problems };
}

function lookAtTeam({ variables: { TEAM_EMAIL }, isOnline }: DoctorPorts) {
  return { problems: isOnline && !TEAM_EMAIL ? [NO_TEAM] : [] };
}

const MAIL_PROBLEMS: Readonly<Record<string, string>> = {
  EAUTH: 'Le serveur d’envoi refuse le compte ou le mot de passe : corrigez-les dans SMTP_URL.',
  ENOAUTH: 'Le serveur d’envoi veut un compte : SMTP_URL s’écrit smtps://compte:motdepasse@serveur.',
  EDNS: 'Le serveur d’envoi n’existe pas sous ce nom : corrigez SMTP_URL.',
  ETLS: 'Le serveur d’envoi ne chiffre pas la connexion comme demandé, ou son certificat n’est pas valable : écrivez dans SMTP_URL le nom que donne son aide, avec smtps:// (port 465) ou smtp:// (port 587).',
};

async function lookAtMail({ variables, contactEmail, tryMailLogin }: DoctorPorts) {
  const { MAIL, SMTP_URL, MAIL_FROM, TEAM_EMAIL } = variables;
  if (MAIL !== 'smtp' || !SMTP_URL) return {};
  if (problemsOf(readEnvironment, variables).some((problem) => problem.startsWith('SMTP_URL')))
    return { advice: ['À vérifier de nouveau quand SMTP_URL sera corrigée.'], isUnseen: true };
  const server = mailServerIn(SMTP_URL);
  const { problems, advice } = lookAtSender({ MAIL_FROM, SMTP_URL: server, TEAM_EMAIL, contactEmail });
  const refusal = portProblem(server) === undefined ? await loginProblem(server, tryMailLogin) : [];
  return { problems: [...problems, ...refusal], advice };
}

async function loginProblem(smtpUrl: string, tryMailLogin: DoctorPorts['tryMailLogin']) {
  try {
    await tryMailLogin(smtpUrl);
    return [];
  } catch (error) {
    if (!(error instanceof MailUnavailable)) throw error;
    const [code = ''] = error.reason.split(' ');
    return [
      MAIL_PROBLEMS[code] ??
        `Le serveur d’envoi ne répond pas comme il faut (${error.reason}) : vérifiez le nom et le port dans SMTP_URL, ou réessayez plus tard.`,
    ];
  }
}

async function lookAtSpreadsheet({ checkSpreadsheet }: DoctorPorts) {
  try {
    const problems = await checkSpreadsheet();
    return { problems: problems.map(({ what, remedy }) => `${what.replace(/\.$/, '')}. ${remedy}`) };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return { advice: ['À vérifier de nouveau quand les variables seront corrigées.'], isUnseen: true };
  }
}

function lookAtCms(ports: DoctorPorts) {
  const variables = asServed(ports);
  const { CMS_BACKEND } = variables;
  const reads =
    CMS_BACKEND === 'github' ? [readCmsEnvironment, readCmsSignInEnvironment] : [readCmsEnvironment];
  const problems = reads.flatMap((read) => problemsOf(read, variables));
  return { problems: problems.filter((problem) => !problem.startsWith('LINK_SECRET')) };
}
