import { waysTo } from '../../domain/guardian/route.ts';
import type { Fact } from '../cases/facts.ts';
import { type GuardianState, guardianFact } from '../cases/guardian-facts.ts';
import { fingerprints, ownFacts } from '../cases/guardian-contacts.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import type { YouthRow } from './guardian-rows.ts';

/**
 * Which ways of reaching a youth are theirs: no request ever goes there, also once they have corrected their contact details, which
 * would otherwise bring them the link of who is responsible for them. A guardian who was already asked there is believed. Noted under
 * the current secret, as is whom the request was sent to, so that the one before need not be kept.
 */
export function ownContacts(
  { own, request }: GuardianState,
  { email, phone, route, guardianContacts }: YouthRow,
  { secret }: LetterSettings,
  now: Date,
): readonly Fact[] {
  const { sentTo, generation } = request;
  const youths = route.kind === 'none' ? ownFacts({ email, phone }, own, sentTo, secret, now) : [];
  const renewed = waysTo(guardianContacts).flatMap((way) => {
    const [current, ...before] = fingerprints(secret, way);
    return !own.has(current) && before.some((print) => own.has(print))
      ? [guardianFact(`own-${current}`, now)]
      : [];
  });
  const [current, ...before] = fingerprints(secret, route);
  const sent =
    sentTo !== undefined && before.includes(sentTo)
      ? [guardianFact(`sent-${generation}-${current}`, now)]
      : [];
  return [...youths, ...renewed, ...sent];
}
