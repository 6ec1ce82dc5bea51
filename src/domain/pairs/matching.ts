import { REFERENCE_IN_TEXT } from '../application/reference.ts';
import type { SiteSlug } from '../excellence-sites.ts';
import { commonMoments, inWords, type Moment, momentsInWords, sectorWordsIn, siteName } from './criteria.ts';

/** Somebody of whom the criteria are known. */
interface Candidate {
  readonly reference: string;
  readonly season: string;
  /** Since when they wait, in milliseconds; `Infinity` when nobody can tell. */
  readonly since: number;
  readonly moments: ReadonlySet<Moment>;
}

/** A youth who waits for a mentor. */
export interface WaitingYouth extends Candidate {
  /** Empty when every site suits. */
  readonly sites: ReadonlySet<SiteSlug>;
  /** References of mentors with whom they were in a pair before, or who were asked. */
  readonly met: ReadonlySet<string>;
}

/** A mentor who has a place. */
export interface FreeMentor extends Candidate {
  readonly givenName: string;
  readonly sites: ReadonlySet<SiteSlug>;
  /** `Domaine`, in the mentor's own words. */
  readonly field: string;
  /** At least 1. */
  readonly places: number;
}

interface Matching {
  /** By the youth's reference: who may become their mentor, the first choice first. */
  readonly lists: ReadonlyMap<string, readonly FreeMentor[]>;
  /** By reference: who fits nobody, and why. */
  readonly aloneYouths: ReadonlyMap<string, string>;
  readonly aloneMentors: ReadonlyMap<string, string>;
}

/** Mentors of one list. */
const MOST = 3;

interface Criterion {
  readonly isMet: (youth: WaitingYouth, mentor: FreeMentor) => boolean;
  /** Told of a youth, or a mentor, for whom it leaves nobody. */
  readonly ofYouth: (youth: WaitingYouth) => string;
  readonly ofMentor: (mentor: FreeMentor) => string;
}

/** The criteria, told on the page of the programme and in the team's guide, in the order in which they are looked at. */
const CRITERIA: readonly Criterion[] = [
  {
    isMet: (youth, mentor) => youth.season === mentor.season,
    ofYouth: () => 'aucun mentor de sa saison n’a de place',
    ofMentor: () => 'aucun jeune de sa saison n’attend',
  },
  {
    isMet: isOfInterest,
    ofYouth: ({ sites }) => `aucun mentor ${named(sites, 'ou')} n’a de place`,
    ofMentor: ({ sites }) =>
      sites.size === 0
        ? 'aucun jeune qui attend n’a choisi son domaine'
        : `aucun jeune qui attend n’a choisi ${inWords([...sites].map(siteName), 'ou')}`,
  },
  {
    isMet: ({ moments }, mentor) => commonMoments(moments, mentor.moments)?.size !== 0,
    ofYouth: ({ moments }) => `aucun mentor possible n’est libre en même temps : ${momentsInWords(moments)}`,
    ofMentor: ({ moments }) => `aucun jeune possible n’est libre en même temps : ${momentsInWords(moments)}`,
  },
  {
    isMet: ({ met }, { reference }) => !met.has(reference),
    ofYouth: () => 'ses mentors possibles ont déjà été proposés',
    ofMentor: () => 'ses jeunes possibles lui ont déjà été proposés',
  },
];

const ON_OTHER_LISTS = 'ses mentors possibles sont déjà sur les listes d’autres jeunes';

function named(sites: ReadonlySet<SiteSlug>, conjunction: string): string {
  return inWords(
    [...sites].map((site) =>
      /^[aeiouyé]/i.test(siteName(site)) ? `d’${siteName(site)}` : `de ${siteName(site)}`,
    ),
    conjunction,
  );
}

function isOfInterest({ sites }: WaitingYouth, mentor: FreeMentor): boolean {
  return sites.size === 0 || isAtSite(sites, mentor) || fieldWords(sites, mentor).length > 0;
}

/** True when a mentor is at one of these sites. */
export function isAtSite(sites: ReadonlySet<SiteSlug>, mentor: Pick<FreeMentor, 'sites'>): boolean {
  return !sites.isDisjointFrom(mentor.sites);
}

function fieldWords(sites: ReadonlySet<SiteSlug>, { field }: FreeMentor): readonly string[] {
  return [...new Set([...sites].flatMap((site) => sectorWordsIn(field, site)))];
}

/** The candidates that meet every criterion, or the reason of the first criterion that nobody meets. */
function filtered<T>(
  all: readonly T[],
  isMet: (criterion: Criterion, one: T) => boolean,
  reasonOf: (criterion: Criterion) => string,
): readonly T[] | string {
  let left = all;
  for (const criterion of CRITERIA) {
    left = left.filter((one) => isMet(criterion, one));
    if (left.length === 0) return reasonOf(criterion);
  }
  return left;
}

/** Sorts by waiting time, the longest first, then by reference: the order of the rows has no effect. */
function inTurn(a: Candidate, b: Candidate): number {
  return a.since - b.since || (a.reference < b.reference ? -1 : Number(a.reference > b.reference));
}

function byReference(options: ReadonlyMap<WaitingYouth, readonly FreeMentor[] | string>): {
  readonly possible: Map<WaitingYouth, readonly FreeMentor[]>;
  readonly alone: Map<string, string>;
} {
  const possible = new Map<WaitingYouth, readonly FreeMentor[]>();
  const alone = new Map<string, string>();
  for (const [youth, found] of options)
    if (typeof found === 'string') alone.set(youth.reference, found);
    else possible.set(youth, found);
  return { possible, alone };
}

/**
 * Proposes up to three mentors to each youth: turn by turn, one each, those with the fewest possible mentors first, then who waits longest.
 * A mentor stands on one list more than they have places, at most; those at a site of interest come before those of the field alone, then
 * those who have a place for each list that they stand on, then who waits longest. The order of the rows counts for nothing.
 */
export function matched(youths: readonly WaitingYouth[], mentors: readonly FreeMentor[]): Matching {
  const { possible, alone } = byReference(
    new Map(
      youths.map((youth) => [
        youth,
        filtered(
          mentors,
          ({ isMet }, mentor) => isMet(youth, mentor),
          ({ ofYouth }) => ofYouth(youth),
        ),
      ]),
    ),
  );
  const lists = new Map<WaitingYouth, FreeMentor[]>();
  const listed = new Map<FreeMentor, number>();
  const timesOf = (mentor: FreeMentor): number => listed.get(mentor) ?? 0;
  const turns = [...possible].toSorted(([a, own], [b, others]) => own.length - others.length || inTurn(a, b));
  for (let round = 0; round < MOST; round += 1) {
    for (const [youth, own] of turns) {
      const list = lists.get(youth) ?? [];
      const [next] = own
        .filter((mentor) => !list.includes(mentor) && timesOf(mentor) <= mentor.places)
        .toSorted(
          (a, b) =>
            Number(isByFieldAlone(youth, a)) - Number(isByFieldAlone(youth, b)) ||
            Number(timesOf(a) >= a.places) - Number(timesOf(b) >= b.places) ||
            inTurn(a, b),
        );
      if (next === undefined) continue;
      lists.set(youth, [...list, next]);
      listed.set(next, timesOf(next) + 1);
    }
  }
  for (const youth of possible.keys()) if (!lists.has(youth)) alone.set(youth.reference, ON_OTHER_LISTS);
  return {
    lists: new Map([...lists].map(([{ reference }, list]) => [reference, list])),
    aloneYouths: alone,
    aloneMentors: new Map(mentors.flatMap((mentor) => reasonAlone(mentor, youths))),
  };
}

function isByFieldAlone({ sites }: WaitingYouth, mentor: FreeMentor): boolean {
  return sites.size > 0 && !isAtSite(sites, mentor);
}

/** `undefined` while no youth waits: then no mentor is reported. */
function reasonAlone(
  mentor: FreeMentor,
  youths: readonly WaitingYouth[],
): readonly (readonly [string, string])[] {
  if (youths.length === 0) return [];
  const found = filtered(
    youths,
    ({ isMet }, youth) => isMet(youth, mentor),
    ({ ofMentor }) => ofMentor(mentor),
  );
  return typeof found === 'string' ? [[mentor.reference, found]] : [];
}

/** One line a mentor, of which a person may copy any into `Mentor proposé`: where lines are not broken, the semicolon parts them. */
const SEPARATOR = ' ;\n';
const NAME_MAX = 40;

function nameOf({ givenName }: FreeMentor): string {
  // Whoever applies types it: it may be neither another reference nor another line.
  const name = givenName
    .replaceAll(REFERENCE_IN_TEXT, ' ')
    .replaceAll(/[;\s]+/g, ' ')
    .trim();
  return name.length > NAME_MAX ? `${name.slice(0, NAME_MAX).trimEnd()}…` : name;
}

/** A mentor with the reasons, in words: « ME-XXXXXXXX Claire (un site, le soir, 1 place) ». */
function proposalOf({ sites, moments }: WaitingYouth, mentor: FreeMentor): string {
  const [site] = [...mentor.sites].toSorted((a, b) => Number(sites.has(b)) - Number(sites.has(a)));
  const common = commonMoments(moments, mentor.moments);
  const words = isAtSite(sites, mentor) ? [] : fieldWords(sites, mentor);
  const reasons = [
    site === undefined ? 'un autre lieu' : siteName(site),
    ...(words.length === 0 ? [] : [`domaine : ${inWords(words)}`]),
    common === undefined ? 'moment à convenir' : momentsInWords(common),
    `${mentor.places} ${mentor.places > 1 ? 'places' : 'place'}`,
  ];
  return `${[mentor.reference, nameOf(mentor)].filter((text) => text !== '').join(' ')} (${reasons.join(', ')})`;
}

/** The text of `Mentors possibles`. @param note what keeps the mentor whom the team proposed from being taken. */
export function possibleMentorsText(
  youth: WaitingYouth,
  list: readonly FreeMentor[],
  note: string | undefined,
): string {
  return [note ?? [], list.map((mentor) => proposalOf(youth, mentor))].flat().join(SEPARATOR);
}
