import { isFirstStatus, statusNamed } from '../../domain/application/statuses.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { Looks } from '../cases/looks.ts';
import { releaseGuardian } from '../cases/guardian-requests.ts';
import type { Invitations } from '../invitations/invitations.ts';
import type { TrackedRow } from './tracked-rows.ts';

export interface ReleasePorts {
  readonly invitations: Pick<Invitations, 'release'>;
  readonly cases: CaseStore;
  readonly looks: Looks;
  readonly now: () => Date;
}

/**
 * Lets leave what waits until the team knows who asked for it: a company's invitations once it is taken on, the request to a
 * youth's guardian once the team has given any status. Safe to repeat. Throws `StoreUnavailable`.
 *
 * @param key the `statusKey` that the team gave, and that has lasted.
 */
export async function releaseByTeam(
  { id, audience }: Pick<TrackedRow, 'id' | 'audience'>,
  key: string,
  { invitations, cases, looks, now }: ReleasePorts,
): Promise<void> {
  if (statusNamed(audience, key)?.isTakenOn === true) await invitations.release(id, now());
  if (audience === 'youth' && !isFirstStatus(audience, key))
    await releaseGuardian(id, now(), { cases, looks });
}
