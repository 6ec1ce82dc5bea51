import { collection } from './collection.ts';
import { image, optional, rank, text, url } from './fields.ts';

export const partners = collection({
  name: 'partners',
  label: 'Partenaires',
  singular: 'un partenaire',
  format: 'yaml',
  summary: '{{order}}. {{name}}',
  page: 'entreprises/',
  fields: {
    name: text({ label: 'Nom', max: 80 }),
    role: text({ label: 'Ce que fait ce partenaire', hint: 'Par exemple Porte le programme.', max: 80 }),
    order: rank(),
    logo: optional(image({ label: 'Logo' })),
    url: optional(url({ label: 'Adresse du site' })),
  },
});
