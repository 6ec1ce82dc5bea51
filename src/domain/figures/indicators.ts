import { statusKey } from '../application/statuses.ts';
import { durationInWords, PROMISED_MINUTES } from '../hours/duration.ts';
import { DIMENSIONS, type DimensionKind } from './breakdowns.ts';
import { AGREED, NEXT_STEPS } from '../pairs/ending-answers.ts';
import { countIn, type Mark, valuesIn } from './marks.ts';
import { NO_ANSWER } from './people.ts';
import { type BreakdownState, renewed, shownInWords } from './published.ts';

const STEPS = NEXT_STEPS.map(statusKey);
const ACTIVE = (
  ['Études', 'Formation', 'Apprentissage', 'Emploi'] as const satisfies readonly (typeof NEXT_STEPS)[number][]
).map(statusKey);
const WAITING = statusKey(AGREED);

/** The marks of one season, counted. */
interface Season {
  readonly count: ReturnType<typeof countIn>;
  /** Minutes counted by each youth who has any. */
  readonly minutes: readonly number[];
}

/** A figure of the programme: what it is called, how it is counted, and what out of what it is. */
interface Indicator {
  readonly label: string;
  /** French, for a reader who knows nothing of the spreadsheet. */
  readonly definition: string;
  readonly value: (season: Season) => number;
  /** The denominator; absent of a plain count. */
  readonly of?: (season: Season) => number;
  /** The value is in minutes. */
  readonly isTime?: true;
}

/** Every total, exact. Each follows from the marks alone: nothing else outlives the people. */
export const INDICATORS = {
  youths: {
    label: 'Candidatures de jeunes',
    definition: 'Reçues pour la saison ; un doublon ou un envoi suspect, seulement si l’équipe l’a retenu.',
    value: ({ count }) => count('youths'),
  },
  mentors: {
    label: 'Candidatures de mentors',
    definition: 'Reçues pour la saison, comptées comme celles des jeunes.',
    value: ({ count }) => count('mentors'),
  },
  companies: {
    label: 'Entreprises inscrites',
    definition: 'Inscriptions reçues pour la saison, comptées comme celles des jeunes.',
    value: ({ count }) => count('companies'),
  },
  accepted: {
    label: 'Jeunes acceptés',
    definition:
      'Jeunes au statut « Acceptée », « En binôme », « Terminée » ou « Arrêtée », ou dont un binôme a commencé ; sur les candidatures de jeunes.',
    value: ({ count }) => count('accepted'),
    of: ({ count }) => count('youths'),
  },
  paired: {
    label: 'Jeunes accompagnés',
    definition: 'Jeunes dont un binôme a commencé ; sur les jeunes acceptés.',
    value: ({ count }) => count('paired'),
    of: ({ count }) => count('accepted'),
  },
  mentoring: {
    label: 'Mentors en binôme',
    definition: 'Mentors dont un binôme a commencé ; sur les candidatures de mentors.',
    value: ({ count }) => count('mentoring'),
    of: ({ count }) => count('mentors'),
  },
  hours: {
    label: 'Heures des jeunes',
    definition:
      'Heures comptées dans l’onglet « Heures », additionnées jeune par jeune : une visite de 3 heures à 12 jeunes fait 36 heures.',
    value: ({ minutes }) => minutes.reduce((total, one) => total + one, 0),
    isTime: true,
  },
  'with-hours': {
    label: 'Jeunes avec des heures',
    definition: 'Jeunes qui ont des heures comptées ; sur les jeunes accompagnés.',
    value: ({ minutes }) => minutes.length,
    of: ({ count }) => count('paired'),
  },
  'twenty-hours': {
    label: 'Jeunes à 20 heures',
    definition: 'Jeunes qui ont au moins 20 heures comptées ; sur les jeunes accompagnés.',
    value: ({ minutes }) => minutes.filter((one) => one >= PROMISED_MINUTES).length,
    of: ({ count }) => count('paired'),
  },
  ended: {
    label: 'Parcours terminés',
    definition:
      'Jeunes dont un binôme est « Terminé » et dont aucun n’est en cours ; sur les jeunes accompagnés.',
    value: ({ count }) => count('end', 'ended'),
    of: ({ count }) => count('paired'),
  },
  stopped: {
    label: 'Parcours arrêtés',
    definition:
      'Jeunes dont le binôme est « Arrêté », sans qu’un autre soit en cours ou terminé ; sur les jeunes accompagnés.',
    value: ({ count }) => count('end', 'stopped'),
    of: ({ count }) => count('paired'),
  },
  projects: {
    label: 'Projets bâtis',
    definition:
      'Jeunes qui ont répondu « oui » à la question du projet bâti, à la fin de leur binôme ; sur tous les parcours terminés ou arrêtés, ceux qui n’ont pas répondu compris.',
    value: ({ count }) => count('project', 'oui'),
    of: ({ count }) => count('project'),
  },
  'projects-under-way': {
    label: 'Projets en cours',
    definition: 'Jeunes qui ont répondu « en cours » à la même question ; sur les mêmes parcours.',
    value: ({ count }) => count('project', 'en-cours'),
    of: ({ count }) => count('project'),
  },
  'no-projects': {
    label: 'Projets non bâtis',
    definition: 'Jeunes qui ont répondu « non » à la même question ; sur les mêmes parcours.',
    value: ({ count }) => count('project', 'non'),
    of: ({ count }) => count('project'),
  },
  'no-answers': {
    label: 'Sans réponse sur le projet',
    definition: 'Jeunes qui n’ont pas répondu à la même question ; sur les mêmes parcours.',
    value: ({ count }) => count('project', NO_ANSWER),
    of: ({ count }) => count('project'),
  },
  later: {
    label: 'Nouvelles à six mois',
    definition:
      'Jeunes qui ont répondu à la question posée six mois après la fin de leur binôme ; sur ceux qui avaient accepté qu’on la pose.',
    value: ({ count }) => count('six-months', ...STEPS),
    of: ({ count }) => count('six-months', ...STEPS, WAITING),
  },
  'later-active': {
    label: 'En études, en formation ou en emploi à six mois',
    definition:
      'Jeunes qui ont répondu « Études », « Formation », « Apprentissage » ou « Emploi » à cette question ; sur ceux qui y ont répondu.',
    value: ({ count }) => count('six-months', ...ACTIVE),
    of: ({ count }) => count('six-months', ...STEPS),
  },
} as const satisfies Readonly<Record<string, Indicator>>;

export type IndicatorKey = keyof typeof INDICATORS;

/** An indicator with what is optional of it. */
export function indicatorOf(key: IndicatorKey): Indicator {
  return INDICATORS[key];
}

const INDICATOR_KEYS = Object.keys(INDICATORS).filter((key): key is IndicatorKey => key in INDICATORS);

/** A figure of a season, as it is told. */
export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly definition: string;
  readonly value: string;
  /** The denominator; `''` of a plain count. */
  readonly of: string;
}

/** A total and its denominator, if it has one. */
export interface Total {
  readonly value: number;
  readonly of: number | undefined;
}

/** The number alone, a time in hours and minutes. */
export function countInWords(key: IndicatorKey, { value }: Total): string {
  return indicatorOf(key).isTime === true ? durationInWords(value) : String(value);
}

/** The totals of a season, exact; time in minutes. */
export function totalsOf(marks: readonly Mark[], season: string): (key: IndicatorKey) => Total {
  const counted: Season = {
    count: countIn(marks, season),
    minutes: valuesIn(marks, season, 'hours').map(Number),
  };
  return (key) => {
    const { value, of } = indicatorOf(key);
    return { value: value(counted), of: of?.(counted) };
  };
}

/** The breakdowns of a season, by dimension. */
export type Breakdowns = Readonly<Partial<Record<DimensionKind, BreakdownState | undefined>>>;

/** The same after tonight. */
export function breakdownsOf(marks: readonly Mark[], season: string, before: Breakdowns): Breakdowns {
  const count = countIn(marks, season);
  return Object.fromEntries(
    DIMENSIONS.flatMap(({ kind, cells }) => {
      const counts = Object.fromEntries(cells.map(({ value }) => [value, count(kind, value)]));
      const state = renewed(before[kind], counts);
      return state === undefined ? [] : [[kind, state]];
    }),
  );
}

/** Every figure of a season, as `Indicateurs` shows it: the totals, then the breakdowns that may be told. */
export function figuresOf(marks: readonly Mark[], season: string, breakdowns: Breakdowns): readonly Figure[] {
  const totals = totalsOf(marks, season);
  return [
    ...INDICATOR_KEYS.map((key): Figure => {
      const { label, definition } = indicatorOf(key);
      const { of } = totals(key);
      const value = countInWords(key, totals(key));
      return { key, label, definition, value, of: of === undefined ? '' : String(of) };
    }),
    ...DIMENSIONS.flatMap(({ kind, title, definition, cells }): readonly Figure[] => {
      const told = breakdowns[kind]?.told;
      if (told === undefined) return [];
      return cells.map(({ value, label }) => ({
        key: `${kind}-${value}`,
        label: `Jeunes accompagnés, ${title.toLowerCase()} : ${label}`,
        definition: `Jeunes accompagnés selon ${definition}. Arrondi à 5 près, mis à jour quand au moins 5 jeunes de plus comptent ; sur les jeunes accompagnés ce jour-là.`,
        value: shownInWords(told.cells[value] ?? 0),
        of: String(told.of),
      }));
    }),
  ];
}
