import { identifierFrom } from '../foundation/identifier.ts';
import { type Fact, factNamed, factOf, factsMatching } from './facts.ts';

// The facts of a registration are in the case of the person, `event-<hash of the event's slug>-<what>-<rank>`: a person and an event are
// one registration, wanted once or again after it was given up. No fact names the event: the row does, and the agenda.

/** Ways in which a registration is over: the person, the team in the row, or the row gone; why no place may be had. */
const ENDS = ['left', 'team', 'deleted', 'blocked', 'status', 'closed'] as const;

export type RegistrationEnd = (typeof ENDS)[number];

/** Where a registration stands, derived from the facts of its person. */
export interface RegistrationState {
  /** Tells the event apart, and names what its places are claimed of (`eventKey`). */
  readonly key: string;
  /** Number of times that the person asked to come. */
  readonly rank: number;
  readonly wantedAt: Date;
  /** The person takes themselves off the list. */
  readonly isLeft: boolean;
  readonly isGranted: boolean;
  /** The row was there. */
  readonly hasRow: boolean;
  readonly end: RegistrationEnd | undefined;
  readonly endedAt: Date | undefined;
  /** Digest of the event as the person was last told of it (`digestOf`), and the number of times. */
  readonly seen: string | undefined;
  readonly seenTimes: number;
  readonly seenAt: Date | undefined;
}

const FACT =
  /^event-(?<key>[0-9a-f]{32})-(?<what>wanted|left|granted|row|seen|end)-(?<rank>\d+)(?:-(?<detail>[a-z0-9-]+))?$/;

/** Names an event in facts and claims, by its slug: a renamed event is the same. */
export function eventKey(slug: string): string {
  return identifierFrom('event', slug, '');
}

/** `Identifiant` of the row of a person and an event. */
export function registrationId(personId: string, key: string): string {
  return identifierFrom('registration', personId, key);
}

type Named = Pick<RegistrationState, 'key' | 'rank'>;

/** @param detail a line of the Journal. */
export function registrationFact({ key, rank }: Named, what: string, at: Date, detail?: string): Fact {
  const [kind = '', ...rest] = what.split(' ');
  return factOf('event', ['event', key, kind, rank, ...rest].join('-'), at, detail);
}

/** Has a fact beside those that say where the registration stands: `told waiting`, `reminded 2027-01-20`. */
export function isNoted(named: Named, what: string, facts: readonly Fact[]): boolean {
  return factNamed(facts, registrationFact(named, what, new Date(0)).name) !== undefined;
}

/** Every registration of a person as it was last wanted. */
export function registrationsIn(facts: readonly Fact[]): readonly RegistrationState[] {
  const own = factsMatching(facts, FACT).map(
    ({ fact, groups: { key = '', what = '', rank, detail = '' } }) => ({
      ...{ key, what, detail },
      rank: Number(rank),
      at: new Date(fact.at),
    }),
  );
  return [...Map.groupBy(own, ({ key }) => key)].flatMap(([key, ofEvent]) => {
    const wanted = ofEvent
      .filter(({ what }) => what === 'wanted')
      .toSorted((a, b) => a.rank - b.rank)
      .at(-1);
    if (wanted === undefined) return [];
    const { rank } = wanted;
    const ofRank = ofEvent.filter((one) => one.rank === rank);
    const has = (what: string): boolean => ofRank.some((one) => one.what === what);
    const ends = ofRank.filter(({ what }) => what === 'end');
    const end = ENDS.find((one) => ends.some(({ detail }) => detail === one));
    // `seen-<rank>-<times>-<digest>`
    const seen = ofRank
      .filter(({ what }) => what === 'seen')
      .map(({ detail, at }) => ({
        times: Number.parseInt(detail, 10),
        digest: detail.replace(/^\d+-/, ''),
        at,
      }))
      .toSorted((a, b) => a.times - b.times)
      .at(-1);
    return [
      {
        ...{ key, rank },
        wantedAt: wanted.at,
        isLeft: has('left'),
        isGranted: has('granted'),
        hasRow: has('row'),
        end,
        endedAt: ends.find(({ detail }) => detail === end)?.at,
        seen: seen?.digest,
        seenTimes: seen?.times ?? 0,
        seenAt: seen?.at,
      },
    ];
  });
}

/** True while a place is wanted or had. */
export function isRunning({ isLeft, end }: RegistrationState): boolean {
  return !isLeft && end === undefined;
}

/** The events whose places somebody claims and may still be given, or may claim though they gave theirs back, by `eventKey`. */
export function eventsClaimed(facts: readonly Fact[]): readonly string[] {
  return registrationsIn(facts).flatMap((one) =>
    one.end === 'closed' || (isRunning(one) && one.isGranted) ? [] : [one.key],
  );
}

/** The fact that somebody wants to come, or no longer does; `undefined` where nothing changes by it. */
export function wish(
  intent: 'register' | 'unregister',
  slug: string,
  facts: readonly Fact[],
  at: Date,
): Fact | undefined {
  const key = eventKey(slug);
  const last = registrationsIn(facts).find((one) => one.key === key);
  const runs = last !== undefined && isRunning(last);
  if (intent === 'unregister') return runs ? registrationFact(last, 'left', at) : undefined;
  // A registration that was cancelled has to end first: its place is released by then.
  if (runs || (last !== undefined && last.end === undefined)) return undefined;
  return registrationFact({ key, rank: (last?.rank ?? 0) + 1 }, 'wanted', at);
}
