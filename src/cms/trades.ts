import { collection } from './collection.ts';
import { text } from './fields.ts';

export const trades = collection({
  name: 'trades',
  label: 'Métiers',
  singular: 'un métier',
  format: 'yaml',
  summary: '{{name}}',
  page: 'temoignages/metier/{{slug}}/',
  fields: {
    name: text({ label: 'Nom', hint: 'Par exemple Développement web.', max: 60 }),
  },
});
