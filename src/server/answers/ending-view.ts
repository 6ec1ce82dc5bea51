import type { EndingShown } from '../../components/tracking/Endings.tsx';
import type { SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { quotableFirstName } from '../../domain/application/quotable.ts';
import { AGREED, isAgreed, REFUSED } from '../../domain/pairs/ending-answers.ts';
import {
  chosen,
  CONTINUE_CHOICES,
  type EndingAnswers,
  endingSection,
  NEXT_CHOICES,
  parseEnding,
} from '../../domain/pairs/ending-questions.ts';
import { type PairRow, pairRowOf } from '../../domain/pairs/pair-row.ts';
import { PAIR } from '../../domain/pairs/pairs-tab.ts';
import {
  answersIn,
  closedPairsIn,
  type EndingQuestion,
  isAnswered,
  isAskedLater,
  keepAnswer,
  type WaitingAnswer,
} from '../cases/ending-facts.ts';
import { TypedStore } from '../cases/typed-store.ts';
import type { PostedForm, ShownPage } from './link-answer.ts';
import { type PairRows, sideOf } from './pair-view.ts';
import type { TrackingState } from './tracking-view.ts';
import type { OpenTracking, TrackingEndpoint } from './tracking-visit.ts';

/** Columns of a pair's row that say what was answered at its end. */
export const SHOWN_OF_ENDINGS = [PAIR.project, PAIR.next, PAIR.later, PAIR.continues] as const;

/** The answers of somebody about pairs that are over: those that wait in the store, and those that facts note as taken. */
async function givenBy(state: TrackingState, deps: TrackingEndpoint) {
  const waiting = answersIn(await new TypedStore(deps.ports().store).of(state.file.id));
  const waits = (question: EndingQuestion, pairId: string): WaitingAnswer | undefined =>
    waiting.find((one) => one.question === question && one.pairId === pairId);
  const isGiven = (question: EndingQuestion, pairId: string): boolean =>
    isAnswered(question, pairId, state.events) || waits(question, pairId) !== undefined;
  return { waits, isGiven };
}

type Given = Awaited<ReturnType<typeof givenBy>>;

/** True of a youth who agreed to be asked six months later, and was not yet. */
function hasAgreed(pairId: string, row: PairRow | undefined, { waits, isGiven }: Given): boolean {
  if (isGiven('refusal', pairId) || isGiven('later', pairId)) return false;
  return isAgreed(row?.later ?? '') || waits('end', pairId)?.changes[PAIR.later] === AGREED;
}

/** The question that waits for an answer; what the team typed in the row is one. */
function questionOf(
  pairId: string,
  row: PairRow | undefined,
  state: TrackingState,
  given: Given,
): EndingShown['question'] {
  if (sideOf(state) === 'mentor')
    return given.isGiven('continue', pairId) || (row?.continues ?? '') !== '' ? undefined : 'end';
  const isTyped = row !== undefined && row.project + row.next !== '';
  if (!given.isGiven('end', pairId) && !isTyped) return 'end';
  const isAsked = isAskedLater(pairId, state.events);
  return isAsked && hasAgreed(pairId, row, given) ? 'later' : undefined;
}

/** The pairs of somebody that are over, with the question that waits. */
export async function endingsShown(
  state: TrackingState,
  rows: PairRows,
  deps: TrackingEndpoint,
): Promise<readonly EndingShown[]> {
  const [side, closed] = [sideOf(state), closedPairsIn(state.events)];
  if (side === undefined || closed.length === 0) return [];
  const given = await givenBy(state, deps);
  return closed.flatMap(({ pairId }): readonly EndingShown[] => {
    const cells = rows === 'unreadable' ? undefined : rows.get(pairId);
    const row = cells && pairRowOf(cells);
    // The team took the row away, or wrote another reference into it.
    if (rows !== 'unreadable' && row?.[side] !== state.file.reference) return [];
    const question = questionOf(pairId, row, state, given);
    return [
      {
        pair: pairId,
        other: quotableFirstName(row?.names[side === 'youth' ? 'mentor' : 'youth'] ?? ''),
        question,
        hasAgreed: question === undefined && hasAgreed(pairId, row, given),
      },
    ];
  });
}

async function formPage(
  { path, pair, values }: { readonly path: string; readonly pair: string; readonly values: SubmittedValues },
  { retentionMonths }: TrackingEndpoint,
  errors?: FormErrors,
): Promise<ShownPage> {
  const { renderEnding } = await import('./render-tracking.ts');
  return renderEnding({ path, pair, section: endingSection(retentionMonths), values, errors });
}

/** The pair of somebody that is over and that a form names. */
function closedPair(id: string | null | undefined, { events }: TrackingState): string | undefined {
  return closedPairsIn(events).find(({ pairId }) => pairId === id)?.pairId;
}

/** The questions of the end; `undefined` where nobody asks the reader, or they have answered. */
export async function endingPage(
  { state }: OpenTracking,
  request: Request,
  deps: TrackingEndpoint,
): Promise<ShownPage | undefined> {
  const { searchParams, pathname } = new URL(request.url);
  const pair = closedPair(searchParams.get('binome'), state);
  if (sideOf(state) !== 'youth' || pair === undefined) return undefined;
  const { isGiven } = await givenBy(state, deps);
  if (isGiven('end', pair)) return undefined;
  return await formPage({ path: pathname, pair, values: new Map() }, deps);
}

function cellsOf({ project, next, mayAskLater }: EndingAnswers): WaitingAnswer['changes'] {
  return {
    [PAIR.project]: project,
    [PAIR.next]: next,
    ...(mayAskLater !== undefined && { [PAIR.later]: mayAskLater ? AGREED : REFUSED }),
  };
}

/** The cell that a button fills; `undefined` of a button that the page does not offer to this reader. */
function cellOf(
  question: string | undefined,
  answer: string | undefined,
  state: TrackingState,
): { readonly question: EndingQuestion; readonly changes: WaitingAnswer['changes'] } | undefined {
  const side = sideOf(state);
  const next = chosen(NEXT_CHOICES, answer);
  const continues = chosen(CONTINUE_CHOICES, answer);
  if (side === 'youth' && question === 'refusal') return { question, changes: { [PAIR.later]: REFUSED } };
  if (side === 'youth' && question === 'later' && next !== undefined)
    return { question, changes: { [PAIR.later]: next } };
  if (side === 'mentor' && question === 'continue' && continues !== undefined)
    return { question, changes: { [PAIR.continues]: continues } };
  return undefined;
}

type Answered = Omit<WaitingAnswer, 'name'>;

/** The answer that a button gives; `undefined` of a button that the page does not offer now. */
function pressed(pairId: string, { values }: PostedForm, state: TrackingState): Answered | undefined {
  const given = cellOf(values.get('question')?.[0], values.get('answer')?.[0], state);
  if (given === undefined || (given.question === 'later' && !isAskedLater(pairId, state.events)))
    return undefined;
  return { ...given, pairId, mayCallAboutStory: false };
}

/** The answer that the form of the end gives, or the form again with its mistakes. */
async function filledIn(
  pair: string,
  { values, path }: PostedForm,
  deps: TrackingEndpoint,
): Promise<{ readonly answer: Answered } | { readonly page: ShownPage }> {
  const parsed = parseEnding(endingSection(deps.retentionMonths), values);
  if (!parsed.ok) {
    const page = await formPage({ path, pair, values }, deps, parsed.errors);
    return { page: { ...page, status: 422, hasErrors: true } };
  }
  const { mayCallAboutStory } = parsed.ending;
  return { answer: { question: 'end', pairId: pair, changes: cellsOf(parsed.ending), mayCallAboutStory } };
}

/**
 * Takes an answer at the end of a pair, which the next drain brings to its row: the first to each question counts. Nothing of a pair that is
 * not theirs or is not over.
 */
export async function answerEnding(
  form: PostedForm,
  { state }: OpenTracking,
  deps: TrackingEndpoint,
): Promise<ShownPage | undefined> {
  const pairId = closedPair(form.values.get('pair')?.[0], state);
  if (pairId === undefined) return undefined;
  const { isGiven } = await givenBy(state, deps);
  const keep = async (answer: Answered): Promise<void> => {
    if (!isGiven(answer.question, pairId))
      await keepAnswer(state.file.id, answer, new TypedStore(deps.ports().store));
  };
  if (form.values.get('question')?.[0] !== 'end') {
    const answer = pressed(pairId, form, state);
    if (answer !== undefined) await keep(answer);
    return undefined;
  }
  if (sideOf(state) !== 'youth' || isGiven('end', pairId)) return undefined;
  const filled = await filledIn(pairId, form, deps);
  if ('page' in filled) return filled.page;
  await keep(filled.answer);
  return undefined;
}
