import { workingDaysInWords } from '../domain/working-days/in-words.ts';
import { collection } from './collection.ts';
import { type Fields, listOf, longText, namedWidgets, object, optional, text } from './fields.ts';
import { moments } from './moments.ts';
import { BULLETIN, type Screening } from '../domain/screening.ts';

const UNTIL_SURE = 'Vide, la page n’en dit rien : écrivez-le quand c’est sûr.';

const fact = (label: string, hint?: string) => text({ label, max: 60, ...(hint !== undefined && { hint }) });

/** Fields of the strip under the head of a page, by audience; the label of each is shown too. */
const facts = {
  youth: {
    price: optional(fact('Prix', `Par exemple : Gratuit. ${UNTIL_SURE}`)),
    hours: fact('Durée'),
    dates: optional(fact('Dates', `Par exemple : de janvier à juin. ${UNTIL_SURE}`)),
    where: fact('Lieux'),
    transport: optional(fact('Trajets', `Par exemple : tickets remboursés. ${UNTIL_SURE}`)),
  },
  mentor: {
    hours: fact('Engagement'),
    monthly: optional(fact('Par mois', `Par exemple : 2 à 3 heures. ${UNTIL_SURE}`)),
    dates: optional(fact('Dates', UNTIL_SURE)),
    training: fact('Formation'),
    record: optional(fact('Bulletin n° 3', 'N’est montré que si les Réglages le demandent.')),
  },
  company: {
    start: fact('Pour commencer'),
    hours: fact('Par volontaire'),
    guidance: fact('Encadrement'),
  },
} satisfies Record<string, Fields>;

export type EssentialAudience = keyof typeof facts;

export interface Fact {
  label: string;
  value: string;
}

const IN_BRIEF = {
  label: 'En bref',
  hint: 'Sous le titre de la page. Le délai de réponse, promis dans les Réglages, s’y ajoute.',
};

const title = text({ label: 'Titre', max: 70 });

const points = (label: string) =>
  object({
    label,
    fields: {
      title,
      points: listOf({
        label: 'Points',
        singular: 'un point',
        min: 1,
        max: 5,
        summary: '{{fields.title}}',
        fields: { title, text: longText({ label: 'Texte', max: 200 }) },
      }),
    },
  });

/** Fields of the commitment card and of the calendar. */
const engagement = {
  commitment: object({
    label: 'L’engagement',
    hint: 'La carte de la page, tout en haut.',
    fields: {
      title,
      gives: points('Ce que l’on donne'),
      receives: points('Ce que l’on reçoit'),
      note: longText({ label: 'Sous la carte', hint: 'Par exemple ce qui n’est pas demandé.', max: 300 }),
    },
  }),
  calendar: object({
    label: 'Le calendrier',
    fields: {
      title,
      moments: moments({
        label: 'Quand',
        hint: `Par exemple : Avant la rencontre. Un texte « {${BULLETIN}} » reprend ce que les Réglages disent du bulletin n° 3, s’il est demandé.`,
        max: 30,
      }),
    },
  }),
};

/** The first facts for each audience. */
export const essentials = collection({
  name: 'essentials',
  label: 'L’essentiel',
  singular: 'l’essentiel',
  file: 'essentials.yaml',
  format: 'yaml',
  fields: {
    youth: object({ label: 'Jeunes', fields: { facts: object({ ...IN_BRIEF, fields: facts.youth }) } }),
    mentor: object({
      label: 'Mentors',
      fields: { facts: object({ ...IN_BRIEF, fields: facts.mentor }), ...engagement },
    }),
    company: object({
      label: 'Entreprises',
      fields: { facts: object({ ...IN_BRIEF, fields: facts.company }), ...engagement },
    }),
  },
});

/** The facts that staff have filled, in their order, and when an answer comes; none comes while nobody can apply. */
export function essentialFacts(
  audience: EssentialAudience,
  values: Readonly<Record<string, string | undefined>>,
  {
    promiseDays,
    screening,
    recruitment,
  }: {
    readonly promiseDays: number;
    readonly screening: Screening;
    readonly recruitment: Readonly<Record<EssentialAudience, { readonly open: boolean }>>;
  },
): Fact[] {
  const filled = namedWidgets(facts[audience]).flatMap(({ name, label }) => {
    const value = name === 'record' && !screening.bulletinRequired ? '' : values[name];
    return value === undefined || value === '' ? [] : [{ label, value }];
  });
  if (!recruitment[audience].open) return filled;
  return [...filled, { label: 'Réponse', value: `Sous ${workingDaysInWords(promiseDays)}` }];
}
