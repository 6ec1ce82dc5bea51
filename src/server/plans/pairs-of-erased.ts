import { ANY_REFERENCE } from '../../domain/application/reference.ts';
import { youthForm } from '../../domain/application/youth.ts';
import type { IsoDate } from '../../domain/eligibility/age.ts';
import { ledgerPairOf } from '../../domain/hours/ledger-rows.ts';
import { isUnderWay } from '../../domain/hours/ledger.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { referencesIn } from '../../domain/pairs/places.ts';
import type { Traces } from '../cases/erasures.ts';
import type { CaseNow, TabQuery } from './plan.ts';

/** Columns that tell on which days the pairs of somebody were under way; staff may have removed them. */
export const PAIRS_OF_ERASED_QUERY: TabQuery = {
  tab: PAIRS_TAB,
  headers: [],
  optional: [PAIR.reference, PAIR.youth, PAIR.state, PAIR.startedAt, PAIR.endedAt],
};

/** The references of several pairs in one cell, as the team writes them. */
export function pairsInCell(references: readonly string[]): string {
  return [...new Set(references)].join('; ');
}

/** True of a youth, whose hours are those of their pairs: a mentor's own lines credit nobody else. */
export function isYouth({ reference }: Pick<Traces, 'reference'>): boolean {
  return reference?.startsWith(youthForm.referencePrefix) === true;
}

/**
 * The references of the pairs of a youth that were under way on a day: of every one that began where no day is known, since the ledger
 * counts each on its own days, and of the last that began for a day of none, which the team may still correct. Gives `undefined` while the
 * pairs cannot be read.
 */
export function pairsOfErased(
  { reference = '', pairs }: Pick<Traces, 'reference' | 'pairs'>,
  { readableRows }: Pick<CaseNow, 'readableRows'>,
): ((day: IsoDate | undefined) => readonly string[]) | undefined {
  const rows = readableRows(PAIRS_TAB);
  if (rows === undefined) return undefined;
  const own = [...rows].flatMap(([id, cells]) => {
    // Whoever was typed by hand is named until the end.
    const isOwn = pairs.includes(id) || referencesIn(cells[PAIR.youth] ?? '').includes(reference);
    const [named] = (cells[PAIR.reference] ?? '').match(ANY_REFERENCE) ?? [];
    return isOwn && named !== undefined ? [{ ...ledgerPairOf(cells), reference: named }] : [];
  });
  const begun = own
    .filter(({ hasBegun }) => hasBegun)
    .toSorted((a, b) => (a.startedOn ?? '').localeCompare(b.startedOn ?? ''));
  return (day) => {
    const onThatDay = begun.filter((pair) => day === undefined || isUnderWay(pair, day));
    const named = onThatDay.length > 0 ? onThatDay : begun.slice(-1);
    return named.map((pair) => pair.reference);
  };
}
