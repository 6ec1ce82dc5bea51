import { readReference, REFERENCE_IN_TEXT } from '../application/reference.ts';
import { takesPlace } from './pairs-tab.ts';

/** A row of `Binômes` as far as places go, as the team may have typed it. */
export interface TypedPair {
  readonly youth: string;
  readonly mentor: string;
  readonly state: string;
}

/** The references that a cell names, in any spelling where it holds nothing else. */
export function referencesIn(cell: string): readonly string[] {
  const found = cell.normalize('NFKC').toUpperCase().match(REFERENCE_IN_TEXT);
  return found === null ? [readReference(cell) ?? []].flat() : [...new Set(found)];
}

/** Number of places that are taken, by the mentor's reference. */
export function takenPlaces(pairs: readonly TypedPair[]): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const { mentor, state } of pairs)
    if (takesPlace(state))
      for (const reference of referencesIn(mentor)) taken.set(reference, (taken.get(reference) ?? 0) + 1);
  return taken;
}

/** The places that a mentor has left, never below 0; `undefined` when the cell of the capacity is no number. */
export function placesLeft(capacity: string, taken: number): number | undefined {
  return /^\s*\d{1,3}\s*$/.test(capacity) ? Math.max(0, Number(capacity) - taken) : undefined;
}
