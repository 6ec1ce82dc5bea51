import { ERASED_REFERENCE, readReference, spellingsIn } from '../../domain/application/reference.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { hasCome, REGISTRATION, REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { dayIn } from '../../domain/hours/ledger-rows.ts';
import { HOURS_LINE, HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import type { Effect, TabRow } from '../cases/effect.ts';
import type { Traces } from '../cases/erasures.ts';
import { type Cells, isHandTyped } from '../spreadsheet/spreadsheet.ts';
import { isYouth, pairsInCell, pairsOfErased } from './pairs-of-erased.ts';
import type { CaseNow, TabQuery } from './plan.ts';

/**
 * Where the team writes references by hand, in rows that no identifier finds. The system's own rows of these are found by the reference in
 * them: it is replaced once no drain can write one any more.
 */
const TABS_BY_HAND: readonly Tab[] = [HOURS_TAB, PAIRS_TAB, REGISTRATIONS_TAB];

/** Columns in which a reference is looked for, and the day of a line; staff may have removed them. */
export const TEXT_ERASURE_QUERIES: readonly TabQuery[] = [
  {
    tab: HOURS_TAB,
    headers: [],
    optional: [HOURS_LINE.date, HOURS_LINE.participants, HOURS_LINE.declaredBy, HOURS_LINE.notes],
  },
];

type Known = Pick<Traces, 'reference' | 'pairs'>;
type Rows = Pick<CaseNow, 'readableRows'>;

/** A text of what is erased, as it may be looked for: one that staff wrote over a reference may be a word like any other. */
function soughtIn({ reference }: Known): string | undefined {
  return reference !== undefined && readReference(reference) === reference ? reference : undefined;
}

/** Gives the pairs whose hours a row of the team's own is. */
type PairsOf = (tab: Tab, cells: Cells) => readonly string[];

/**
 * Gives the pairs that take the place of a youth in a line of hours, or beside an event to which they came: those under way on that day, so
 * that its hours stay theirs. `undefined` while that cannot be told.
 */
function pairsInstead(traces: Known, one: Rows): PairsOf | undefined {
  if (!isYouth(traces)) return () => [];
  const pairsOn = pairsOfErased(traces, one);
  if (pairsOn === undefined) return undefined;
  return (tab, cells) => {
    const isLine = tab === HOURS_TAB || (tab === REGISTRATIONS_TAB && hasCome(cells));
    const day = dayIn(cells[tab === HOURS_TAB ? HOURS_LINE.date : REGISTRATION.date]);
    return isLine ? pairsOn(day) : [];
  };
}

/** The text that takes the place of a reference: pairs, or « effacé » where there is none. */
function written(pairs: readonly string[]): string {
  return pairsInCell(pairs) || ERASED_REFERENCE;
}

/** The spellings of a reference in a tab, each with the pairs of every row that holds it. */
function spellings(
  tab: Tab,
  sought: string,
  instead: PairsOf,
  { readableRows }: Rows,
): ReadonlyMap<string, readonly (readonly string[])[]> {
  const found = new Map<string, (readonly string[])[]>();
  for (const cells of readableRows(tab)?.values() ?? [])
    for (const text of Object.values(cells).flatMap((cell) => spellingsIn(cell, sought)))
      found.set(text, [...(found.get(text) ?? []), instead(tab, cells)]);
  return found;
}

/**
 * The lines of `Heures` that spell a person's reference like a line of another pair, and that an identifier finds: each with its own pair
 * instead.
 */
export function linesOfPairs(traces: Known, one: Rows): readonly TabRow[] {
  const [sought, instead] = [soughtIn(traces), pairsInstead(traces, one)];
  if (sought === undefined || instead === undefined) return [];
  const alike = [...spellings(HOURS_TAB, sought, instead, one)].flatMap(([text, all]) =>
    new Set(all.map(written)).size > 1 ? [text] : [],
  );
  return [...(one.readableRows(HOURS_TAB) ?? [])].flatMap(([id, cells]): readonly TabRow[] => {
    const changed = Object.entries(cells).flatMap(([header, text]) => {
      const after = alike.reduce(
        (left, spelled) => left.replaceAll(spelled, written(instead(HOURS_TAB, cells))),
        text,
      );
      return after === text ? [] : [[header, after] as const];
    });
    if (isHandTyped(id) || changed.length === 0) return [];
    return [{ tab: HOURS_TAB, row: { id, cells: Object.fromEntries(changed) } }];
  });
}

/**
 * What takes the place of a person's reference in whole tabs, each spelling of it. Of two rows without an identifier that spell it alike, the
 * pairs of both: the ledger counts each on its own days.
 *
 * @param isLast when nothing else is left to erase: in every tab, and where no column that is read shows it.
 */
export function textsReplaced(traces: Known, one: Rows, isLast: boolean): NonNullable<Effect['replace']> {
  const [sought, instead] = [soughtIn(traces), pairsInstead(traces, one)];
  if (sought === undefined || instead === undefined) return [];
  return TABS_BY_HAND.filter((tab) => isLast || tab === HOURS_TAB).flatMap((tab) => {
    const spelled = spellings(tab, sought, instead, one);
    const texts = new Map([...spelled].map(([text, all]) => [text, written(all.flat())]));
    if (isLast && !texts.has(sought)) texts.set(sought, ERASED_REFERENCE);
    return texts.size === 0 ? [] : [{ tab, texts }];
  });
}
