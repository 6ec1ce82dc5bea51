import type { ClosingEvent, EndingEvent, YouthsOwnEvent } from '../../domain/pairs/pair-events.ts';
import { PAIR, type PairSide } from '../../domain/pairs/pairs-tab.ts';
import type { PairWords } from './pair-words.ts';

// Letters at the end of a pair. They ask the last questions; each person answers on their own page.

const ANSWER = 'Répondre';
const CERTIFICATE = {
  youth: 'Si tu as fait 20 heures ou plus, ton attestation est sur ta page de suivi.',
  mentor: 'Si vous avez fait 20 heures ou plus, votre attestation est sur votre page de suivi.',
} as const;

export const ENDING_TO_YOUTH: Readonly<Record<ClosingEvent | YouthsOwnEvent, PairWords>> = {
  stopped: {
    title: () => 'Ton binôme s’arrête',
    texts: ({ other }) => [
      `Ton binôme avec ${other} s’arrête. Cela arrive, et tu n’as pas à te justifier.`,
      'Ta candidature reste acceptée : tu peux avoir une ou un autre mentor. L’équipe t’en parle.',
      CERTIFICATE.youth,
      'Quand tu veux, deux questions pour finir : ton projet, et ce que tu fais maintenant. Une minute, rien à écrire.',
    ],
    sms: ({ other }) =>
      `ton binôme avec ${other} s’arrête. Cela arrive, et tu n’as pas à te justifier. Ta candidature reste acceptée : l’équipe t’en parle. Deux questions pour finir : as-tu construit un projet (oui, pas encore, non) ? Et que fais-tu maintenant ? Réponds à ce SMS.`,
    action: ANSWER,
  },
  ended: {
    title: () => 'Ton binôme est terminé',
    texts: ({ other }) => [
      `Ton binôme avec ${other} est terminé. Bravo, tu as tenu jusqu’au bout.`,
      'L’équipe te contacte pour un dernier échange : ce que tu en gardes, et ce qui a manqué.',
      CERTIFICATE.youth,
      'Deux questions pour finir : ton projet, et ce que tu fais maintenant. Une minute, rien à écrire.',
    ],
    sms: ({ other }) =>
      `ton binôme avec ${other} est terminé. Bravo ! Deux questions pour finir : as-tu construit un projet (oui, pas encore, non) ? Et que fais-tu maintenant : études, formation, apprentissage, emploi, autre chose ? Réponds à ce SMS. L’équipe te contacte pour un dernier échange.`,
    action: ANSWER,
  },
  recalled: {
    title: () => 'Deux questions, et c’est fini',
    texts: ({ other }) => [
      `Ton binôme avec ${other} est fini, et il nous manque tes réponses : ton projet, et ce que tu fais maintenant.`,
      'Une minute, rien à écrire. C’est le seul rappel que nous t’envoyons.',
    ],
    sms: ({ other }) =>
      `ton binôme avec ${other} est fini, et il nous manque tes réponses : as-tu construit un projet (oui, pas encore, non) ? Et que fais-tu maintenant ? Réponds à ce SMS. C’est notre seul rappel.`,
    action: ANSWER,
  },
  later: {
    title: () => 'Six mois après, où en es-tu ?',
    texts: ({ other }) => [
      `Ton binôme avec ${other} s’est terminé il y a six mois, et tu as accepté que nous t’écrivions.`,
      'Une question, une réponse : études, formation, apprentissage, emploi, autre chose, ou tu ne sais pas encore. C’est la dernière que nous te posons. Tu as changé d’avis ? Ne réponds pas : nous n’écrivons qu’une fois.',
    ],
    sms: ({ other }) =>
      `ton binôme avec ${other} s’est terminé il y a six mois. Où en es-tu : études, formation, apprentissage, emploi, autre chose, ou tu ne sais pas encore ? Réponds à ce SMS. C’est notre dernière question.`,
    action: ANSWER,
  },
};

export const ENDING_TO_MENTOR: Readonly<Record<ClosingEvent, PairWords>> = {
  stopped: {
    title: () => 'Votre binôme s’arrête',
    texts: ({ other }) => [
      `Votre binôme avec ${other} s’arrête. Cela arrive, et vous n’avez pas à vous justifier. Merci pour ce temps donné.`,
      'L’équipe vous contacte pour en parler.',
      CERTIFICATE.mentor,
      'Une seule question : voulez-vous accompagner quelqu’un d’autre ? Oui, pas tout de suite ou non, les trois nous vont.',
    ],
    sms: ({ other }) =>
      `votre binôme avec ${other} s’arrête. Cela arrive, et vous n’avez pas à vous justifier. Merci pour ce temps donné. Voulez-vous accompagner quelqu’un d’autre ? Répondez à ce SMS : oui, pas tout de suite ou non, les trois nous vont.`,
    action: ANSWER,
  },
  ended: {
    title: () => 'Votre binôme est terminé',
    texts: ({ other }) => [
      `Votre binôme avec ${other} est terminé. Merci pour ce temps donné : il compte.`,
      'L’équipe vous contacte pour un dernier échange.',
      CERTIFICATE.mentor,
      'Une seule question : voulez-vous accompagner quelqu’un d’autre ? Oui, pas tout de suite ou non, les trois nous vont.',
    ],
    sms: ({ other }) =>
      `votre binôme avec ${other} est terminé. Merci pour ce temps donné ! Voulez-vous accompagner quelqu’un d’autre ? Répondez à ce SMS : oui, pas tout de suite ou non, les trois nous vont. L’équipe vous contacte pour un dernier échange.`,
    action: ANSWER,
  },
};

const TO_NOTE: Readonly<Record<PairSide, string>> = {
  youth: `noter dans « Binômes » : « ${PAIR.project} », « ${PAIR.next} », et « ${PAIR.later} » si la personne veut bien qu’on lui écrive`,
  mentor: `noter dans « Binômes » : « ${PAIR.continues} »`,
};

/** Why the team is to contact somebody at the end of a pair, and where the answers go. */
export function endingReason(side: PairSide, event: EndingEvent): string {
  switch (event) {
    case 'stopped':
    case 'ended':
      return `Fin du binôme : ${side === 'youth' ? 'poser les deux questions' : 'remercier, demander si la personne continue'}, et ${TO_NOTE[side]}`;
    case 'recalled':
      return `Fin du binôme : relancer, une fois, et ${TO_NOTE.youth}`;
    case 'later':
      return `Six mois après : demander où en est la personne, et noter dans « ${PAIR.later} »`;
  }
}

export const STORY_REASON =
  'Témoignage : appeler, la personne veut bien en parler. Rien n’est publié sans son accord écrit';
