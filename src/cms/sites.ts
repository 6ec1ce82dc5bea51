import { collection } from './collection.ts';
import { list, listOf, longText, number, optional, photo, select, text } from './fields.ts';
import { richText } from './rich-text.ts';

export const sites = collection({
  name: 'sites',
  label: 'Sites d’excellence',
  singular: 'un site',
  format: 'md',
  fixed: true,
  summary: '{{name}} — {{sector}}',
  page: 'sites/{{slug}}/',
  fields: {
    name: text({ label: 'Nom', max: 40 }),
    sector: text({ label: 'Secteur', hint: 'Par exemple Santé et nutrition.', max: 80 }),
    place: text({ label: 'Lieu', hint: 'La ville ou le quartier.', max: 80 }),
    tagline: text({ label: 'Accroche', hint: 'Quelques mots, en grand sur la page.', max: 60 }),
    lead: longText({ label: 'Chapeau', max: 300 }),
    motif: select({
      label: 'Couleur et pictogramme',
      options: [
        { value: 'pulse', label: 'Pulsation, framboise' },
        { value: 'pixels', label: 'Pixels, outremer' },
        { value: 'weave', label: 'Tissage, violet' },
        { value: 'sprout', label: 'Pousse, vert feuille' },
        { value: 'spark', label: 'Étincelle, orange' },
      ],
    }),
    trades: list({
      label: 'Exemples de métiers',
      singular: 'un métier',
      min: 1,
      max: 12,
      of: text({ label: 'Métier', max: 60 }),
    }),
    figures: listOf({
      label: 'Chiffres',
      hint: 'Seulement des chiffres dont on connaît la source.',
      singular: 'un chiffre',
      max: 4,
      summary: '{{fields.value}} {{fields.label}}',
      fields: {
        value: text({ label: 'Valeur', hint: 'Par exemple 3 700.', max: 12 }),
        label: text({ label: 'Ce qu’elle compte', max: 80 }),
        source: text({ label: 'Source', max: 80 }),
        year: optional(number({ label: 'Année', min: 1990, max: 2100 })),
      },
    }),
    access: optional(
      longText({ label: 'Venir en transports', hint: 'Métro, tramway ou bus, et l’arrêt.', max: 300 }),
    ),
    photo: optional(photo({ label: 'Photo' })),
  },
  body: richText({ label: 'Ce qu’on y fait', max: 4000 }),
});
