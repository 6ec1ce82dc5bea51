import { COMPANY_SEES } from '../../components/invitations/company-sees.ts';
import type { LetterBlock } from '../../components/mail/letter.ts';
import type { Application } from '../../domain/application/application.ts';
import { quotableCompanyName } from '../../domain/application/quotable.ts';
import { volunteersIn } from '../../domain/invitations/volunteers.ts';
import { lastDay, type LetterSettings, linkBlock } from './letter-links.ts';
import { type Link, LINKS } from '../links/links.ts';
import { linkOf } from '../links/renewals.ts';
import { greetingTo, messageOf, paragraphs, QUESTION } from './draft.ts';
import type { Message } from './message.ts';

/** The volunteer as the letters address them. */
export interface VolunteerInLetters {
  /** `Identifiant` of the invitation. */
  readonly id: string;
  readonly email: string;
  readonly givenName: string;
  readonly companyName: string;
}

/** The company as the letters address it. */
export interface CompanyInLetters {
  /** `Identifiant` of its application. */
  readonly id: string;
  readonly email: string;
  readonly contactName: string;
  /** Number of volunteers announced. */
  readonly count: number;
}

interface Words {
  readonly title: string;
  readonly why: (companyName: string, programmeName: string) => string;
}

/** The messages that bring a volunteer their link. */
const WORDS = {
  invitation: {
    title: 'Votre entreprise vous propose de devenir mentor',
    why: (company, programme) =>
      `${company} s’engage dans le programme « ${programme} » et a donné votre nom parmi les personnes volontaires.`,
  },
  reminder: {
    title: 'Votre inscription comme mentor vous attend',
    why: (company, programme) =>
      `${company} a donné votre nom parmi les volontaires du programme « ${programme} ». Votre inscription n’est pas encore terminée : c’est le seul rappel que nous vous envoyons de nous-mêmes.`,
  },
  nudge: {
    title: 'Votre inscription comme mentor vous attend',
    why: (company, programme) =>
      `${company} a donné votre nom parmi les volontaires du programme « ${programme} » et nous demande de vous renvoyer votre lien.`,
  },
  renewal: {
    title: 'Votre nouveau lien d’inscription',
    why: (company, programme) =>
      `${company} a donné votre nom parmi les volontaires du programme « ${programme} ». Voici un nouveau lien pour vous inscrire comme mentor. Les liens reçus avant celui-ci ne fonctionnent plus.`,
  },
} as const satisfies Record<string, Words>;

export type InvitationLetter = keyof typeof WORDS;

/** Stands for a company whose name says more than a name does. */
const NAMELESS_COMPANY = 'Votre entreprise';

/** A company as its volunteers read of it. */
export function companyInText(name: string): string {
  return quotableCompanyName(name) || NAMELESS_COMPANY;
}

function whatItTakes({ bulletin = '' }: LetterSettings): LetterBlock {
  return {
    kind: 'steps',
    title: 'Ce que cela demande',
    steps: [
      'Vingt heures avec une ou un jeune de 16 à 30 ans : visites d’entreprises, ateliers, immersions.',
      'Un formulaire de quelques minutes : votre nom, votre entreprise et votre site y sont déjà.',
      'Une formation par l’association, avant la première rencontre.',
      ...(bulletin === '' ? [] : [bulletin]),
    ],
  };
}

const NOT_ME = `Ce n’est pas vous, ou pas pour vous ? Ouvrez le même lien et choisissez « Je ne donne pas suite » : vos informations seront effacées. ${COMPANY_SEES}`;

/** @param event tells the messages of one invitation apart: `reminder`, `renewal-2`. */
export function volunteerMessage(
  kind: InvitationLetter,
  event: string,
  { id, email, givenName, companyName }: VolunteerInLetters,
  link: Link,
  settings: LetterSettings,
): Message {
  const { title, why } = WORDS[kind];
  const blocks = [
    ...paragraphs(why(companyInText(companyName), settings.programmeName)),
    ...(kind === 'invitation' ? [whatItTakes(settings)] : []),
    linkBlock('Terminer mon inscription', link, settings),
    ...paragraphs(`Ce lien est personnel. Il fonctionne jusqu’au ${lastDay(link)}.`, NOT_ME),
  ];
  const letter = { title, greeting: greetingTo(givenName), blocks, closing: QUESTION.vous };
  return messageOf({ id, event, to: email, limit: 'third-party', letter }, settings);
}

function pageWords(link: Link): string {
  return `Cette page vous dit combien ont terminé, jamais qui, ni ce qu’elles ont répondu. Elle reste ouverte ${LINKS.progress.days} jours, jusqu’au ${lastDay(link)}.`;
}

/** « les 3 invitations », « l’invitation ». */
export function theInvitations(count: number): string {
  return count > 1 ? `les ${count} invitations` : 'l’invitation';
}

/** To a contact who has not said yet that the invitations may leave. */
function confirmationBlocks(count: number, link: Link, settings: LetterSettings): readonly LetterBlock[] {
  const waiting =
    count > 1 ? `Vos ${count} volontaires ne reçoivent` : 'La personne que vous annoncez ne reçoit';
  return [
    ...paragraphs(
      `${waiting} rien avant que vous confirmiez. Ouvrez la page ci-dessous et choisissez « Envoyer ${theInvitations(count)} » : chaque personne reçoit alors son propre lien.`,
    ),
    linkBlock('Confirmer et inviter', link, settings),
    ...paragraphs(pageWords(link), 'Vous n’avez rien annoncé ? Ne faites rien : personne ne sera invité.'),
  ];
}

/** The blocks added to the confirmation of a company that announced volunteers; none for the others. */
export function progressIn(application: Application, settings: LetterSettings): readonly LetterBlock[] {
  const { id, receivedAt } = application;
  const { length: count } = volunteersIn(application);
  if (count === 0) return [];
  const link = linkOf('progress', id, { generation: 0, issuedAt: new Date(receivedAt) });
  return confirmationBlocks(count, link, settings);
}

/** To a company's contact who asked for a new link. @param isReleased whether the invitations may leave already. */
export function progressMessage(
  { id, email, contactName, count }: CompanyInLetters,
  isReleased: boolean,
  link: Link,
  settings: LetterSettings,
): Message {
  const letter = {
    title: 'Votre nouveau lien de suivi',
    greeting: greetingTo(contactName),
    blocks: isReleased
      ? [...paragraphs(pageWords(link)), linkBlock('Voir combien ont terminé', link, settings)]
      : confirmationBlocks(count, link, settings),
    closing: QUESTION.vous,
  };
  return messageOf({ id, event: `progress-${link.generation}`, to: email, letter }, settings);
}
