import type { LetterBlock } from '../../components/mail/letter.ts';
import { quotableFirstName } from '../../domain/application/quotable.ts';
import type { PairSide } from '../../domain/pairs/pairs-tab.ts';
import type { Link } from '../links/links.ts';
import { isYouthsOwn, type PairEvent, type YouthsOwnEvent } from '../../domain/pairs/pair-events.ts';
import { type Draft, greetingTo, messageOf, paragraphs, QUESTION } from './draft.ts';
import { ENDING_TO_MENTOR, ENDING_TO_YOUTH } from './ending-letters.ts';
import { type LetterSettings, linkBlock } from './letter-links.ts';
import type { AboutPair, PairWords } from './pair-words.ts';
import type { Message } from './message.ts';

const meeting = (firstMeeting: string, otherwise: string): string =>
  firstMeeting === ''
    ? otherwise
    : `Première rencontre : ${firstMeeting}. Une personne de l’équipe est avec vous.`;

const TO_YOUTH: Readonly<Record<PairEvent, PairWords>> = {
  asked: {
    title: (other) => `Une proposition pour toi : ${other}`,
    texts: ({ other, otherInShort }) => [
      `Nous te proposons ${other} pour tes 20 heures de mentorat : ${otherInShort}.`,
      'C’est toi qui choisis. Tu peux dire oui, tu peux dire non, sans te justifier : un non ne ferme aucune porte, nous cherchons quelqu’un d’autre.',
    ],
    sms: ({ other, otherInShort }) =>
      `nous te proposons ${other} comme mentor : ${otherInShort}. Réponds à ce SMS par oui ou par non : un non ne ferme aucune porte.`,
    action: 'Voir et répondre',
  },
  reminded: {
    title: (other) => `Ta réponse pour ${other} : oui ou non ?`,
    texts: ({ other, otherInShort }) => [
      `Nous t’avons proposé ${other} comme mentor : ${otherInShort}. Nous n’avons pas encore ta réponse.`,
      'Oui ou non, les deux nous vont. C’est le seul rappel que nous t’envoyons.',
    ],
    sms: ({ other }) =>
      `nous n’avons pas encore ta réponse pour ${other}. Oui ou non, les deux nous vont : réponds à ce SMS.`,
    action: 'Voir et répondre',
  },
  dropped: {
    title: () => 'Un changement dans ta proposition',
    texts: () => [
      'La proposition de binôme que nous t’avions faite ne se fera pas. Cela ne dit rien de toi.',
      'Ta candidature reste acceptée : nous cherchons quelqu’un d’autre, et nous t’écrivons.',
    ],
    sms: () =>
      'la proposition de binôme que nous t’avions faite ne se fera pas. Cela ne dit rien de toi : nous cherchons quelqu’un d’autre.',
  },
  started: {
    title: (other) => `C’est parti, avec ${other}`,
    texts: ({ other, otherInShort, firstMeeting }) => [
      `${other} est ta ou ton mentor (${otherInShort}).`,
      meeting(firstMeeting, 'L’équipe te contacte pour fixer la première rencontre.'),
      'Ensuite, vous avez 20 heures devant vous. Le courant ne passe pas ? Un empêchement ? Dis-le-nous sans attendre : nous sommes là pour ça.',
    ],
    sms: ({ other, firstMeeting }) =>
      `c’est parti, avec ${other} ! ${meeting(firstMeeting, 'L’équipe te contacte pour la première rencontre.')} Une question ? Réponds à ce SMS.`,
  },
  dated: {
    title: (other) => `Ta première rencontre avec ${other}`,
    texts: ({ other, firstMeeting }) => [
      `Ta première rencontre avec ${other} : ${firstMeeting}. Une personne de l’équipe est avec vous.`,
      'Si nous t’avions donné une autre date, c’est celle-ci qui compte. Un empêchement ? Dis-le-nous sans attendre.',
    ],
    sms: ({ other, firstMeeting }) =>
      `ta première rencontre avec ${other} : ${firstMeeting}. C’est cette date qui compte. Un empêchement ? Réponds à ce SMS.`,
  },
  paused: {
    title: () => 'Ton binôme est en pause',
    texts: ({ other }) => [
      `Ton binôme avec ${other} est en pause. Rien n’est perdu : l’équipe te dit quand il reprend.`,
    ],
    sms: ({ other }) =>
      `ton binôme avec ${other} est en pause. Rien n’est perdu : l’équipe te dit quand il reprend.`,
  },
  resumed: {
    title: () => 'Ton binôme reprend',
    texts: ({ other }) => [
      `Ton binôme avec ${other} reprend. Vous pouvez choisir la prochaine date ensemble.`,
    ],
    sms: ({ other }) => `ton binôme avec ${other} reprend. Vous pouvez choisir la prochaine date ensemble.`,
  },
  silent: {
    title: (other) => `Comment ça se passe avec ${other} ?`,
    texts: ({ other }) => [
      `Cela fait quelques semaines que nous n’avons pas de nouvelles de ton binôme avec ${other}. C’est peut-être que tout roule.`,
      'Une question, trois réponses : tout va bien, on a besoin d’aide, on arrête. Rien à écrire, et l’équipe seule lit ta réponse.',
    ],
    sms: ({ other }) =>
      `comment ça se passe avec ${other} ? Tout va bien, vous avez besoin d’aide, ou vous arrêtez ? Réponds à ce SMS : l’équipe seule te lit.`,
    action: 'Répondre',
  },
  ...ENDING_TO_YOUTH,
};

const TO_MENTOR: Readonly<Record<Exclude<PairEvent, YouthsOwnEvent>, PairWords>> = {
  asked: {
    title: (other) => `Une proposition de binôme : ${other}`,
    texts: ({ other, otherInShort }) => [
      `Nous pensons à vous pour accompagner ${other}. ${otherInShort}.`,
      `Nous vous posons la question avant d’en parler à ${other}. Vous pouvez dire oui ou non, sans vous justifier : personne d’autre que l’équipe ne le saura.`,
    ],
    sms: ({ other, otherInShort }) =>
      `nous pensons à vous pour accompagner ${other}. ${otherInShort}. Répondez à ce SMS par oui ou par non : personne d’autre que l’équipe ne le saura.`,
    action: 'Voir et répondre',
  },
  reminded: {
    title: (other) => `Votre réponse pour ${other}`,
    texts: ({ other, otherInShort }) => [
      `Nous pensons à vous pour accompagner ${other}. ${otherInShort}. Nous n’avons pas encore votre réponse.`,
      'Un non nous aide aussi : nous proposons alors quelqu’un d’autre. C’est le seul rappel que nous vous envoyons.',
    ],
    sms: ({ other }) =>
      `nous n’avons pas encore votre réponse pour ${other}. Répondez à ce SMS par oui ou par non : un non nous aide aussi.`,
    action: 'Voir et répondre',
  },
  dropped: {
    title: () => 'Cette proposition de binôme ne se fera pas',
    texts: () => [
      'La proposition de binôme que nous vous avions faite ne se fera pas. Cela ne dit rien de vous, et vous n’avez rien à faire.',
      'Votre place reste libre : nous vous écrivons dès qu’une ou un jeune cherche quelqu’un comme vous.',
    ],
    sms: () =>
      'la proposition de binôme que nous vous avions faite ne se fera pas. Cela ne dit rien de vous : votre place reste libre.',
  },
  started: {
    title: (other) => `C’est parti, avec ${other}`,
    texts: ({ other, firstMeeting }) => [
      `Vous accompagnez ${other}.`,
      meeting(firstMeeting, 'L’équipe vous contacte pour fixer la première rencontre.'),
      'Ensuite, vous avez 20 heures devant vous. Un doute, un empêchement ? Écrivez-nous sans attendre : nous sommes là pour ça.',
    ],
    sms: ({ other, firstMeeting }) =>
      `c’est parti : vous accompagnez ${other}. ${meeting(firstMeeting, 'L’équipe vous contacte pour la première rencontre.')}`,
  },
  dated: {
    title: (other) => `Votre première rencontre avec ${other}`,
    texts: ({ other, firstMeeting }) => [
      `Votre première rencontre avec ${other} : ${firstMeeting}. Une personne de l’équipe est avec vous.`,
      'Si nous vous avions donné une autre date, c’est celle-ci qui compte. Un empêchement ? Dites-le-nous sans attendre.',
    ],
    sms: ({ other, firstMeeting }) =>
      `votre première rencontre avec ${other} : ${firstMeeting}. C’est cette date qui compte. Un empêchement ? Répondez à ce SMS.`,
  },
  paused: {
    title: () => 'Votre binôme est en pause',
    texts: ({ other }) => [`Votre binôme avec ${other} est en pause. L’équipe vous dit quand il reprend.`],
    sms: ({ other }) => `votre binôme avec ${other} est en pause. L’équipe vous dit quand il reprend.`,
  },
  resumed: {
    title: () => 'Votre binôme reprend',
    texts: ({ other }) => [
      `Votre binôme avec ${other} reprend. Vous pouvez choisir la prochaine date ensemble.`,
    ],
    sms: ({ other }) => `votre binôme avec ${other} reprend. Vous pouvez choisir la prochaine date ensemble.`,
  },
  silent: {
    title: (other) => `Comment cela se passe-t-il avec ${other} ?`,
    texts: ({ other }) => [
      `Cela fait quelques semaines que nous n’avons pas de nouvelles de votre binôme avec ${other}. C’est peut-être que tout va bien.`,
      'Une question, trois réponses : tout va bien, on a besoin d’aide, on arrête. Rien à écrire, et l’équipe seule lit votre réponse. Si vous vous êtes vus, notez-le sur la même page.',
    ],
    sms: ({ other }) =>
      `comment cela se passe-t-il avec ${other} ? Tout va bien, besoin d’aide, ou vous arrêtez ? Répondez à ce SMS : l’équipe seule vous lit.`,
    action: 'Répondre',
  },
  ...ENDING_TO_MENTOR,
};

function wordsOf(side: PairSide, event: PairEvent): PairWords {
  return side === 'youth' || isYouthsOwn(event) ? TO_YOUTH[event] : TO_MENTOR[event];
}

const NAMELESS: Readonly<Record<PairSide, string>> = { youth: 'ta ou ton mentor', mentor: 'une ou un jeune' };

function filled(side: PairSide, about: AboutPair) {
  return { ...about, other: quotableFirstName(about.otherName) || NAMELESS[side] };
}

/** To one side of a pair, by e-mail. @param link to the person's own page, where they answer. */
export function pairMessage(
  side: PairSide,
  event: PairEvent,
  { name, ...draft }: Omit<Draft, 'letter' | 'limit'> & { readonly name: string },
  about: AboutPair,
  link: Link,
  settings: LetterSettings,
): Message {
  const { title, texts, action } = wordsOf(side, event);
  const values = filled(side, about);
  const blocks: readonly LetterBlock[] = [
    ...paragraphs(...texts(values)),
    ...(action === undefined ? [] : [linkBlock(action, link, settings)]),
  ];
  const closing = side === 'youth' ? QUESTION.tu : QUESTION.vous;
  const letter = { title: title(values.other), greeting: greetingTo(name), blocks, closing };
  return messageOf({ ...draft, limit: 'team', letter }, settings);
}

/** The same, for the team to say or to send. */
export function pairText(
  side: PairSide,
  event: PairEvent,
  name: string,
  about: AboutPair,
  { programmeName }: LetterSettings,
): string {
  const opening = side === 'youth' ? `c’est ${programmeName} :` : `ici ${programmeName} :`;
  return `${greetingTo(name)} ${opening} ${wordsOf(side, event).sms(filled(side, about))}`;
}
