import { mailboxOf, type Route } from '../../domain/guardian/route.ts';
import { keyedHashes } from '../keyed-hash.ts';
import type { Link } from '../links/links.ts';
import { linkOf, type Renewals } from '../links/renewals.ts';
import { type GuardianState, type Guardians, latestAnswer, type Request } from './guardians.ts';
import type { Secret } from '../secret.ts';

export interface GuardianPorts {
  readonly guardians: Guardians;
  readonly renewals: Renewals;
  readonly secret: Secret;
  readonly now: () => Date;
}

/** The link that a request brings. */
export function authorisationLink(id: string, { generation, at }: Request): Link {
  return linkOf('authorisation', id, { generation, issuedAt: at });
}

/** What tells whom a request was sent to, under each secret that is accepted, the current one's first: `none` for nobody. */
export function fingerprints(secret: Secret, route: Route): readonly [current: string, ...others: string[]] {
  if (route.kind === 'none') return ['none'];
  const value = route.kind === 'email' ? mailboxOf(route.email) : route.phone;
  const [current = '', ...others] = keyedHashes(secret, 'guardian', route.kind, value).map((hash) =>
    hash.slice(0, 16),
  );
  return [current, ...others];
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
