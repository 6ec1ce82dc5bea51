import { failuresOf, type Wording } from '../spreadsheet.ts';

export const REASONS = {
  locked: {
    kind: 'passing',
    message: 'Le classeur est occupé par une autre écriture : nouvel essai dans un instant.',
  },
  'open-elsewhere': {
    kind: 'passing',
    message: 'Le classeur est ouvert dans un tableur : fermez-le pour recevoir les nouvelles lignes.',
  },
  'being-saved': {
    kind: 'passing',
    message: 'Le classeur vient d’être modifié : nouvel essai dans un instant.',
  },
  'input-output': {
    kind: 'passing',
    message:
      'Le classeur n’a pas pu être lu ou écrit : nouvel essai plus tard ; si cela dure, vérifiez le disque.',
  },
  'folder-missing': {
    kind: 'lasting',
    message:
      'Le dossier du classeur n’existe pas ou n’est pas accessible : reconnectez le partage où il est, ou corrigez WORKBOOK_PATH.',
  },
  'not-writable': {
    kind: 'lasting',
    message: 'Le classeur ou son dossier est en lecture seule : donnez au site le droit d’y écrire.',
  },
  'disk-full': { kind: 'lasting', message: 'Le disque est plein : libérez de la place.' },
  protected: {
    kind: 'lasting',
    message:
      'Le classeur est protégé par un mot de passe ou à un ancien format : enregistrez-le en .xlsx sans mot de passe.',
  },
  'formula-in-the-way': {
    kind: 'lasting',
    message: 'Une cellule à modifier porte une formule dont d’autres dépendent : remplacez-la par sa valeur.',
  },
  'tab-full': {
    kind: 'lasting',
    message: 'La dernière ligne possible de l’onglet est déjà remplie : effacez-la.',
  },
} as const satisfies Readonly<Record<string, Wording>>;

export type WorkbookReason = keyof typeof REASONS;

export class WorkbookUnavailable extends failuresOf(REASONS) {}
