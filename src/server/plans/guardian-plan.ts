import { readEmail } from '../../domain/application/email.ts';
import { AUTHORISATIONS_TAB } from '../../domain/guardian/authorisations-tab.ts';
import type { Way } from '../../domain/guardian/route.ts';
import { REMINDER_DAYS } from '../../domain/link-days.ts';
import { GUARDIAN_EVENTS } from '../../domain/tracking/journal-texts.ts';
import type { Effect } from '../cases/effect.ts';
import { type Fact, factOf } from '../cases/facts.ts';
import {
  type Answer,
  endsFact,
  type GuardianState,
  guardianFact,
  guardianStateIn,
  hasUnknownAnswer,
  latestAnswer,
} from '../cases/guardian-facts.ts';
import { tellPairs } from '../cases/pair-facts.ts';
import { authorisationLink } from '../links/authorisation-link.ts';
import { fingerprints } from '../cases/guardian-contacts.ts';
import { consentIn } from '../cases/guardian-consent.ts';
import { answeredMessage, answeredText } from '../letters/guardian-letters.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import { NewerRecord } from '../store/keys.ts';
import { isToldByTeam } from '../letters/contact-row.ts';
import { type Asked, byTeam, cellsOf, isCell, isWaiting, stepFact, type Telling } from './guardian-asked.ts';
import { ask, isAskedAgain, isLetGo, mustWait, remind } from './guardian-asking.ts';
import { ownContacts } from './guardian-own-contacts.ts';
import {
  AUTHORISATIONS_QUERY,
  authorisationRowOf,
  cellsOfAnswer,
  endsNow,
  firstRowOf,
  majorityInstant,
  stateCell,
  YOUTHS_QUERY,
  youthRowOf,
} from './guardian-rows.ts';
import { type CaseNow, type Due, effectsOf, nextOf, NOTHING_DUE, type Plan } from './plan.ts';

/**
 * The plan for authorisations: guardians are asked, reminded once, their answers and the ends of their links noted, and changes that
 * team changes in the spreadsheet is heeded.
 */
export function guardianPlan(settings: LetterSettings): Plan {
  return {
    name: 'authorisations',
    reads: [YOUTHS_QUERY, AUTHORISATIONS_QUERY],
    due: (one) => withPairsTold(dueFor(one, settings), one),
  };
}

/** A pair begins, or stops meeting, by what is written into the row. */
function withPairsTold(due: Due, { id, facts, now }: CaseNow): Due {
  const told = tellPairs(id, facts, 'authorisation', now);
  if (told.length === 0) return due;
  const effects = due.effects.map((effect) => {
    if (effect.update === undefined) return effect;
    return { ...effect, done: { ...effect.done, tell: [...(effect.done.tell ?? []), ...told] } };
  });
  return { ...due, effects };
}

function dueFor({ id, record, facts, typed, row, now }: CaseNow, settings: LetterSettings): Due {
  const state = guardianStateIn(id, facts, typed);
  if (state === undefined || record === undefined) return NOTHING_DUE;
  if (hasUnknownAnswer(typed)) throw new NewerRecord();
  // A drain that noted it ended before it was forgotten.
  const kept = state.answers.filter(({ name, isNoted }) => isNoted && typed.has(name));
  if (kept.length > 0)
    return { effects: [{ name: 'forget', done: { forget: kept.map(({ name }) => name) } }] };
  const { secret } = settings;
  const wasOwn = (way: Way): boolean => fingerprints(secret, way).some((print) => state.own.has(print));
  const [youthCells, cells] = [row(YOUTHS_QUERY.tab), row(AUTHORISATIONS_TAB)];
  const youth = youthCells && youthRowOf(youthCells, wasOwn);
  const ends = endsNow(youth, state.hasRow && cells === undefined, now);
  const changed = ends.symmetricDifference(state.ends).size > 0 ? [endsFact(state, ends, now)] : [];
  if (youth === undefined || ends.has('gone')) return closeAnswers(state, changed);
  const own = ownContacts(state, youth, settings, now);
  if (changed.length + own.length > 0) return noted('note', [...changed, ...own]);
  const one: Asked = { state, youth, row: cells && authorisationRowOf(cells), settings, typed, now };
  return { effects: effectsOf(effectFor(one)), lookAt: nextLook(one) };
}

function noted(name: string, facts: readonly Fact[]): Due {
  return { effects: [{ name, done: { facts } }] };
}

/** Answers whose row the team deleted: what happened is noted, what was typed is erased. */
function closeAnswers({ answers }: GuardianState, changed: readonly Fact[]): Due {
  const unnoted = answers.filter(({ isNoted }) => !isNoted);
  if (unnoted.length + changed.length === 0) return NOTHING_DUE;
  return {
    effects: [
      {
        name: 'close-answers',
        done: {
          facts: [...changed, ...unnoted.flatMap(answerFacts)],
          forget: unnoted.map(({ name }) => name),
        },
      },
    ],
  };
}

function effectFor(one: Asked): Effect | undefined {
  const { state } = one;
  const unnoted = state.answers.filter(({ isNoted }) => !isNoted);
  if (unnoted.length > 0) return noteAnswers(one, unnoted);
  if (state.ends.has('adult')) return noteAdult(one);
  if (state.ends.size > 0) return undefined;
  if (!state.hasRow) return insertRow(one);
  if (isLetGo(one)) return { name: 'let-go', done: { facts: [guardianFact('released', one.now)] } };
  if (isAskedAgain(one))
    return {
      name: 'ask-again',
      done: { renew: { purpose: 'authorisation', fact: 'guardian-wanted', kind: 'guardian' } },
    };
  return notePaper(one) ?? ask(one) ?? remind(one) ?? expire(one);
}

/** When something is due next: the day of age at the latest. */
function nextLook({ state, youth, now }: Asked): Date | undefined {
  if (state.ends.size > 0) return undefined;
  const { at, done, sentTo } = state.request;
  const reminder = new Date(at.getTime() + REMINDER_DAYS * 86_400_000);
  const isAsked = sentTo !== undefined;
  return nextOf(
    [
      isAsked && !done.has('reminded') ? reminder : undefined,
      isAsked ? authorisationLink(state.id, state.request).expires : undefined,
      majorityInstant(youth),
    ],
    now,
  );
}

/** A row that staff deleted is not brought back: the fact stays. */
function insertRow(one: Asked): Effect {
  const row = firstRowOf(one.state, one.youth, mustWait(one));
  return {
    name: 'insert',
    insert: [{ tab: AUTHORISATIONS_TAB, row }],
    done: { facts: [guardianFact('row', one.now)] },
  };
}

function answerFacts({ name, at, decision }: Answer): readonly Fact[] {
  return [
    guardianFact(`${decision}-${at.getTime()}`, at, GUARDIAN_EVENTS[decision]),
    factOf('guardian', name, at),
  ];
}

function noteAnswers(one: Asked, answers: readonly Answer[]): Effect | undefined {
  const latest = answers.at(-1);
  if (latest === undefined) return undefined;
  const typed = consentIn(one.typed.get(latest.name));
  const told = tellYouth(one, latest);
  return {
    name: 'note-answer',
    ...told,
    ...(typed && { update: cellsOf(one, cellsOfAnswer(latest, typed)) }),
    done: { facts: answers.flatMap(answerFacts), forget: answers.map(({ name }) => name) },
  };
}

function tellYouth({ state: { id }, youth, settings, now }: Asked, { decision, at }: Answer): Telling {
  const event = `guardian-answer-${at.getTime()}`;
  const { phone, givenName: name, reference } = youth;
  const email = readEmail(youth.email);
  if (email !== undefined && !isToldByTeam(youth))
    return { letter: answeredMessage(decision, { id, event, to: email }, youth, settings) };
  if (phone === '') return {};
  const reason = 'Dire au jeune que son responsable a répondu';
  const text = answeredText(decision, youth, settings);
  return byTeam({ id, event, reference, addressee: 'person', name, phone, reason, text }, now);
}

function noteAdult(one: Asked): Effect | undefined {
  const { hasRow, isAdultNoted } = one.state;
  if (isAdultNoted || !hasRow) return undefined;
  return {
    name: 'note-adult',
    update: cellsOf(one, stateCell('Majeur')),
    done: { facts: [guardianFact('adult', one.now, GUARDIAN_EVENTS.adult)] },
  };
}

/** The team wrote when it received the paper. What it chose itself in `État` stays. */
function notePaper(one: Asked): Effect | undefined {
  const { state, row } = one;
  if ((row?.paperOn ?? '') === '' || state.request.done.has('paper')) return undefined;
  const isTheirs = isCell(one, 'Refusée') && latestAnswer(state)?.decision !== 'refused';
  return {
    name: 'note-paper',
    ...(!isTheirs && { update: cellsOf(one, stateCell('Accordée')) }),
    done: { facts: [stepFact(one, 'paper', GUARDIAN_EVENTS.paper)] },
  };
}

function expire(one: Asked): Effect | undefined {
  const { state, now } = one;
  if (!isWaiting(one) || now < authorisationLink(state.id, state.request).expires) return undefined;
  return {
    name: 'expire',
    update: cellsOf(one, stateCell('Expirée')),
    done: { facts: [stepFact(one, 'expired', GUARDIAN_EVENTS.expired)] },
  };
}
