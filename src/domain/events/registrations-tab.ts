import { labelIn, statusKey } from '../application/statuses.ts';
import { type RowCells, systemTab, type Tab, TEAM_NOTES } from '../application/tab.ts';
import { APPLICATION } from '../application/tabs.ts';
import { lastDayIn } from '../retention/staff-dates.ts';
import { lastDay } from './days.ts';
import type { Span } from './event.ts';

/**
 * Where somebody stands with an event. The system gives `Inscrite`, `Liste d'attente` and, when the person withdraws, `Annulée`; the team
 * sets the others, and may set any.
 */
const REGISTRATION_STATES = [
  'Inscrite',
  "Liste d'attente",
  'Annulée',
  'Venue',
  'Excusée',
  'Absente',
] as const;

export type RegistrationState = (typeof REGISTRATION_STATES)[number];

/** The states in which nobody is expected: they take no place. */
const UNEXPECTED: ReadonlySet<RegistrationState | undefined> = new Set([
  "Liste d'attente",
  'Annulée',
  'Excusée',
]);

/** The state that a cell names, however it was typed; `undefined` for none and for words of the team's own. */
export function registrationStateIn(cell: string): RegistrationState | undefined {
  return labelIn(REGISTRATION_STATES, cell);
}

/** True of a row that takes a place: in doubt, as in a row that the team typed without a state, it does. */
export function takesSeat(cell: string): boolean {
  return !UNEXPECTED.has(registrationStateIn(cell));
}

/** Those who come to an event, one row a person and event. */
const REGISTRATIONS = systemTab(
  'Inscriptions',
  {
    /** The event's title, as it is now: its row says which event it is to staff, its `Identifiant` to the system. */
    event: { header: 'Événement', width: 36 },
    /** The event's first day, `YYYY-MM-DD`. */
    date: { header: 'Date', width: 14 },
    reference: { header: APPLICATION.reference, width: 14 },
    givenName: { header: 'Prénom', width: 18 },
    state: { header: 'État', width: 16, options: REGISTRATION_STATES },
    notes: TEAM_NOTES,
  },
  { reference: APPLICATION.reference },
);

export const REGISTRATION = REGISTRATIONS.headers;

/** Somebody whom the team writes down by hand is expected like every other. */
export const REGISTRATIONS_TAB: Tab = { ...REGISTRATIONS.tab, countsHandTyped: true };

/** True of the row of somebody whom the team saw at the event. */
export function hasCome(cells: RowCells): boolean {
  return registrationStateIn(cells[REGISTRATION.state] ?? '') === 'Venue';
}

/** Texts that tell one event from another in a cell. */
export interface NamedEvent extends Span {
  readonly slug: string;
  readonly title: string;
}

/**
 * The event that a cell names by its title or its slug, case and accents ignored; `undefined` of none, and of several alike that no date
 * tells apart.
 *
 * @param date the cell with its day, in any writing: of events of one title, the one of that day is meant.
 */
export function eventOf<E extends NamedEvent>(cell: string, events: readonly E[], date = ''): E | undefined {
  const key = statusKey(cell);
  if (key === '') return undefined;
  const bySlug = events.find(({ slug }) => statusKey(slug) === key);
  if (bySlug !== undefined) return bySlug;
  const alike = events.filter(({ title }) => statusKey(title) === key);
  if (alike.length === 1) return alike[0];
  const typed = lastDayIn(date);
  if (typeof typed !== 'object') return undefined;
  const onDay = alike.filter(
    ({ start, end }) => start.slice(0, 10) <= typed.day && typed.day <= lastDay(end),
  );
  return onDay.length === 1 ? onDay[0] : undefined;
}
