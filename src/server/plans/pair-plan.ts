import { parisTimestamp } from '../../domain/application/application.ts';
import { THROUGH } from '../../domain/pairs/ending-answers.ts';
import { PAIR, PAIRS_TAB, SIDES, takesPlace } from '../../domain/pairs/pairs-tab.ts';
import type { Effect, Outcome } from '../cases/effect.ts';
import { pairFact, type PairEnd, type PairState, pairStateOf } from '../cases/pair-facts.ts';
import { pairAlert } from '../letters/pair-alerts.ts';
import { claimsLeft } from './claims-left.ts';
import { writeDeclared } from './pair-hours.ts';
import {
  ask,
  asksNextAt,
  decided,
  noteAnswers,
  takePlace,
  tellBoth,
  tellPerson,
  update,
} from './pair-asking.ts';
import { noteMeeting, tellMeeting } from './pair-meeting.ts';
import { missingOf, obstacleTo, pairNow, type PairNow, type PairSettings, sidesLeft } from './pair-now.ts';
import { pairRowOf } from '../../domain/pairs/pair-row.ts';
import { PAIR_QUERIES, pairsOfChanged } from './pair-rows.ts';
import { breakSilence, silenceLooks, tellCheckIn, writeSign } from './signs-of-life.ts';
import { type CaseNow, type Due, nextOf, NOTHING_DUE, type Plan } from './plan.ts';
import { saidYes, todoOf } from './pair-todo.ts';
import { hasLasted, lastsAt } from './undo.ts';

/**
 * The plan for pairs, from a proposal to its end: the mentor is asked, then the youth; « C'est parti » leaves once every condition of a
 * first meeting is fulfilled and the team has set `En cours`; what the team sets afterwards is told to both.
 */
export function pairPlan(settings: PairSettings): Plan {
  return {
    name: 'pairs',
    reads: PAIR_QUERIES,
    due: (one) => dueFor(one, settings),
    related: pairsOfChanged,
  };
}

function dueFor(one: CaseNow, settings: PairSettings): Due {
  const state = pairStateOf(one.id, one.facts);
  if (state === undefined) return NOTHING_DUE;
  const cells = one.row(PAIRS_TAB);
  if (cells === undefined) return deleted(state, one);
  const pair = pairNow(state, pairRowOf(cells), one, settings);
  const effect = state.end === undefined && !pair.isAltered ? stepOf(pair) : undefined;
  const due = writeDeclared(pair) ?? effect ?? writeTodo(pair);
  const ended = afterEnd(state, one);
  return {
    effects: due === undefined ? ended.effects : [due],
    lookAt:
      state.end === undefined ? nextOf([...asksNextAt(pair), ...silenceLooks(pair)], one.now) : ended.lookAt,
    rescanAt: hasLasted(PAIRS_TAB, one) ? undefined : lastsAt(PAIRS_TAB, one),
  };
}

/** The team took the row away: nothing is said to anybody, and the place is given back. */
function deleted(state: PairState, one: CaseNow): Due {
  const { places, end: ended } = state;
  const forget = [...one.typed.keys()];
  if (ended !== undefined && forget.length === 0) return afterEnd(state, one);
  return { effects: [{ name: 'deleted', done: { ...over(places, ended ?? 'deleted', one.now), forget } }] };
}

function afterEnd({ places, endedAt }: PairState, one: CaseNow): Due {
  return places === undefined || endedAt === undefined ? NOTHING_DUE : claimsLeft(places, endedAt, one);
}

function over(places: string | undefined, end: PairEnd, now: Date): Outcome {
  return {
    ...(places !== undefined && { claim: { what: places, is: 'released' } }),
    facts: [pairFact(end, now)],
  };
}

function afterStart(pair: PairNow): Effect | undefined {
  return (
    command(pair) ??
    warn(pair) ??
    tellMeeting(pair) ??
    tellCheckIn(pair) ??
    writeSign(pair) ??
    breakSilence(pair)
  );
}

function stepOf(pair: PairNow): Effect | undefined {
  const { state } = pair;
  if (state.startedAt !== undefined) return afterStart(pair);
  return (
    takeBack(pair) ??
    noteAnswers(pair) ??
    decline(pair) ??
    takePlace(pair) ??
    ask(pair) ??
    accept(pair) ??
    start(pair) ??
    warn(pair)
  );
}

/** Ends a pair, with the instant in its row. */
function end(
  pair: PairNow,
  how: PairEnd,
  told: NonNullable<Outcome['tell']>,
  cells: Readonly<Record<string, string>> = {},
): Effect {
  const { state, one } = pair;
  return {
    name: how,
    update: update(pair, { ...cells, [PAIR.endedAt]: parisTimestamp(one.now.toISOString()) }),
    done: { ...over(state.places, how, one.now), tell: told },
  };
}

/** Before the start: the team proposes somebody else, nobody, or ends it. Whoever was asked is told; a mentor who said no is not. */
function takeBack(pair: PairNow): Effect | undefined {
  const { state } = pair;
  const wanted = decided(pair);
  const isEnded = wanted !== undefined && !takesPlace(wanted);
  const left = new Set(sidesLeft(pair));
  // Nobody knows of it yet.
  const isPointless = left.size > 0 && state.asked.mentor === undefined;
  if (!state.isTakenBack && !isEnded && !isPointless) return undefined;
  const told = SIDES.filter(
    (side) => state.asked[side] !== undefined && state.answers[side] !== 'non' && !left.has(side),
  );
  return end(
    pair,
    'withdrawn',
    told.flatMap((side) => tellPerson(pair, side, 'dropped')),
    { [PAIR.state]: 'Décliné' },
  );
}

/** A no ends it. The youth never reads that a mentor said no; a mentor whom the youth declines is told that it will not be. */
function decline(pair: PairNow): Effect | undefined {
  const { state } = pair;
  if (state.answers.mentor === 'non') return end(pair, 'declined', [], { [PAIR.state]: 'Décliné' });
  if (state.answers.youth !== 'non') return undefined;
  const told = state.answers.mentor === undefined ? [] : tellPerson(pair, 'mentor', 'dropped');
  return end(pair, 'declined', told, { [PAIR.state]: 'Décliné' });
}

function accept(pair: PairNow): Effect | undefined {
  if (!saidYes(pair) || pair.row.state !== 'Proposé') return undefined;
  return { name: 'accept', update: update(pair, { [PAIR.state]: 'Accepté' }), done: {} };
}

/** « C'est parti »: the team decides, and every condition is fulfilled. */
function start(pair: PairNow): Effect | undefined {
  const { one, state } = pair;
  if (decided(pair) !== 'En cours' || !saidYes(pair) || !state.isGranted) return undefined;
  if (sidesLeft(pair).length + missingOf(pair).length > 0 || obstacleTo(pair) !== undefined) return undefined;
  return {
    name: 'start',
    update: update(pair, { [PAIR.startedAt]: parisTimestamp(one.now.toISOString()) }),
    done: {
      tell: tellBoth(pair, 'started'),
      facts: [pairFact('started', one.now), ...noteMeeting(pair)],
    },
  };
}

/** After the start: the team's words are told to both. */
function command(pair: PairNow): Effect | undefined {
  const { state, one } = pair;
  const wanted = decided(pair);
  if (wanted === 'Arrêté') return end(pair, 'stopped', tellBoth(pair, 'stopped'));
  if (wanted === 'Terminé')
    return end(
      pair,
      'ended',
      tellBoth(pair, 'ended'),
      pair.row.endReason === '' ? { [PAIR.endReason]: THROUGH } : {},
    );
  const turn = state.isPaused ? 'resumed' : 'paused';
  if (wanted !== (state.isPaused ? 'En cours' : 'En pause')) return undefined;
  const occurrence = `${turn}-${state.turns + 1}`;
  return {
    name: turn,
    done: {
      tell: tellBoth(pair, turn, occurrence),
      facts: [pairFact(occurrence, one.now)],
    },
  };
}

/** Warnings that the team is told at once: somebody left, or a condition of the meetings is fulfilled no more. */
function warningsNow(pair: PairNow): ReadonlySet<string> {
  const { state } = pair;
  const isBegun = state.asked.mentor !== undefined || state.startedAt !== undefined;
  return new Set([
    ...(isBegun ? sidesLeft(pair).map((side) => `left-${side}`) : []),
    ...(state.startedAt === undefined ? [] : missingOf(pair).map((condition) => `lost-${condition}`)),
  ]);
}

function warn(pair: PairNow): Effect | undefined {
  const { state, one, row, settings } = pair;
  const now = warningsNow(pair);
  const fresh = [...now.difference(state.warned)];
  const changes = [
    ...fresh.map((what) => `${what}-on`),
    ...[...state.warned.difference(now)].map((what) => `${what}-off`),
  ];
  if (changes.length === 0) return undefined;
  const facts = changes.map((change, at) =>
    pairFact(`warning-${state.warnings + at + 1}-${change}`, one.now),
  );
  const { teamEmail } = settings;
  return {
    name: 'warn',
    ...(fresh.length > 0 &&
      teamEmail !== undefined && {
        letter: pairAlert(
          { id: state.id, event: `warning-${state.warnings + 1}`, to: teamEmail, reference: row.reference },
          todoOf(pair),
          settings,
        ),
      }),
    done: { facts },
  };
}

/** A derived cell: it has no fact, and is written when it differs. */
function writeTodo(pair: PairNow): Effect | undefined {
  const todo = todoOf(pair);
  if (todo === pair.row.todo) return undefined;
  return { name: 'todo', update: update(pair, { [PAIR.todo]: todo }), done: {} };
}
