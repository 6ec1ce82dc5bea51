import type { ClosingEvent, EndingEvent, YouthsOwnEvent } from '../../domain/pairs/pair-events.ts';
import { PAIR, type PairSide } from '../../domain/pairs/pairs-tab.ts';
import type { PairWords } from './pair-words.ts';

// Letters at the end of a pair. They ask the last questions; each person answers on their own page.

const ANSWER = 'Répondre';
const CERTIFICATE = {
  youth: 'Ton attestation est sur la même page, dès 20 heures faites.',
  mentor: 'Votre attestation est sur la même page, dès 20 heures faites.',
} as const;

export const ENDING_TO_YOUTH: Readonly<Record<ClosingEvent | YouthsOwnEvent, PairWords>> = {
  stopped: {
    title: () => 'Ton binôme s’arrête',
    texts: ({ other }) => [
      `Ton binôme avec ${other} s’arrête. Cela arrive, et ce n’est la faute de personne.`,
      'Ta candidature reste acceptée : tu peux avoir une ou un autre mentor. L’équipe t’en parle.',
      `Quand tu veux, deux questions pour finir : ton projet, et ce que tu fais maintenant. Une minute, rien à écrire. ${CERTIFICATE.youth}`,
    ],
    sms: ({ other }) =>
      `ton binôme avec ${other} s’arrête. Cela arrive, et ce n’est la faute de personne. Ta candidature reste acceptée : l’équipe t’en parle. Deux questions pour finir : as-tu construit un projet (oui, pas encore, non) ? Et que fais-tu maintenant ? Réponds à ce SMS.`,
    action: ANSWER,
  },
  ended: {
    title: () => 'Ton binôme est terminé',
    texts: ({ other }) => [
      `Ton binôme avec ${other} est terminé. Bravo, tu as tenu jusqu’au bout.`,
      `Deux questions pour finir : ton projet, et ce que tu fais maintenant. Une minute, rien à écrire. ${CERTIFICATE.youth}`,
      'L’équipe te contacte pour un dernier échange : ce que tu en gardes, et ce qui a manqué.',
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
      `Il y a six mois, ton binôme avec ${other} était fini, et tu voulais bien que nous t’écrivions.`,
      'Une question, une réponse : études, formation, apprentissage, emploi, autre chose, ou tu ne sais pas encore. C’est la dernière que nous te posons.',
    ],
    sms: ({ other }) =>
      `il y a six mois, ton binôme avec ${other} était fini. Où en es-tu : études, formation, apprentissage, emploi, autre chose, ou tu ne sais pas encore ? Réponds à ce SMS. C’est notre dernière question.`,
    action: ANSWER,
  },
};

export const ENDING_TO_MENTOR: Readonly<Record<ClosingEvent, PairWords>> = {
  stopped: {
    title: () => 'Votre binôme s’arrête',
    texts: ({ other }) => [
      `Votre binôme avec ${other} s’arrête. Cela arrive, et ce n’est la faute de personne. Merci du temps donné.`,
      `Une seule question : voulez-vous accompagner quelqu’un d’autre ? Oui, pas tout de suite ou non, les trois nous vont. ${CERTIFICATE.mentor}`,
      'L’équipe vous contacte pour en parler.',
    ],
    sms: ({ other }) =>
      `votre binôme avec ${other} s’arrête. Cela arrive, et ce n’est la faute de personne. Merci du temps donné. Voulez-vous accompagner quelqu’un d’autre ? Répondez à ce SMS : oui, pas tout de suite ou non, les trois nous vont.`,
    action: ANSWER,
  },
  ended: {
    title: () => 'Votre binôme est terminé',
    texts: ({ other }) => [
      `Votre binôme avec ${other} est terminé. Merci pour ce temps donné : il compte.`,
      `Une seule question : voulez-vous accompagner quelqu’un d’autre ? Oui, pas tout de suite ou non, les trois nous vont. ${CERTIFICATE.mentor}`,
      'L’équipe vous contacte pour un dernier échange.',
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
