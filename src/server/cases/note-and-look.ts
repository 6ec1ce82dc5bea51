import type { CaseStore } from './case-store.ts';
import type { Fact } from './facts.ts';
import type { Looks } from './looks.ts';

/**
 * Notes what somebody did on a page and has the case looked at. The look is written before the fact and again after it: cut short
 * anywhere, or overtaken by a drain in between, there is a look once the fact is there. Idempotent. Throws `StoreUnavailable`.
 */
export async function noteAndLook(
  id: string,
  fact: Fact,
  at: Date,
  { cases, looks }: { readonly cases: CaseStore; readonly looks: Looks },
): Promise<void> {
  await looks.schedule(id, at);
  await cases.note(id, fact);
  await looks.schedule(id, at);
}
