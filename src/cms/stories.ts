import { collection } from './collection.ts';
import { EXAMPLE_STATE, exemple } from './example.ts';
import { date, longText, optional, photo, relation, select, text } from './fields.ts';
import { richText } from './rich-text.ts';

export const stories = collection({
  name: 'stories',
  label: 'Témoignages',
  singular: 'un témoignage',
  format: 'md',
  summary: `{{date | date('DD/MM/YYYY')}} — {{title}} — {{people}}${EXAMPLE_STATE}`,
  page: 'temoignages/{{slug}}/',
  // Would collide with `temoignages/page/2/`, `temoignages/site/…/` and `temoignages/metier/…/`.
  reservedNames: ['page', 'site', 'metier'],
  fields: {
    title: text({ label: 'Titre', max: 90 }),
    kind: select({
      label: 'Qui raconte',
      options: [
        { value: 'youth', label: 'Une ou un jeune' },
        { value: 'mentor', label: 'Une ou un mentor' },
        { value: 'pair', label: 'Un binôme' },
      ],
    }),
    people: text({ label: 'Prénom', hint: 'Les deux pour un binôme. Jamais le nom de famille.', max: 60 }),
    site: relation({ label: 'Site', collection: 'sites', display: 'name' }),
    trade: relation({ label: 'Métier', collection: 'trades', display: 'name' }),
    quote: longText({ label: 'Citation', hint: 'Une phrase, sans guillemets.', max: 200 }),
    lead: longText({ label: 'Chapeau', max: 300 }),
    date: date({ label: 'Date' }),
    image: optional(photo({ label: 'Photo' })),
    exemple: optional(exemple),
  },
  body: richText({ label: 'Récit', max: 12_000 }),
});
