import { fieldOf } from '../application/form.ts';
import { mentorForm } from '../application/mentor.ts';
import { ERASED_REFERENCE } from '../application/reference.ts';
import type { RowCells } from '../application/tab.ts';
import { APPLICATION, tabOf } from '../application/tabs.ts';
import { youthForm } from '../application/youth.ts';
import { meetingInWords } from './first-meeting.ts';
import {
  PAIR,
  type PairAnswer,
  pairAnswerIn,
  type PairSide,
  type PairStateLabel,
  pairStateIn,
} from './pairs-tab.ts';

export const YOUTHS_TAB = tabOf(youthForm);
export const MENTORS_TAB = tabOf(mentorForm);

/** In `Jeunes`: what the youth ticked. */
export const INTERESTS = fieldOf(youthForm, 'interests').column;

export interface PairRow {
  readonly reference: string;
  /** References of the two; `''` of whom was erased. */
  readonly youth: string;
  readonly mentor: string;
  readonly names: Readonly<Record<PairSide, string>>;
  readonly site: string;
  /** `undefined` for words of the team's own. */
  readonly state: PairStateLabel | undefined;
  readonly todo: string;
  readonly answers: Readonly<Record<PairSide, PairAnswer | undefined>>;
  readonly answerCells: Readonly<Record<PairSide, string>>;
  /** In words (`meetingInWords`). */
  readonly firstMeeting: string;
  readonly isEnded: boolean;
  /** `undefined` when the team removed the column. */
  readonly endReason: string | undefined;
  /** What the youth answered at the end and six months later, and the mentor at the end: the cells as they stand. */
  readonly project: string;
  readonly next: string;
  readonly later: string;
  readonly continues: string;
}

/** A row of the tab `Binômes`, as staff left it. */
export function pairRowOf(cells: RowCells): PairRow {
  const cell = (header: string): string => (cells[header] ?? '').trim();
  const person = (header: string): string => (cell(header) === ERASED_REFERENCE ? '' : cell(header));
  const answerCells = { youth: cell(PAIR.youthAnswer), mentor: cell(PAIR.mentorAnswer) };
  return {
    reference: cell(PAIR.reference),
    youth: person(PAIR.youth),
    mentor: person(PAIR.mentor),
    names: { youth: cell(PAIR.youthName), mentor: cell(PAIR.mentorName) },
    site: cell(PAIR.site),
    state: pairStateIn(cell(PAIR.state)),
    todo: cell(PAIR.todo),
    answers: { youth: pairAnswerIn(answerCells.youth), mentor: pairAnswerIn(answerCells.mentor) },
    answerCells,
    firstMeeting: meetingInWords(cell(PAIR.firstMeeting)),
    isEnded: cell(PAIR.endedAt) !== '',
    endReason: cells[PAIR.endReason]?.trim(),
    project: cell(PAIR.project),
    next: cell(PAIR.next),
    later: cell(PAIR.later),
    continues: cell(PAIR.continues),
  };
}

/** The columns that say who somebody is to the other: never what a youth wrote of a project, nor a mentor of their reasons. */
export const IN_SHORT: Readonly<Record<PairSide, readonly string[]>> = {
  youth: [INTERESTS],
  mentor: ['jobTitle', 'field', 'site'].map((name) => fieldOf(mentorForm, name).column),
};

/** A person in a few words from their row: « Infirmière, Recherche »; `''` where nothing is known. */
export function inShort(side: PairSide, cells: RowCells): string {
  return IN_SHORT[side]
    .map((header) => (cells[header] ?? '').trim())
    .filter((text) => text !== '')
    .join(', ');
}

/** The row of whom a reference names. */
export function rowWith(
  rows: ReadonlyMap<string, RowCells>,
  reference: string,
): readonly [id: string, cells: RowCells] | undefined {
  if (reference === '') return undefined;
  return [...rows].find(([, cells]) => (cells[APPLICATION.reference] ?? '').trim() === reference);
}
