import { parseContactRecord, nudgedFact, progressRenewedFact, releasedFact } from './company-facts.ts';
import { invitationFact, invitationLink, type InvitationState } from './invitation-facts.ts';
import { type InvitationDeps, renewInvitation } from './invitation-requests.ts';
import { noteAndLook } from './note-and-look.ts';
import type { PeopleStore } from './people-store.ts';

export interface CompanyDeps extends InvitationDeps {
  readonly people: PeopleStore;
}

/**
 * Allows the invitations of a company to be sent, once its contact has confirmed. Idempotent. The plan of the company passes it on to
 * each invitation as soon as the volunteers are stored.
 */
export async function releaseInvitations(
  id: string,
  at: Date,
  deps: Pick<CompanyDeps, 'cases' | 'looks'>,
): Promise<void> {
  await noteAndLook(id, releasedFact(at), at, deps);
}

/** Requests a new link for the contact of a company, one an hour at most. Called again after an interruption, it completes the request. */
export async function renewProgress(
  id: string,
  { cases, looks, renewals, now }: InvitationDeps,
): Promise<void> {
  const at = now();
  const renewal = await renewals.renewOrLatest('progress', id, at);
  await noteAndLook(id, progressRenewedFact(renewal), at, { cases, looks });
}

/**
 * Revokes the link of a company's contact and sends another to their corrected address, since the former one may be a stranger's.
 * Idempotent for the same instant; does nothing when the company announced nobody.
 */
export async function changeContactEmail(
  id: string,
  email: string,
  at: Date,
  { cases, people, looks, renewals }: Omit<CompanyDeps, 'now'>,
): Promise<void> {
  const contact = parseContactRecord(await people.read(id));
  if (contact === undefined) return;
  // Before the fact that makes the letter due: the letter goes to the stored address.
  await people.keep(id, { ...contact, email });
  const renewal = await renewals.revoke('progress', id, at);
  await noteAndLook(id, progressRenewedFact(renewal), at, { cases, looks });
}

/**
 * Sends their link again to the volunteers who have not finished: the same link until it expires, then a new one.
 *
 * @param unfinished the invitations without an end whose volunteer is still stored.
 * @param remindedAt start of the wait for this reminder, as the page showed it: the idempotency key, so that two requests at once are one.
 */
export async function nudgeVolunteers(
  companyId: string,
  { unfinished, remindedAt }: { readonly unfinished: readonly InvitationState[]; readonly remindedAt: Date },
  deps: InvitationDeps,
): Promise<void> {
  const at = deps.now();
  await deps.cases.note(companyId, nudgedFact(remindedAt, at));
  await Promise.all(
    unfinished.map(async (state) => {
      const { id, sentAt } = state;
      if (sentAt === undefined) return;
      if (at >= invitationLink(state, sentAt).expires) await renewInvitation(id, deps);
      else await noteAndLook(id, invitationFact(`nudge-${remindedAt.getTime()}`, at), at, deps);
    }),
  );
}
