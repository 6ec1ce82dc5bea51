import { type Link, visitExpiry } from '../links/links.ts';
import { linkOf, type Renewal } from '../links/renewals.ts';

/** The link of a letter: it counts as long as the last one issued does, and has a life of its own from the letter's instant on. */
export function trackingLink(id: string, renewal: Renewal | undefined, issuedAt: Date): Link {
  return linkOf('tracking', id, { generation: renewal?.generation ?? 0, issuedAt });
}

/** A link for the visit that begins now. */
export function visitLink(id: string, renewal: Renewal | undefined, now: Date): Link {
  const generation = renewal?.generation ?? 0;
  return { purpose: 'tracking', subject: id, generation, expires: visitExpiry(now) };
}
