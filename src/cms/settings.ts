import type { Recruited } from '../domain/application/form.ts';
import { SEASON_PATTERN } from '../domain/figures/marks.ts';
import { RETENTION_MONTHS_MAX } from '../domain/application/limits.ts';
import { collection } from './collection.ts';
import { boolean, date, email, list, longText, number, object, optional, phone, text } from './fields.ts';

function recruitment(label: string) {
  return object({
    label,
    fields: {
      open: boolean({ label: 'Inscriptions ouvertes', default: true }),
      closedTitle: text({
        label: 'Titre quand c’est fermé',
        hint: 'Prend la place de chaque invitation, sur toutes les pages.',
        max: 70,
      }),
      closedMessage: longText({
        label: 'Message quand c’est fermé',
        hint: 'Sous ce titre, et au-dessus du formulaire de la prochaine saison : dites quand revenir.',
        max: 400,
      }),
    },
  });
}

/** Words in place of a form, and of every invitation to fill it, while its recruitment is closed. */
export interface ClosedWords {
  readonly title: string;
  readonly lead: string;
}

interface Recruitment {
  readonly open: boolean;
  readonly closedTitle: string;
  readonly closedMessage: string;
}

/** By audience; `undefined` while its recruitment is open. */
export function closedIn({
  youth,
  mentor,
  company,
}: Readonly<Record<Recruited, Recruitment>>): Readonly<Record<Recruited, ClosedWords | undefined>> {
  const words = ({ open, closedTitle: title, closedMessage: lead }: Recruitment) =>
    open ? undefined : { title, lead };
  return { youth: words(youth), mentor: words(mentor), company: words(company) };
}

export const settings = collection({
  name: 'settings',
  label: 'Réglages',
  singular: 'le réglage',
  file: 'site.json',
  format: 'json',
  fields: {
    name: text({ label: 'Nom du programme', max: 60 }),
    description: longText({
      label: 'Description',
      hint: 'Ce que montrent un moteur de recherche ou un partage.',
      min: 50,
      max: 200,
    }),
    contact: object({
      label: 'Contact public',
      fields: {
        name: text({ label: 'Nom', max: 80 }),
        email: email({ label: 'E-mail' }),
        phone: optional(
          phone({
            label: 'Téléphone',
            hint: 'Montré en bas de page, sur la page Contact, et aux parents.',
          }),
        ),
        address: optional(
          text({
            label: 'Adresse',
            hint: 'Sur une ligne. Où rendre la feuille que signe un parent.',
            max: 160,
          }),
        ),
      },
    }),
    support: longText({
      label: 'Soutien',
      hint: 'La phrase du bas de page sur l’appel à projets.',
      max: 300,
    }),
    promiseDays: number({
      label: 'Délai de réponse promis (jours ouvrés)',
      hint: 'Le site promet une réponse dans ce délai : choisissez-en un que l’équipe tient.',
      min: 1,
      max: 30,
    }),
    retentionMonths: number({
      label: 'Durée de conservation (mois)',
      hint: 'Après le dernier contact, les données d’une personne sont effacées : annoncé un mois avant dans l’onglet Journal. La règle de la CNIL est de 24 mois au plus.',
      min: 1,
      max: RETENTION_MONTHS_MAX,
    }),
    silenceDays: number({
      label: 'Binôme sans nouvelles (jours)',
      hint: 'Après tant de jours sans un signe, le site demande aux deux comment cela se passe, une fois, et « Le point » vous le dit.',
      min: 7,
      max: 90,
    }),
    season: text({ label: 'Saison', hint: 'Par exemple 2026-2027.', min: 9, max: 9 }),
    seasonStartsOn: date({ label: 'Début de la saison' }),
    seasonEndsOn: date({ label: 'Fin de la saison' }),
    reportDates: optional(
      list({
        label: 'Dates du rapport',
        hint: 'Le rapport de la saison part à l’équipe ces jours-là, et à la fin de la saison. Par exemple avant un comité avec votre financeur.',
        singular: 'une date',
        max: 12,
        of: date({ label: 'Date' }),
      }),
    ),
    screening: object({
      label: 'Avant une première rencontre',
      fields: {
        bulletinRequired: boolean({
          label: 'Bulletin n° 3 demandé',
          hint: 'La même règle pour tous les mentors. Chacun demande le sien et vous le montre : notez quand, et qui l’a vu, jamais ce qu’il dit. La formation, elle, est toujours demandée.',
          default: true,
        }),
        bulletin: longText({
          label: 'Ce que vous en dites aux mentors',
          hint: 'S’il est demandé : sur leur page, dans leurs e-mails, et partout où un texte dit {bulletin}. Dites qui le demande, ce que vous notez, et que rien d’autre n’est gardé.',
          max: 300,
        }),
      },
    }),
    mentorNeedsShown: boolean({
      label: 'Besoins de mentors affichés',
      hint: 'Montre « 3 mentors recherchés » sur l’accueil, la page des mentors et celle de chaque site, à partir de 2, tant que leurs inscriptions sont ouvertes. Le site compte d’après le tableur.',
      default: true,
    }),
    recruitment: object({
      label: 'Recrutement',
      fields: {
        youth: recruitment('Jeunes'),
        mentor: recruitment('Mentors'),
        company: recruitment('Entreprises'),
      },
    }),
  },
  check: ({ season, seasonStartsOn, seasonEndsOn }) => [
    ...(SEASON_PATTERN.test(season) && Number(season.slice(5)) === Number(season.slice(0, 4)) + 1
      ? []
      : [{ path: ['season'], message: 'Écrivez deux années qui se suivent, par exemple 2026-2027.' }]),
    ...(seasonStartsOn < seasonEndsOn
      ? []
      : [
          {
            path: ['seasonEndsOn'],
            message: 'La saison finit avant de commencer : corrigez une des deux dates.',
          },
        ]),
  ],
});
