import { REMINDER_DAYS } from '../../domain/link-days.ts';
import { GUARDIAN_EVENTS } from '../../domain/tracking/journal-texts.ts';
import type { Effect } from '../cases/effect.ts';
import { guardianFact, isEnded } from '../cases/guardian-facts.ts';
import { authorisationLink } from '../links/authorisation-link.ts';
import { fingerprints } from '../cases/guardian-contacts.ts';
import { type Asking, missingContactText, requestMessage, requestText } from '../letters/guardian-letters.ts';
import { type Asked, byTeam, cellsOf, isCell, isWaiting, stepFact, type Telling } from './guardian-asked.ts';
import { cellsOfRequest, stateCell } from './guardian-rows.ts';

/** A request that waited so long, for the day's limit or the mail service, begins when it leaves. */
const LATE_MS = 86_400_000;

/** True when the team chose `Demandée` for a request that waits. */
export function isLetGo(one: Asked): boolean {
  const { isReleased, request } = one.state;
  return !isReleased && request.done.has('held') && isCell(one, 'Demandée');
}

/**
 * True when the guardian is to be asked again: the team chose `Demandée` once the former request was over, or somebody corrected
 * the guardian's contact while no answer had come. Not while a paper stands in for the answer.
 */
export function isAskedAgain(one: Asked): boolean {
  const { state, youth, row, settings } = one;
  if ((row?.paperOn ?? '') !== '') return false;
  const { sentTo } = state.request;
  if (isCell(one, 'Demandée') && isEnded(state)) return true;
  if (sentTo === undefined || youth.route.kind === 'none') return false;
  return (
    isCell(one, 'Demandée', 'Expirée', 'À vérifier') &&
    !fingerprints(settings.secret, youth.route).includes(sentTo)
  );
}

const ASKED = { email: 'byEmail', phone: 'byPhone', none: 'noContact' } as const;

const REASONS = {
  first: 'Demander l’accord du responsable légal',
  renewal: 'Redemander l’accord du responsable légal',
  reminder: 'Relancer le responsable légal',
  none: 'Appeler le jeune : il manque un contact du responsable légal, différent du sien',
} as const satisfies Record<Asking | 'none', string>;

/**
 * True when the request may not leave yet. A stranger may have named the guardian: the youth's address answers for the form, or the
 * team does. A request by telephone waits for nothing here, since the team sends it.
 */
export function mustWait({
  state: { isReleased },
  youth: { route },
}: Pick<Asked, 'state' | 'youth'>): boolean {
  return route.kind === 'email' && !isReleased;
}

/** True when a paper came, or the team chose another état, while a request waited. */
function isSettledByTeam(one: Asked): boolean {
  const { done } = one.state.request;
  return (
    done.has('paper') || (done.has('held') && !isCell(one, 'Pas encore demandée', 'Demandée', 'À vérifier'))
  );
}

function hold(one: Asked): Effect | undefined {
  if (one.state.request.done.has('held')) return undefined;
  return {
    name: 'hold',
    ...(!isCell(one, 'Pas encore demandée') && { update: cellsOf(one, stateCell('Pas encore demandée')) }),
    done: { facts: [stepFact(one, 'held', GUARDIAN_EVENTS.held)] },
  };
}

export function ask(waiting: Asked): Effect | undefined {
  const { state, youth, settings, now } = waiting;
  const { generation, sentTo, done } = state.request;
  if (sentTo !== undefined || isSettledByTeam(waiting)) return undefined;
  if (mustWait(waiting)) return hold(waiting);
  const isLate = now.getTime() - state.request.at.getTime() >= LATE_MS;
  const request = isLate ? { ...state.request, at: now } : state.request;
  const one: Asked = { ...waiting, state: { ...state, request } };
  const { route } = youth;
  const sent = guardianFact(`sent-${generation}-${fingerprints(settings.secret, route)[0]}`, now);
  const left = isLate ? [guardianFact(`left-${generation}`, now)] : [];
  if (done.has('lost'))
    return {
      name: 'ask-lost',
      // The team corrects the address in the youth's row, which asks again.
      update: cellsOf(one, stateCell('À vérifier')),
      done: { facts: [...left, sent] },
    };
  const cells = route.kind === 'none' ? stateCell('À vérifier') : cellsOfRequest(request.at, youth);
  const isToBeWritten =
    isLate ||
    generation > 0 ||
    route.kind === 'none' ||
    done.has('held') ||
    isCell(one, 'Pas encore demandée', 'À vérifier');
  const asked = guardianFact(`asked-${generation}`, now, GUARDIAN_EVENTS[ASKED[route.kind]]);
  return {
    name: 'ask',
    ...(isToBeWritten && { update: cellsOf(one, cells) }),
    ...telling(generation > 0 ? 'renewal' : 'first', one, `guardian-request-${generation}`),
    done: { facts: [asked, ...left, sent] },
    givenUp: { facts: [stepFact(one, 'lost')] },
    // The team deleted the row meanwhile, and nothing has left: the next drain sees it.
    absent: {},
  };
}

/** By e-mail, by the team when there is a telephone number only; the youth when only the youth would get it. */
function telling(asking: Asking, { state, youth, settings, now }: Asked, event: string): Telling {
  const { id, request } = state;
  const { route, reference } = youth;
  const link = authorisationLink(id, request);
  if (route.kind === 'email') {
    const letter = requestMessage(asking, { id, event, to: route.email }, youth, link, settings);
    return { letter };
  }
  if (route.kind === 'phone') {
    const text = requestText(asking, youth, link, settings);
    const contact = { id, event, reference, name: youth.guardian, phone: route.phone };
    return byTeam({ ...contact, addressee: 'guardian', reason: REASONS[asking], text }, now);
  }
  const text = missingContactText(youth, settings);
  const contact = { id, event, reference, name: youth.givenName, phone: youth.phone };
  return byTeam({ ...contact, addressee: 'person', reason: REASONS.none, text }, now);
}

export function remind(one: Asked): Effect | undefined {
  const { state, now } = one;
  const { id, request } = state;
  const dueAt = request.at.getTime() + REMINDER_DAYS * 86_400_000;
  if (!isWaiting(one) || request.done.has('reminded') || now.getTime() < dueAt) return undefined;
  if (now >= authorisationLink(id, request).expires) return undefined;
  return {
    name: 'remind',
    ...telling('reminder', one, `guardian-reminder-${request.generation}`),
    done: { facts: [stepFact(one, 'reminded', GUARDIAN_EVENTS.reminded)] },
    givenUp: { facts: [stepFact(one, 'reminded')] },
  };
}
