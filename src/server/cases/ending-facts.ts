import * as z from 'zod';
import { isClosing } from '../../domain/pairs/pair-events.ts';
import { ENDING_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { parseRecord } from '../store/keys.ts';
import { type Fact, factNamed } from './facts.ts';
import { personFact, toldIn } from './pair-facts.ts';
import type { TypedStore, TypedTexts } from './typed-store.ts';

// Answers at the end of a pair. They wait in `typed/` of the person's own case, as cells of the pair's row, and are in no fact: the row alone
// says what somebody answered, so that an erasure takes it with the rest of them.

/**
 * Questions after a pair, in the order in which answers that wait are brought to its row. `refusal`: the youth takes back their agreement to
 * be asked six months later.
 */
const QUESTIONS = ['end', 'refusal', 'later', 'continue'] as const;

export type EndingQuestion = (typeof QUESTIONS)[number];

/** An answer that the spreadsheet does not hold yet. */
export interface WaitingAnswer {
  /** The key under which it waits. */
  readonly name: string;
  readonly question: EndingQuestion;
  readonly pairId: string;
  /** Cells of the pair's row, by header. */
  readonly changes: Readonly<Record<string, string>>;
  /** Agrees to be called about a story on the site. */
  readonly mayCallAboutStory: boolean;
}

const NAME = /^ending-(?<question>[a-z]+)-(?<pairId>[0-9a-f]{32})$/;

const schema = z.object({
  changes: z.record(z.string(), z.string()),
  mayCallAboutStory: z.boolean().optional(),
});

/** The answers that wait in somebody's case. Leaves out questions that only a later deploy knows. Throws `NewerRecord`. */
export function answersIn(typed: TypedTexts): readonly WaitingAnswer[] {
  const answers = [...typed].flatMap(([name, text]): readonly WaitingAnswer[] => {
    const { question: word, pairId = '' } = NAME.exec(name)?.groups ?? {};
    const question = QUESTIONS.find((one) => one === word);
    if (question === undefined) return [];
    const { changes, mayCallAboutStory = false } = parseRecord(schema, text);
    return [{ name, question, pairId, changes, mayCallAboutStory }];
  });
  return answers.toSorted((a, b) => QUESTIONS.indexOf(a.question) - QUESTIONS.indexOf(b.question));
}

/** Keeps an answer, durable when this resolves. Idempotent: one key a question and pair. */
export async function keepAnswer(
  personId: string,
  { question, pairId, changes, mayCallAboutStory }: Omit<WaitingAnswer, 'name'>,
  typed: Pick<TypedStore, 'keep'>,
): Promise<void> {
  await typed.keep(personId, `ending-${question}-${pairId}`, {
    changes,
    ...(mayCallAboutStory && { mayCallAboutStory }),
  });
}

/** An answer of somebody is in the row of the pair, or was there when it came. */
export function answeredFact(question: EndingQuestion, pairId: string, at: Date): Fact {
  const line = question === 'refusal' ? ENDING_EVENTS.refused : ENDING_EVENTS.answered;
  return personFact(pairId, `answered-${question}`, at, line);
}

export function isAnswered(question: EndingQuestion, pairId: string, facts: readonly Fact[]): boolean {
  return factNamed(facts, `with-${pairId}-answered-${question}`) !== undefined;
}

/** The youth agrees to be asked six months later: the line of the Journal proves it. */
export function agreedFact(pairId: string, at: Date): Fact {
  return personFact(pairId, 'agreed', at, ENDING_EVENTS.agreed);
}

/** The youth agrees to be called about a story: apart from what they answered. */
export function storyFact(pairId: string, at: Date): Fact {
  return personFact(pairId, 'story', at, ENDING_EVENTS.story);
}

/** A pair of which somebody was told that it is over, or is about to be told. */
export interface ClosedPair {
  readonly pairId: string;
  readonly at: Date;
  readonly isTold: boolean;
}

/** The pairs of somebody that are over after they had begun. */
export function closedPairsIn(facts: readonly Fact[]): readonly ClosedPair[] {
  return toldIn(facts).flatMap(({ pairId, event, at, isDone }) =>
    isClosing(event) ? [{ pairId, at, isTold: isDone }] : [],
  );
}

export function isAskedLater(pairId: string, facts: readonly Fact[]): boolean {
  return factNamed(facts, `with-${pairId}-later`) !== undefined;
}
