import { ANY_REFERENCE } from '../application/reference.ts';
import type { RowCells } from '../application/tab.ts';
import { APPLICATION } from '../application/tabs.ts';
import type { IsoDate } from '../eligibility/age.ts';
import { hasCome, REGISTRATION } from '../events/registrations-tab.ts';
import { HOURS_LINE } from './hours-tab.ts';
import { type Attendance, type Ledger, ledgerOf, type LedgerPair } from './ledger.ts';
import { pairRowOf } from '../pairs/pair-row.ts';
import { hasBegun, PAIR } from '../pairs/pairs-tab.ts';
import { referencesIn } from '../pairs/places.ts';
import { lastDayIn } from '../retention/staff-dates.ts';

type Rows = ReadonlyMap<string, RowCells>;

/** The rows that hours follow from. */
export interface HoursRows {
  readonly lines: Rows;
  readonly registrations: Rows;
  readonly pairs: Rows;
  readonly youths: Rows;
  readonly mentors: Rows;
}

/** Columns that the ledger reads of its own tab, of registrations and of pairs. */
export const LEDGER_HEADERS = {
  lines: [HOURS_LINE.date, HOURS_LINE.duration, HOURS_LINE.participants],
  /** Without these, which staff may remove, a line still counts. */
  linesBeside: [HOURS_LINE.kind, HOURS_LINE.event, HOURS_LINE.state],
  registrations: [REGISTRATION.event, REGISTRATION.date, REGISTRATION.reference, REGISTRATION.state],
  pairs: [PAIR.reference, PAIR.youth, PAIR.mentor, PAIR.state, PAIR.startedAt, PAIR.endedAt],
} as const;

/** The day that a cell names, typed by staff or an instant of the system's. */
export function dayIn(cell: string | undefined): IsoDate | undefined {
  const day = lastDayIn(cell ?? '');
  return typeof day === 'string' ? undefined : day.day;
}

/** A pair's row as far as its hours go. */
export function ledgerPairOf(cells: RowCells): LedgerPair {
  const { reference, youth, mentor, state } = pairRowOf(cells);
  const startedOn = dayIn(cells[PAIR.startedAt]);
  return {
    reference,
    youth,
    mentor,
    hasBegun: startedOn !== undefined || hasBegun(state),
    startedOn,
    endedOn: hasBegun(state) ? undefined : dayIn(cells[PAIR.endedAt]),
  };
}

/** True of a pair of which a total is shown: it has begun, or a total stands there from a state that the team has taken back. */
export function showsHours(cells: RowCells): boolean {
  return ledgerPairOf(cells).hasBegun || (cells[PAIR.hours] ?? '').trim() !== '';
}

function referencesOf(...tabs: readonly Rows[]): ReadonlySet<string> {
  return new Set(
    tabs.flatMap((rows) => [...rows.values()].map((cells) => cells[APPLICATION.reference]?.trim() ?? '')),
  );
}

/** Whom a registration names: somebody, or the pair of whom was erased since. */
function attendeesIn(cell: string): readonly string[] {
  return [...new Set([...referencesIn(cell), ...(cell.toUpperCase().match(ANY_REFERENCE) ?? [])])];
}

/** Those whom the team saw at an event. */
function attendancesIn(registrations: Rows): readonly Attendance[] {
  return [...registrations.values()].flatMap((cells) =>
    hasCome(cells)
      ? attendeesIn(cells[REGISTRATION.reference] ?? '').map((reference) => ({
          event: cells[REGISTRATION.event] ?? '',
          day: dayIn(cells[REGISTRATION.date]),
          reference,
        }))
      : [],
  );
}

/** The ledger, from the rows as they are now. */
export function ledgerFrom(
  { lines, registrations, pairs, youths, mentors }: HoursRows,
  today: IsoDate,
): Ledger {
  const known = referencesOf(youths, mentors);
  return ledgerOf({
    lines,
    came: attendancesIn(registrations),
    pairs: [...pairs.values()].map(ledgerPairOf),
    isKnown: (reference) => known.has(reference),
    today,
  });
}

/** The last day on which the team had contact with either of a pair, by the reference of the person. */
export function contactDays({ youths, mentors }: HoursRows, today: IsoDate): ReadonlyMap<string, IsoDate> {
  return new Map(
    [...youths.values(), ...mentors.values()].flatMap((cells) => {
      const day = dayIn(cells[APPLICATION.lastContact]);
      const reference = cells[APPLICATION.reference]?.trim() ?? '';
      return day === undefined || day > today || reference === '' ? [] : [[reference, day] as const];
    }),
  );
}
