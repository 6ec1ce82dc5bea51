import * as z from 'zod';
import { daysAfter } from '../days-after.ts';
import type { IsoDate } from '../eligibility/age.ts';
import { EXCELLENCE_SITES, type SiteSlug } from '../excellence-sites.ts';
import { inWords } from './criteria.ts';
import { type FreeMentor, isAtSite, type WaitingYouth } from './matching.ts';

/** Fewest mentors of a site that anybody is told of: 1 would be about one youth. */
const LEAST = 2;

/** Days after which totals say nothing any more. */
const LAST_DAYS = 7;

const SLUGS = EXCELLENCE_SITES.map(({ slug }) => slug);

const needsSchema = z.object({
  day: z.iso.date(),
  season: z.string(),
  sites: z.partialRecord(z.enum(SLUGS), z.int().min(LEAST)),
});

/** Mentors sought in a season, by site, as they were counted on a day: totals, and nothing about anybody. */
export type MentorNeeds = z.infer<typeof needsSchema>;

/** The places of all mentors who are at the same sites. */
interface Seats {
  readonly sites: ReadonlySet<SiteSlug>;
  places: number;
  readonly taken: WaitingYouth[];
}

function seatsOf(mentors: readonly FreeMentor[]): readonly Seats[] {
  const seats = new Map<string, Seats>();
  for (const { sites, places } of mentors) {
    const key = [...sites].join();
    const known = seats.get(key) ?? { sites, places: 0, taken: [] };
    known.places += places;
    seats.set(key, known);
  }
  return [...seats.values()];
}

/**
 * The youths for whom no place is left at a site of theirs, as few as can be: who has one moves to another of their sites where that makes
 * room (Kuhn's algorithm). Nobody who comes earlier gives way to who comes later.
 */
function withoutPlace(
  youths: readonly WaitingYouth[],
  mentors: readonly FreeMentor[],
): readonly WaitingYouth[] {
  const seats = seatsOf(mentors);
  const isSeated = (youth: WaitingYouth, tried: Set<Seats>): boolean =>
    seats.some((one) => {
      if (tried.has(one) || !isAtSite(youth.sites, one)) return false;
      tried.add(one);
      const at =
        one.taken.length < one.places
          ? one.taken.length
          : one.taken.findIndex((other) => isSeated(other, tried));
      if (at !== -1) one.taken[at] = youth;
      return at !== -1;
    });
  return youths.filter((youth) => !isSeated(youth, new Set()));
}

/** Fewest sites first, then in the order of the sites, so that the order of the rows counts for nothing. */
function byWish({ sites: one }: WaitingYouth, { sites: other }: WaitingYouth): number {
  return one.size - other.size || [...one].join().localeCompare([...other].join());
}

/**
 * Mentors sought by site: youths who wait and ticked it, less the places left there. Each youth counts once: for whom no place is left at
 * any site of theirs, at the one of these that seeks the fewest so far, those of a single site first. Whoever ticked none counts nowhere;
 * totals below 2 are left out.
 *
 * @param youths of one season, as are `mentors`.
 */
export function mentorsSought(
  youths: readonly WaitingYouth[],
  mentors: readonly FreeMentor[],
): MentorNeeds['sites'] {
  const sought = new Map<SiteSlug, number>();
  const of = (site: SiteSlug): number => sought.get(site) ?? 0;
  for (const { sites } of withoutPlace(youths.toSorted(byWish), mentors)) {
    const [fewest] = [...sites].toSorted((a, b) => of(a) - of(b));
    if (fewest !== undefined) sought.set(fewest, of(fewest) + 1);
  }
  return Object.fromEntries(SLUGS.filter((site) => of(site) >= LEAST).map((site) => [site, of(site)]));
}

/** Totals as they were kept, of this season and at most a week old; `undefined` for any other text. */
export function needsIn(
  text: string | undefined,
  { season, today }: { readonly season: string; readonly today: IsoDate },
): MentorNeeds | undefined {
  try {
    const needs = needsSchema.parse(JSON.parse(text ?? ''));
    const isFresh = needs.day <= today && today <= daysAfter(needs.day, LAST_DAYS);
    return isFresh && needs.season === season ? needs : undefined;
  } catch {
    return undefined;
  }
}

/** A site that seeks mentors: at least 2. */
interface Need {
  readonly name: string;
  readonly count: number;
}

/** The sites in a sentence: the first with the noun, the others as « 3 à … ». */
export function soughtInWords([first, ...others]: readonly [Need, ...Need[]]): string {
  return inWords([
    `${first.count} mentors recherchés à ${first.name}`,
    ...others.map(({ count, name }) => `${count} à ${name}`),
  ]);
}
