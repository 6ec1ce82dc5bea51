import { collection } from './collection.ts';
import { listOf, longText, number, optional, text } from './fields.ts';

export const results = collection({
  name: 'results',
  label: 'Résultats par année',
  singular: 'une année',
  format: 'yaml',
  summary: '{{year}}',
  fields: {
    year: number({ label: 'Année', min: 2020, max: 2100 }),
    figures: listOf({
      label: 'Chiffres',
      singular: 'un chiffre',
      min: 1,
      max: 4,
      summary: '{{fields.value}} {{fields.label}}',
      fields: {
        value: text({ label: 'Valeur', hint: 'Par exemple 90 %.', max: 8 }),
        label: text({ label: 'Ce qu’elle compte', hint: 'Un mot ou deux.', max: 40 }),
        meaning: longText({ label: 'Ce qu’elle veut dire', max: 200 }),
      },
    }),
    source: text({ label: 'Source', max: 80 }),
    method: optional(
      longText({
        label: 'Comment on a compté',
        hint: 'Qui a compté, quand, et ce qui compte comme un projet construit. Paraît sous les chiffres.',
        max: 300,
      }),
    ),
  },
});
