/** Names of the follow-up's steps in its address (`?faire=…`). */
export const STEPS = {
  correct: 'corriger',
  withdraw: 'retirer',
  erase: 'effacer',
  hours: 'heures',
  ending: 'fin',
} as const;

export type Step = keyof typeof STEPS;
