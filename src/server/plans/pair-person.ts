import { readEmail } from '../../domain/application/email.ts';
import { isOfAge } from '../../domain/eligibility/age.ts';
import { isFinalStatus, statusGivenBy, statusKey, statusNamed } from '../../domain/application/statuses.ts';
import { APPLICATION } from '../../domain/application/tabs.ts';
import { hasBegun, PAIRS_TAB, type PairSide } from '../../domain/pairs/pairs-tab.ts';
import { PAIR_EVENTS } from '../../domain/tracking/journal-texts.ts';
import type { Effect } from '../cases/effect.ts';
import { type Fact, factNamed } from '../cases/facts.ts';
import { type EndingEvent, isClosing, isYouthsOwn, type PairEvent } from '../../domain/pairs/pair-events.ts';
import { isAnswered } from '../cases/ending-facts.ts';
import { personFact, type Told, toldIn } from '../cases/pair-facts.ts';
import { notificationFact, statusFact, statusHistory } from '../cases/status-facts.ts';
import { contactRow, isToldByTeam } from '../letters/contact-row.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import {
  GUARDIAN_PAIR_EVENTS,
  guardianOfPairMessage,
  guardianOfPairText,
} from '../letters/guardian-pair-letters.ts';
import { endingReason } from '../letters/ending-letters.ts';
import { pairMessage, pairText } from '../letters/pair-letters.ts';
import type { AboutPair } from '../letters/pair-words.ts';
import { trackingLink } from '../links/tracking-link.ts';
import { isOutdated } from './pair-meeting.ts';
import { isAgreed } from '../../domain/pairs/ending-answers.ts';
import { MENTORS_TAB, pairRowOf, type PairRow, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import {
  type MentorOfPair,
  mentorWith,
  otherInShort,
  otherPairs,
  PAIR_QUERIES,
  personOfPair,
  type YouthOfPair,
  youthWith,
} from './pair-rows.ts';
import { type CaseNow, type Due, effectsOf, NOTHING_DUE, type Plan } from './plan.ts';

/** One of the two people of a pair, with what they are to be told of it. */
interface Telling {
  readonly side: PairSide;
  readonly self: YouthOfPair | MentorOfPair;
  readonly told: Told;
  readonly pair: PairRow;
  readonly one: CaseNow;
  readonly settings: LetterSettings;
}

/**
 * The plan for what a person is told of their pair, and for the status that it gives them: a letter, or a row in `À contacter`; a
 * guardian is told of the start.
 */
export function pairPersonPlan(settings: LetterSettings): Plan {
  return { name: 'pairs', reads: PAIR_QUERIES, due: (one) => dueFor(one, settings) };
}

function dueFor(one: CaseNow, settings: LetterSettings): Due {
  const audience = one.record?.audience;
  const told = toldIn(one.facts).find(({ isDone }) => !isDone);
  if (told === undefined || (audience !== 'youth' && audience !== 'mentor')) return NOTHING_DUE;
  const self = personOfPair(audience, one);
  const cells = one.rows(PAIRS_TAB).get(told.pairId);
  const pair = cells && pairRowOf(cells);
  // Nobody to write to, or nothing left to write about.
  if (self === undefined || pair === undefined || isOutdated(told, pair, one.now))
    return { effects: [{ name: 'leave', done: { facts: [doneFact(told, one.now)] } }] };
  const telling = { side: audience, self, told, pair, one, settings };
  if (isPointless(telling)) return { effects: [leave(telling)] };
  return { effects: effectsOf(setStatus(telling) ?? tellGuardian(telling) ?? tell(telling)) };
}

/**
 * True of a question that could not leave in time: the pair is over, or the other is there no more; of the end, it was answered meanwhile, or
 * the agreement taken back. Nor is anything then taken back, or told to a youth who left meanwhile.
 */
function isPointless(telling: Telling): boolean {
  const { side, told, pair, one } = telling;
  // « Ta candidature reste acceptée » would not be true.
  const isGone = side === 'youth' && isFinalStatus('youth', telling.self.status);
  if (told.event === 'dropped') return isGone || isNoted(telling, 'left-asked');
  if (told.event === 'stopped') return isGone;
  if (told.event === 'recalled')
    return pair.project !== '' || pair.next !== '' || isAnswered('end', told.pairId, one.facts);
  if (told.event === 'later') return !isAgreed(pair.later);
  if (told.event !== 'asked' && told.event !== 'reminded') return false;
  const other = side === 'youth' ? mentorWith(pair.mentor, one) : youthWith(pair.youth, one);
  return (
    pair.isEnded || other === undefined || isFinalStatus(side === 'youth' ? 'mentor' : 'youth', other.status)
  );
}

function leave({ told, one }: Telling): Effect {
  const left = personFact(told.pairId, `left-${told.what}`, one.now);
  return { name: 'leave', done: { facts: [left, doneFact(told, one.now)] } };
}

function doneFact({ pairId, what }: Told, at: Date): Fact {
  return personFact(pairId, `told-${what}`, at);
}

function isNoted({ told, one }: Telling, what: string): boolean {
  return factNamed(one.facts, `with-${told.pairId}-${what}`) !== undefined;
}

/** Direct consequence of what the team set in the pair: it sends nothing of its own. A mentor with another pair stays in it. */
function setStatus(telling: Telling): Effect | undefined {
  const { side, self, told, one } = telling;
  const status = statusGivenBy(side, told.event);
  if (status === undefined || isNoted(telling, `status-${told.what}`)) return undefined;
  const noted = personFact(told.pairId, `status-${told.what}`, one.now);
  const key = statusKey(status.label);
  if ((self.status !== key && !isExpected(telling)) || isPairedElsewhere(telling))
    return { name: 'keep-status', done: { facts: [noted] } };
  const history = statusHistory(one.facts, side);
  const rank = history.nextRank;
  return {
    name: 'set-status',
    ...(self.status !== key && {
      update: [
        {
          tab: side === 'youth' ? YOUTHS_TAB : MENTORS_TAB,
          row: { id: one.id, cells: { [APPLICATION.status]: status.label } },
        },
      ],
    }),
    done: {
      facts: [
        ...(history.key === key
          ? []
          : [statusFact(rank, status, one.now), notificationFact('untold', { rank, key }, one.now)]),
        noted,
      ],
    },
  };
}

/** Only over the status that a pair begins from, or that one gave: whatever else the team has chosen stays. */
function isExpected({ side, self, told }: Telling): boolean {
  if (told.event === 'started') return statusNamed(side, self.status)?.isPairable === true;
  return self.status === statusKey(statusGivenBy(side, 'started')?.label ?? '');
}

function isPairedElsewhere({ side, told, pair, one }: Telling): boolean {
  if (side === 'youth' || told.event === 'started') return false;
  const running = otherPairs(told.pairId, 'mentor', pair.mentor, one);
  return running.some(([, { state }]) => hasBegun(state));
}

function aboutOf({ side, pair, one }: Telling): AboutPair {
  const inShort = otherInShort(side, pair, one);
  const { firstMeeting } = pair;
  if (side === 'youth')
    return { otherName: pair.names.mentor, otherInShort: inShort || 'mentor bénévole', firstMeeting };
  return {
    otherName: pair.names.youth,
    otherInShort: inShort === '' ? 'Ses envies sont encore ouvertes' : `Ce qui l’attire : ${inShort}`,
    firstMeeting,
  };
}

/** By e-mail, or by the team, which also takes over when the letter was given up. */
function tell(telling: Telling): Effect {
  const { side, self, told, one, settings } = telling;
  const { pairId, what, event } = told;
  const { givenName, reference } = self.row;
  const email = readEmail(self.row.email) ?? '';
  const about = aboutOf(telling);
  const letterEvent = `${side}-${what}`;
  const done = { facts: [doneFact(told, one.now)] };
  if (isToldByTeam({ ...self.row, email }) || isNoted(telling, `lost-${what}`)) {
    const contact = {
      id: pairId,
      event: letterEvent,
      reference,
      addressee: 'person',
      name: givenName,
      phone: self.row.phone,
      preferred: self.row.preferredContact,
      reason: reasonFor(side, event),
      text: pairText(side, event, givenName, about, settings),
    } as const;
    return { name: `tell-${event}`, contacts: [contactRow(contact, one.now)], done };
  }
  const link = trackingLink(one.id, one.tracking, told.at);
  return {
    name: `tell-${event}`,
    letter: pairMessage(
      side,
      event,
      { id: pairId, event: letterEvent, to: email, name: givenName },
      about,
      link,
      settings,
    ),
    done,
    givenUp: { facts: [personFact(pairId, `lost-${what}`, one.now)] },
  };
}

/** The journal's own words, but where the team has something to do. */
const REASONS: Readonly<Record<Exclude<PairEvent, EndingEvent>, string>> = {
  ...PAIR_EVENTS,
  asked: 'Binôme : proposer, et noter la réponse dans « Binômes »',
  reminded: 'Binôme : relancer, et noter la réponse dans « Binômes »',
  silent: 'Binôme : demander des nouvelles',
};

function reasonFor(side: PairSide, event: PairEvent): string {
  return isClosing(event) || isYouthsOwn(event) ? endingReason(side, event) : REASONS[event];
}

/** The guardian of a minor is told with whom the youth begins and whom to call, then when they first meet. */
function tellGuardian(telling: Telling): Effect | undefined {
  const { self, told, pair, one, settings } = telling;
  const { what } = told;
  const event = GUARDIAN_PAIR_EVENTS.find((one) => one === told.event);
  if (event === undefined || !('interests' in self) || isNoted(telling, `guardian-told-${what}`))
    return undefined;
  const { row: youth } = self;
  const done = { facts: [personFact(told.pairId, `guardian-told-${what}`, one.now)] };
  if (isOfAge(youth, one.now) || youth.guardian === '') return { name: 'no-guardian', done };
  const mentor = mentorWith(pair.mentor, one)?.row;
  const about = {
    youthName: youth.givenName,
    mentorName: pair.names.mentor,
    company: mentor?.company ?? '',
    site: mentor?.site ?? '',
    firstMeeting: pair.firstMeeting,
  };
  const named = { id: told.pairId, event: `guardian-${what}` };
  if (youth.route.kind === 'email' && !isNoted(telling, `guardian-lost-${what}`))
    return {
      name: 'tell-guardian',
      letter: guardianOfPairMessage(event, { ...named, to: youth.route.email }, about, settings),
      done,
      givenUp: { facts: [personFact(told.pairId, `guardian-lost-${what}`, one.now)] },
    };
  const contact = {
    ...named,
    reference: youth.reference,
    addressee: 'guardian',
    name: youth.guardian,
    phone: youth.route.kind === 'phone' ? youth.route.phone : youth.guardianContacts.phone,
    reason: 'Binôme : prévenir le responsable légal',
    text: guardianOfPairText(event, youth.guardian, about, settings),
  } as const;
  return { name: 'tell-guardian', contacts: [contactRow(contact, one.now)], done };
}
