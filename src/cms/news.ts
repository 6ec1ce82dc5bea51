import { collection } from './collection.ts';
import { EXAMPLE_STATE, exemple } from './example.ts';
import { date, longText, optional, photo, text } from './fields.ts';
import { richText } from './rich-text.ts';

export const news = collection({
  name: 'news',
  label: 'Actualités',
  singular: 'une actualité',
  format: 'md',
  summary: `{{date | date('DD/MM/YYYY')}} — {{title}}${EXAMPLE_STATE}`,
  page: 'actualites/{{slug}}/',
  // Would collide with `actualites/page/2/`.
  reservedNames: ['page'],
  fields: {
    title: text({ label: 'Titre', max: 90 }),
    date: date({ label: 'Date', hint: 'Plus tard qu’aujourd’hui : l’actualité paraîtra ce jour-là.' }),
    lead: longText({ label: 'Chapeau', max: 300 }),
    image: optional(photo({ label: 'Photo' })),
    exemple: optional(exemple),
  },
  body: richText({ label: 'Texte', max: 12_000 }),
});
