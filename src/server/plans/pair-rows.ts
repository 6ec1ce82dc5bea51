import { fieldOf } from '../../domain/application/form.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { statusKey } from '../../domain/application/statuses.ts';
import { APPLICATION, PROPOSAL, READINESS } from '../../domain/application/tabs.ts';
import { HOURS_LINE, HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { PAIR, PAIRS_TAB, type PairSide, takesPlace } from '../../domain/pairs/pairs-tab.ts';
import { IDENTIFIER_PATTERN } from '../foundation/identifier.ts';
import {
  INTERESTS,
  inShort,
  MENTORS_TAB,
  type PairRow,
  pairRowOf,
  rowWith,
  YOUTHS_TAB,
} from '../../domain/pairs/pair-row.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { AUTHORISATIONS_QUERY, YOUTHS_QUERY, youthRowOf, type YouthRow } from './guardian-rows.ts';
import type { CaseNow, TabQuery } from './plan.ts';

const MENTOR = {
  reference: APPLICATION.reference,
  status: APPLICATION.status,
  givenName: fieldOf(mentorForm, 'givenName').column,
  email: fieldOf(mentorForm, 'email').column,
  phone: fieldOf(mentorForm, 'phone').column,
  company: fieldOf(mentorForm, 'company').column,
  jobTitle: fieldOf(mentorForm, 'jobTitle').column,
  site: fieldOf(mentorForm, 'site').column,
  field: fieldOf(mentorForm, 'field').column,
  capacity: fieldOf(mentorForm, 'capacity').column,
} as const;

/** The youths, with whom the team proposes for each: a slip there is undone within minutes. */
export const PROPOSALS_QUERY: TabQuery = {
  tab: YOUTHS_TAB,
  headers: [...YOUTHS_QUERY.headers, INTERESTS],
  optional: [APPLICATION.season, PROPOSAL.proposed],
  watched: [PROPOSAL.proposed],
};

export const MENTORS_QUERY: TabQuery = {
  tab: MENTORS_TAB,
  headers: Object.values(MENTOR),
  optional: [APPLICATION.season, READINESS.trainedOn, READINESS.bulletinSeenOn, READINESS.bulletinSeenBy],
};

export const PAIR_QUERIES: readonly TabQuery[] = [
  PROPOSALS_QUERY,
  MENTORS_QUERY,
  AUTHORISATIONS_QUERY,
  { tab: HOURS_TAB, headers: [HOURS_LINE.date, HOURS_LINE.participants], isNeverScanned: true },
  {
    tab: PAIRS_TAB,
    headers: [
      PAIR.reference,
      PAIR.youth,
      PAIR.youthName,
      PAIR.mentor,
      PAIR.mentorName,
      PAIR.site,
      PAIR.state,
      PAIR.todo,
      PAIR.mentorAnswer,
      PAIR.youthAnswer,
      PAIR.startedAt,
      PAIR.endedAt,
      PAIR.project,
      PAIR.next,
      PAIR.later,
      PAIR.continues,
    ],
    optional: [PAIR.firstMeeting, PAIR.lastSign, PAIR.endReason],
    watched: [PAIR.state, PAIR.mentorAnswer, PAIR.youthAnswer, PAIR.firstMeeting],
  },
];

/** Somebody with their row and, unless the team typed it by hand, their case. */
interface Person {
  readonly id: string;
  readonly hasCase: boolean;
  readonly status: string;
  readonly season: string;
}

export interface YouthOfPair extends Person {
  readonly row: YouthRow;
  /** The ticked interests. */
  readonly interests: string;
  /** `undefined` when the team removed the column. */
  readonly proposed: string | undefined;
}

export interface MentorOfPair extends Person {
  readonly row: {
    readonly reference: string;
    readonly givenName: string;
    readonly email: string;
    readonly phone: string;
    /** Nobody asks a mentor. */
    readonly preferredContact: '';
    readonly company: string;
    readonly jobTitle: string;
    readonly site: string;
    readonly field: string;
  };
  /** Number of youths that they take; 0 when the cell is no number. */
  readonly capacity: number;
  readonly trainedOn: string;
  readonly bulletinSeenOn: string;
  readonly bulletinSeenBy: string;
}

export function youthOfPair(id: string, cells: Cells): YouthOfPair {
  const row = youthRowOf(cells);
  return {
    id,
    hasCase: IDENTIFIER_PATTERN.test(id),
    row,
    status: statusKey(row.status),
    season: (cells[APPLICATION.season] ?? '').trim(),
    interests: (cells[INTERESTS] ?? '').trim(),
    proposed: cells[PROPOSAL.proposed],
  };
}

export function mentorOfPair(id: string, cells: Cells): MentorOfPair {
  const cell = (header: string): string => (cells[header] ?? '').trim();
  const capacity = Number(cell(MENTOR.capacity));
  return {
    id,
    hasCase: IDENTIFIER_PATTERN.test(id),
    row: {
      reference: cell(MENTOR.reference),
      givenName: cell(MENTOR.givenName),
      email: cell(MENTOR.email),
      phone: cell(MENTOR.phone),
      preferredContact: '',
      company: cell(MENTOR.company),
      jobTitle: cell(MENTOR.jobTitle),
      site: cell(MENTOR.site),
      field: cell(MENTOR.field),
    },
    status: statusKey(cell(MENTOR.status)),
    season: cell(APPLICATION.season),
    capacity: Number.isInteger(capacity) && capacity > 0 ? capacity : 0,
    trainedOn: cell(READINESS.trainedOn),
    bulletinSeenOn: cell(READINESS.bulletinSeenOn),
    bulletinSeenBy: cell(READINESS.bulletinSeenBy),
  };
}

/** The person of a case as one side of a pair, from their own row; `undefined` where it is not there. */
export function personOfPair(
  side: PairSide,
  { id, row }: Pick<CaseNow, 'id' | 'row'>,
): YouthOfPair | MentorOfPair | undefined {
  const cells = row(side === 'youth' ? YOUTHS_TAB : MENTORS_TAB);
  return cells && (side === 'youth' ? youthOfPair(id, cells) : mentorOfPair(id, cells));
}

type Rows = Pick<CaseNow, 'rows'>;

export function youthWith(reference: string, { rows }: Rows): YouthOfPair | undefined {
  const found = rowWith(rows(YOUTHS_TAB), reference);
  return found && youthOfPair(...found);
}

export function mentorWith(reference: string, { rows }: Rows): MentorOfPair | undefined {
  const found = rowWith(rows(MENTORS_TAB), reference);
  return found && mentorOfPair(...found);
}

/** The mentor of whose reference that is true. */
export function mentorWhere(
  isTheirs: (reference: string) => boolean,
  { rows }: Rows,
): MentorOfPair | undefined {
  const found = [...rows(MENTORS_TAB)].find(([, cells]) => isTheirs((cells[MENTOR.reference] ?? '').trim()));
  return found && mentorOfPair(...found);
}

/** The other rows of pairs that take a place and are of this person, by `Identifiant`. */
export function otherPairs(
  id: string,
  side: PairSide,
  reference: string,
  { rows }: Rows,
): readonly (readonly [string, PairRow])[] {
  return [...rows(PAIRS_TAB)].flatMap(([otherId, cells]) => {
    const row = pairRowOf(cells);
    const isTheirs = otherId !== id && row[side] === reference && takesPlace(cells[PAIR.state] ?? '');
    return isTheirs ? [[otherId, row] as const] : [];
  });
}

/** The pairs, by `Identifiant`, of those whose rows changed: what was decided may not hold any more. */
export function pairsOfChanged(
  changed: ReadonlySet<string>,
  rowsIfRead: (tab: TabQuery['tab']) => ReadonlyMap<string, Cells> | undefined,
): readonly string[] {
  const references = new Set(
    [YOUTHS_TAB, MENTORS_TAB].flatMap((tab) =>
      [...(rowsIfRead(tab) ?? [])].flatMap(([id, cells]) =>
        changed.has(id) ? [(cells[APPLICATION.reference] ?? '').trim()] : [],
      ),
    ),
  );
  const [youths, mentors] = [rowsIfRead(YOUTHS_TAB), rowsIfRead(MENTORS_TAB)];
  const isGone = (rows: ReadonlyMap<string, Cells> | undefined, reference: string): boolean =>
    rows !== undefined && reference !== '' && rowWith(rows, reference) === undefined;
  return [...(rowsIfRead(PAIRS_TAB) ?? [])].flatMap(([id, cells]) => {
    const { youth, mentor, state } = pairRowOf(cells);
    // One that the team typed by hand is no case.
    if (!IDENTIFIER_PATTERN.test(id)) return [];
    if (references.has(youth) || references.has(mentor)) return [id];
    // A row that is gone tells no reference: the pair that still names it does.
    const isOpen = state === undefined || takesPlace(state);
    return isOpen && (isGone(youths, youth) || isGone(mentors, mentor)) ? [id] : [];
  });
}

/** A few words on the other, as one side is told; `''` where nothing is known. */
export function otherInShort(side: PairSide, pair: PairRow, { rows }: Rows): string {
  const [other, tab, reference] =
    side === 'mentor'
      ? (['youth', YOUTHS_TAB, pair.youth] as const)
      : (['mentor', MENTORS_TAB, pair.mentor] as const);
  return inShort(other, rowWith(rows(tab), reference)?.[1] ?? {});
}
