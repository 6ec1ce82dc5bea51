import type { LetterBlock } from '../../components/mail/letter.ts';
import type { Application } from '../../domain/application/application.ts';
import { type Audience, textAnswer } from '../../domain/application/form.ts';
import { lastDay, type LetterSettings, linkBlock } from './letter-links.ts';
import { type Link, LINKS } from '../links/links.ts';
import { type Draft, greetingTo, messageOf, paragraphs, QUESTION } from './draft.ts';
import type { Message } from './message.ts';
import { trackingLink } from '../links/tracking-link.ts';

/** The application that a letter is about. */
export interface ApplicationInLetters {
  /** `Identifiant`. */
  readonly id: string;
  readonly reference: string;
  readonly audience: Audience;
}

interface Words {
  readonly follow: string;
  readonly isYours: (lastDay: string) => string;
  readonly question: string;
  readonly renewed: { readonly title: string; readonly why: string };
  readonly corrected: {
    readonly title: string;
    readonly why: (reference: string) => string;
    readonly notYou: string;
  };
  readonly moved: {
    readonly title: string;
    readonly why: (reference: string) => string;
    readonly notYou: string;
  };
}

const tu: Words = {
  follow:
    'Sur ta page de suivi, tu vois où en est ta candidature et quand on te répond. Tu peux aussi y corriger tes coordonnées, retirer ta candidature, télécharger ou effacer tes données.',
  isYours: (lastDay) =>
    `Ce lien est à toi : ne le transfère pas. Il fonctionne ${LINKS.tracking.days} jours, jusqu’au ${lastDay}. Ensuite, tu rouvres cette page avec ta référence.`,
  question: QUESTION.tu,
  renewed: {
    title: 'Ton nouveau lien de suivi',
    why: 'Voici un nouveau lien vers le suivi de ta candidature. Les liens reçus avant celui-ci ne fonctionnent plus.',
  },
  corrected: {
    title: 'Tes coordonnées sont corrigées',
    why: (reference) =>
      `Les coordonnées de la candidature ${reference} viennent d’être corrigées depuis la page de suivi.`,
    notYou: 'Ce n’est pas toi ? Réponds vite à ce message : l’équipe remet tout en ordre avec toi.',
  },
  moved: {
    title: 'L’adresse e-mail de ta candidature a changé',
    why: (reference) =>
      `L’adresse e-mail de la candidature ${reference} vient d’être changée depuis la page de suivi. Les messages ne partent plus à cette adresse, et les liens reçus ici ne fonctionnent plus.`,
    notYou:
      'C’est toi ? Il n’y a rien à faire. Ce n’est pas toi ? Réponds vite à ce message : l’équipe remet ton adresse.',
  },
};

const vous: Words = {
  follow:
    'Sur votre page de suivi, vous voyez où en est votre inscription et ce qui vient ensuite. Vous pouvez aussi y corriger vos coordonnées, retirer votre inscription, télécharger ou effacer vos données.',
  isYours: (lastDay) =>
    `Ce lien est à vous : ne le transférez pas. Il fonctionne ${LINKS.tracking.days} jours, jusqu’au ${lastDay}. Ensuite, vous rouvrez cette page avec votre référence.`,
  question: QUESTION.vous,
  renewed: {
    title: 'Votre nouveau lien de suivi',
    why: 'Voici un nouveau lien vers le suivi de votre inscription. Les liens reçus avant celui-ci ne fonctionnent plus.',
  },
  corrected: {
    title: 'Vos coordonnées sont corrigées',
    why: (reference) =>
      `Les coordonnées de l’inscription ${reference} viennent d’être corrigées depuis la page de suivi.`,
    notYou: 'Ce n’est pas vous ? Répondez vite à ce message : l’équipe remet tout en ordre avec vous.',
  },
  moved: {
    title: 'L’adresse e-mail de votre inscription a changé',
    why: (reference) =>
      `L’adresse e-mail de l’inscription ${reference} vient d’être changée depuis la page de suivi. Les messages ne partent plus à cette adresse, et les liens reçus ici ne fonctionnent plus.`,
    notYou:
      'C’est vous ? Il n’y a rien à faire. Ce n’est pas vous ? Répondez vite à ce message : l’équipe remet votre adresse.',
  },
};

const waiting: Words = {
  ...vous,
  follow:
    'Sur votre page de suivi, vous pouvez corriger votre adresse, ne plus recevoir ce message, ou tout effacer.',
  renewed: {
    title: vous.renewed.title,
    why: 'Voici un nouveau lien vers votre page de suivi. Les liens reçus avant celui-ci ne fonctionnent plus.',
  },
  corrected: {
    ...vous.corrected,
    title: 'Votre adresse est corrigée',
    why: (reference) =>
      `L’adresse notée sous la référence ${reference} vient d’être corrigée depuis la page de suivi.`,
  },
  moved: {
    ...vous.moved,
    title: 'Votre adresse e-mail a changé',
    why: (reference) =>
      `L’adresse e-mail notée sous la référence ${reference} vient d’être changée depuis la page de suivi. Les messages ne partent plus à cette adresse, et les liens reçus ici ne fonctionnent plus.`,
  },
};

const WORDS: Readonly<Record<Audience, Words>> = { youth: tu, mentor: vous, company: vous, waiting };

function linkBlocks(audience: Audience, link: Link, settings: LetterSettings): readonly LetterBlock[] {
  const { isYours } = WORDS[audience];
  return [linkBlock('Ouvrir mon suivi', link, settings), ...paragraphs(isYours(lastDay(link)))];
}

/** To a youth whose guardian is to be asked: so that the message surprises nobody. */
const GUARDIAN_ASKED = {
  byEmail:
    'Tu as moins de 18 ans : il nous faut l’accord de la personne responsable que tu as indiquée. Préviens-la, puis ouvre ton suivi et appuie sur « Demander son accord » : elle reçoit alors un message. Elle ne reçoit rien avant, sauf si l’équipe t’a déjà répondu.',
  byTeam:
    'Tu as moins de 18 ans : l’équipe demande son accord à la personne responsable que tu as indiquée. Préviens-la.',
};

/** The blocks a confirmation adds: who else is written to, and the follow-up's link. */
export function trackingIn(application: Application, settings: LetterSettings): readonly LetterBlock[] {
  const { id, audience, answers, receivedAt } = application;
  const isMinor = textAnswer(answers, 'guardianName') !== '';
  const byEmail = textAnswer(answers, 'guardianEmail') !== '';
  return [
    ...(isMinor ? paragraphs(GUARDIAN_ASKED[byEmail ? 'byEmail' : 'byTeam']) : []),
    ...paragraphs(WORDS[audience].follow),
    ...linkBlocks(audience, trackingLink(id, undefined, new Date(receivedAt)), settings),
  ];
}

/** To the person who asked for a new link. */
export function renewalMessage(
  file: ApplicationInLetters,
  link: Link,
  to: string,
  settings: LetterSettings,
): Message {
  const { title, why } = WORDS[file.audience].renewed;
  const blocks = [...paragraphs(why), ...linkBlocks(file.audience, link, settings)];
  return message(file, { event: `tracking-${link.generation}`, to, title, blocks }, settings);
}

/** To the address that counts after a correction, with the link that opens the follow-up now. */
export function correctedMessage(
  file: ApplicationInLetters,
  event: string,
  link: Link,
  to: string,
  settings: LetterSettings,
): Message {
  const { title, why, notYou } = WORDS[file.audience].corrected;
  const blocks = [
    ...paragraphs(why(file.reference)),
    ...linkBlocks(file.audience, link, settings),
    ...paragraphs(notYou),
  ];
  return message(file, { event, to, title, blocks }, settings);
}

/** To the address that counted before: neither a link nor anything of the person, for it may be a stranger's that was mistyped. */
export function movedMessage(
  file: ApplicationInLetters,
  event: string,
  to: string,
  settings: LetterSettings,
): Message {
  const { title, why, notYou } = WORDS[file.audience].moved;
  const blocks = paragraphs(why(file.reference), notYou);
  return { ...message(file, { event, to, title, blocks }, settings), limit: 'warning' };
}

function message(
  { id, audience, reference }: ApplicationInLetters,
  { event, to, title, blocks }: Pick<Draft, 'event' | 'to'> & Pick<Draft['letter'], 'title' | 'blocks'>,
  settings: LetterSettings,
): Message {
  const letter = { title, greeting: greetingTo(''), blocks, closing: WORDS[audience].question };
  return messageOf({ id, event, to, subject: `${title} (${reference})`, letter }, settings);
}

/** To the team: somebody has withdrawn. */
export function withdrawnNotice(
  { id, reference }: ApplicationInLetters,
  tabName: string,
  event: string,
  to: string,
  settings: LetterSettings,
): Message {
  const title = 'Une personne s’est retirée';
  const letter = {
    title,
    blocks: paragraphs(
      `La personne de la ligne ${reference}, onglet « ${tabName} », s’est retirée depuis sa page de suivi. Son statut est maintenant « Retirée ».`,
    ),
    closing:
      'Elle n’attend pas de réponse. Un binôme, un rendez-vous ? Pensez à prévenir les autres personnes.',
  };
  return messageOf({ id, event, to, limit: 'notice', subject: `${title} (${reference})`, letter }, settings);
}
