import {
  ANY_REFERENCE,
  ERASED_REFERENCE,
  readReference,
  spellingsIn,
} from '../../domain/application/reference.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { HOURS_LINE, HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import type { Effect } from '../cases/effect.ts';
import type { Traces } from '../cases/erasures.ts';
import type { CaseNow, TabQuery } from './plan.ts';

/**
 * Where the team writes references by hand, in rows that no identifier finds. The system's own rows of these are found by the reference in
 * them: it is replaced once no drain can write one any more.
 */
const TABS_BY_HAND: readonly Tab[] = [HOURS_TAB, PAIRS_TAB, REGISTRATIONS_TAB];

/** Columns in which a reference is looked for, and what tells the pairs of a person apart; staff may have removed them. */
export const TEXT_ERASURE_QUERIES: readonly TabQuery[] = [
  {
    tab: HOURS_TAB,
    headers: [],
    optional: [HOURS_LINE.participants, HOURS_LINE.declaredBy, HOURS_LINE.notes],
  },
  { tab: PAIRS_TAB, headers: [], optional: [PAIR.startedAt] },
];

type Rows = Pick<CaseNow, 'readableRows'>;

/** The reference of the last of these pairs that began; `undefined` when none did, or no row of one is there. */
function lastPair(pairs: Traces['pairs'], { readableRows }: Rows): string | undefined {
  const rows = readableRows(PAIRS_TAB);
  return pairs
    .flatMap((id) => {
      const { [PAIR.reference]: cell = '', [PAIR.startedAt]: startedAt = '' } = rows?.get(id) ?? {};
      const [reference] = cell.match(ANY_REFERENCE) ?? [];
      return reference === undefined || startedAt.trim() === '' ? [] : [{ reference, startedAt }];
    })
    .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
    .at(-1)?.reference;
}

/**
 * What takes the place of a person's reference in the rows of the team's own, each spelling of it: in `Heures` the reference of their last pair,
 * so that the hours of a youth stay that pair's. A reference that staff wrote over may be a word like any other, and is left alone.
 *
 * @param isLast when nothing else is left to erase: in every tab, and where no column that is read shows it.
 */
export function textsReplaced(
  { reference, pairs }: Pick<Traces, 'reference' | 'pairs'>,
  { readableRows }: Rows,
  isLast: boolean,
): NonNullable<Effect['replace']> {
  if (reference === undefined || readReference(reference) !== reference) return [];
  return TABS_BY_HAND.filter((tab) => isLast || tab === HOURS_TAB).flatMap((tab) => {
    const cells = [...(readableRows(tab)?.values() ?? [])].flatMap((row) => Object.values(row));
    const spelled = cells.flatMap((cell) => spellingsIn(cell, reference));
    const texts = [...new Set(isLast ? [...spelled, reference] : spelled)];
    if (texts.length === 0) return [];
    // A mentor's own line credits nobody else: the pair's reference would credit the youth.
    const isOfPair = tab === HOURS_TAB && reference.startsWith(youthForm.referencePrefix);
    const ofPair = isOfPair ? lastPair(pairs, { readableRows }) : undefined;
    return [{ tab, texts: new Map(texts.map((text) => [text, ofPair ?? ERASED_REFERENCE])) }];
  });
}
