import { INVITATIONS_TAB } from '../../domain/invitations/invitations-tab.ts';
import { REMINDER_DAYS } from '../../domain/link-days.ts';
import type { Effect } from '../cases/effect.ts';
import {
  type End,
  endOfGrace,
  INVITATION_FACTS as FACTS,
  type InvitationState,
  invitationFact,
  invitationLink,
  invitationStateIn,
  type Volunteer,
  volunteerIn,
} from '../cases/invitation-facts.ts';
import { type InvitationLetter, volunteerMessage } from '../letters/invitation-letters.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import type { Message } from '../letters/message.ts';
import type { Link } from '../links/links.ts';
import {
  cellsOf,
  cellsOfEnd,
  cellsOfLink,
  COMPANIES_QUERY,
  companyWithout,
  firstRowOf,
  INVITATIONS_QUERY,
  isCompanyOpen,
} from './invitation-rows.ts';
import { type CaseNow, type Due, effectsOf, nextOf, NOTHING_DUE, type Plan } from './plan.ts';

/** An invitation of somebody who has neither finished nor declined. */
interface Awaited {
  readonly state: InvitationState;
  readonly volunteer: Volunteer;
  readonly case: CaseNow;
  readonly settings: LetterSettings;
}

/** One whose first letter has left, with the link that counts now. */
interface Invited extends Awaited {
  readonly sentAt: Date;
  readonly link: Link;
}

/**
 * The plan for the volunteers whom companies announced: each has a row and a letter, one reminder, the links that they or their
 * company ask for; how it ended is noted, and who it was for forgotten.
 */
export function invitationPlan(settings: LetterSettings): Plan {
  return {
    name: 'invitations',
    reads: [INVITATIONS_QUERY, COMPANIES_QUERY],
    due: (one) => dueFor(one, settings),
  };
}

function dueFor(one: CaseNow, settings: LetterSettings): Due {
  const state = invitationStateIn(one.id, one.facts);
  const { end, names, sentAt } = state;
  if (end === undefined && !names.has(FACTS.released) && !names.has(FACTS.companyGone)) return NOTHING_DUE;
  const volunteer = volunteerIn(one.person);
  if (end !== undefined) return { effects: effectsOf(noteEnd(one, state, end, volunteer)) };
  if (volunteer === undefined) return NOTHING_DUE;
  const awaited: Awaited = { state, volunteer, case: one, settings };
  if (sentAt !== undefined) return dueOnceSent({ ...awaited, sentAt, link: invitationLink(state, sentAt) });
  if (names.has(FACTS.companyGone)) return { effects: [forget()] };
  return { effects: effectsOf(names.has(FACTS.lost) ? noteLost(awaited) : begin(awaited)) };
}

function forget(): Effect {
  return { name: 'forget', done: { forgetPerson: true } };
}

/** In the spreadsheet; then what was kept of the person goes, also when it was kept again by a delivery that was overtaken. */
function noteEnd(
  one: CaseNow,
  { names }: InvitationState,
  end: End,
  volunteer: Volunteer | undefined,
): Effect | undefined {
  const { id, now } = one;
  const noted = `noted-${end.kind}`;
  if (names.has(noted)) return volunteer && forget();
  const declined = end.kind === 'declined' ? volunteer : undefined;
  return {
    name: noted,
    // Each takes a name out of the same cell.
    ...(declined && { turn: `announced by ${declined.companyId}` }),
    update: [
      ...(declined === undefined ? [] : companyWithout(declined, one)),
      ...cellsOf(id, cellsOfEnd(end)),
    ],
    done: { facts: [invitationFact(noted, now)], forgetPerson: true },
  };
}

/** The row, then the letter, as long as the company is one that takes part. A row that staff deleted is not brought back. */
function begin(awaited: Awaited): Effect | undefined {
  const { state, volunteer, case: one } = awaited;
  if (!isCompanyOpen(volunteer, one)) return undefined;
  if (state.names.has(FACTS.row)) return invite(awaited);
  return {
    name: 'insert',
    // When two have one address, the second is marked.
    turn: `invitation to ${volunteer.email.toLowerCase()}`,
    insert: [{ tab: INVITATIONS_TAB, row: firstRowOf(volunteer, one) }],
    done: { facts: [invitationFact(FACTS.row, one.now)] },
  };
}

/** The link lives from the instant at which it leaves, however long the invitation was held. */
function invite(awaited: Awaited): Effect {
  const { state, case: one } = awaited;
  const { now } = one;
  return {
    name: 'invite',
    letter: letterTo(awaited, 'invitation', 'invitation', invitationLink(state, now)),
    done: { facts: [invitationFact(FACTS.sent, now)] },
    givenUp: { facts: [invitationFact(FACTS.lost, now)] },
  };
}

function letterTo(
  { state: { id }, volunteer, settings }: Awaited,
  kind: InvitationLetter,
  event: string,
  link: Link,
): Message {
  return volunteerMessage(kind, event, { id, ...volunteer }, link, settings);
}

/** Notes in the row that the letter was not delivered. No reminder follows. */
function noteLost({ state: { id, names }, case: { facts, now } }: Awaited): Effect | undefined {
  if (names.has(FACTS.lostNoted)) return undefined;
  const lost = facts.find(({ name }) => name === FACTS.lost);
  return {
    name: 'note-lost',
    update: cellsOf(id, cellsOfLink('Non remise', lost === undefined ? now : new Date(lost.at))),
    done: { facts: [invitationFact(FACTS.lostNoted, now)] },
  };
}

function dueOnceSent(invited: Invited): Due {
  const { link, case: one } = invited;
  const { now } = one;
  // Whatever keeps the row from saying so.
  if (now >= endOfGrace(link)) return { effects: effectsOf(noteLink(invited), forget()) };
  return { effects: effectsOf(noteLink(invited), bringLink(invited)), lookAt: nextLook(invited) };
}

/** True when the row says that the link is open, from the letter on that brought it, or over. */
function noteLink({ state, sentAt, link, case: { now } }: Invited): Effect | undefined {
  const { id, names, renewal } = state;
  const { generation } = link;
  const isOpen = now < link.expires;
  if (isOpen && renewal !== undefined && !names.has(`renewal-sent-${generation}`)) return undefined;
  const name = `${isOpen ? 'shown' : 'expired'}-${generation}`;
  if (names.has(name)) return undefined;
  return {
    name,
    update: cellsOf(id, cellsOfLink(isOpen ? 'Envoyée' : 'Expirée', renewal?.issuedAt ?? sentAt)),
    done: { facts: [invitationFact(name, now)] },
  };
}

/** One letter that brings the link: the new one, or the same again. None once it is over. */
function bringLink(invited: Invited): Effect | undefined {
  const { state, link, case: one } = invited;
  const { names, renewal, nudges } = state;
  if (one.now >= link.expires) return undefined;
  if (renewal !== undefined && !names.has(`renewal-sent-${renewal.generation}`)) {
    const event = `renewal-${renewal.generation}`;
    return bring(invited, 'renewal', event, `renewal-sent-${renewal.generation}`);
  }
  const nudge = nudges.at(-1);
  if (nudge !== undefined && !names.has(doneOf(nudge))) return bring(invited, 'nudge', nudge, doneOf(nudge));
  return isReminderDue(invited) ? bring(invited, 'reminder', 'reminder', FACTS.reminded) : undefined;
}

function doneOf(nudge: string): string {
  return nudge.replace('nudge', 'nudged');
}

function bring(invited: Invited, kind: InvitationLetter, event: string, done: string): Effect {
  const { link, case: one } = invited;
  return {
    name: kind,
    letter: letterTo(invited, kind, event, link),
    done: { facts: [invitationFact(done, one.now)] },
  };
}

function reminderAt({ sentAt }: Invited): Date {
  return new Date(sentAt.getTime() + REMINDER_DAYS * 86_400_000);
}

/** To whoever has had one letter only. */
function isReminded({ state: { names, nudges, renewal } }: Invited): boolean {
  return renewal !== undefined || nudges.length > 0 || names.has(FACTS.reminded);
}

function isReminderDue(invited: Invited): boolean {
  const { volunteer, case: one } = invited;
  return !isReminded(invited) && one.now >= reminderAt(invited) && isCompanyOpen(volunteer, one);
}

function nextLook(invited: Invited): Date | undefined {
  const { link, case: one } = invited;
  return nextOf(
    [isReminded(invited) ? undefined : reminderAt(invited), link.expires, endOfGrace(link)],
    one.now,
  );
}
