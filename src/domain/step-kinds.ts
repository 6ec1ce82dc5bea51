import { labelOf } from './label-of.ts';

/** What a step of the 20-hour path may be. */
export const STEP_KINDS = [
  { value: 'pair', label: 'Rendez-vous du binôme' },
  { value: 'visit', label: 'Visite d’entreprise' },
  { value: 'workshop', label: 'Atelier' },
  { value: 'immersion', label: 'Immersion' },
] as const;

export type StepKind = (typeof STEP_KINDS)[number]['value'];

export const stepKindLabel = (kind: StepKind) => labelOf(STEP_KINDS, kind);
