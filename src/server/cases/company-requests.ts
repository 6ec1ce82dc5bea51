import {
  type CompanyState,
  companyStateIn,
  contactIn,
  invitationIds,
  nudgedFact,
  progressRenewedFact,
  releasedFact,
} from './company-facts.ts';
import {
  INVITATION_FACTS,
  invitationFact,
  invitationLink,
  type InvitationState,
} from './invitation-facts.ts';
import { type InvitationDeps, renewInvitation } from './invitation-requests.ts';
import { noteAndLook } from './note-and-look.ts';
import type { PeopleStore } from './people-store.ts';

export interface CompanyDeps extends InvitationDeps {
  readonly people: PeopleStore;
}

type ReleaseDeps = Pick<CompanyDeps, 'cases' | 'looks'>;

/** Lets a company's invitations leave: its contact has confirmed, or the team has taken it on, or again. Idempotent. */
export async function releaseInvitations(id: string, at: Date, deps: ReleaseDeps): Promise<void> {
  const letGo = async (): Promise<boolean> => {
    const company = companyStateIn(id, await deps.cases.facts(id));
    if (company !== undefined) await releaseEach(company, at, deps);
    return company !== undefined;
  };
  // Before the fact that says that it is done: cut short, it is still offered.
  const isDone = await letGo();
  await deps.cases.note(id, releasedFact(at));
  // Its volunteers may have been kept meanwhile.
  if (!isDone) await letGo();
}

async function releaseEach(company: CompanyState, at: Date, { cases, looks }: ReleaseDeps): Promise<void> {
  const ids = invitationIds(company);
  await Promise.all(
    ids.map(async (id, rank) => {
      await cases.note(id, invitationFact(INVITATION_FACTS.released, at));
      // In the order in which the company announced them, and due at once.
      await looks.schedule(id, new Date(at.getTime() - ids.length + rank));
    }),
  );
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
