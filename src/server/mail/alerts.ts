import { type MessageSettings, messageOf, paragraphs } from './draft.ts';
import type { Message } from './mail.ts';

/** What the team is told of, once a day each. */
export type AlertKind = 'late' | 'missing-column' | 'quarantine' | 'access' | 'status' | 'held';

const WORDS: Readonly<Record<AlertKind, { readonly title: string; readonly remedy: string }>> = {
  late: {
    title: 'Des inscriptions attendent d’entrer dans le tableur',
    remedy:
      'Lancez « npm run spreadsheet:check » : cette commande dit ce qui ne va pas et comment y remédier.',
  },
  'missing-column': {
    title: 'Il manque une colonne dans le tableur',
    remedy:
      'Une fois la colonne remise, ce qui attend se fait tout seul en cinq minutes : les inscriptions entrent, ce qui a été demandé (corriger, se retirer, effacer) est fait.',
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
    title: 'Des messages n’ont pas été envoyés',
    remedy:
      'La même adresse en avait déjà reçu beaucoup ce jour-là. C’est parfois une famille ou une classe qui partage une adresse, parfois quelqu’un qui remplit les formulaires avec l’adresse d’un autre. Cherchez ces identifiants dans le tableur. Si les personnes sont bien là, écrivez-leur vous-même ou changez leur statut : le message d’un statut part toujours.',
  },
};

/** To the team: what keeps applications from the spreadsheet, and what mends it; `facts` hold nothing personal. */
export function alertMessage(
  kind: AlertKind,
  { day, facts }: { readonly day: string; readonly facts: readonly string[] },
  settings: MessageSettings,
  teamEmail: string,
): Message {
  const { title, remedy } = WORDS[kind];
  return messageOf(
    {
      id: `alerte-${day}`,
      event: kind,
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
