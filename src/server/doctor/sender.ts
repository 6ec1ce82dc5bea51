import { siteSchema } from '../compose/variables.ts';
import { isLoopback } from '../foundation/loopback.ts';

/** Variables of a mail that leaves, and where its answers go. */
export interface SenderSettings {
  readonly MAIL_FROM: string | undefined;
  readonly SMTP_URL: string;
  readonly TEAM_EMAIL: string | undefined;
  /** Public contact of the settings, the Reply-To of every message. */
  readonly contactEmail: string;
}

interface Provider {
  readonly name: string;
  /** Domains of its mailboxes. */
  readonly mailboxes: RegExp;
  /** Its own servers, the only ones that its SPF and DKIM vouch for. */
  readonly servers: RegExp;
}

/** Providers of mailboxes whose domains belong to none of their users, as people in France have them. */
const PROVIDERS: readonly Provider[] = [
  {
    name: 'Gmail',
    mailboxes: /^(?:gmail|googlemail)\.com$/,
    servers: /(?:^|\.)(?:gmail|googlemail|google)\.com$/,
  },
  {
    name: 'Outlook',
    mailboxes:
      /^(?:(?:outlook|hotmail)\.[a-z.]+|(?:live|msn|windowslive)\.(?:com|fr|be|co\.uk|de|es|it|nl))$/,
    servers: /(?:^|\.)(?:outlook|hotmail|live|office365)\.com$/,
  },
  {
    name: 'Yahoo',
    mailboxes: /^(?:yahoo\.[a-z.]+|(?:ymail|rocketmail)\.com|aol\.[a-z]+)$/,
    servers: /(?:^|\.)(?:yahoo|aol)\.[a-z]+$/,
  },
  { name: 'Orange', mailboxes: /^(?:orange|wanadoo)\.fr$/, servers: /(?:^|\.)(?:orange|wanadoo)\.fr$/ },
  { name: 'La Poste', mailboxes: /^laposte\.net$/, servers: /(?:^|\.)laposte\.net$/ },
  { name: 'Free', mailboxes: /^(?:free|aliceadsl|libertysurf)\.fr$/, servers: /(?:^|\.)free\.fr$/ },
  {
    name: 'SFR',
    mailboxes: /^(?:(?:sfr|neuf|numericable|club-internet|9online)\.fr|(?:cegetel|noos)\.(?:net|fr))$/,
    servers: /(?:^|\.)(?:sfr|neuf|numericable)\.fr$/,
  },
  { name: 'Bouygues', mailboxes: /^bbox\.fr$/, servers: /(?:^|\.)(?:bbox|bouyguestelecom)\.fr$/ },
  { name: 'iCloud', mailboxes: /^(?:icloud|me|mac)\.com$/, servers: /(?:^|\.)(?:me|icloud)\.com$/ },
  { name: 'GMX', mailboxes: /^(?:gmx\.[a-z]+|mail\.com)$/, servers: /(?:^|\.)(?:gmx\.[a-z]+|mail\.com)$/ },
  {
    name: 'Proton',
    mailboxes: /^(?:proton\.me|protonmail\.com|pm\.me)$/,
    servers: /(?:^|\.)protonmail\.ch$/,
  },
  {
    name: 'Mailo',
    mailboxes: /^(?:mailo\.(?:com|fr)|net-c\.(?:com|fr)|netc\.(?:eu|fr))$/,
    servers: /(?:^|\.)mailo\.com$/,
  },
  {
    name: 'Infomaniak',
    mailboxes: /^(?:ik\.me|ikmail\.com|etik\.com)$/,
    servers: /(?:^|\.)infomaniak\.com$/,
  },
  { name: 'Zoho', mailboxes: /^zoho(?:mail)?\.(?:com|eu)$/, servers: /(?:^|\.)zoho(?:mail)?\.(?:com|eu)$/ },
];

/** Names of boxes that nobody opens, in French and English. */
const UNREAD =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|ne[-_.]?pas[-_.]?repondre|pas[-_.]?de[-_.]?reponse|mailer-daemon|bounces?|null)[-_.+\d@]/i;

/** Names that no mail server finds (RFC 2606, RFC 6762), and the host's own, where nobody has a mailbox. */
const NOT_OF_MAIL = /(?:^|\.)(?:test|invalid|example|localhost|local|lan|netlify\.app)$|^[^.]+$/;

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
const providerOf = (domain: string) => PROVIDERS.find(({ mailboxes }) => mailboxes.test(domain));

const OWN_ADDRESS = 'donnez-lui une adresse du domaine de l’association';

/** Port and protocol that cannot go together, and the port that hosts close. */
export function portProblem(smtpUrl: string): string | undefined {
  const { protocol, port, hostname } = new URL(smtpUrl);
  if (isLoopback(hostname)) return undefined;
  if (port === '25')
    return 'SMTP_URL : les hébergeurs ferment le port 25. Prenez smtps:// (port 465) ou smtp:// avec le port 587.';
  return (protocol === 'smtps:' && port === '587') || (protocol === 'smtp:' && port === '465')
    ? 'SMTP_URL : smtps:// va avec le port 465, smtp:// avec le port 587.'
    : undefined;
}

/** The account of the server, when its name is an address. */
function accountIn(smtpUrl: URL): string {
  const name = decodeURIComponent(smtpUrl.username).toLowerCase();
  return name.includes('@') ? name : '';
}

/** The sender's address and the server that sends: whether receivers can believe that one speaks for the other (SPF, DKIM, DMARC: RFC 7489). */
function alignment(address: string, smtpUrl: string): { problem?: string; advice?: string } {
  const url = new URL(smtpUrl);
  const [domain, server, account] = [domainOf(address), url.hostname.toLowerCase(), accountIn(url)];
  if (NOT_OF_MAIL.test(domain))
    return { problem: `MAIL_FROM est d’un domaine qui ne reçoit pas d’e-mails : ${OWN_ADDRESS}.` };
  const provider = providerOf(domain);
  if (provider !== undefined && !provider.servers.test(server))
    return {
      problem: `MAIL_FROM est une boîte ${provider.name}, et SMTP_URL envoie par un autre serveur : les messageries refusent ces e-mails ou les cachent (DMARC) ; ${OWN_ADDRESS}, ou donnez à SMTP_URL le serveur d’envoi de ${provider.name}.`,
    };
  const lender = account === '' ? undefined : providerOf(domainOf(account));
  if (lender?.servers.test(server) === true && account !== address.toLowerCase())
    return {
      problem: `SMTP_URL se connecte à une boîte ${lender.name} qui n’est pas celle de MAIL_FROM : ${lender.name} remplace l’expéditeur ou refuse. Donnez à MAIL_FROM l’adresse de ce compte, ou un serveur d’envoi du domaine de l’association.`,
    };
  if (provider !== undefined)
    return {
      advice: `MAIL_FROM est une boîte ${provider.name} : peu d’envois par jour y sont permis, et elle part avec la personne qui l’a ouverte. Si vous le pouvez, ${OWN_ADDRESS}.`,
    };
  const isOwn = server === domain || server.endsWith(`.${domain}`) || domainOf(account) === domain;
  return isOwn
    ? {}
    : {
        advice:
          'Le serveur d’envoi et son compte ne sont pas du domaine de MAIL_FROM : vérifiez chez le gestionnaire de ce domaine que SPF et DKIM l’autorisent, et que DMARC est posé (docs/mise-en-ligne.md, « Les e-mails »).',
      };
}

/** The readers of the mailbox that bounces come back to. */
function readers(address: string, { TEAM_EMAIL = '', contactEmail }: SenderSettings) {
  const boxes = { MAIL_FROM: address, TEAM_EMAIL, 'Le contact des Réglages': contactEmail };
  const losses = {
    MAIL_FROM: 'les e-mails qui n’ont pas pu être remis y reviennent, et seraient perdus',
    TEAM_EMAIL: 'les avis et les alertes y arrivent, et seraient perdus',
    'Le contact des Réglages': 'les réponses des personnes y arrivent, et seraient perdues',
  };
  const problems = Object.entries(losses).flatMap(([name, loss]) =>
    UNREAD.test(new Map(Object.entries(boxes)).get(name) ?? '')
      ? [`${name} a le nom d’une boîte que personne ne lit : ${loss}. Donnez une adresse que l’équipe lit.`]
      : [],
  );
  const isTeam = address.toLowerCase() === TEAM_EMAIL.toLowerCase();
  const advice = isTeam
    ? 'MAIL_FROM et TEAM_EMAIL sont la même boîte : les retours y sont lus, mais certaines messageries rangent à part ce qu’une boîte s’envoie. Vérifiez que les avis y arrivent.'
    : 'Quelqu’un lit-il la boîte de MAIL_FROM ? Les e-mails acceptés puis non remis y reviennent, et nulle part ailleurs.';
  return { problems, advice };
}

/** Checks the sender by the variables alone, without the network. */
export function lookAtSender(settings: SenderSettings): { problems: string[]; advice: string[] } {
  const sender = siteSchema.shape.MAIL_FROM.safeParse(
    settings.MAIL_FROM === '' ? undefined : settings.MAIL_FROM,
  );
  // The look at the variables tells that it is missing or misspelt.
  if (!sender.success || sender.data.address.endsWith('@localhost')) return { problems: [], advice: [] };
  const { address } = sender.data;
  const port = portProblem(settings.SMTP_URL);
  const { problem, advice } = alignment(address, settings.SMTP_URL);
  const back = readers(address, settings);
  return {
    problems: [port, problem, ...back.problems].filter((each) => each !== undefined),
    advice: [advice, back.advice].filter((each) => each !== undefined),
  };
}
