import { fieldOf } from '../../domain/application/form.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { statusKey, statusNamed } from '../../domain/application/statuses.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { APPLICATION, PROPOSAL, READINESS } from '../../domain/application/tabs.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { momentsIn, sitesIn } from '../../domain/pairs/criteria.ts';
import {
  type FreeMentor,
  matched,
  possibleMentorsText,
  type WaitingYouth,
} from '../../domain/pairs/matching.ts';
import { type MentorNeeds, mentorsSought } from '../../domain/pairs/needs.ts';
import { PAIR, PAIRS_TAB, takesPlace } from '../../domain/pairs/pairs-tab.ts';
import { placesLeft, referencesIn, takenPlaces, type TypedPair } from '../../domain/pairs/places.ts';
import { identifierFrom } from '../foundation/identifier.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import type { TabQuery } from './plan.ts';
import type { Matter } from './point.ts';

const YOUTH = {
  availability: fieldOf(youthForm, 'availability').column,
  interests: fieldOf(youthForm, 'interests').column,
};
const MENTOR = {
  availability: fieldOf(mentorForm, 'availability').column,
  capacity: fieldOf(mentorForm, 'capacity').column,
  field: fieldOf(mentorForm, 'field').column,
  givenName: fieldOf(mentorForm, 'givenName').column,
  site: fieldOf(mentorForm, 'site').column,
};

/** Columns that are read for what is derived, besides those of the plans. */
export const PROPOSAL_QUERIES: readonly TabQuery[] = [
  {
    tab: YOUTHS_TAB,
    headers: [APPLICATION.reference, APPLICATION.status, APPLICATION.receivedAt],
    beside: [APPLICATION.season, YOUTH.availability, YOUTH.interests, PROPOSAL.possible],
    isNeverScanned: true,
  },
  {
    tab: MENTORS_TAB,
    headers: [APPLICATION.reference, APPLICATION.status, APPLICATION.receivedAt, MENTOR.givenName],
    beside: [
      APPLICATION.season,
      MENTOR.availability,
      MENTOR.capacity,
      MENTOR.field,
      MENTOR.site,
      READINESS.places,
    ],
    isNeverScanned: true,
  },
  { tab: PAIRS_TAB, headers: [PAIR.youth, PAIR.mentor, PAIR.state], isNeverScanned: true },
];

type Rows = ReadonlyMap<string, Cells>;

/** The columns of a query that its tab lacks; none of a tab without rows. */
export function missingColumns(tab: Tab, rows: Rows): readonly string[] {
  const { beside = [] } = PROPOSAL_QUERIES.find((query) => query.tab.name === tab.name) ?? {};
  const [first] = rows.values();
  return first === undefined ? [] : beside.filter((header) => first[header] === undefined);
}

/** The rows of the three tabs, and what else proposals depend on. */
export interface ProposalInputs {
  readonly youths: Rows;
  readonly mentors: Rows;
  readonly pairs: Rows;
  /** Season of rows that say none. */
  readonly season: string;
  /** By the youth's `Identifiant`: what keeps the mentor whom the team proposed from being taken. It comes before the list. */
  readonly notes: ReadonlyMap<string, string>;
  /** Identifiers of rows that do not count any more: an erasure has begun for them. */
  readonly gone: ReadonlySet<string>;
}

/** The texts of derived cells, by `Identifiant`, who fits nobody, and the mentors sought for the season. */
interface Proposals {
  readonly possible: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, string>;
  readonly matters: readonly Matter[];
  readonly sought: MentorNeeds['sites'];
}

function sinceOf(cells: Cells): number {
  const at = Date.parse(cells[APPLICATION.receivedAt] ?? '');
  return Number.isNaN(at) ? Infinity : at;
}

/** Of a row with one reference; else nobody can be told who it is. */
function candidateOf(cells: Cells, availability: string, season: string) {
  const [reference, another] = referencesIn(cells[APPLICATION.reference] ?? '');
  if (reference === undefined || another !== undefined) return undefined;
  const own = statusKey(cells[APPLICATION.season] ?? '');
  return {
    reference,
    season: own === '' ? statusKey(season) : own,
    since: sinceOf(cells),
    moments: momentsIn(cells[availability] ?? ''),
  };
}

function pairIn(cells: Cells): TypedPair {
  return {
    youth: cells[PAIR.youth] ?? '',
    mentor: cells[PAIR.mentor] ?? '',
    state: cells[PAIR.state] ?? '',
  };
}

/** The accepted youths whom no pair keeps from a mentor, by `Identifiant`. */
function waitingYouths({ youths, season, gone }: ProposalInputs, pairs: readonly TypedPair[]) {
  const pairsOf = Map.groupBy(
    pairs.flatMap((pair) => referencesIn(pair.youth).map((youth) => ({ ...pair, youth }))),
    ({ youth }) => youth,
  );
  const waiting = new Map<string, WaitingYouth>();
  for (const [id, cells] of youths) {
    const candidate = candidateOf(cells, YOUTH.availability, season);
    const isAccepted = statusNamed('youth', cells[APPLICATION.status] ?? '')?.isPairable === true;
    if (candidate === undefined || !isAccepted || gone.has(id)) continue;
    const own = pairsOf.get(candidate.reference) ?? [];
    if (own.some(({ state }) => takesPlace(state))) continue;
    const met = new Set(own.flatMap(({ mentor }) => referencesIn(mentor)));
    waiting.set(id, { ...candidate, sites: sitesIn(cells[YOUTH.interests] ?? ''), met });
  }
  return waiting;
}

/** The places left of each mentor whose capacity is a number, by `Identifiant`. */
function placesOf({ mentors }: ProposalInputs, pairs: readonly TypedPair[]): ReadonlyMap<string, number> {
  const taken = takenPlaces(pairs);
  const places = new Map<string, number>();
  for (const [id, cells] of mentors) {
    const [reference = ''] = referencesIn(cells[APPLICATION.reference] ?? '');
    const left = placesLeft(cells[MENTOR.capacity] ?? '', taken.get(reference) ?? 0);
    if (left !== undefined) places.set(id, left);
  }
  return places;
}

function freeMentors(
  { mentors, season, gone }: ProposalInputs,
  places: ReadonlyMap<string, number>,
): readonly FreeMentor[] {
  return [...mentors].flatMap(([id, cells]) => {
    const candidate = candidateOf(cells, MENTOR.availability, season);
    const isFree = statusNamed('mentor', cells[APPLICATION.status] ?? '')?.isPairable === true;
    const left = places.get(id) ?? 0;
    if (candidate === undefined || !isFree || left === 0 || gone.has(id)) return [];
    return [
      {
        ...candidate,
        givenName: cells[MENTOR.givenName] ?? '',
        sites: sitesIn(cells[MENTOR.site] ?? ''),
        field: cells[MENTOR.field] ?? '',
        places: left,
      },
    ];
  });
}

function mattersOf(title: string, alone: ReadonlyMap<string, string>): readonly Matter[] {
  return [...alone].map(([reference, reason]) => ({
    section: 'know',
    title,
    text: `${reference} (${reason})`,
    key: identifierFrom('point', 'alone', reference),
  }));
}

/** Derives `Mentors possibles` and `Places libres` of every row, who fits nobody, and how many mentors are sought. Pure: the same rows in any order give the same. */
export function proposalsOf(inputs: ProposalInputs): Proposals {
  const pairs = [...inputs.pairs.values()].map(pairIn);
  const waiting = waitingYouths(inputs, pairs);
  const places = placesOf(inputs, pairs);
  const [youths, mentors] = [[...waiting.values()], freeMentors(inputs, places)];
  const { lists, aloneYouths, aloneMentors } = matched(youths, mentors);
  const isOfSeason = ({ season }: { readonly season: string }) => season === statusKey(inputs.season);
  const possibleOf = (id: string): string => {
    const youth = waiting.get(id);
    const note = inputs.notes.get(id);
    return youth === undefined
      ? (note ?? '')
      : possibleMentorsText(youth, lists.get(youth.reference) ?? [], note);
  };
  return {
    possible: new Map([...inputs.youths.keys()].map((id) => [id, possibleOf(id)])),
    places: new Map([...inputs.mentors.keys()].map((id) => [id, places.get(id)?.toString() ?? ''])),
    matters: [
      ...mattersOf('Jeunes acceptés sans mentor possible', aloneYouths),
      ...mattersOf('Mentors sans jeune possible', aloneMentors),
    ],
    sought: mentorsSought(youths.filter(isOfSeason), mentors.filter(isOfSeason)),
  };
}
