import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { checkInOf } from '../../domain/pairs/check-in.ts';
import type { SubmittedValues } from '../../domain/application/field.ts';
import { noteAndLook } from '../cases/note-and-look.ts';
import { actFact, checkInFact } from '../cases/pair-signs.ts';
import { type PairRead, readPairs, sideOf } from './pair-view.ts';
import type { TrackingPorts, TrackingState } from './tracking-view.ts';

type ActPorts = Pick<TrackingPorts, 'cases' | 'looks' | 'now'>;

export interface BegunPair {
  readonly id: string;
  readonly startedOn: IsoDate;
  readonly isOpen: boolean;
}

/** Those of somebody's pairs that have begun. */
export function begunIn(pairs: readonly PairRead[]): readonly BegunPair[] {
  return pairs.flatMap(({ id, startedAt, end }) =>
    startedAt === undefined ? [] : [{ id, startedOn: parisDate(startedAt), isOpen: end === undefined }],
  );
}

export async function begunPairs(
  state: TrackingState,
  ports: Pick<ActPorts, 'cases'>,
): Promise<readonly BegunPair[]> {
  return begunIn(await readPairs(state, ports));
}

/**
 * Notes that somebody did something on their page: a sign of life of the pair that the act is about, or of each of theirs that is under way.
 * Idempotent for a day.
 */
export async function noteSign(
  state: TrackingState,
  ports: ActPorts,
  { about }: { readonly about?: string | undefined } = {},
): Promise<void> {
  const at = ports.now();
  for (const { id, isOpen } of await begunPairs(state, ports))
    if (isOpen && (about === undefined || about === id))
      await noteAndLook(id, actFact(parisDate(at), at), at, ports);
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
