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
  'recalled',
  'later',
] as const;

export type PairEvent = (typeof PAIR_EVENT_NAMES)[number];

/** Those that give both people a status: docs/decisions/0016-follow-up.md. */
export type StatusGivingEvent = Extract<PairEvent, 'started' | 'stopped' | 'ended'>;

/** Those after which both are asked a last question. */
const CLOSING = ['stopped', 'ended'] as const satisfies readonly PairEvent[];

/** Those that a youth alone is told: the reminder of what is asked at the end, and the question six months later. */
const YOUTHS_OWN = ['recalled', 'later'] as const satisfies readonly PairEvent[];

export type ClosingEvent = (typeof CLOSING)[number];

export type YouthsOwnEvent = (typeof YOUTHS_OWN)[number];

export type EndingEvent = ClosingEvent | YouthsOwnEvent;

export function isClosing(event: PairEvent): event is ClosingEvent {
  return CLOSING.some((one) => one === event);
}

export function isYouthsOwn(event: PairEvent): event is YouthsOwnEvent {
  return YOUTHS_OWN.some((one) => one === event);
}
