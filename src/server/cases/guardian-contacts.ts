import { type Contacts, endOf, type Route, waysTo } from '../../domain/guardian/route.ts';
import { hmacHexes } from '../foundation/hmac.ts';
import type { Secret } from '../foundation/secret.ts';
import type { Fact } from './facts.ts';
import { guardianFact } from './guardian-facts.ts';

/** HMACs that tell whom a request was sent to, one under each secret that is accepted, the current one's first: `none` for nobody. */
export function fingerprints(secret: Secret, route: Route): readonly [current: string, ...others: string[]] {
  if (route.kind === 'none') return ['none'];
  const [current = '', ...others] = hmacHexes(secret, 'guardian', route.kind, endOf(route)).map((hash) =>
    hash.slice(0, 16),
  );
  return [current, ...others];
}

/** The facts that say which contacts are a youth's own and are not noted yet. */
export function ownFacts(
  contacts: Contacts,
  own: ReadonlySet<string>,
  sentTo: string | undefined,
  secret: Secret,
  now: Date,
): readonly Fact[] {
  return waysTo(contacts).flatMap((way) => {
    const prints = fingerprints(secret, way);
    const wasAsked = sentTo !== undefined && prints.includes(sentTo);
    return own.has(prints[0]) || wasAsked ? [] : [guardianFact(`own-${prints[0]}`, now)];
  });
}
