import { type MessageSettings, messageOf, paragraphs } from './draft.ts';
import type { Message } from './message.ts';

/** The kinds of alert, each sent to the team at most once a day. */
export type AlertKind =
  | 'late'
  | 'missing-column'
  | 'quarantine'
  | 'access'
  | 'status'
  | 'held'
  | 'notices'
  | 'night'
  | 'drain'
  | 'build';

export const ALERTS: Readonly<Record<AlertKind, { readonly title: string; readonly remedy: string }>> = {
  late: {
    title: 'Des inscriptions attendent d’entrer dans le tableur',
    remedy:
      'Lancez « npm run spreadsheet:check » : cette commande dit ce qui ne va pas et comment y remédier.',
  },
  'missing-column': {
    title: 'Il manque une colonne dans le tableur',
    remedy:
      'Une fois la colonne remise, ce qui attend se fait tout seul : les inscriptions entrent et ce qui a été demandé (corriger, se retirer) est fait en cinq minutes, le reste des effacements dans l’heure ou la nuit suivante.',
  },
  quarantine: {
    title: 'Des inscriptions ont été mises de côté',
    remedy:
      'Lancez « npm run quarantine » pour en voir la liste, puis « npm run quarantine -- --release » suivi de l’identifiant, une fois la cause corrigée.',
  },
  access: {
    title: 'Le tableur refuse l’accès',
    remedy: 'Les inscriptions entreront d’elles-mêmes dans les cinq minutes qui suivent.',
  },
  status: {
    title: 'Un statut du tableur n’est pas reconnu',
    remedy:
      'Choisissez un statut dans la liste de la cellule : tant qu’il n’est pas reconnu, la personne n’est prévenue de rien.',
  },
  held: {
    title: 'Des messages attendent un autre jour',
    remedy:
      'Le nombre de messages par jour est limité, et celui vers une même adresse aussi : pour que personne ne se serve du site pour écrire à d’autres. Ceux-ci partiront d’eux-mêmes, les jours suivants. Si les inscriptions sont vraies, la limite se règle chez l’hébergeur (MAIL_DAILY_CONFIRMATIONS, MAIL_DAILY_THIRD_PARTIES).',
  },
  notices: {
    title: 'Beaucoup d’avis en un jour : en voici le résumé',
    remedy:
      'Toutes les lignes sont dans le tableur. Pour aujourd’hui, il n’y aura pas d’autre avis : ce qui arrive encore sera dans « Le point » et dans le résumé de demain.',
  },
  night: {
    title: 'La nuit n’a pas pu tout faire',
    remedy:
      'Chaque nuit, le site annonce et efface les données dont le terme est passé. La prochaine reprend ce qui reste. Si ce message revient demain, montrez-le à la personne qui s’occupe du site : des données resteraient plus longtemps que promis.',
  },
  drain: {
    title: 'Une partie du travail automatique ne se fait pas',
    remedy:
      'Le site réessaie toutes les cinq minutes, et le reste du travail se fait. Si ce message revient demain, montrez-le à la personne qui s’occupe du site.',
  },
  build: {
    title: 'La dernière publication du site n’a pas abouti',
    remedy:
      'Le site que voient les visiteurs reste comme il était. Ouvrez /admin/, corrigez ce qui est dit ici, puis publiez. La page « Dernière publication » le redit ; si vous ne savez pas quoi corriger, montrez ce message à la personne qui s’occupe du site.',
  },
};

export interface Alert {
  /** Tells one letter of a day from another. */
  readonly event: string;
  readonly day: string;
  /** Hold nothing personal. */
  readonly facts: readonly string[];
}

/** To the team: what keeps the site's work from being done, and what mends it. */
export function alertMessage(
  kind: AlertKind,
  { event, day, facts }: Alert,
  settings: MessageSettings,
  teamEmail: string,
): Message {
  const { title, remedy } = ALERTS[kind];
  return messageOf(
    {
      id: `alerte-${day}`,
      event,
      to: teamEmail,
      subject: `À voir : ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
      letter: {
        title,
        blocks: paragraphs(...facts, remedy),
        closing: 'Rien n’est perdu : tout est gardé en attendant. Ce message part une fois par jour au plus.',
      },
    },
    settings,
  );
}
