import { EVENT_KINDS } from './events/event.ts';
import { labelOf } from './label-of.ts';

// Called in the path as in the agenda.
const [visit, workshop, immersion] = EVENT_KINDS;

/** Kinds of the steps of the 20-hour path. */
export const STEP_KINDS = [
  { value: 'pair', label: 'Rendez-vous du binôme' },
  visit,
  workshop,
  immersion,
] as const;

export type StepKind = (typeof STEP_KINDS)[number]['value'];

export const stepKindLabel = (kind: StepKind) => labelOf(STEP_KINDS, kind);
