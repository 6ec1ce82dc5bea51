import { collection } from './collection.ts';
import { listOf, text, url } from './fields.ts';

/** Told to whoever waits or is not chosen; the messages read well without. */
export const associations = collection({
  name: 'associations',
  label: 'Autres associations',
  singular: 'les autres associations',
  file: 'associations.json',
  format: 'json',
  fields: {
    associations: listOf({
      label: 'Autres associations de mentorat',
      hint: 'Proposées à qui est sur la liste d’attente ou n’est pas retenu. Demandez d’abord leur accord.',
      singular: 'une association',
      max: 12,
      summary: '{{fields.name}}',
      fields: {
        name: text({ label: 'Nom', max: 80 }),
        what: text({ label: 'Ce qu’elle fait', hint: 'En une phrase.', max: 160 }),
        whom: text({ label: 'Pour qui', hint: 'Par exemple Les jeunes de 16 à 25 ans.', max: 120 }),
        url: url({ label: 'Adresse du site' }),
      },
    }),
  },
});
