import type { InvitationNotice, ProgressNotice } from '../../components/invitations/notices.tsx';
import type { Progress } from '../../components/invitations/ProgressPage.tsx';
import { parisDate } from '../../domain/eligibility/age.ts';
import { isStillAhead } from '../foundation/instants.ts';
import { type Link, readLink } from '../links/links.ts';
import { type Renewal, isRecent, whyClosed } from '../links/renewals.ts';
import { type Company, type Volunteer, invitationIds, isInvited } from './invitations.ts';
import { type InvitationPorts, type InvitationState, stateOf } from './state.ts';

/** Between two reminders that a company asks for, and after it let its invitations leave: three days, in milliseconds. */
const NUDGE_MS = 3 * 86_400_000;

export type InvitationView =
  { readonly kind: 'open'; readonly volunteer: Volunteer; readonly link: Link } | InvitationNotice;

export type ProgressView =
  | {
      readonly kind: 'open';
      readonly company: Company;
      readonly states: readonly InvitationState[];
      readonly progress: Progress;
      /** Since when the next reminder was awaited: when the last one was asked for, or the invitations let go. */
      readonly remindedAt: Date;
    }
  | ProgressNotice;

/** What the link of an invitation leads to at an instant; a foreign one is told without a look at the store. */
export async function viewInvitation(
  token: string,
  ports: InvitationPorts,
  at: Date = ports.now(),
): Promise<{
  readonly id: string;
  readonly view: InvitationView;
  /** Whether the link has expired or was replaced; what it has led to is told all the same. */
  readonly isVoid: boolean;
}> {
  const read = readLink(ports.secret, 'invitation', token, at);
  if (read.state === 'foreign') return { id: '', view: { kind: 'foreign' }, isVoid: true };
  const { link } = read;
  const id = link.subject;
  const { volunteer, end, renewal } = await stateOf(id, ports);
  const why = whyClosed(read, renewal);
  const isVoid = why !== undefined;
  if (end !== undefined) return { id, view: { kind: end.kind }, isVoid };
  if (volunteer === undefined) return { id, view: { kind: 'erased' }, isVoid };
  if (why !== undefined) return { id, view: { kind: why, isOnItsWay: isRecent(renewal, at) }, isVoid };
  return { id, view: { kind: 'open', volunteer, link }, isVoid };
}

/** What the link of a company's contact leads to. */
export async function viewProgress(
  token: string,
  ports: InvitationPorts,
): Promise<{ readonly id: string; readonly view: ProgressView }> {
  const { invitations, renewals, secret, now } = ports;
  const at = now();
  const read = readLink(secret, 'progress', token, at);
  if (read.state === 'foreign') return { id: '', view: { kind: 'foreign' } };
  const id = read.link.subject;
  const [company, renewal, releasedAt, nudgedAt] = await Promise.all([
    invitations.company(id),
    renewals.latest('progress', id),
    invitations.releasedAt(id),
    invitations.nudgedAt(id),
  ]);
  if (company === undefined) return { id, view: { kind: 'erased' } };
  const why = whyClosed(read, renewal);
  if (why !== undefined) return { id, view: { kind: why, isOnItsWay: isRecent(renewal, at) } };
  const states = await Promise.all(invitationIds(company).map(async (one) => await stateOf(one, ports)));
  const remindedAt = nudgedAt ?? releasedAt ?? at;
  const progress = progressOf(company, states, { releasedAt, nudgedAt, at });
  return { id, view: { kind: 'open', company, states, progress, remindedAt } };
}

function progressOf(
  company: Company,
  states: readonly InvitationState[],
  {
    releasedAt,
    nudgedAt,
    at: now,
  }: { readonly releasedAt: Date | undefined; readonly nudgedAt: Date | undefined; readonly at: Date },
): Progress {
  const next = new Date((nudgedAt ?? releasedAt ?? now).getTime() + NUDGE_MS);
  return {
    companyName: company.name,
    announced: company.count,
    isReleased: releasedAt !== undefined,
    // Of who finished or declined, nothing is kept.
    sent: states.filter(({ volunteer }) => volunteer === undefined || isInvited(volunteer)).length,
    completed: states.filter(({ end }) => end?.kind === 'completed').length,
    nextReminder: isStillAhead(next, now, NUDGE_MS) ? parisDate(next) : undefined,
    lastReminder: nudgedAt && parisDate(nudgedAt),
  };
}

/** The volunteers who have not finished. */
export function awaitedIn(
  states: readonly InvitationState[],
): readonly { readonly volunteer: Volunteer; readonly renewal: Renewal | undefined }[] {
  return states.flatMap(({ volunteer, end, renewal }) =>
    volunteer === undefined || end !== undefined ? [] : [{ volunteer, renewal }],
  );
}
