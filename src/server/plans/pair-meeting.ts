import { isMeetingOver } from '../../domain/pairs/first-meeting.ts';
import type { Effect } from '../cases/effect.ts';
import type { Fact } from '../cases/facts.ts';
import { datedAs, meetingKey, pairFact, type Told } from '../cases/pair-facts.ts';
import type { PairRow } from '../../domain/pairs/pair-row.ts';
import { decided, tellBoth } from './pair-asking.ts';
import { missingOf, type PairNow, sidesLeft } from './pair-now.ts';

// What the team writes into `Première rencontre`: told with « C'est parti », or afterwards once it has lasted.

/** Notes, with the start, the first meeting that both are told then. */
export function noteMeeting({ row: { firstMeeting }, one: { now } }: PairNow): readonly Fact[] {
  return firstMeeting === '' ? [] : [pairFact(datedAs(1, meetingKey(firstMeeting)), now)];
}

/** Tells both of a first meeting that they were not told last, while nothing stands in its way. */
export function tellMeeting(pair: PairNow): Effect | undefined {
  const { row, state, one } = pair;
  const { firstMeeting } = row;
  if (decided(pair) !== 'En cours' || firstMeeting === '' || isMeetingOver(firstMeeting, one.now))
    return undefined;
  if (sidesLeft(pair).length + missingOf(pair).length > 0) return undefined;
  const key = meetingKey(firstMeeting);
  if (key === state.meeting) return undefined;
  const what = datedAs(state.meetings + 1, key);
  return {
    name: 'tell-meeting',
    done: { tell: tellBoth(pair, 'dated', what), facts: [pairFact(what, one.now)] },
  };
}

/** True of a first meeting that holds no more before its letter could leave: the one that replaces it is told by itself. */
export function isOutdated(
  { event, what }: Pick<Told, 'event' | 'what'>,
  { firstMeeting, state }: PairRow,
  now: Date,
): boolean {
  if (event !== 'dated') return false;
  return (
    state !== 'En cours' || isMeetingOver(firstMeeting, now) || !what.endsWith(`-${meetingKey(firstMeeting)}`)
  );
}
