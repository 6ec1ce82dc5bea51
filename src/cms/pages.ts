import { collection } from './collection.ts';
import { longText, optional, photo, text } from './fields.ts';
import { richText } from './rich-text.ts';

export const pages = collection({
  name: 'pages',
  label: 'Pages',
  singular: 'une page',
  format: 'md',
  fixed: true,
  summary: '{{title}} — {{filename}}',
  page: '{{slug}}/',
  fields: {
    title: text({ label: 'Titre', max: 70 }),
    lead: longText({ label: 'Chapeau', max: 400 }),
    description: longText({
      label: 'Description',
      hint: 'Ce que montre un moteur de recherche.',
      min: 50,
      max: 200,
    }),
    photo: optional(
      photo({
        label: 'Photo',
        hint: 'En haut de la page, dans la porte : pour Devenir mentor, Entreprises, Contact, Agenda, Actualités, Questions et Témoignages. Les autres pages n’en montrent pas.',
      }),
    ),
    empty: optional(
      longText({
        label: 'Quand il n’y a rien à montrer',
        hint: 'Pour les pages qui sont une liste : une invitation, plutôt qu’un vide.',
        max: 300,
      }),
    ),
  },
  body: richText({ label: 'Texte', max: 20_000 }),
});
