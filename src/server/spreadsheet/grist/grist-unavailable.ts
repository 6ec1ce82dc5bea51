import { failuresOf, type Wording } from '../spreadsheet.ts';

const BUSY_SECONDS = 60;
const QUOTA_SECONDS = 3_600;

export const REASONS = {
  'grist-down': {
    kind: 'passing',
    message: 'Grist ne répond pas : nouvel essai plus tard ; si cela dure, vérifiez GRIST_URL.',
  },
  'grist-busy': {
    kind: 'passing',
    message: 'Grist a trop d’appels à la fois : nouvel essai plus tard.',
    retryAfterSeconds: BUSY_SECONDS,
  },
  'grist-quota': {
    kind: 'passing',
    message: 'La limite d’appels à Grist de la journée ou du mois est atteinte : nouvel essai plus tard.',
    retryAfterSeconds: QUOTA_SECONDS,
  },
  'grist-refused': {
    kind: 'passing',
    message: 'Grist refuse l’écriture : lancez « npm run spreadsheet:check ».',
  },
  'grist-key': {
    kind: 'lasting',
    message:
      'Grist refuse la clé : vérifiez GRIST_API_KEY, ou créez une nouvelle clé dans « Paramètres du profil ».',
  },
  'grist-access': {
    kind: 'lasting',
    message:
      'Le compte de la clé n’a pas le droit d’écrire dans le document Grist : partagez-le avec lui comme « Éditeur », et vérifiez les permissions avancées.',
  },
  'grist-document': {
    kind: 'lasting',
    message: 'Le document Grist n’existe pas ou plus : vérifiez GRIST_URL et GRIST_DOC_ID.',
  },
  'grist-full': {
    kind: 'lasting',
    message:
      'Le document Grist dépasse les limites de sa formule (lignes ou données) et n’accepte plus que des suppressions : supprimez des lignes ou des pièces jointes dont vous n’avez plus besoin, ou passez à une formule plus grande.',
    retryAfterSeconds: QUOTA_SECONDS,
  },
  'grist-column': {
    kind: 'lasting',
    message:
      'Dans Grist, une colonne du site n’est plus de type « Texte » ou « Choix », ou une formule la remplit : lancez « npm run spreadsheet:check », qui la nomme.',
  },
  'grist-reference': {
    kind: 'lasting',
    message:
      'Dans Grist, la référence d’une personne à effacer est dans une colonne qui n’est ni de type « Texte » ni de type « Choix » : donnez à cette colonne le type « Texte ».',
  },
} as const satisfies Readonly<Record<string, Wording>>;

export class GristUnavailable extends failuresOf(REASONS) {}
