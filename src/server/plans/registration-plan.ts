import { endOf, reminderOf, startOf } from '../../domain/events/programme-event.ts';
import { REGISTRATION, REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { settledAt } from '../cases/claims.ts';
import type { Effect, Outcome } from '../cases/effect.ts';
import {
  eventKey,
  type RegistrationEnd,
  registrationFact,
  registrationsIn,
  type RegistrationState,
} from '../cases/registration-facts.ts';
import { claimsLeft } from './claims-left.ts';
import { type CaseNow, type Due, nextOf, type Plan } from './plan.ts';
import {
  cancelRow,
  decided,
  decidedAt,
  digestOf,
  hasPlace,
  isOwnState,
  isSettled,
  isTold,
  obstacle,
  outdatedCells,
  ownClaim,
  type RegistrationNow,
  type RegistrationSettings,
  rowIdOf,
  rowState,
  writeRow,
} from './registration-now.ts';
import { guestNow, guestsOfChanged, REGISTRATION_QUERIES } from './registration-rows.ts';
import { lineOf, remind, seenFact, tell, tellGuardian } from './registration-telling.ts';

/** Until the next look: a deploy may have changed the event, or somebody have given a place back. */
const LOOK_MS = 3_600_000;
/** The same of an event whose file is gone: it may come back. */
const GONE_MS = 24 * LOOK_MS;
/** An event that is gone for so long has been. */
const FORGOTTEN_MS = 400 * 24 * LOOK_MS;

/**
 * The plan for those who come to an event: a place, or the waiting list, which moves up by itself; what changes is told once, and a reminder
 * leaves before. What the team sets in the row is left as it is, and followed.
 */
export function registrationPlan(settings: RegistrationSettings): Plan {
  return {
    name: 'registrations',
    reads: REGISTRATION_QUERIES,
    due: (one) => dueFor(one, settings),
    related: guestsOfChanged,
  };
}

function dueFor(one: CaseNow, settings: RegistrationSettings): Due {
  const all = registrationsIn(one.facts);
  const over = all.flatMap(({ key, end, endedAt }) =>
    endedAt === undefined || end === 'closed' ? [] : [claimsLeft(key, endedAt, one)],
  );
  const open = all.filter(({ end }) => end === undefined);
  const { events } = settings;
  const dues =
    events === undefined
      ? open.map(() => ({ effect: undefined, looks: [after(one, LOOK_MS)] }))
      : open.map((state) => dueOf(state, one, { ...settings, events }));
  return {
    effects: [...over.flatMap(({ effects }) => effects), ...dues.flatMap(({ effect }) => effect ?? [])],
    lookAt: nextOf([...over.map(({ lookAt }) => lookAt), ...dues.flatMap(({ looks }) => looks)], one.now),
  };
}

function after({ now }: CaseNow, milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds);
}

interface DueOfOne {
  readonly effect: Effect | undefined;
  readonly looks: readonly (Date | undefined)[];
}

function dueOf(state: RegistrationState, one: CaseNow, settings: RegistrationNow['settings']): DueOfOne {
  const rowId = rowIdOf(state, one);
  const cells = one.row(REGISTRATIONS_TAB, rowId);
  const event = settings.events.find(({ slug }) => eventKey(slug) === state.key);
  const guest = guestNow(one);
  const row = { state, rowId, cells, one };
  if (state.isLeft) return { effect: leave(row, 'left', event?.title), looks: [] };
  if (state.hasRow && cells === undefined) return { effect: over(row, 'deleted'), looks: [] };
  // Staff deleted the person's row.
  if (guest === undefined) return { effect: leave(row, 'status'), looks: [] };
  if (event === undefined) return gone(row);
  const now: RegistrationNow = { ...row, event, guest, settings };
  return { effect: stepOf(now), looks: looksOf(now) };
}

type Row = Pick<RegistrationNow, 'state' | 'rowId' | 'cells' | 'one'>;

/** Its file is gone: the team alone is told (`registration-matters.ts`), and nothing moves. */
function gone(row: Row): DueOfOne {
  const { state, one } = row;
  const isForgotten = one.now.getTime() - state.wantedAt.getTime() > FORGOTTEN_MS;
  if (isForgotten) return { effect: over(row, 'closed'), looks: [] };
  return { effect: undefined, looks: [after(one, GONE_MS)] };
}

function over({ state, one }: Row, end: RegistrationEnd, line?: string): Effect {
  return {
    name: end,
    done: {
      claim: { what: state.key, is: 'released' },
      facts: [registrationFact(state, `end ${end}`, one.now, line)],
    },
  };
}

/** Over, and the row says so where the system wrote it. */
function leave(row: Row, end: RegistrationEnd, title = row.cells?.[REGISTRATION.event] ?? ''): Effect {
  const line = title === '' || end !== 'left' ? undefined : `Événement : désinscription de « ${title} »`;
  return { ...over(row, end, line), ...cancelRow(row) };
}

function stepOf(now: RegistrationNow): Effect | undefined {
  const { event, state, one } = now;
  if (one.now >= endOf(event)) return over(now, 'closed');
  const why = obstacle(now);
  if (why !== undefined) return shutOut(now, why);
  if (!isOwnState(now)) return follow(now);
  return rewrite(now) ?? change(now) ?? (state.isGranted ? welcome(now) : ask(now));
}

/** Nobody who left, and no minor without authorisation, keeps a place; who had one is told why not any more. */
function shutOut(now: RegistrationNow, why: 'status' | 'blocked'): Effect {
  const effect = leave(now, why);
  if (why === 'status') return effect;
  const { done, update } = effect;
  const facts = [registrationFact(now.state, `end ${why}`, now.one.now, lineOf('blocked', now.event.title))];
  return tell(now, 'blocked', { ...(update && { update }), done: { ...done, facts } });
}

/** The team has set another state: once it has lasted, it counts. What else is written there is nobody's concern. */
function follow(now: RegistrationNow): Effect | undefined {
  const { state, one } = now;
  const wanted = decided(now);
  if (wanted === 'Inscrite' && !state.isGranted) return grant(now);
  if (wanted === 'Annulée' || wanted === 'Excusée' || wanted === "Liste d'attente") return over(now, 'team');
  // Who came has been there, whatever they were told.
  return wanted === 'Venue' && one.now >= startOf(now.event) ? over(now, 'closed') : undefined;
}

/** A derived cell: it has no fact, and is written when it differs. */
function rewrite(now: RegistrationNow): Effect | undefined {
  const cells = now.cells === undefined ? {} : outdatedCells(now);
  if (Object.keys(cells).length === 0) return undefined;
  return { name: 'rewrite', update: [{ tab: REGISTRATIONS_TAB, row: { id: now.rowId, cells } }], done: {} };
}

/** Cancelled, or moved: told once for each change. */
function change(now: RegistrationNow): Effect | undefined {
  const { state, event, one } = now;
  if (state.seen === undefined || state.seen === digestOf(event)) return undefined;
  const was = digestOf({ ...event, cancelled: true });
  const what = event.cancelled ? 'cancelled' : state.seen === was ? 'restored' : 'moved';
  const told = registrationFact(
    state,
    `told ${what} ${state.seenTimes + 1}`,
    one.now,
    lineOf(what, event.title),
  );
  return tell(now, what, {
    name: `${what}-${state.seenTimes + 1}`,
    done: { facts: [seenFact(now), told] },
  });
}

/** Claims a place that nobody claims; has it, or waits. */
function ask(now: RegistrationNow): Effect | undefined {
  const { state, event, one } = now;
  if (ownClaim(now) === undefined)
    return { name: 'claim', done: { claim: { what: state.key, is: 'wanted' } } };
  // Whoever asked in time is answered after the start too; nobody moves up any more.
  const isMoving = one.now < startOf(event) || !isTold('told waiting', now);
  if (!event.cancelled && isMoving && hasPlace(now)) return grant(now);
  if (!isSettled(now) || isTold('told waiting', now)) return undefined;
  if (event.cancelled) return over(now, 'closed');
  return answer(now, 'waiting');
}

function grant({ state, one }: RegistrationNow): Effect {
  const done: Outcome = {
    claim: { what: state.key, is: 'granted' },
    facts: [registrationFact(state, 'granted', one.now)],
  };
  return { name: 'grant', done };
}

/** The row of a place, with its letter; then a reminder. */
function welcome(now: RegistrationNow): Effect | undefined {
  if (isTold('told registered', now)) return tellGuardian(now) ?? remind(now);
  return answer(now, isTold('told waiting', now) ? 'promoted' : 'registered');
}

function answer(now: RegistrationNow, what: 'registered' | 'promoted' | 'waiting'): Effect {
  const { state, event, one } = now;
  const told = what === 'waiting' ? 'told waiting' : 'told registered';
  return tell(now, what, {
    ...writeRow(now),
    done: {
      facts: [
        registrationFact(state, 'row', one.now),
        seenFact(now),
        registrationFact(state, told, one.now, lineOf(what, event.title)),
      ],
    },
  });
}

function looksOf(now: RegistrationNow): readonly (Date | undefined)[] {
  const { event, one } = now;
  const own = ownClaim(now);
  return [
    own && settledAt(own),
    isOwnState(now) || rowState(now) === undefined ? undefined : decidedAt(now),
    reminderOf(event),
    endOf(event),
    one.now < endOf(event) ? after(one, LOOK_MS) : undefined,
  ];
}
