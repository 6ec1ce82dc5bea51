import { lookedForAgainAt } from '../cases/claims.ts';
import { type CaseNow, type Due, nextOf } from './plan.ts';

/** What is due of a thing that a case gave back at `givenBackAt`: a claim that is there all the same would keep it from the next for good. */
export function claimsLeft(
  what: string,
  givenBackAt: Date,
  { id, claims, now }: Pick<CaseNow, 'id' | 'claims' | 'now'>,
): Due {
  const isLeft = claims.some((claim) => claim.what === what && claim.id === id);
  return {
    effects: isLeft ? [{ name: 'release-again', done: { claim: { what, is: 'released' } } }] : [],
    lookAt: nextOf([lookedForAgainAt(givenBackAt)], now),
  };
}
