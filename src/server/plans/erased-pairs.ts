import { holdsReference } from '../../domain/application/reference.ts';
import { PROPOSAL } from '../../domain/application/tabs.ts';
import { PAIR, PAIR_SIDES, PAIRS_TAB, SIDES } from '../../domain/pairs/pairs-tab.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import type { Effect, TabRow } from '../cases/effect.ts';
import { pairLetterEvents } from '../cases/pair-facts.ts';
import type { Traces } from '../cases/erasures.ts';
import { IDENTIFIER_PATTERN } from '../foundation/identifier.ts';
import { contactRowId } from '../letters/contact-row.ts';
import { type Cells, isHandTyped } from '../spreadsheet/spreadsheet.ts';
import { YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import type { CaseNow, TabQuery } from './plan.ts';

/** Cells of a pair's row that may say anything of either. */
const OF_BOTH: readonly string[] = [PAIR.todo, PAIR.endReason, PAIR.notes];
/** Cells in which the team pastes, or the system lists, the reference and first name of a mentor. */
const NAMING: readonly string[] = [PROPOSAL.possible, PROPOSAL.proposed];

/** Beside `ERASURE_QUERIES`: whose names stand in the rows of pairs and of other youths. Staff may have removed their own columns. */
export const PAIR_ERASURE_QUERIES: readonly TabQuery[] = [
  {
    tab: PAIRS_TAB,
    headers: [...PAIR_SIDES.youth.own, ...PAIR_SIDES.mentor.own, PAIR.todo],
    optional: [PAIR.endReason, PAIR.notes],
  },
  { tab: YOUTHS_TAB, headers: [], optional: NAMING },
];

type Rows = Pick<CaseNow, 'readableRows'>;

/** The pairs in whose rows a person is named, by `Identifiant`; those that the team typed by hand have none. */
export function pairsNaming(reference: string | undefined, { readableRows }: Rows): readonly string[] {
  if (reference === undefined) return [];
  return [...(readableRows(PAIRS_TAB) ?? [])].flatMap(([id, cells]) =>
    IDENTIFIER_PATTERN.test(id) &&
    SIDES.some((side) => (cells[PAIR_SIDES[side].reference] ?? '').trim() === reference)
      ? [id]
      : [],
  );
}

/** The cells to be emptied, without those that are. */
function emptied(cells: Cells, headers: readonly string[]): Cells {
  return Object.fromEntries(
    headers.filter((header) => (cells[header] ?? '') !== '').map((header) => [header, '']),
  );
}

/**
 * Takes a person out of the rows of their pairs, which keep the other side and the figures, out of the cells of the youths for whom a mentor
 * was proposed, and out of what the team was to say to the other about them.
 */
export function pairRowsWithout(
  {
    reference,
    pairs,
    occurrences,
    id,
  }: Pick<Traces, 'reference' | 'pairs' | 'occurrences'> & { readonly id: string },
  { readableRows }: Rows,
): readonly Effect[] {
  if (reference === undefined) return [];
  const ofPairs = [...(readableRows(PAIRS_TAB) ?? [])].flatMap(([rowId, cells]): readonly TabRow[] => {
    const side = SIDES.find((one) => (cells[PAIR_SIDES[one].reference] ?? '').trim() === reference);
    if (side === undefined || isHandTyped(rowId)) return [];
    return [
      { tab: PAIRS_TAB, row: { id: rowId, cells: emptied(cells, [...PAIR_SIDES[side].own, ...OF_BOTH]) } },
    ];
  });
  const ofYouths = [...(readableRows(YOUTHS_TAB) ?? [])].flatMap(([rowId, cells]): readonly TabRow[] => {
    const naming = NAMING.filter((header) => holdsReference(cells[header] ?? '', reference));
    return rowId === id || naming.length === 0
      ? []
      : [{ tab: YOUTHS_TAB, row: { id: rowId, cells: emptied(cells, naming) } }];
  });
  const events = pairLetterEvents(occurrences);
  const own = new Set(pairs.flatMap((pair) => events.map((event) => contactRowId({ id: pair, event }))));
  const contacts = [...(readableRows(CONTACT_TAB) ?? [])].flatMap(([rowId]) =>
    own.has(rowId) ? [{ tab: CONTACT_TAB, row: { id: rowId, cells: {} } }] : [],
  );
  return [
    ...(ofPairs.length + ofYouths.length > 0
      ? [{ name: 'pairs', update: [...ofPairs, ...ofYouths], done: {} }]
      : []),
    ...(contacts.length > 0 ? [{ name: 'pair-contacts', remove: contacts, done: {} }] : []),
  ];
}
