import { RETENTION_MONTHS_MAX } from '../domain/application/limits.ts';
import { collection } from './collection.ts';
import { boolean, date, email, longText, number, object, text } from './fields.ts';

function recruitment(label: string) {
  return object({
    label,
    fields: {
      open: boolean({ label: 'Inscriptions ouvertes', default: true }),
      closedMessage: longText({
        label: 'Message quand c’est fermé',
        hint: 'Montré à la place du formulaire : dites quand revenir, ou à qui écrire.',
        max: 400,
      }),
    },
  });
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
    season: text({ label: 'Saison', hint: 'Par exemple 2026-2027.', min: 9, max: 9 }),
    seasonStartsOn: date({ label: 'Début de la saison' }),
    seasonEndsOn: date({ label: 'Fin de la saison' }),
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
    ...(/^(\d{4})-(\d{4})$/.test(season) && Number(season.slice(5)) === Number(season.slice(0, 4)) + 1
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
