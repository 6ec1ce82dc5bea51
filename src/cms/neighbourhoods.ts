import { PRIORITY_NEIGHBOURHOODS } from '../domain/eligibility/territory.ts';
import { collection } from './collection.ts';
import { list, listOf, select, text } from './fields.ts';

export const neighbourhoods = collection({
  name: 'neighbourhoods',
  label: 'Quartiers',
  singular: 'les quartiers',
  file: 'neighbourhoods.json',
  format: 'json',
  fields: {
    usualNames: listOf({
      label: 'Noms d’usage',
      hint: 'Les noms que les habitants donnent à un quartier prioritaire : le formulaire les montre à côté du nom officiel.',
      singular: 'un quartier',
      max: PRIORITY_NEIGHBOURHOODS.length,
      summary: '{{fields.neighbourhood}}',
      fields: {
        neighbourhood: select({
          label: 'Quartier prioritaire',
          options: PRIORITY_NEIGHBOURHOODS.map(({ code, name }) => ({ value: code, label: name })),
        }),
        names: list({
          label: 'Noms d’usage',
          singular: 'un nom',
          min: 1,
          max: 6,
          of: text({ label: 'Nom', max: 40 }),
        }),
      },
    }),
  },
  check: ({ usualNames }) =>
    usualNames.flatMap(({ neighbourhood }, index) =>
      usualNames.findIndex((other) => other.neighbourhood === neighbourhood) === index
        ? []
        : [
            {
              path: ['usualNames', index, 'neighbourhood'],
              message:
                'Ce quartier est déjà dans la liste : réunissez ses noms, et retirez une des deux lignes.',
            },
          ],
    ),
});
