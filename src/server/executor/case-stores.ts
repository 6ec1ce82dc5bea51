import { CaseStore } from '../cases/case-store.ts';
import { Claims } from '../cases/claims.ts';
import { Erasures } from '../cases/erasures.ts';
import { FigureMarks } from '../cases/figure-marks.ts';
import { Looks } from '../cases/looks.ts';
import { PeopleStore } from '../cases/people-store.ts';
import { TypedStore } from '../cases/typed-store.ts';
import { Inbox } from '../cases/inbox.ts';
import { Renewals } from '../links/renewals.ts';
import type { KeyStore } from '../store/key-store.ts';
import { PostponedTabs } from '../spreadsheet/postponed-tabs.ts';
import { Lease } from './lease.ts';
import { SnapshotStore } from './tab-snapshots.ts';

/** Opens every part of the store that a drain works with. */
export function openCaseStores(store: KeyStore, now: () => Date) {
  return {
    inbox: new Inbox(store),
    lease: new Lease(store, now),
    postponed: new PostponedTabs(store, now),
    cases: new CaseStore(store),
    typed: new TypedStore(store),
    people: new PeopleStore(store),
    looks: new Looks(store),
    snapshots: new SnapshotStore(store),
    renewals: new Renewals(store),
    erasures: new Erasures(store),
    claims: new Claims(store),
    figures: new FigureMarks(store),
  };
}
