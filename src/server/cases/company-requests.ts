import { contactIn, nudgedFact, progressRenewedFact, releasedFact } from './company-facts.ts';
import { invitationFact, invitationLink, type InvitationState } from './invitation-facts.ts';
import { type InvitationDeps, renewInvitation } from './invitation-requests.ts';
import { noteAndLook } from './note-and-look.ts';
import type { PeopleStore } from './people-store.ts';

export interface CompanyDeps extends InvitationDeps {
  readonly people: PeopleStore;
}

/** Lets a company's invitations leave: its contact has confirmed. Idempotent; the plan tells them, once its volunteers are kept. */
export async function releaseInvitations(
  id: string,
  at: Date,
  deps: Pick<CompanyDeps, 'cases' | 'looks'>,
): Promise<void> {
  await noteAndLook(id, releasedFact(at), at, deps);
}

/** Asks for a new link of the company's contact; one an hour at most. What an interrupted call left is made good. */
export async function renewProgress(
  id: string,
  { cases, looks, renewals, now }: InvitationDeps,
): Promise<void> {
  const at = now();
  const renewal = await renewals.renewOrLatest('progress', id, at);
  await noteAndLook(id, progressRenewedFact(renewal), at, { cases, looks });
}

/**
 * Makes the link of a company's contact void and sends another to their corrected address: whoever reads the former one is not
 * them. Idempotent for the same instant; nothing where nobody was announced.
 */
export async function moveCompany(
  id: string,
  email: string,
  at: Date,
  { cases, people, looks, renewals }: Omit<CompanyDeps, 'now'>,
): Promise<void> {
  const contact = contactIn(await people.read(id));
  if (contact === undefined) return;
  // The address first: the letter goes where it says.
  await people.keep(id, { ...contact, email });
  const renewal = await renewals.revoke('progress', id, at);
  await noteAndLook(id, progressRenewedFact(renewal), at, { cases, looks });
}

/**
 * Sends their link again to those who have not finished: the same while it is open, else a new one.
 *
 * @param awaited the invitations that are not over and whose person is kept.
 * @param remindedAt of the page that it is asked on; the reminder is named after it, so that two at once are one.
 */
export async function nudgeVolunteers(
  companyId: string,
  { awaited, remindedAt }: { readonly awaited: readonly InvitationState[]; readonly remindedAt: Date },
  deps: InvitationDeps,
): Promise<void> {
  const at = deps.now();
  await deps.cases.note(companyId, nudgedFact(remindedAt, at));
  await Promise.all(
    awaited.map(async (state) => {
      const { id, sentAt } = state;
      if (sentAt === undefined) return;
      if (at >= invitationLink(state, sentAt).expires) await renewInvitation(id, deps);
      else await noteAndLook(id, invitationFact(`nudge-${remindedAt.getTime()}`, at), at, deps);
    }),
  );
}
