import { collection } from './collection.ts';
import { list, listOf, longText, object, optional, photo, relation, text } from './fields.ts';

const title = text({ label: 'Titre', max: 70 });
const lead = longText({ label: 'Chapeau', hint: 'Deux ou trois phrases courtes.', max: 400 });

const door = (label: string) =>
  longText({ label, hint: 'Une ou deux phrases, à la première personne.', max: 160 });

export const home = collection({
  name: 'home',
  label: 'Accueil',
  singular: 'l’accueil',
  file: 'home.yaml',
  format: 'yaml',
  fields: {
    title,
    lead,
    doors: object({
      label: 'Les trois portes',
      fields: {
        youth: door('Je cherche un mentor'),
        mentor: door('Je deviens mentor'),
        company: door('Mon entreprise s’engage'),
      },
    }),
    how: object({
      label: 'Comment ça marche',
      fields: {
        title,
        lead,
        steps: listOf({
          label: 'Étapes',
          singular: 'une étape',
          min: 2,
          max: 5,
          summary: '{{fields.title}}',
          fields: { title, text: longText({ label: 'Texte', max: 240 }) },
        }),
        photo: optional(photo({ label: 'Photo', hint: 'À côté des étapes.' })),
      },
    }),
    results: object({ label: 'Résultats', fields: { title, lead } }),
    sites: object({
      label: 'Sites',
      fields: {
        title,
        lead,
        order: list({
          label: 'Ordre des sites',
          singular: 'un site',
          min: 1,
          max: 12,
          of: relation({ label: 'Site', collection: 'sites', display: 'name' }),
        }),
      },
    }),
    stories: object({
      label: 'Témoignages',
      fields: {
        title,
        lead,
        empty: longText({ label: 'Tant qu’il n’y en a pas', hint: 'Une invitation à candidater.', max: 240 }),
      },
    }),
    questions: object({ label: 'Questions', fields: { title, lead } }),
    why: object({
      label: 'Pourquoi',
      fields: {
        title,
        text: longText({ label: 'Texte', max: 700 }),
        figure: text({ label: 'Chiffre', hint: 'Par exemple 1 sur 5.', max: 12 }),
        meaning: longText({ label: 'Ce que dit le chiffre', max: 200 }),
        source: text({ label: 'Source du chiffre', max: 80 }),
      },
    }),
    closing: object({ label: 'Dernier appel', fields: { title, lead } }),
    closed: object({
      label: 'Haut de la page quand les inscriptions des jeunes sont fermées',
      fields: { title, lead },
    }),
  },
});
