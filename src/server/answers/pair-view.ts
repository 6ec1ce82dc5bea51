import type { PairShown } from '../../components/tracking/Pairs.tsx';
import { quotableFirstName } from '../../domain/application/quotable.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import type { PairSide } from '../../domain/pairs/pairs-tab.ts';
import { PAIR } from '../../domain/pairs/pairs-tab.ts';
import { isMeetingOver } from '../../domain/pairs/first-meeting.ts';
import { type CheckInGiven, signsIn } from '../cases/pair-signs.ts';
import type { CheckIn } from '../../domain/pairs/check-in.ts';
import { noteAndLook } from '../cases/note-and-look.ts';
import { isOf, pairFact, pairStateOf, type PairState, toldIn } from '../cases/pair-facts.ts';
import {
  IN_SHORT,
  inShort,
  MENTORS_TAB,
  pairRowOf,
  rowWith,
  YOUTHS_TAB,
} from '../../domain/pairs/pair-row.ts';
import { APPLICATION } from '../../domain/application/tabs.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import type { TrackingPorts, TrackingState } from './tracking-view.ts';
import { readOrExplain, type TrackingEndpoint } from './tracking-visit.ts';

/** Columns of a pair's row that the page shows. */
export const SHOWN_OF_PAIRS = [
  PAIR.youth,
  PAIR.youthName,
  PAIR.mentor,
  PAIR.mentorName,
  PAIR.firstMeeting,
] as const;

const TO_CONFIRM = 'à confirmer avec l’équipe';

const ANSWERS = { accept: 'oui', decline: 'non' } as const;

export type PairIntent = keyof typeof ANSWERS;

/** The side of a pair that somebody may be; `undefined` of a company, or of who waits for the next season. */
export function sideOf({ file: { audience } }: Pick<TrackingState, 'file'>): PairSide | undefined {
  return audience === 'youth' || audience === 'mentor' ? audience : undefined;
}

/** The pairs that the person knows of, by `Identifiant`: those proposed to them. */
export function knownPairs({ events }: Pick<TrackingState, 'events'>): readonly string[] {
  return [...new Set(toldIn(events).flatMap(({ event, pairId }) => (event === 'asked' ? [pairId] : [])))];
}

function kindOf(side: PairSide, { answers, startedAt, isPaused }: PairState): PairShown['kind'] {
  if (startedAt !== undefined) return isPaused ? 'paused' : 'running';
  if (answers[side] === undefined) return 'asked';
  if (answers[side] === 'non') return 'said-no';
  return answers.mentor === 'oui' && answers.youth === 'oui' ? 'agreed' : 'said-yes';
}

/** The answer that somebody gave today to « Comment ça se passe ? »; help goes before all is well. */
function checkInToday(
  side: PairSide,
  checkIns: readonly CheckInGiven[],
  today: IsoDate,
): CheckIn | undefined {
  const own = checkIns.filter((given) => given.side === side && given.day === today);
  return (own.find(({ answer }) => answer !== 'ok') ?? own[0])?.answer;
}

/** A pair with the answers to « Comment ça se passe ? ». */
export type PairRead = PairState & { readonly checkIns: readonly CheckInGiven[] };

/** The pairs that somebody knows of, whatever became of them. */
export async function readPairs(
  state: TrackingState,
  { cases }: Pick<TrackingPorts, 'cases'>,
): Promise<readonly PairRead[]> {
  const pairs = await Promise.all(
    knownPairs(state).map(async (id) => {
      const facts = await cases.facts(id);
      const state = pairStateOf(id, facts);
      return state && { ...state, checkIns: signsIn(facts).checkIns };
    }),
  );
  return pairs.filter((pair) => pair !== undefined);
}

/** The rows of pairs, as far as a page shows them; `unreadable` while the spreadsheet is. */
export type PairRows = ReadonlyMap<string, Cells> | 'unreadable';

/**
 * A first meeting as the page says it: what was told stands there while its conditions hold, and once it is past. The team knows which one
 * is missing, and tells whom it wants.
 */
function meetingShown({ startedAt, warned }: PairState, firstMeeting: string, now: Date): string {
  if (firstMeeting === '' || startedAt === undefined) return '';
  return warned.size === 0 || isMeetingOver(firstMeeting, now) ? firstMeeting : TO_CONFIRM;
}

/** The pairs that are proposed to somebody or under way, with what the spreadsheet says of the other. Never throws as it does. */
export async function pairsShown(
  state: TrackingState,
  known: readonly PairRead[],
  rows: PairRows,
  deps: TrackingEndpoint,
): Promise<readonly PairShown[]> {
  const side = sideOf(state);
  const open = known.filter(({ end }) => end === undefined);
  if (side === undefined || open.length === 0) return [];
  const other = side === 'youth' ? 'mentor' : 'youth';
  const othersTab = other === 'youth' ? YOUTHS_TAB : MENTORS_TAB;
  const others = await readOrExplain(
    deps,
    async (spreadsheet) => await spreadsheet.read(othersTab, [APPLICATION.reference, ...IN_SHORT[other]]),
  );
  return open.flatMap((pair): readonly PairShown[] => {
    const shown = {
      id: pair.id,
      kind: kindOf(side, pair),
      since: pair.startedAt && parisDate(pair.startedAt),
      checkIn: checkInToday(side, pair.checkIns, parisDate(deps.ports().now())),
    };
    if (rows === 'unreadable' || others === 'unreadable')
      return [{ ...shown, other: '', otherInShort: '', firstMeeting: '' }];
    const cells = rows.get(pair.id);
    // The team took the row away.
    if (cells === undefined) return [];
    const row = pairRowOf(cells);
    const [otherId, ofOther = {}] = rowWith(others, row[other]) ?? [];
    const isTheirs = isOf(
      pair,
      side === 'youth'
        ? { youthId: state.file.id, mentorId: otherId }
        : { youthId: otherId, mentorId: state.file.id },
    );
    // Somebody wrote another reference into the row.
    if (!isTheirs) return [];
    return [
      {
        ...shown,
        other: quotableFirstName(row.names[other]),
        otherInShort: inShort(other, ofOther),
        firstMeeting: meetingShown(pair, row.firstMeeting, deps.ports().now()),
      },
    ];
  });
}

/** Notes what somebody answers to a proposal that was made to them; nothing once they have answered, or it is over. */
export async function answerPair(
  intent: PairIntent,
  pairId: string | undefined,
  state: TrackingState,
  { cases, looks, now }: Pick<TrackingPorts, 'cases' | 'looks' | 'now'>,
): Promise<void> {
  const side = sideOf(state);
  if (side === undefined || pairId === undefined || !knownPairs(state).includes(pairId)) return;
  const pair = pairStateOf(pairId, await cases.facts(pairId));
  if (pair === undefined || pair.end !== undefined || pair.answers[side] !== undefined) return;
  const at = now();
  await noteAndLook(pairId, pairFact(`${side}-${ANSWERS[intent]}`, at), at, { cases, looks });
}
