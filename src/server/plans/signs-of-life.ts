import { daysAfter } from '../../domain/days-after.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { parisInstant } from '../../domain/events/paris-time.ts';
import { dayIn } from '../../domain/hours/ledger-rows.ts';
import { PAIR, PAIRS_TAB, SIDES } from '../../domain/pairs/pairs-tab.ts';
import type { Effect } from '../cases/effect.ts';
import {
  type CheckInGiven,
  checkInToldFact,
  silenceAt,
  silenceFact,
  silentAs,
  signsIn,
} from '../cases/pair-signs.ts';
import { contactRow } from '../letters/contact-row.ts';
import { checkInAlert, checkInReason } from '../letters/pair-alerts.ts';
import { tellPerson, update } from './pair-asking.ts';
import { type PairNow, sidesLeft } from './pair-now.ts';

/** Until a silence that was noticed is asked about: the ledger is read meanwhile, and may hold a sign. */
const NOTICE_MS = 300_000;

/** The day of the last sign as the row says it; the start at the earliest. */
function lastSignOf({ state, one }: PairNow): IsoDate | undefined {
  const cell = dayIn(one.row(PAIRS_TAB)?.[PAIR.lastSign]);
  const started = state.startedAt && parisDate(state.startedAt);
  return [cell, started]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
}

/** Nine o'clock of the day on which a pair has been silent for too long. */
function silentFrom(since: IsoDate, days: number): Date {
  return parisInstant(`${daysAfter(since, days)}T09:00`);
}

/** `Dernier signe` follows what somebody did on their page; it never goes back. */
export function writeSign(pair: PairNow): Effect | undefined {
  const { lastAct } = signsIn(pair.one.facts);
  const last = dayIn(pair.one.row(PAIRS_TAB)?.[PAIR.lastSign]) ?? '';
  return lastAct === undefined || lastAct <= last
    ? undefined
    : { name: 'sign', update: update(pair, { [PAIR.lastSign]: lastAct }), done: {} };
}

/** `help` and `stop` reach the team at once, by e-mail and as somebody to call. Nobody else is told. */
export function tellCheckIn(pair: PairNow): Effect | undefined {
  const { state, row, one, settings } = pair;
  const given = signsIn(one.facts).checkIns.find(({ answer, isTold }) => answer !== 'ok' && !isTold);
  if (given === undefined) return undefined;
  const { teamEmail } = settings;
  const event = `checkin-${given.day}-${given.side}-${given.answer}`;
  return {
    name: 'check-in',
    ...contactOf(pair, given, event),
    ...(teamEmail !== undefined && {
      letter: checkInAlert(
        { id: state.id, event, to: teamEmail, reference: row.reference, person: row[given.side] },
        given.answer,
        settings,
      ),
    }),
    done: { facts: [checkInToldFact(given, one.now)] },
  };
}

function contactOf(pair: PairNow, { side, answer }: CheckInGiven, event: string): Pick<Effect, 'contacts'> {
  const person = side === 'youth' ? pair.youth : pair.mentor;
  if (person === undefined) return {};
  const { reference, givenName, phone, preferredContact } = person.row;
  const contact = {
    id: person.id,
    event,
    reference,
    addressee: 'person',
    name: givenName,
    phone,
    preferred: preferredContact,
    reason: checkInReason(answer),
    text: '',
  } as const;
  return { contacts: [contactRow(contact, pair.one.now)] };
}

/** After so many days without a sign, one question to each: once for each silence, whatever comes of it. */
export function breakSilence(pair: PairNow): Effect | undefined {
  const { state, row, one, settings } = pair;
  const since = lastSignOf(pair);
  if (since === undefined || state.isPaused || row.state !== 'En cours' || sidesLeft(pair).length > 0)
    return undefined;
  if (one.now < silentFrom(since, settings.silenceDays) || silenceAt('asked', since, one.facts) !== undefined)
    return undefined;
  const noticedAt = silenceAt('noticed', since, one.facts);
  if (noticedAt === undefined)
    return { name: 'silence-noticed', done: { facts: [silenceFact('noticed', since, one.now)] } };
  if (one.now.getTime() - noticedAt.getTime() < NOTICE_MS) return undefined;
  return {
    name: 'silence',
    done: {
      tell: SIDES.flatMap((side) => tellPerson(pair, side, 'silent', silentAs(since))),
      facts: [silenceFact('asked', since, one.now)],
    },
  };
}

/** When a silence is due to be noticed, or asked about. */
export function silenceLooks(pair: PairNow): readonly (Date | undefined)[] {
  const { one, state, settings } = pair;
  const since = lastSignOf(pair);
  if (since === undefined || state.startedAt === undefined) return [];
  const noticedAt = silenceAt('noticed', since, one.facts);
  return [silentFrom(since, settings.silenceDays), noticedAt && new Date(noticedAt.getTime() + NOTICE_MS)];
}
