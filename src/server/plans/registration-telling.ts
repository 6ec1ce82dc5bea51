import { readEmail } from '../../domain/application/email.ts';
import { isOfAge } from '../../domain/eligibility/age.ts';
import { reminderOf, startOf } from '../../domain/events/programme-event.ts';
import type { Effect, Outcome } from '../cases/effect.ts';
import { registrationFact } from '../cases/registration-facts.ts';
import { contactRow, isToldByTeam } from '../letters/contact-row.ts';
import {
  guardianOfGuestMessage,
  guardianOfGuestText,
  type GuardianTold,
  type RegistrationEvent,
  registrationMessage,
  registrationText,
} from '../letters/registration-letters.ts';
import { trackingLink } from '../links/tracking-link.ts';
import { digestOf, isTold, type RegistrationNow } from './registration-now.ts';

/** As the Journal, and the person on their page, read it. */
const LINES: Readonly<Record<RegistrationEvent, (named: string) => string>> = {
  registered: (named) => `Événement : inscription à ${named}`,
  promoted: (named) => `Événement : une place s’est libérée pour ${named}`,
  waiting: (named) => `Événement : liste d’attente pour ${named}`,
  moved: (named) => `Événement : date, heure ou lieu changés pour ${named}`,
  cancelled: (named) => `Événement : ${named} n’aura pas lieu`,
  restored: (named) => `Événement : ${named} a lieu, finalement`,
  reminder: (named) => `Événement : rappel pour ${named}`,
  blocked: (named) => `Événement : pas de place pour ${named} sans l’autorisation du responsable légal`,
};

export function lineOf(what: RegistrationEvent, title: string): string {
  return LINES[what](`« ${title} »`);
}

/** Tells one letter about an event from another, and from those about others. */
function letterEvent({ state: { key, rank } }: RegistrationNow, what: string): string {
  return ['event', key.slice(0, 12), rank, what].join('-');
}

/** What is noted when the person was told what the event is like now. */
export function seenFact({ state, event, one }: RegistrationNow) {
  return registrationFact(state, `seen ${state.seenTimes + 1} ${digestOf(event)}`, one.now);
}

/**
 * Tells the person, by e-mail or by the team, which also takes over when the letter was given up.
 *
 * @param name tells occurrences apart.
 */
export function tell(
  now: RegistrationNow,
  what: RegistrationEvent,
  {
    name = what,
    ...parts
  }: Pick<Effect, 'insert' | 'update'> & { readonly done: Outcome; readonly name?: string },
): Effect {
  const { guest, event, state, one, settings } = now;
  const email = readEmail(guest.email) ?? '';
  const named = { id: one.id, event: letterEvent(now, name) };
  if (isToldByTeam({ ...guest, email }) || isTold(`lost ${name}`, now)) {
    const contact = {
      ...named,
      reference: guest.reference,
      addressee: 'person',
      name: guest.givenName,
      phone: guest.phone,
      preferred: guest.preferredContact,
      reason: lineOf(what, event.title),
      text: registrationText(guest.guest, what, guest.givenName, event, settings),
    } as const;
    return { ...parts, name, contacts: [contactRow(contact, one.now)] };
  }
  const link = trackingLink(one.id, one.tracking, one.now);
  return {
    ...parts,
    name,
    letter: registrationMessage(
      guest.guest,
      what,
      { ...named, to: email, name: guest.givenName },
      event,
      link,
      settings,
    ),
    givenUp: { facts: [registrationFact(state, `lost ${name}`, one.now)] },
  };
}

/** In the morning, three days before, unless they were told of it since; once for each day that it is moved to. */
export function remind(now: RegistrationNow): Effect | undefined {
  const { event, state, one } = now;
  const at = reminderOf(event);
  const day = event.start.slice(0, 10);
  const isDue = one.now >= at && one.now < startOf(event) && !event.cancelled;
  if (!isDue || isTold(`reminder ${day}`, now)) return undefined;
  const fact = (line?: string) => registrationFact(state, `reminder ${day}`, one.now, line);
  if (state.seenAt !== undefined && state.seenAt >= at)
    return { name: 'no-reminder', done: { facts: [fact()] } };
  return tell(now, 'reminder', {
    name: `reminder-${day}`,
    done: { facts: [fact(lineOf('reminder', event.title))] },
  });
}

/** The last thing that the person was told and the guardian was not. */
function untoldOf(now: RegistrationNow): { readonly what: GuardianTold; readonly name: string } | undefined {
  const { state, event } = now;
  if (!isTold('told registered', now)) return undefined;
  const name = `guardian ${state.seenTimes}`;
  if (isTold(name, now)) return undefined;
  const isFirst = !Array.from({ length: state.seenTimes }, (_, times) => times).some((times) =>
    isTold(`guardian ${times}`, now),
  );
  // Nobody is told that what they never heard of does not happen.
  if (isFirst) return event.cancelled ? undefined : { what: 'registered', name };
  const change = (['cancelled', 'restored'] as const).find((what) =>
    isTold(`told ${what} ${state.seenTimes}`, now),
  );
  return { what: change ?? 'moved', name };
}

/** The guardian of somebody who is a minor on the day is told when and where, whom to call, and each change. */
export function tellGuardian(now: RegistrationNow): Effect | undefined {
  const { guest, event, state, one, settings } = now;
  const { youth } = guest;
  const untold = untoldOf(now);
  if (youth === undefined || untold === undefined || isOfAge(youth, startOf(event))) return undefined;
  const { what, name } = untold;
  const done = { facts: [registrationFact(state, name, one.now)] };
  if (youth.guardian === '') return { name: 'no-guardian', done };
  const named = { id: one.id, event: letterEvent(now, name.replace(' ', '-')) };
  const lost = `lost ${name.replace(' ', '-')}`;
  if (youth.route.kind === 'email' && !isTold(lost, now))
    return {
      name: 'tell-guardian',
      letter: guardianOfGuestMessage(
        what,
        { ...named, to: youth.route.email },
        youth.givenName,
        event,
        settings,
      ),
      done,
      givenUp: { facts: [registrationFact(state, lost, one.now)] },
    };
  const contact = {
    ...named,
    reference: youth.reference,
    addressee: 'guardian',
    name: youth.guardian,
    phone: youth.route.kind === 'phone' ? youth.route.phone : youth.guardianContacts.phone,
    reason: 'Événement : prévenir le responsable légal',
    text: guardianOfGuestText(what, youth.guardian, youth.givenName, event, settings),
  } as const;
  return { name: 'tell-guardian', contacts: [contactRow(contact, one.now)], done };
}
