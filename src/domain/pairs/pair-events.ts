/** Something of a pair that its two people are told. */
export const PAIR_EVENT_NAMES = [
  'asked',
  'reminded',
  'dropped',
  'started',
  'dated',
  'paused',
  'resumed',
  'silent',
  'stopped',
  'ended',
] as const;

export type PairEvent = (typeof PAIR_EVENT_NAMES)[number];

/** Those that give both people a status: docs/decisions/0016-follow-up.md. */
export type StatusGivingEvent = Extract<PairEvent, 'started' | 'stopped' | 'ended'>;
