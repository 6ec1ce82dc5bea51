import { PAPER_PATH } from '../../components/guardian/paper-path.ts';
import { quotableFirstName } from '../../domain/application/quotable.ts';
import { handIn, IN_SHORT, NAMELESS, summariesFor } from '../../components/guardian/wording.ts';
import type { LetterBlock } from '../../components/mail/letter.ts';
import { PROGRAMME } from '../../domain/programme.ts';
import { capital } from '../../domain/typeset.ts';
import type { Decision } from '../../domain/guardian/questions.ts';
import { lastDay, type LetterSettings, linkBlock } from './letter-links.ts';
import { type Link, linkUrl } from '../links/links.ts';
import { type Draft, greetingTo, messageOf, paragraphs, QUESTION } from './draft.ts';
import type { Message } from './message.ts';

/** The youth and the guardian as the letters name them. */
export interface MinorInLetters {
  readonly reference: string;
  readonly givenName: string;
  /** The guardian's name, as the youth wrote it. */
  readonly guardian: string;
}

/** Which of the requests to a guardian this is. */
export type Asking = 'first' | 'reminder' | 'renewal';

interface Words {
  readonly title: (youth: string) => string;
  readonly why: (youth: string, programme: string) => string;
}

const WORDS = {
  first: {
    title: (youth) => `Votre accord pour ${youth}`,
    why: (youth, programme) =>
      `${youth} veut suivre le programme « ${programme} » et a donné votre nom. Avant 18 ans, il nous faut l’accord écrit d’un parent ou d’un responsable légal pour les visites d’entreprises.`,
  },
  reminder: {
    title: (youth) => `Votre réponse pour ${youth}`,
    why: (youth, programme) =>
      `${youth} veut suivre le programme « ${programme} ». Nous n’avons pas encore votre réponse. Sans votre accord, les visites d’entreprises ne peuvent pas commencer. C’est le seul rappel que nous vous envoyons de nous-mêmes.`,
  },
  renewal: {
    title: (youth) => `Votre nouveau lien pour ${youth}`,
    why: (youth, programme) =>
      `Voici un nouveau lien pour répondre oui ou non : ${youth} veut suivre le programme « ${programme} ». Les liens reçus avant celui-ci ne fonctionnent plus.`,
  },
} as const satisfies Record<Asking, Words>;

/** The first name, or what to say where it is none. */
function youthName({ givenName }: Pick<MinorInLetters, 'givenName'>): string {
  return quotableFirstName(givenName) || NAMELESS;
}

/** To a guardian, by e-mail. @param event tells the messages of one youth apart: `guardian-request-0`. */
export function requestMessage(
  asking: Asking,
  about: Omit<Draft, 'letter'>,
  youth: MinorInLetters,
  link: Link,
  settings: LetterSettings,
): Message {
  const { title, why } = WORDS[asking];
  const name = youthName(youth);
  const paper = new URL(`${PAPER_PATH}${youth.reference}`, settings.siteUrl).href;
  const { programmeName, support, contactPhone: phone, contactAddress: address } = settings;
  const blocks: readonly LetterBlock[] = [
    ...paragraphs(
      capital(why(name, programmeName)),
      `« ${programmeName} » est un programme de ${PROGRAMME.organisation.inText}. C’est ${IN_SHORT}. ${support}`,
    ),
    linkBlock('Lire et répondre', link, settings),
    ...paragraphs(
      `Ce lien est personnel : ne le transférez pas. Il fonctionne jusqu’au ${lastDay(link)}.`,
      `Vous préférez le papier ? Imprimez cette feuille : ${paper}\nSignez-la et rendez-la ${handIn({ phone, address })}`,
    ),
    ...summariesFor('inLetter', { readsBulletin: (settings.bulletin ?? '') !== '' }).map((summary) => ({
      kind: 'translation' as const,
      ...summary,
    })),
  ];
  // The youth wrote the guardian's name: a letter quotes the youth's alone.
  const letter = { title: title(name), greeting: greetingTo(''), blocks, closing: QUESTION.vous };
  return messageOf({ ...about, limit: 'third-party', letter }, settings);
}

/** Text that the team copies into a message to a guardian who gave a telephone number only. */
export function requestText(
  asking: Asking,
  youth: MinorInLetters,
  link: Link,
  settings: LetterSettings,
): string {
  const { programmeName, organisation, siteUrl, secret } = settings;
  const name = youthName(youth);
  const opening = {
    first: `${capital(name)} veut suivre le programme ${programmeName} (${organisation}) : 20 heures avec une ou un mentor bénévole.`,
    reminder: `Nous n’avons pas encore votre réponse pour ${name} et le programme ${programmeName} (${organisation}).`,
    renewal: `Voici un nouveau lien pour ${name} et le programme ${programmeName} (${organisation}). Le précédent ne fonctionne plus.`,
  }[asking];
  return `${greetingTo(youth.guardian)} ${opening} Avant 18 ans, il nous faut votre accord. Lisez et répondez avant le ${lastDay(link)} : ${linkUrl(siteUrl, secret, link)}`;
}

const ANSWERED = {
  accepted: {
    title: 'Ton responsable légal a donné son accord',
    text: 'La personne que tu nous as indiquée a donné son accord. Ta candidature continue : tu n’as rien à faire.',
  },
  refused: {
    title: 'Ton responsable légal a répondu',
    text: 'La personne que tu nous as indiquée a répondu. L’équipe te contacte pour en parler avec toi.',
  },
} as const satisfies Record<Decision, { title: string; text: string }>;

/** To the youth, by e-mail: that the guardian answered. */
export function answeredMessage(
  decision: Decision,
  about: Omit<Draft, 'letter'>,
  { givenName }: MinorInLetters,
  settings: LetterSettings,
): Message {
  const { title, text } = ANSWERED[decision];
  const letter = { title, greeting: greetingTo(givenName), blocks: paragraphs(text), closing: QUESTION.tu };
  return messageOf({ ...about, letter }, settings);
}

/** The same, for the team to say or to send. */
export function answeredText(
  decision: Decision,
  { givenName }: MinorInLetters,
  { programmeName }: LetterSettings,
): string {
  return `${greetingTo(givenName)} ${ANSWERED[decision].text} L’équipe de ${programmeName}`;
}

/** Text that asks a youth for another contact of a guardian whom nobody can reach. */
export function missingContactText({ givenName }: MinorInLetters, { programmeName }: LetterSettings): string {
  return `${greetingTo(givenName)} pour ta candidature à ${programmeName}, il nous faut l’accord de ton responsable légal. Peux-tu nous donner son numéro de téléphone ou son adresse e-mail, différents des tiens ?`;
}
