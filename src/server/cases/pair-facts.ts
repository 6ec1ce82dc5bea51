import { statusKey } from '../../domain/application/statuses.ts';
import { meetingDay } from '../../domain/pairs/first-meeting.ts';
import { PAIR_EVENT_NAMES, type PairEvent } from '../../domain/pairs/pair-events.ts';
import type { PairAnswer, PairSide } from '../../domain/pairs/pairs-tab.ts';
import { placesOf } from './claims.ts';
import type { Outcome } from './effect.ts';
import { identifierFrom } from '../foundation/identifier.ts';
import { type Fact, factNamed, factOf, factsMatching, instantOf } from './facts.ts';

// The facts of pairs. In the case of a pair, `pair-<what>`; in those of its two people, `with-<identifier of the pair>-<what>`. No fact
// names either person: the row of the pair does.

/** A proposal of the team's for a youth: `proposal-<rank>-<hash of the mentor's reference, or none>`, in the youth's case. */
const PROPOSAL = /^proposal-(?<rank>\d+)-(?<mentor>none|[0-9a-f]{32})$/;

/** Ways in which a pair is over. */
const ENDS = ['declined', 'withdrawn', 'stopped', 'ended', 'deleted'] as const;

export type PairEnd = (typeof ENDS)[number];

/** State of a pair, derived from its facts. */
export interface PairState {
  readonly id: string;
  /** The thing that its claim is of: `placesOf` the mentor. */
  readonly places: string | undefined;
  readonly isGranted: boolean;
  /** When each side was asked and answered. */
  readonly asked: Readonly<Record<PairSide, Date | undefined>>;
  readonly reminded: Readonly<Record<PairSide, boolean>>;
  readonly answers: Readonly<Record<PairSide, PairAnswer | undefined>>;
  /** The team took the proposal back, or somebody who is no longer there was erased. */
  readonly isTakenBack: boolean;
  readonly startedAt: Date | undefined;
  readonly isPaused: boolean;
  /** Number of pauses and resumptions. */
  readonly turns: number;
  readonly end: PairEnd | undefined;
  readonly endedAt: Date | undefined;
  /** The last first meeting that both were told, as `meetingKey`, and how many they were told. */
  readonly meeting: string | undefined;
  readonly meetings: number;
  /** Warnings to the team that stand: `left-youth`, `lost-training`. */
  readonly warned: ReadonlySet<string>;
  /** Number of warnings given and taken back. */
  readonly warnings: number;
}

export function pairFact(name: string, at: Date): Fact {
  return factOf('pair', `pair-${name}`, at);
}

/** A fact of one of the two people. @param detail a line of the Journal, which the person reads on their page. */
export function personFact(pairId: string, what: string, at: Date, detail?: string): Fact {
  return factOf('pair', `with-${pairId}-${what}`, at, detail);
}

/** The team's proposal for a youth, derived from their facts; `mentor` is the `mentorHash` of a reference, `undefined` for nobody. */
export interface Proposal {
  readonly rank: number;
  readonly mentor: string | undefined;
  readonly at: Date;
}

export function lastProposal(facts: readonly Fact[]): Proposal | undefined {
  return factsMatching(facts, PROPOSAL)
    .map(({ fact, groups: { rank, mentor = 'none' } }) => ({
      rank: Number(rank),
      mentor: mentor === 'none' ? undefined : mentor,
      at: new Date(fact.at),
    }))
    .toSorted((a, b) => a.rank - b.rank)
    .at(-1);
}

/** Tells one proposed mentor from another, and nothing of who it is once they are erased. */
export function mentorHash(reference: string): string {
  return identifierFrom('proposed', reference, '');
}

export function proposalFact(rank: number, mentor: Proposal['mentor'], at: Date): Fact {
  return factOf('pair', `proposal-${rank}-${mentor ?? 'none'}`, at);
}

/** More pauses than a season has. */
const TURNS = 20;

/** A first meeting in a fact's name: its day, or 0, and what tells the text from every other, whatever its spaces and capitals. */
export function meetingKey(text: string): string {
  const hash = identifierFrom('first-meeting', statusKey(text).replaceAll('-', ''), '');
  return `${meetingDay(text)?.replaceAll('-', '') ?? '0'}-${hash.slice(0, 8)}`;
}

/** The occurrence of a first meeting that is told: `dated-2-20261209-1f0c2b3a`. */
export function datedAs(rank: number, key: string): string {
  return `dated-${rank}-${key}`;
}

const DATED = /^pair-dated-(?<rank>\d+)-(?<key>\d+-[0-9a-f]{8})$/;

function meetingsIn(facts: readonly Fact[]): Pick<PairState, 'meeting' | 'meetings'> {
  const told = factsMatching(facts, DATED).toSorted((a, b) => Number(a.groups.rank) - Number(b.groups.rank));
  return { meeting: told.at(-1)?.groups.key, meetings: told.length };
}

/**
 * The events of every letter to somebody, or row of theirs in `À contacter`, that may be about a pair.
 *
 * @param occurrences those that were told of what is without number (`occurrencesToldIn`).
 */
export function pairLetterEvents(occurrences: readonly string[]): readonly string[] {
  const whats = PAIR_EVENT_NAMES.flatMap((event) =>
    event === 'paused' || event === 'resumed'
      ? Array.from({ length: TURNS }, (_, turn) => `${event}-${turn + 1}`)
      : event === 'dated' || event === 'silent'
        ? []
        : [event],
  );
  const toGuardian = ['started', ...occurrences].map((what) => `guardian-${what}`);
  return [
    ...toGuardian,
    ...[...whats, ...occurrences].flatMap((what) => [`youth-${what}`, `mentor-${what}`]),
  ];
}

/** The side that a letter about a pair is about; its guardian's is the youth's. `undefined` of the name of another letter. */
export function pairLetterSide(event: string): PairSide | undefined {
  const who = /^(?<who>youth|mentor|guardian)-/.exec(event)?.groups?.who;
  if (who === undefined) return undefined;
  return who === 'mentor' ? 'mentor' : 'youth';
}

/** `Identifiant` of the pair that a youth's proposal makes: always the same for the same proposal. */
export function pairIdOf(youthId: string, rank: number): string {
  return identifierFrom('pair', youthId, rank);
}

/** More proposals than a youth ever has. */
const RANKS = 100;

/** True when the row of a pair still names the two whom its case is about; of whom was erased it names nobody. */
export function isOf(
  { id, places }: Pick<PairState, 'id' | 'places'>,
  people: { readonly youthId: string | undefined; readonly mentorId: string | undefined },
): boolean {
  const { youthId, mentorId } = people;
  const isYouths = Array.from({ length: RANKS }, (_, rank) => rank + 1).some(
    (rank) => youthId === undefined || pairIdOf(youthId, rank) === id,
  );
  return isYouths && (mentorId === undefined || placesOf(mentorId) === places);
}

/** The pairs that a person's facts name, whatever became of them: those proposed for a youth, those that a person was told of. */
export function pairIdsIn(personId: string, facts: readonly Fact[]): readonly string[] {
  const proposed = factsMatching(facts, PROPOSAL)
    .filter(({ groups }) => groups.mentor !== 'none')
    .map(({ groups }) => pairIdOf(personId, Number(groups.rank)));
  return [...new Set([...proposed, ...toldIn(facts).map(({ pairId }) => pairId)])];
}

/**
 * Has the pairs of somebody looked at in this drain: what they hang on changed by somebody's own act, of which no row that staff changed
 * tells.
 */
export function tellPairs(
  id: string,
  facts: readonly Fact[],
  what: 'authorisation' | 'withdrawal',
  at: Date,
): NonNullable<Outcome['tell']> {
  return pairIdsIn(id, facts).map((pairId) => ({ id: pairId, fact: pairFact(`told-${what}`, at) }));
}

/** Something that a person is to be told about a pair, and whether they were. */
export interface Told {
  readonly pairId: string;
  /** `asked`, `paused-2`: the occurrence of what may happen again. */
  readonly what: string;
  readonly event: PairEvent;
  readonly at: Date;
  readonly isDone: boolean;
}

const WITH = /^with-(?<pairId>[0-9a-f]{32})-(?<what>(?<event>[a-z]+)(?:-\d+)?(?:-\d+-[0-9a-f]{8})?)$/;

/** Everything that a person is told about pairs, the oldest first. */
export function toldIn(facts: readonly Fact[]): readonly Told[] {
  return factsMatching(facts, WITH).flatMap(({ fact, groups: { pairId = '', what = '', event } }) => {
    const known = PAIR_EVENT_NAMES.find((one) => one === event);
    if (known === undefined) return [];
    const isDone = factNamed(facts, `with-${pairId}-told-${what}`) !== undefined;
    return [{ pairId, what, event: known, at: new Date(fact.at), isDone }];
  });
}

/** The first meetings and silences that a person is told of, by their names. */
export function occurrencesToldIn(facts: readonly Fact[]): readonly string[] {
  return toldIn(facts).flatMap(({ event, what }) => (event === 'dated' || event === 'silent' ? [what] : []));
}

function answerIn(facts: readonly Fact[], side: PairSide): PairAnswer | undefined {
  const given = (['oui', 'non'] as const).flatMap((answer) => {
    const at = instantOf(facts, `pair-${side}-${answer}`);
    return at === undefined ? [] : [{ answer, at }];
  });
  // The first counts; of both at one instant, the no.
  return given.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.answer === 'non' ? -1 : 1))[0]
    ?.answer;
}

function bySide<T>(of: (side: PairSide) => T): Readonly<Record<PairSide, T>> {
  return { youth: of('youth'), mentor: of('mentor') };
}

function warnedIn(facts: readonly Fact[]): Pick<PairState, 'warned' | 'warnings'> {
  const changes = factsMatching(facts, /^pair-warning-(?<rank>\d+)-(?<what>[a-z-]+)-(?<is>on|off)$/).toSorted(
    (a, b) => Number(a.groups.rank) - Number(b.groups.rank),
  );
  const warned = new Set<string>();
  for (const { groups } of changes)
    if (groups.is === 'on') warned.add(groups.what ?? '');
    else warned.delete(groups.what ?? '');
  return { warned, warnings: changes.length };
}

/** Where a pair stands; `undefined` when there is none. */
export function pairStateOf(id: string, facts: readonly Fact[]): PairState | undefined {
  if (factNamed(facts, 'pair-row') === undefined) return undefined;
  const turns = factsMatching(facts, /^pair-(?<turn>paused|resumed)-(?<rank>\d+)$/).toSorted(
    (a, b) => Number(a.groups.rank) - Number(b.groups.rank),
  );
  const end = ENDS.find((one) => factNamed(facts, `pair-${one}`) !== undefined);
  return {
    id,
    places: factsMatching(facts, /^pair-places-(?<places>[0-9a-f]{32})$/)[0]?.groups.places,
    isGranted: factNamed(facts, 'pair-granted') !== undefined,
    asked: bySide((side) => instantOf(facts, `pair-asked-${side}`)),
    reminded: bySide((side) => factNamed(facts, `pair-reminded-${side}`) !== undefined),
    answers: bySide((side) => answerIn(facts, side)),
    isTakenBack: factNamed(facts, 'pair-taken-back') !== undefined,
    startedAt: instantOf(facts, 'pair-started'),
    isPaused: turns.at(-1)?.groups.turn === 'paused',
    turns: turns.length,
    ...meetingsIn(facts),
    end,
    endedAt: end && instantOf(facts, `pair-${end}`),
    ...warnedIn(facts),
  };
}
