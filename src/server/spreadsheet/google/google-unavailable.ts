import { failuresOf, type Wording } from '../spreadsheet.ts';

/** Google gives a request up after 180 s: until then one that was not answered may still be applied. */
const UNKNOWN_OUTCOME_SECONDS = 180;
const QUOTA_SECONDS = 60;

export const REASONS = {
  'google-down': { kind: 'passing', message: 'Google Sheets ne répond pas : nouvel essai plus tard.' },
  'unknown-outcome': {
    kind: 'passing',
    message:
      'Google Sheets n’a pas répondu à une écriture : nouvel essai quand il sera sûr qu’elle est finie.',
    retryAfterSeconds: UNKNOWN_OUTCOME_SECONDS,
  },
  quota: {
    kind: 'passing',
    message: 'Trop d’appels à Google Sheets en une minute : nouvel essai plus tard.',
    retryAfterSeconds: QUOTA_SECONDS,
  },
  'guards-full': {
    kind: 'passing',
    message: 'Trop de lignes ont été écrites en quelques minutes : la suite attend un instant.',
  },
  'google-refused': {
    kind: 'passing',
    message: 'Google Sheets refuse l’écriture : lancez « npm run spreadsheet:check ».',
  },
  credentials: {
    kind: 'lasting',
    message:
      'Google refuse le compte de service : vérifiez GOOGLE_SERVICE_ACCOUNT_EMAIL et GOOGLE_PRIVATE_KEY, ou créez une nouvelle clé.',
  },
  'not-shared': {
    kind: 'lasting',
    message:
      'La feuille de calcul n’est pas partagée avec le compte de service : partagez-la avec GOOGLE_SERVICE_ACCOUNT_EMAIL, comme « Éditeur ».',
  },
  'api-off': {
    kind: 'lasting',
    message: 'L’API Google Sheets n’est pas activée dans le projet du compte de service : activez-la.',
  },
  'no-project': {
    kind: 'lasting',
    message:
      'Google ne reconnaît pas le projet du compte de service, ou l’API Google Sheets n’y est pas activée : vérifiez l’un et l’autre sur console.cloud.google.com ; si le projet est tout neuf, attendez quelques minutes.',
  },
  'not-google-sheets': {
    kind: 'lasting',
    message:
      'Le fichier n’est pas une feuille Google (un classeur Excel gardé dans Drive, le plus souvent) : faites « Fichier > Enregistrer au format Google Sheets », partagez cette feuille avec GOOGLE_SERVICE_ACCOUNT_EMAIL et mettez son adresse dans GOOGLE_SHEETS_ID.',
  },
  'google-protected': {
    kind: 'lasting',
    message:
      'Une protection empêche le site d’écrire dans la feuille de calcul : dans « Données > Protéger des feuilles et des plages », ajoutez GOOGLE_SERVICE_ACCOUNT_EMAIL à ceux qui peuvent modifier, ou supprimez la protection.',
  },
  'marks-full': {
    kind: 'lasting',
    message:
      'Un module complémentaire a rempli la place des repères de l’onglet : retirez-le dans « Extensions > Modules complémentaires », ou copiez les lignes dans une feuille neuve.',
  },
  'no-spreadsheet': {
    kind: 'lasting',
    message: 'La feuille de calcul n’existe pas ou plus : vérifiez GOOGLE_SHEETS_ID.',
  },
  'spreadsheet-full': {
    kind: 'lasting',
    message:
      'La feuille de calcul a atteint 10 millions de cellules : supprimez les lignes et colonnes vides ou d’anciens onglets.',
  },
} as const satisfies Readonly<Record<string, Wording>>;

export type GoogleReason = keyof typeof REASONS;

export class GoogleUnavailable extends failuresOf(REASONS) {}
