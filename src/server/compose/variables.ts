import * as z from 'zod';
import { PROGRAMME } from '../../domain/programme.ts';
import { addressWithin, mailServerIn, pastedAddress } from './pasted.ts';
import { googleSchema, gristSchema } from './spreadsheet-variables.ts';

/** « Le nom <mentorat@exemple.org> », or the address alone. */
const SENDER =
  /^(?:"?(?<name>[^<>"\r\n]*[^<>"\s])"?\s*<(?<address>[^<>@\s,]+@[^<>@\s,]+)>|(?<bare>[^<>@\s,]+@[^<>@\s,]+))$/;
const SENDER_EXAMPLE = `par exemple ${PROGRAMME.name} <mentorat@exemple.org>`;
export const NO_SENDER = `MAIL_FROM est l’expéditeur, ${SENDER_EXAMPLE}.`;
const UNKNOWN_SENDER = `${PROGRAMME.name} <ne-pas-repondre@localhost>`;

function isSmtpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '';
}

export const SMTP_URL_EXAMPLES = 'par exemple smtps://compte:motdepasse@smtp.exemple.org';

/** A number of e-mails a day. The sending service has a limit of its own, which should be higher than all together. */
function dailyLimit(name: string, fallback: number) {
  return z.coerce
    .number({ error: `${name} est un nombre d’e-mails par jour, par exemple ${fallback}.` })
    .int({ error: `${name} est un nombre entier, par exemple ${fallback}.` })
    .min(1, { error: `${name} vaut au moins 1.` })
    .default(fallback);
}

export const siteSchema = z.object({
  SPREADSHEET: z
    .enum(['workbook', 'google-sheets', 'grist'], {
      error: 'SPREADSHEET vaut « workbook », « google-sheets » ou « grist ».',
    })
    .default('workbook')
    .meta({
      description:
        'Où l’équipe lit les candidatures : « workbook » (un fichier .xlsx, sur un ordinateur seulement), « google-sheets » ou « grist ».',
    }),
  WORKBOOK_PATH: z
    .string()
    .min(1)
    .default('data/candidatures.xlsx')
    .meta({ description: 'Le fichier, avec SPREADSHEET=workbook.' }),
  MAIL: z.enum(['outbox', 'smtp'], { error: 'MAIL vaut « outbox » ou « smtp ».' }).default('outbox').meta({
    description:
      'Comment partent les e-mails : « outbox » (des fichiers, sur un ordinateur seulement) ou « smtp ».',
  }),
  OUTBOX_PATH: z
    .string()
    .min(1)
    .default('data/outbox')
    .meta({ description: 'Le dossier des fichiers, avec MAIL=outbox.' }),
  SMTP_URL: z
    .string()
    .overwrite(mailServerIn)
    .refine(isSmtpUrl, { error: `SMTP_URL est l’adresse du serveur d’envoi, ${SMTP_URL_EXAMPLES}.` })
    .optional()
    .meta({ description: `Le serveur d’envoi, avec MAIL=smtp : ${SMTP_URL_EXAMPLES}.`, secret: true }),
  MAIL_FROM: z
    .string()
    .regex(SENDER, { error: NO_SENDER })
    .prefault(UNKNOWN_SENDER)
    .transform((text) => {
      const { name = '', bare = '', address = bare } = SENDER.exec(text)?.groups ?? {};
      return { name, address };
    })
    .meta({
      description: `L’expéditeur des e-mails, d’un domaine de l’association, que le serveur d’envoi doit accepter, ${SENDER_EXAMPLE}. Les e-mails non remis reviennent à cette adresse : quelqu’un la lit.`,
    }),
  TEAM_EMAIL: pastedAddress('TEAM_EMAIL est une adresse e-mail, par exemple equipe@exemple.org.')
    .optional()
    .meta({ description: 'L’équipe : elle y reçoit un avis à chaque candidature, et les alertes.' }),
  MAIL_DAILY_THIRD_PARTIES: dailyLimit('MAIL_DAILY_THIRD_PARTIES', 200).meta({
    description:
      'Avec MAIL=smtp, e-mails par jour au plus à des personnes que d’autres ont nommées (bénévoles annoncés, responsables légaux) ; la suite part les jours suivants.',
  }),
  MAIL_DAILY_CONFIRMATIONS: dailyLimit('MAIL_DAILY_CONFIRMATIONS', 500).meta({
    description:
      'Avec MAIL=smtp, e-mails par jour au plus à celles et ceux qui s’inscrivent (confirmations, liens) ; la suite part les jours suivants.',
  }),
  MAIL_DAILY_NOTICES: dailyLimit('MAIL_DAILY_NOTICES', 30).meta({
    description:
      'Avec MAIL=smtp, avis par jour au plus à l’équipe, un par inscription ; au-delà, un seul e-mail les résume.',
  }),
  LINK_SECRET: z
    .string({
      error: 'LINK_SECRET manque : donnez 32 caractères au hasard ou plus (« openssl rand -hex 32 »).',
    })
    .min(32, {
      error:
        'LINK_SECRET est trop court : il faut 32 caractères au hasard ou plus (« openssl rand -hex 32 »).',
    })
    .meta({
      description:
        'Signe les références et les liens : 32 caractères au hasard ou plus (« openssl rand -hex 32 »), à changer comme docs/securite.md le dit. Sur un ordinateur, il est créé dans data/.',
      secret: true,
    }),
  LINK_SECRET_PREVIOUS: z
    .string()
    .min(32, { error: 'LINK_SECRET_PREVIOUS est l’ancien LINK_SECRET, entier : 32 caractères ou plus.' })
    .optional()
    .meta({
      description:
        'L’ancien LINK_SECRET, 90 jours après un changement : ce qui a été fait avec lui marche encore. Jamais s’il a pu être lu.',
      secret: true,
    }),
  SITE_URL: z
    .url({ error: 'SITE_URL est une adresse complète, par exemple https://www.exemple.org.' })
    .default('http://localhost:4321')
    .meta({ description: 'L’adresse du site, qui est dans les liens des e-mails.' }),
});

export const cmsSchema = z.object({
  CMS_BACKEND: z
    .enum(['local', 'github', 'git-gateway'], {
      error: 'CMS_BACKEND vaut « local », « github » ou « git-gateway ».',
    })
    .default('local')
    .meta({
      description:
        'Comment on se connecte à /admin/ : « local » (sur un ordinateur seulement), « github » ou « git-gateway » (DecapBridge).',
    }),
  CMS_REPOSITORY: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, {
      error: 'CMS_REPOSITORY est le dépôt GitHub, par exemple association/site.',
    })
    .optional()
    .meta({ description: 'Avec CMS_BACKEND=github, le dépôt, par exemple association/site.' }),
  CMS_BRANCH: z.string().min(1).default('main').meta({ description: 'La branche publiée.' }),
  CMS_GITHUB_CLIENT_ID: z
    .string()
    .optional()
    .meta({ description: 'Avec CMS_BACKEND=github, le « Client ID » de l’application OAuth de GitHub.' }),
  CMS_GATEWAY_URL: z
    .url({ protocol: /^https$/, error: 'CMS_GATEWAY_URL est une adresse complète, en https.' })
    .optional()
    .meta({ description: 'Avec CMS_BACKEND=git-gateway, « gateway_url » du service.' }),
  CMS_IDENTITY_URL: z
    .url({ protocol: /^https$/, error: 'CMS_IDENTITY_URL est une adresse complète, en https.' })
    .optional()
    .meta({ description: 'Avec CMS_BACKEND=git-gateway, l’adresse du site chez le service.' }),
  CMS_IDENTITY: z
    .enum(['pkce', 'password'], { error: 'CMS_IDENTITY vaut « pkce » ou « password ».' })
    .default('pkce')
    .meta({
      description:
        'Avec CMS_BACKEND=git-gateway, « pkce » (on se connecte sur la page du service) ou « password » (dans /admin/).',
    }),
});

export const NO_CLIENT_ID =
  'CMS_GITHUB_CLIENT_ID manque : c’est l’identifiant (Client ID) de l’application OAuth de GitHub.';

export const cmsSignInSchema = z.object({
  CMS_GITHUB_CLIENT_ID: z.string({ error: NO_CLIENT_ID }),
  CMS_GITHUB_CLIENT_SECRET: z
    .string({
      error: 'CMS_GITHUB_CLIENT_SECRET manque : c’est le secret de l’application OAuth de GitHub.',
    })
    .meta({ description: 'Avec CMS_BACKEND=github, le secret de cette application.', secret: true }),
  LINK_SECRET: siteSchema.shape.LINK_SECRET,
  LINK_SECRET_PREVIOUS: siteSchema.shape.LINK_SECRET_PREVIOUS,
  CMS_GITHUB_URL: z
    .url({ error: 'CMS_GITHUB_URL est une adresse complète.' })
    .default('https://github.com')
    .meta({ description: 'Autre adresse, pour GitHub Enterprise ou les tests.' }),
});

export const rebuildSchema = z.object({
  BUILD_HOOK_URL: z
    .string()
    .overwrite(addressWithin)
    .pipe(z.url({ error: 'BUILD_HOOK_URL est l’adresse complète que l’hébergeur donne (« build hook »).' }))
    .optional()
    .meta({
      description:
        'L’adresse qui fait reconstruire le site chaque nuit (« build hook » de l’hébergeur) : qui la connaît peut s’en servir.',
      secret: true,
    }),
});

/** Every variable in groups, as `.env.example` and the guide show them. */
const groups: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  'Le site': siteSchema.shape,
  'Le tableur Google Sheets (SPREADSHEET=google-sheets)': googleSchema.shape,
  'Le tableur Grist (SPREADSHEET=grist)': gristSchema.shape,
  'Le CMS': {
    ...cmsSchema.shape,
    ...cmsSignInSchema.omit({ LINK_SECRET: true, LINK_SECRET_PREVIOUS: true, CMS_GITHUB_CLIENT_ID: true })
      .shape,
  },
  'La reconstruction de chaque nuit': rebuildSchema.shape,
};

/** A variable as it is described to whoever sets it. */
export interface Variable {
  readonly name: string;
  readonly description: string;
  /** Default value, where there is one. */
  readonly fallback: string | undefined;
  readonly isSecret: boolean;
}

const about = z.object({ description: z.string(), secret: z.boolean().default(false) });

export function environmentGroups(): readonly {
  readonly title: string;
  readonly variables: readonly Variable[];
}[] {
  return Object.entries(groups).map(([title, shape]) => ({
    title,
    variables: Object.entries(shape).map(([name, field]) => {
      const { description, secret } = about.parse(field.meta());
      const fallback = field.safeParse(undefined).data;
      return {
        name,
        description,
        fallback: typeof fallback === 'string' || typeof fallback === 'number' ? String(fallback) : undefined,
        isSecret: secret,
      };
    }),
  }));
}
