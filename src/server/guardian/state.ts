import { mailboxOf, type Route } from '../../domain/guardian/route.ts';
import { keyedHash } from '../keyed-hash.ts';
import type { Link } from '../links/links.ts';
import { linkOf, type Renewals } from '../links/renewals.ts';
import { type GuardianState, type Guardians, latestAnswer, type Request } from './guardians.ts';

export interface GuardianPorts {
  readonly guardians: Guardians;
  readonly renewals: Renewals;
  readonly secret: string;
  readonly now: () => Date;
}

/** The link that a request brings. */
export function authorisationLink(id: string, { generation, at }: Request): Link {
  return linkOf('authorisation', id, { generation, issuedAt: at });
}

/** What tells whom a request was sent to, and does not say who: `none` for nobody. */
export function fingerprint(secret: string, route: Route): string {
  if (route.kind === 'none') return 'none';
  const value = route.kind === 'email' ? mailboxOf(route.email) : route.phone;
  return keyedHash(secret, 'guardian', route.kind, value).slice(0, 16);
}

/** Whether the request that counts had its answer, on paper too, or its link ended without one, or nobody could be asked. */
export function isEnded(state: GuardianState): boolean {
  const { sentTo, done } = state.request;
  return (
    sentTo === 'none' || done.has('expired') || done.has('paper') || latestAnswer(state)?.isNoted === true
  );
}

/** Asks again by a new link, which makes the former void; one an hour at most. What an interrupted call left is made good. */
export async function askAgain(id: string, { guardians, renewals, now }: GuardianPorts): Promise<void> {
  const renewed = await renewals.renew('authorisation', id, now());
  const latest = renewed === 'too-soon' ? await renewals.latest('authorisation', id) : renewed;
  if (latest !== undefined) await guardians.want(id, latest.generation, latest.issuedAt);
}
