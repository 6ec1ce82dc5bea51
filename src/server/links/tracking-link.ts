import { type Link, visitExpiry } from './links.ts';
import { linkOf, type Renewal } from './renewals.ts';

/** The link of a letter: it counts as long as the last one issued does, and has a life of its own from the letter's instant on. */
export function trackingLink(id: string, renewal: Renewal | undefined, issuedAt: Date): Link {
  return linkOf('tracking', id, { generation: renewal?.generation ?? 0, issuedAt });
}

/**
 * True when a link came by e-mail, so that whoever holds it has the mailbox: one for a visit ends within the hour. Not in the last
 * two hours of a link's life: the clocks of two servers may differ by one.
 */
export function isFromMailbox({ expires }: Link, now: Date): boolean {
  return expires > visitExpiry(visitExpiry(now));
}

/** A link for the visit that begins now. */
export function visitLink(id: string, renewal: Renewal | undefined, now: Date): Link {
  const generation = renewal?.generation ?? 0;
  return { purpose: 'tracking', subject: id, generation, expires: visitExpiry(now) };
}
