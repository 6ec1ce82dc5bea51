import { isFinalStatus, statusNamed } from '../../domain/application/statuses.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { parisInstant } from '../../domain/events/paris-time.ts';
import { AGREED, isAgreed } from '../../domain/pairs/ending-answers.ts';
import { sixMonthsAfter } from '../../domain/pairs/ending-days.ts';
import { type PairRow, pairRowOf } from '../../domain/pairs/pair-row.ts';
import { hasBegun, PAIR, PAIRS_TAB, type PairSide } from '../../domain/pairs/pairs-tab.ts';
import { PAIR_EVENTS } from '../../domain/tracking/journal-texts.ts';
import type { Effect } from '../cases/effect.ts';
import {
  agreedFact,
  answeredFact,
  answersIn,
  type ClosedPair,
  closedPairsIn,
  isAnswered,
  isAskedLater,
  storyFact,
  type WaitingAnswer,
} from '../cases/ending-facts.ts';
import { factNamed } from '../cases/facts.ts';
import { pairFact, personFact } from '../cases/pair-facts.ts';
import { contactRow } from '../letters/contact-row.ts';
import { STORY_REASON } from '../letters/ending-letters.ts';
import { morningAfter } from './pair-asking.ts';
import { type MentorOfPair, otherPairs, PAIR_QUERIES, personOfPair, type YouthOfPair } from './pair-rows.ts';
import { type CaseNow, type Due, effectsOf, nextOf, NOTHING_DUE, type Plan } from './plan.ts';

/** Working days after which a youth who did not answer is reminded, once. */
const RECALL_DAYS = 5;
/** A question that could not leave for so long is not asked any more. */
const TOO_LATE_MS = 31 * 86_400_000;

/** One of the two people of pairs that are over. */
interface Person {
  readonly side: PairSide;
  readonly self: YouthOfPair | MentorOfPair;
  readonly one: CaseNow;
}

/**
 * The plan for what is asked after a pair, in the case of each of its people: what they answer goes into the row of the pair, where no word of
 * the team's is written over; a youth is reminded once, and asked again six months later if they agreed. Whoever is erased is in no such plan.
 */
export function endingPlan(): Plan {
  return { name: 'pairs', reads: PAIR_QUERIES, due: dueFor };
}

function dueFor(one: CaseNow): Due {
  const closed = closedPairsIn(one.facts);
  const side = one.record?.audience;
  if (closed.length === 0 || (side !== 'youth' && side !== 'mentor')) return NOTHING_DUE;
  const self = personOfPair(side, one);
  if (self === undefined) return NOTHING_DUE;
  const person = { side, self, one };
  const [waiting] = answersIn(one.typed).flatMap((answer) => effectsOf(write(answer, person)));
  if (waiting !== undefined) return { effects: [waiting] };
  if (side === 'mentor') return NOTHING_DUE;
  const questions = closed.flatMap((pair) => effectsOf(recall(pair, person) ?? askLater(pair, person)));
  return {
    effects: questions,
    lookAt: nextOf(
      closed.flatMap(({ at }) => [recallAt(at), laterAt(at)]),
      one.now,
    ),
  };
}

/** The row of a pair; `undefined` where it is not there, or names somebody else by now. */
function rowOf(pairId: string, { side, self, one }: Person): PairRow | undefined {
  const cells = one.rows(PAIRS_TAB).get(pairId);
  const row = cells && pairRowOf(cells);
  return row?.[side] === self.row.reference ? row : undefined;
}

/** True of a cell that an answer may fill: empty, or the agreement that it follows. */
function isOpen(header: string, text: string): boolean {
  return text.trim() === '' || (header === PAIR.later && isAgreed(text));
}

/** Brings an answer to the row of its pair. Of a row that the team took away there is nothing to bring it to. */
function write(answer: WaitingAnswer, person: Person): Effect | undefined {
  const { name, question, pairId, changes } = answer;
  const { one, side } = person;
  const cells = one.rows(PAIRS_TAB).get(pairId);
  const gone = { forget: [name] };
  if (cells === undefined) return { name: 'ending-gone', done: gone };
  if (isAnswered(question, pairId, one.facts)) return { name: 'ending-again', done: gone };
  // Somebody wrote another reference into the row.
  if (rowOf(pairId, person) === undefined) return undefined;
  const open = Object.entries(changes).filter(([header]) => isOpen(header, cells[header] ?? ''));
  const agrees = open.some(([header, text]) => header === PAIR.later && text === AGREED);
  return {
    name: `ending-${question}`,
    ...(open.length > 0 && {
      update: [{ tab: PAIRS_TAB, row: { id: pairId, cells: Object.fromEntries(open) } }],
    }),
    ...(answer.mayCallAboutStory && { contacts: [storyContact(pairId, person)] }),
    done: {
      facts: [
        answeredFact(question, pairId, one.now),
        ...(agrees ? [agreedFact(pairId, one.now)] : []),
        ...(answer.mayCallAboutStory ? [storyFact(pairId, one.now)] : []),
      ],
      // What the team has to do next may follow from it.
      ...(side === 'mentor' && { tell: [{ id: pairId, fact: pairFact('told-continue', one.now) }] }),
      ...gone,
    },
    absent: gone,
  };
}

/** A person of the team calls: nothing of the story is asked here. */
function storyContact(pairId: string, { self, one }: Person) {
  const { reference, givenName, phone, preferredContact } = self.row;
  const contact = {
    id: one.id,
    event: `story-${pairId}`,
    reference,
    addressee: 'person',
    name: givenName,
    phone,
    preferred: preferredContact,
    reason: STORY_REASON,
    text: '',
  } as const;
  return contactRow(contact, one.now);
}

function recallAt(at: Date): Date {
  return morningAfter(at, RECALL_DAYS);
}

function laterAt(at: Date): Date {
  return parisInstant(`${sixMonthsAfter(parisDate(at))}T09:00`);
}

function isDueSince(at: Date, now: Date): boolean {
  return now >= at && now.getTime() - at.getTime() < TOO_LATE_MS;
}

/** True of somebody who withdrew, stopped the programme or was not taken after all: nothing more is asked. */
function hasLeft({ side, self }: Person): boolean {
  return isFinalStatus(side, self.status) && statusNamed(side, self.status)?.isThrough !== true;
}

/** Reminds of the questions of the end, once; not of what the team has typed. */
function recall({ pairId, at, isTold }: ClosedPair, person: Person): Effect | undefined {
  const { one } = person;
  const row = rowOf(pairId, person);
  if (!isTold || row === undefined || !isDueSince(recallAt(at), one.now) || hasLeft(person)) return undefined;
  if (row.project !== '' || row.next !== '' || isAnswered('end', pairId, one.facts)) return undefined;
  if (factNamed(one.facts, `with-${pairId}-recalled`) !== undefined) return undefined;
  return { name: 'recall', done: { facts: [personFact(pairId, 'recalled', one.now)] } };
}

/** Six months later, one question, if the youth agreed and has no other pair under way: its own end asks. */
function askLater({ pairId, at }: ClosedPair, person: Person): Effect | undefined {
  const { one, self } = person;
  const row = rowOf(pairId, person);
  if (row === undefined || !isDueSince(laterAt(at), one.now) || hasLeft(person)) return undefined;
  if (!isAgreed(row.later) || isAskedLater(pairId, one.facts)) return undefined;
  const others = otherPairs(pairId, 'youth', self.row.reference, one);
  if (others.some(([, other]) => hasBegun(other.state))) return undefined;
  return {
    name: 'ask-later',
    done: { facts: [personFact(pairId, 'later', one.now, PAIR_EVENTS.later)] },
  };
}
