/** What a step of the page's reader is called in its address (`?faire=…`). */
export const STEPS = { correct: 'corriger', withdraw: 'retirer', erase: 'effacer' } as const;

export type Step = keyof typeof STEPS;
