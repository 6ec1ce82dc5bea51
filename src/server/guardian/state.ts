import { type Contacts, endOf, type Route, waysTo } from '../../domain/guardian/route.ts';
import { keyedHashes } from '../foundation/keyed-hash.ts';
import type { Link } from '../links/links.ts';
import { linkOf, type Renewals } from '../links/renewals.ts';
import { type GuardianState, type Guardians, latestAnswer, type Request } from './guardians.ts';
import type { Secret } from '../foundation/secret.ts';

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
  const [current = '', ...others] = keyedHashes(secret, 'guardian', route.kind, endOf(route)).map((hash) =>
    hash.slice(0, 16),
  );
  return [current, ...others];
}

/**
 * Keeps which ways of reaching a youth are theirs: no request ever goes there, also once they have corrected their contact
 * details, which would otherwise bring them the link of who is responsible for them. A guardian who was already asked there is
 * believed. Safe to repeat.
 */
export async function keepOwnContacts(
  { id, own, request }: Pick<GuardianState, 'id' | 'own'> & Partial<Pick<GuardianState, 'request'>>,
  contacts: Contacts,
  { guardians, secret }: Pick<GuardianPorts, 'guardians' | 'secret'>,
): Promise<void> {
  for (const way of waysTo(contacts)) {
    const [current, ...others] = fingerprints(secret, way);
    const wasAsked = [current, ...others].some((print) => print === request?.sentTo);
    if (!own.has(current) && !wasAsked) await guardians.markOwn(id, current);
  }
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
