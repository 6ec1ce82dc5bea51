import { labelIn } from '../application/statuses.ts';

// The closed lists of a pair's end, as they stand in the cells of `Binômes`.

/** `Fin`: why a pair is over. The team's own word, except for the first. */
export const END_REASONS = [
  'Programme achevé',
  'Demandée par le jeune',
  'Demandée par le mentor',
  'Décidée par l’équipe',
  'Sans nouvelles',
  'Autre raison',
] as const;

/** The reason that the system gives where the team gives none: the pair went to its end. */
export const THROUGH: (typeof END_REASONS)[number] = 'Programme achevé';

/** `Projet bâti`. */
export const PROJECT_ANSWERS = ['oui', 'en cours', 'non'] as const;

export type ProjectAnswer = (typeof PROJECT_ANSWERS)[number];

/** `Suite`, and the answer six months later. */
export const NEXT_STEPS = [
  'Études',
  'Formation',
  'Apprentissage',
  'Emploi',
  'Autre',
  'Ne sait pas encore',
] as const;

export type NextStep = (typeof NEXT_STEPS)[number];

/** `À 6 mois` until the answer is there: whether the youth may be asked at all. */
export const LATER_AGREEMENTS = ['Accord donné', 'Accord refusé'] as const;

export const [AGREED, REFUSED] = LATER_AGREEMENTS;

/** True of a cell that says that the youth may be asked six months later, and was not yet. */
export function isAgreed(cell: string): boolean {
  return labelIn(LATER_AGREEMENTS, cell) === AGREED;
}

/** `Le mentor continue`. */
export const CONTINUE_ANSWERS = ['oui', 'non', 'pas tout de suite'] as const;

export type ContinueAnswer = (typeof CONTINUE_ANSWERS)[number];
