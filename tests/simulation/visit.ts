import { formOf } from '../../src/domain/application/forms.ts';
import type { TrackingState } from '../../src/server/answers/tracking-view.ts';
import type { CaseStore } from '../../src/server/cases/case-store.ts';

/** Somebody's page as it opens; `undefined` of whom nothing is known any more. Throws `StoreUnavailable`. */
export async function visit(cases: CaseStore, id: string): Promise<TrackingState | undefined> {
  const file = await cases.read(id);
  if (file === undefined) return undefined;
  return {
    file,
    form: formOf(file.audience),
    events: await cases.facts(id),
    pending: [],
    renewal: undefined,
    isFromMailbox: true,
  };
}
