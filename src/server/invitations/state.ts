import type { Link } from '../links/links.ts';
import { linkOf, type Renewal, type Renewals } from '../links/renewals.ts';
import type { Company, End, Invitations, Invited, Volunteer } from './invitations.ts';
import type { Secret } from '../foundation/secret.ts';

/** Days after the end of a link during which another may be asked for; then who it was for is erased here. */
const GRACE_DAYS = 30;

export interface InvitationPorts {
  readonly invitations: Invitations;
  readonly renewals: Renewals;
  readonly secret: Secret;
  readonly now: () => Date;
}

/** All that is known of an invitation now. */
export interface InvitationState {
  readonly id: string;
  /** `undefined` when the invitation is over and the person erased. */
  readonly volunteer: Volunteer | undefined;
  readonly end: End | undefined;
  readonly renewal: Renewal | undefined;
}

export async function stateOf(
  id: string,
  { invitations, renewals }: Pick<InvitationPorts, 'invitations' | 'renewals'>,
): Promise<InvitationState> {
  const [volunteer, end, renewal] = await Promise.all([
    invitations.volunteer(id),
    invitations.endOf(id),
    renewals.latest('invitation', id),
  ]);
  return { id, volunteer, end, renewal };
}

/** The link that counts now. */
export function invitationLink(
  { id, invitedAt }: Pick<Invited, 'id' | 'invitedAt'>,
  renewal: Renewal | undefined,
): Link {
  return linkOf('invitation', id, renewal ?? { generation: 0, issuedAt: new Date(invitedAt) });
}

/** The link by which a company's contact sees how many have finished. */
export function progressLink(
  { id, announcedAt }: Pick<Company, 'id' | 'announcedAt'>,
  renewal: Renewal | undefined,
): Link {
  return linkOf('progress', id, renewal ?? { generation: 0, issuedAt: new Date(announcedAt) });
}

/** When who a link was for may be erased, if nothing happens meanwhile. */
export function endOfGrace({ expires }: Link): Date {
  return new Date(expires.getTime() + GRACE_DAYS * 86_400_000);
}
