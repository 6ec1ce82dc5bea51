import type { InvitationNotice, ProgressNotice } from '../../components/invitations/notices.tsx';
import type { Progress } from '../../components/invitations/ProgressPage.tsx';
import { parisDate } from '../../domain/eligibility/age.ts';
import {
  type CompanyState,
  companyStateIn,
  parseContactRecord,
  invitationIds,
} from '../cases/company-facts.ts';
import type { CompanyDeps } from '../cases/company-requests.ts';
import {
  type InvitationState,
  invitationStateIn,
  type Volunteer,
  volunteerIn,
} from '../cases/invitation-facts.ts';
import { countPaired } from './company-pairs.ts';
import { isStillAhead } from '../foundation/instants.ts';
import type { Secret } from '../foundation/secret.ts';
import { type Link, readLink } from '../links/links.ts';
import { isRecent, whyClosed } from '../links/renewals.ts';

/** Between two reminders that a company asks for, and after it let its invitations leave: three days, in milliseconds. */
const NUDGE_MS = 3 * 86_400_000;

/** Volunteers from which the number in a pair is shown: with fewer it could identify one of them. */
const PAIRED_FROM = 3;

/** Dependencies of the pages of volunteers and of their companies. */
export interface InvitationPorts extends CompanyDeps {
  readonly secret: Secret;
}

export type InvitationView =
  | { readonly kind: 'open'; readonly id: string; readonly volunteer: Volunteer; readonly link: Link }
  | InvitationNotice;

export type ProgressView =
  | {
      readonly kind: 'open';
      /** The invitations that are not over and whose person is kept. */
      readonly unfinished: readonly InvitationState[];
      readonly progress: Progress;
      /** Start of the wait for the next reminder: when the last one was requested, or else when the invitations were released. */
      readonly remindedAt: Date;
    }
  | ProgressNotice;

/** Verifies an invitation token at an instant and returns the view to show. Returns early, without reading the store, for a token that is not ours. */
export async function viewInvitation(
  token: string,
  { cases, people, renewals, secret, now }: InvitationPorts,
  at: Date = now(),
): Promise<{
  readonly id: string;
  readonly view: InvitationView;
  /** True when the link has expired or was replaced. The view still says how the invitation ended. */
  readonly isVoid: boolean;
}> {
  const read = readLink(secret, 'invitation', token, at);
  if (read.state === 'invalid') return { id: '', view: { kind: 'invalid' }, isVoid: true };
  const { link } = read;
  const id = link.subject;
  // First what goes once the fact is noted: read together, an end that is being noted would look like an erasure.
  const [person, renewal] = await Promise.all([people.read(id), renewals.latest('invitation', id)]);
  const facts = await cases.facts(id);
  const { end } = invitationStateIn(id, facts);
  const volunteer = volunteerIn(person);
  const why = whyClosed(read, renewal);
  const isVoid = why !== undefined;
  if (end !== undefined) return { id, view: { kind: end.kind }, isVoid };
  if (volunteer === undefined) return { id, view: { kind: 'erased' }, isVoid };
  if (why !== undefined) return { id, view: { kind: why, isOnItsWay: isRecent(renewal, at) }, isVoid };
  return { id, view: { kind: 'open', id, volunteer, link }, isVoid };
}

/** Verifies the token of a company's contact and returns the view to show. */
export async function viewProgress(
  token: string,
  ports: InvitationPorts,
): Promise<{ readonly id: string; readonly view: ProgressView }> {
  const { cases, people, renewals, secret, now } = ports;
  const at = now();
  const read = readLink(secret, 'progress', token, at);
  if (read.state === 'invalid') return { id: '', view: { kind: 'invalid' } };
  const id = read.link.subject;
  const [facts, person, renewal] = await Promise.all([
    cases.facts(id),
    people.read(id),
    renewals.latest('progress', id),
  ]);
  const [company, contact] = [companyStateIn(id, facts), parseContactRecord(person)];
  if (company === undefined || contact === undefined) return { id, view: { kind: 'erased' } };
  const why = whyClosed(read, renewal);
  if (why !== undefined) return { id, view: { kind: why, isOnItsWay: isRecent(renewal, at) } };
  const seen = await Promise.all(invitationIds(company).map(async (one) => await see(one, ports)));
  const unfinished = seen.flatMap(({ state, isKept }) => (isKept && state.end === undefined ? [state] : []));
  // An instant in the future comes from a wrong clock and does not count.
  const nudgedAt = company.nudgedAt.findLast((one) => one <= at);
  const remindedAt = nudgedAt ?? company.releasedAt ?? at;
  const progress = {
    ...progressOf({ ...company, ...contact }, seen, { nudgedAt, remindedAt, at }),
    paired: company.count < PAIRED_FROM ? undefined : await countPaired(mentorsIn(seen), cases),
  };
  return { id, view: { kind: 'open', unfinished, progress, remindedAt } };
}

interface Seen {
  readonly state: InvitationState;
  /** Nothing is kept of a person who finished or declined. */
  readonly isKept: boolean;
}

async function see(id: string, { cases, people }: InvitationPorts): Promise<Seen> {
  const person = await people.read(id);
  const facts = await cases.facts(id);
  return { state: invitationStateIn(id, facts), isKept: person !== undefined };
}

/** The references of those who became mentors. */
function mentorsIn(seen: readonly Seen[]): readonly string[] {
  return seen.flatMap(({ state: { end } }) => (end?.kind === 'completed' ? [end.reference] : []));
}

function progressOf(
  { companyName, count, releasedAt }: CompanyState & Pick<Progress, 'companyName'>,
  seen: readonly Seen[],
  {
    nudgedAt,
    remindedAt,
    at: now,
  }: { readonly nudgedAt: Date | undefined; readonly remindedAt: Date; readonly at: Date },
): Omit<Progress, 'paired'> {
  const next = new Date(remindedAt.getTime() + NUDGE_MS);
  return {
    companyName,
    announced: count,
    isReleased: releasedAt !== undefined,
    sent: seen.filter(({ state, isKept }) => !isKept || state.sentAt !== undefined).length,
    completed: seen.filter(({ state }) => state.end?.kind === 'completed').length,
    nextReminder: isStillAhead(next, now, NUDGE_MS) ? parisDate(next) : undefined,
    lastReminder: nudgedAt && parisDate(nudgedAt),
  };
}
