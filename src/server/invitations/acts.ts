import { isInvited, type TaskKind } from './invitations.ts';
import { type InvitationPorts, type InvitationState, invitationLink } from './state.ts';
import { awaitedIn } from './views.ts';

/** What brings the new link of each purpose. */
const RENEWING = { invitation: 'renew', progress: 'renew-company' } as const satisfies Record<
  string,
  TaskKind
>;

/** Asks for a new link to the address that is kept, unless one is on its way. */
export async function renewLink(
  purpose: keyof typeof RENEWING,
  id: string,
  { invitations, renewals, now }: InvitationPorts,
): Promise<void> {
  const at = now();
  if ((await renewals.renew(purpose, id, at)) !== 'too-soon')
    await invitations.tasks.schedule({ kind: RENEWING[purpose], id, dueAt: at });
}

/**
 * Makes the link of a company's contact void and sends another to their corrected address: whoever reads the former one is not
 * them. Safe to repeat for the same instant; nothing where nobody was announced.
 */
export async function moveCompany(
  id: string,
  email: string,
  at: Date,
  { invitations, renewals }: Pick<InvitationPorts, 'invitations' | 'renewals'>,
): Promise<void> {
  const company = await invitations.company(id);
  if (company === undefined) return;
  // The address first: the letter goes where it says.
  await invitations.keepCompany({ ...company, email });
  await renewals.revoke('progress', id, at);
  await invitations.tasks.schedule({ kind: 'renew-company', id, dueAt: at });
}

/**
 * Sends their link again to those who have not finished: the same while it is open, else a new one.
 *
 * @param remindedAt of the page that it is asked on; the reminder is named after it, so that two at once are one.
 */
export async function nudge(
  companyId: string,
  { states, remindedAt }: { readonly states: readonly InvitationState[]; readonly remindedAt: Date },
  ports: InvitationPorts,
): Promise<void> {
  const at = ports.now();
  // Never later than now, whatever clock noted the last one.
  const dueAt = remindedAt < at ? remindedAt : at;
  await ports.invitations.markNudged(companyId, at);
  await Promise.all(
    awaitedIn(states).map(async ({ volunteer, renewal }) => {
      if (!isInvited(volunteer)) return;
      if (at >= invitationLink(volunteer, renewal).expires)
        await renewLink('invitation', volunteer.id, ports);
      else await ports.invitations.tasks.schedule({ kind: 'nudge', id: volunteer.id, dueAt });
    }),
  );
}
