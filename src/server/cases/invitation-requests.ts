import type { Renewals } from '../links/renewals.ts';
import type { CaseStore } from './case-store.ts';
import { type Completion, completedFact, INVITATION_FACTS, invitationFact } from './invitation-facts.ts';
import type { Looks } from './looks.ts';
import { noteAndLook } from './note-and-look.ts';

export interface InvitationDeps {
  readonly cases: CaseStore;
  readonly looks: Looks;
  readonly renewals: Renewals;
  readonly now: () => Date;
}

type EndDeps = Pick<InvitationDeps, 'cases' | 'looks'>;

/** Ends an invitation by the person's application; the spreadsheet learns of it later. Idempotent. */
export async function completeInvitation(
  id: string,
  completion: Completion,
  { cases, looks }: EndDeps,
): Promise<void> {
  await cases.note(id, completedFact(completion));
  await looks.schedule(id, completion.at);
}

/** Ends an invitation that was not for its reader, whose data leave with the next look. Idempotent. */
export async function declineInvitation(id: string, at: Date, deps: EndDeps): Promise<void> {
  await noteAndLook(id, invitationFact(INVITATION_FACTS.declined, at), at, deps);
}

/** Requests a new link, sent to the address on record; one an hour at most. Called again after an interruption, it completes the request. */
export async function renewInvitation(
  id: string,
  { cases, looks, renewals, now }: InvitationDeps,
): Promise<void> {
  const at = now();
  const { generation, issuedAt } = await renewals.renewOrLatest('invitation', id, at);
  await noteAndLook(id, invitationFact(`renewed-${generation}`, issuedAt), at, { cases, looks });
}
