import { collection } from './collection.ts';
import { longText, richText, text } from './fields.ts';

export const pages = collection({
  name: 'pages',
  label: 'Pages',
  singular: 'une page',
  format: 'md',
  summary: '{{title}}',
  fields: {
    title: text({ label: 'Titre', max: 70 }),
    lead: longText({ label: 'Chapeau', max: 400 }),
    description: longText({
      label: 'Description',
      hint: 'Ce que montre un moteur de recherche.',
      min: 50,
      max: 200,
    }),
  },
  body: richText({ label: 'Texte', max: 20_000 }),
});
