import { STEP_KINDS } from '../domain/step-kinds.ts';
import { collection } from './collection.ts';
import { list, listOf, longText, number, object, optional, photo, select, text } from './fields.ts';
import { moments } from './moments.ts';

/** Hours of the path: what the programme announces everywhere. */
const PROGRAMME_HOURS = 20;

const title = text({ label: 'Titre', max: 70 });
const paragraph = longText({ label: 'Texte', max: 500 });

export const programme = collection({
  name: 'programme',
  label: 'Programme',
  singular: 'le programme',
  file: 'programme.yaml',
  format: 'yaml',
  page: 'programme/',
  fields: {
    title,
    lead: longText({ label: 'Chapeau', max: 400 }),
    photo: optional(photo({ label: 'Photo', hint: 'En haut de la page, dans la porte.' })),
    path: object({
      label: 'Le parcours',
      fields: {
        title,
        note: longText({ label: 'Avertissement', hint: 'Dit que le parcours est un exemple.', max: 300 }),
        steps: listOf({
          label: 'Étapes',
          hint: `Leurs heures font ${PROGRAMME_HOURS} en tout.`,
          singular: 'une étape',
          min: 2,
          max: 12,
          summary: '{{fields.title}} ({{fields.hours}} h)',
          fields: {
            title,
            kind: select({ label: 'Sorte', options: STEP_KINDS }),
            hours: number({ label: 'Heures', min: 0.5, max: PROGRAMME_HOURS, step: 0.5 }),
            text: longText({ label: 'Texte', max: 300 }),
          },
        }),
      },
    }),
    afternoon: object({
      label: 'Une après-midi',
      hint: 'Racontée heure par heure ; en plus court sur l’accueil, tant qu’aucun témoignage n’a paru.',
      fields: {
        title,
        lead: longText({ label: 'Chapeau', hint: 'Dit où, et que c’est un exemple.', max: 300 }),
        hours: number({
          label: 'Heures',
          hint: 'Autant de fenêtres s’allument dans le dessin.',
          min: 2,
          max: PROGRAMME_HOURS,
        }),
        moments: moments({ label: 'Heure', hint: 'Par exemple 14 h 30.', max: 9 }),
      },
    }),
    youth: object({
      label: 'Pour qui',
      fields: {
        title,
        conditions: list({
          label: 'Conditions',
          singular: 'une condition',
          min: 1,
          max: 8,
          of: text({ label: 'Condition', max: 160 }),
        }),
        note: paragraph,
      },
    }),
    safety: object({
      label: 'Si quelque chose ne va pas',
      fields: {
        title,
        text: paragraph,
        phone: text({ label: 'Numéro', hint: 'En chiffres, par exemple 119.', max: 16 }),
        call: text({ label: 'Bouton', hint: 'Par exemple : Appeler le 119.', max: 40 }),
      },
    }),
    mentor: object({ label: 'Les mentors', fields: { title, text: paragraph } }),
    pairs: object({
      label: 'Comment les binômes se forment',
      hint: 'Dit à tout le monde ce que l’équipe regarde : ce sont les critères du site, ne changez que leurs mots.',
      fields: {
        title,
        lead: longText({ label: 'Chapeau', hint: 'Introduit les critères.', max: 300 }),
        criteria: list({
          label: 'Critères',
          singular: 'un critère',
          min: 1,
          max: 6,
          of: text({ label: 'Critère', max: 160 }),
        }),
        note: paragraph,
      },
    }),
    team: object({ label: 'L’équipe', fields: { title, text: paragraph } }),
  },
  check: ({ path: { steps } }) => {
    const total = steps.reduce((sum, { hours }) => sum + hours, 0);
    if (total === PROGRAMME_HOURS) return [];
    return [
      {
        path: ['path', 'steps'],
        message: `Les étapes font ${total.toLocaleString('fr-FR')} heures au lieu de ${PROGRAMME_HOURS} : corrigez les heures d’une étape.`,
      },
    ];
  },
});
