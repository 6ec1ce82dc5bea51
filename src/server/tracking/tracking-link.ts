import { type Link, visitExpiry } from '../links/links.ts';
import { linkOf, type Renewal } from '../links/renewals.ts';

/** The link of an application's confirmation, or the one that took its place. */
export function trackingLink(
  { id, receivedAt }: { readonly id: string; readonly receivedAt: string },
  renewal: Renewal | undefined,
): Link {
  return linkOf('tracking', id, renewal ?? { generation: 0, issuedAt: new Date(receivedAt) });
}

/** A link for the visit that begins now. */
export function visitLink(id: string, renewal: Renewal | undefined, now: Date): Link {
  const generation = renewal?.generation ?? 0;
  return { purpose: 'tracking', subject: id, generation, expires: visitExpiry(now) };
}
