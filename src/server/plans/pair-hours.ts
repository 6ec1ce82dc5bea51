import type { IsoDate } from '../../domain/eligibility/age.ts';
import { durationInWords } from '../../domain/hours/duration.ts';
import { HOURS_LINE, HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { declarationsIn } from '../cases/declarations.ts';
import type { Effect } from '../cases/effect.ts';
import { factNamed } from '../cases/facts.ts';
import { pairFact } from '../cases/pair-facts.ts';
import { identifierFrom } from '../foundation/identifier.ts';
import { dayIn } from '../../domain/hours/ledger-rows.ts';
import type { PairNow } from './pair-now.ts';

/** True when another line of this pair stands on a day: the team says whether both count. */
function hasLineOn(day: IsoDate, lineId: string, { row, one }: PairNow): boolean {
  return [...one.rows(HOURS_TAB)].some(
    ([id, cells]) =>
      id !== lineId &&
      dayIn(cells[HOURS_LINE.date]) === day &&
      (cells[HOURS_LINE.participants] ?? '').toUpperCase().includes(row.reference),
  );
}

/** Brings the hours that a mentor declared into the ledger, the oldest first: each is one line, however often it was sent. */
export function writeDeclared(pair: PairNow): Effect | undefined {
  const { state, row, one } = pair;
  const [first] = declarationsIn(one.typed);
  if (first === undefined) return undefined;
  const { name, once, day, minutes, kind } = first;
  const id = identifierFrom('hours', state.id, once);
  // Sent again after the line was written: the team may have taken it away since.
  if (factNamed(one.facts, `pair-hours-${once}`) !== undefined)
    return { name: 'hours-again', done: { forget: [name] } };
  return {
    name: 'hours',
    insert: [
      {
        tab: HOURS_TAB,
        row: {
          id,
          cells: {
            [HOURS_LINE.date]: day,
            [HOURS_LINE.duration]: durationInWords(minutes),
            [HOURS_LINE.kind]: kind,
            [HOURS_LINE.participants]: row.reference,
            [HOURS_LINE.declaredBy]: row.mentor,
            [HOURS_LINE.state]: hasLineOn(day, id, pair) ? 'À vérifier' : 'Comptée',
          },
        },
      },
    ],
    done: { facts: [pairFact(`hours-${once}`, one.now)], forget: [name] },
  };
}
