import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { checkInOf } from '../../domain/pairs/check-in.ts';
import type { SubmittedValues } from '../../domain/application/field.ts';
import { noteAndLook } from '../cases/note-and-look.ts';
import { pairStateOf } from '../cases/pair-facts.ts';
import { actFact, checkInFact } from '../cases/pair-signs.ts';
import { knownPairs, sideOf } from './pair-view.ts';
import type { TrackingPorts, TrackingState } from './tracking-view.ts';

type ActPorts = Pick<TrackingPorts, 'cases' | 'looks' | 'now'>;

export interface BegunPair {
  readonly id: string;
  readonly startedOn: IsoDate;
  readonly isOpen: boolean;
}

/** The pairs of somebody that have begun. */
export async function begunPairs(
  state: TrackingState,
  { cases }: Pick<ActPorts, 'cases'>,
): Promise<readonly BegunPair[]> {
  const pairs = await Promise.all(
    knownPairs(state).map(async (id) => pairStateOf(id, await cases.facts(id))),
  );
  return pairs.flatMap((pair) =>
    pair?.startedAt === undefined
      ? []
      : [{ id: pair.id, startedOn: parisDate(pair.startedAt), isOpen: pair.end === undefined }],
  );
}

/** Notes a sign of life in each pair of somebody that is under way: they did something on their page. Idempotent for a day. */
export async function noteSign(state: TrackingState, ports: ActPorts): Promise<void> {
  const at = ports.now();
  for (const { id, isOpen } of await begunPairs(state, ports))
    if (isOpen) await noteAndLook(id, actFact(parisDate(at), at), at, ports);
}

/** Notes an answer to « Comment ça se passe ? »; nothing of a pair that is not theirs, has not begun, or is over. */
export async function checkIn(values: SubmittedValues, state: TrackingState, ports: ActPorts): Promise<void> {
  const side = sideOf(state);
  const answer = checkInOf(values.get('answer')?.[0]);
  const pair = (await begunPairs(state, ports)).find(({ id }) => id === values.get('pair')?.[0]);
  if (side === undefined || answer === undefined || pair?.isOpen !== true) return;
  const at = ports.now();
  await noteAndLook(pair.id, checkInFact({ day: parisDate(at), side, answer }, at), at, ports);
}
