import { labelIn, statusKey } from '../application/statuses.ts';
import { type BelongingSide, type RowCells, systemTab, type Tab, TEAM_NOTES } from '../application/tab.ts';
import { APPLICATION } from '../application/tabs.ts';
import {
  CONTINUE_ANSWERS,
  END_REASONS,
  LATER_AGREEMENTS,
  NEXT_STEPS,
  PROJECT_ANSWERS,
} from './ending-answers.ts';

/**
 * Where a pair stands. The system gives `Proposé`, `Accepté` once both said yes, and `Décliné`; the team sets `En cours`, `En pause`,
 * `Terminé` and `Arrêté`.
 */
const PAIR_STATES = ['Proposé', 'Accepté', 'En cours', 'En pause', 'Terminé', 'Arrêté', 'Décliné'] as const;

export type PairStateLabel = (typeof PAIR_STATES)[number];

const STATE_BY_KEY = new Map<string, PairStateLabel>(PAIR_STATES.map((state) => [statusKey(state), state]));

/** The states in which a pair takes one of its mentor's places. */
const HOLDING: ReadonlySet<PairStateLabel> = new Set(['Proposé', 'Accepté', 'En cours', 'En pause']);

const ANSWERS = ['oui', 'non'] as const;

export type PairAnswer = (typeof ANSWERS)[number];

/** The state that a cell names, however it was typed; `undefined` for words of the team's own. */
export function pairStateIn(cell: string): PairStateLabel | undefined {
  return STATE_BY_KEY.get(statusKey(cell));
}

/** True of a pair that takes a place; words of the team's own do not. */
export function takesPlace(cell: string): boolean {
  const state = pairStateIn(cell);
  return state !== undefined && HOLDING.has(state);
}

/** True of a pair that meets, or pauses. */
export function hasBegun(state: PairStateLabel | undefined): boolean {
  return state === 'En cours' || state === 'En pause';
}

/** The answer that a cell names, however it was typed; `undefined` for none and for other words. */
export function pairAnswerIn(cell: string): PairAnswer | undefined {
  return labelIn(ANSWERS, cell);
}

/** The sides of a pair, in the order in which they are asked: no youth reads a refusal. */
export const SIDES = ['mentor', 'youth'] as const;

export type PairSide = (typeof SIDES)[number];

/** Given to neither side: it may say anything of the other. */
const TEAMS_OWN = '(pour l’équipe seule)';

const MENTOR_ANSWER = 'Réponse du mentor';
const YOUTH_ANSWER = 'Réponse du jeune';
const BUILT_PROJECT = 'Projet bâti';
const NEXT_STEP = 'Suite';
const SIX_MONTHS_LATER = 'À 6 mois';
const MENTOR_CONTINUES = 'Le mentor continue';

/**
 * The columns of each side of a pair's row: the reference that says whose it is, and what is told of that person alone. A youth is given a
 * row once the mentor has said yes: no youth reads a refusal.
 */
export const PAIR_SIDES = {
  youth: {
    reference: 'Jeune',
    own: ['Jeune', 'Prénom du jeune', YOUTH_ANSWER, BUILT_PROJECT, NEXT_STEP, SIX_MONTHS_LATER],
    isAddressedTo: ({ [MENTOR_ANSWER]: mentor = '', [YOUTH_ANSWER]: youth = '' }: RowCells) =>
      pairAnswerIn(mentor) === 'oui' || youth.trim() !== '',
  },
  mentor: { reference: 'Mentor', own: ['Mentor', 'Prénom du mentor', MENTOR_ANSWER, MENTOR_CONTINUES] },
} as const satisfies Readonly<Record<PairSide, BelongingSide>>;

/** The pairs of a youth and a mentor, one row each: it names two people, and each is given their own side alone. */
const PAIRS = systemTab(
  'Binômes',
  {
    reference: { header: APPLICATION.reference, width: 14 },
    season: { header: APPLICATION.season, width: 12 },
    /** Reference of the row in `Jeunes`. */
    youth: { header: 'Jeune', width: 14 },
    youthName: { header: 'Prénom du jeune', width: 18 },
    /** Reference of the row in `Mentors`. */
    mentor: { header: 'Mentor', width: 14 },
    mentorName: { header: 'Prénom du mentor', width: 18 },
    site: { header: 'Site', width: 18 },
    state: { header: 'État', width: 14, options: PAIR_STATES },
    todo: { header: 'À faire', width: 50, withheld: TEAMS_OWN },
    proposedAt: { header: 'Proposé le', width: 26 },
    mentorAnswer: { header: MENTOR_ANSWER, width: 18, options: ANSWERS },
    youthAnswer: { header: YOUTH_ANSWER, width: 18, options: ANSWERS },
    firstMeeting: { header: 'Première rencontre', width: 24, owner: 'staff' },
    startedAt: { header: 'Commencé le', width: 26 },
    hours: { header: 'Heures', width: 12 },
    lastSign: { header: 'Dernier signe', width: 16 },
    endedAt: { header: 'Terminé le', width: 26 },
    /** It may say who asked for it. */
    endReason: { header: 'Fin', width: 24, options: END_REASONS, owner: 'staff', withheld: TEAMS_OWN },
    project: { header: BUILT_PROJECT, width: 14, options: PROJECT_ANSWERS },
    next: { header: NEXT_STEP, width: 20, options: NEXT_STEPS },
    later: { header: SIX_MONTHS_LATER, width: 20, options: [...LATER_AGREEMENTS, ...NEXT_STEPS] },
    continues: { header: MENTOR_CONTINUES, width: 20, options: CONTINUE_ANSWERS },
    notes: { ...TEAM_NOTES, withheld: TEAMS_OWN },
  },
  { sides: [PAIR_SIDES.youth, PAIR_SIDES.mentor] },
);

export const PAIR = PAIRS.headers;

/** A pair that the team writes down by hand takes a place like every other. */
export const PAIRS_TAB: Tab = { ...PAIRS.tab, countsHandTyped: true };
