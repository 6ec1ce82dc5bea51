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

/** `Projet bâti`. */
export const PROJECT_ANSWERS = ['oui', 'en cours', 'non'] as const;

/** `Suite`, and the answer six months later. */
export const NEXT_STEPS = [
  'Études',
  'Formation',
  'Apprentissage',
  'Emploi',
  'Autre',
  'Ne sait pas encore',
] as const;

/** `À 6 mois` until the answer is there: whether the youth may be asked at all. */
export const LATER_AGREEMENTS = ['Accord donné', 'Accord refusé'] as const;

/** `Le mentor continue`. */
export const CONTINUE_ANSWERS = ['oui', 'non', 'pas tout de suite'] as const;
