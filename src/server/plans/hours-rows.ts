import { APPLICATION } from '../../domain/application/tabs.ts';
import type { IsoDate } from '../../domain/eligibility/age.ts';
import {
  REGISTRATION,
  registrationStateIn,
  REGISTRATIONS_TAB,
} from '../../domain/events/registrations-tab.ts';
import { HOURS_LINE, HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { type Attendance, type Ledger, ledgerOf, type LedgerPair } from '../../domain/hours/ledger.ts';
import { MENTORS_TAB, pairRowOf, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { hasBegun, PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { referencesIn } from '../../domain/pairs/places.ts';
import { lastDayIn } from '../../domain/retention/staff-dates.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import type { TabQuery } from './plan.ts';

type Rows = ReadonlyMap<string, Cells>;

/** The rows that hours follow from. */
export interface HoursRows {
  readonly lines: Rows;
  readonly registrations: Rows;
  readonly pairs: Rows;
  readonly youths: Rows;
  readonly mentors: Rows;
}

/** Columns that are read for the ledger, besides those of the plans. */
export const HOURS_QUERIES: readonly TabQuery[] = [
  {
    tab: HOURS_TAB,
    headers: [HOURS_LINE.date, HOURS_LINE.duration, HOURS_LINE.participants],
    optional: [HOURS_LINE.kind, HOURS_LINE.event, HOURS_LINE.state],
    isNeverScanned: true,
  },
  {
    tab: REGISTRATIONS_TAB,
    headers: [REGISTRATION.event, REGISTRATION.date, REGISTRATION.reference, REGISTRATION.state],
    isNeverScanned: true,
  },
  {
    tab: PAIRS_TAB,
    headers: [PAIR.reference, PAIR.youth, PAIR.mentor, PAIR.state, PAIR.startedAt, PAIR.endedAt],
    beside: [PAIR.hours, PAIR.lastSign],
    isNeverScanned: true,
  },
  ...[YOUTHS_TAB, MENTORS_TAB].map((tab) => ({
    tab,
    headers: [APPLICATION.reference],
    beside: [APPLICATION.lastContact],
    isNeverScanned: true as const,
  })),
];

/** The day that a cell names, typed by staff or an instant of the system's. */
export function dayIn(cell: string | undefined): IsoDate | undefined {
  const day = lastDayIn(cell ?? '');
  return typeof day === 'string' ? undefined : day.day;
}

/** A pair's row as far as its hours go. */
export function ledgerPairOf(cells: Cells): LedgerPair {
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

function referencesOf(...tabs: readonly Rows[]): ReadonlySet<string> {
  return new Set(
    tabs.flatMap((rows) => [...rows.values()].map((cells) => cells[APPLICATION.reference]?.trim() ?? '')),
  );
}

/** Those whom the team saw at an event. */
function attendancesIn(registrations: Rows): readonly Attendance[] {
  return [...registrations.values()].flatMap((cells) =>
    registrationStateIn(cells[REGISTRATION.state] ?? '') === 'Venue'
      ? referencesIn(cells[REGISTRATION.reference] ?? '').map((reference) => ({
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
