import { lookedForAgainAt } from '../cases/claims.ts';
import { type CaseNow, type Due, nextOf } from './plan.ts';

/**
 * Releases a claim that outlived its release at `givenBackAt`, idempotently, and looks once more when late writes are over: a claim left
 * behind would stay first in the queue.
 */
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
