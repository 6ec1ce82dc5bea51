import { Guardians } from '../guardian/guardians.ts';
import type { KeyStore } from '../store/key-store.ts';
import { Renewals } from '../links/renewals.ts';
import { Undelivered } from '../mail/undelivered.ts';
import { Acts } from '../tracking/acts.ts';
import { WatchNotes } from '../tracking/watch-notes.ts';
import type { Keeper } from './erase.ts';

/** Every part of the store that keeps something of an application, its file and its invitations apart. */
export function keepersOf(store: KeyStore): readonly Keeper[] {
  return [
    new Acts(store),
    new Renewals(store),
    new Guardians(store),
    new WatchNotes(store),
    new Undelivered(store),
  ];
}
