import { statusKey } from '../../domain/application/statuses.ts';
import { APPLICATION } from '../../domain/application/tabs.ts';
import { AUTHORISATIONS_TAB } from '../../domain/guardian/authorisations-tab.ts';
import { isAuthorised } from '../../domain/guardian/authorised.ts';
import { type Guest, type ProgrammeEvent, startOf } from '../../domain/events/programme-event.ts';
import {
  eventOf,
  REGISTRATION,
  REGISTRATIONS_TAB,
  takesSeat,
} from '../../domain/events/registrations-tab.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import type { Claim } from '../cases/claims.ts';
import { registrationId } from '../cases/registration-facts.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { AUTHORISATIONS_QUERY, YOUTHS_QUERY, youthRowOf, type YouthRow } from './guardian-rows.ts';
import { MENTORS_QUERY, mentorOfPair } from './pair-rows.ts';
import type { CaseNow, TabQuery } from './plan.ts';

export const REGISTRATION_QUERIES: readonly TabQuery[] = [
  {
    tab: REGISTRATIONS_TAB,
    headers: [
      REGISTRATION.event,
      REGISTRATION.date,
      REGISTRATION.reference,
      REGISTRATION.givenName,
      REGISTRATION.state,
    ],
    watched: [REGISTRATION.state],
  },
  YOUTHS_QUERY,
  MENTORS_QUERY,
  AUTHORISATIONS_QUERY,
];

/** Somebody who comes to events, as their row says now. */
export interface GuestNow {
  readonly guest: Guest;
  readonly reference: string;
  readonly status: string;
  readonly givenName: string;
  readonly email: string;
  readonly phone: string;
  /** The option's label; `''` of a mentor, whom nobody asks. */
  readonly preferredContact: string;
  /** Present for a youth only, with the guardian. */
  readonly youth: YouthRow | undefined;
}

/** `undefined` of whom there is no row, or who comes to no events. */
export function guestNow({ id, record, row }: Pick<CaseNow, 'id' | 'record' | 'row'>): GuestNow | undefined {
  if (record?.audience === 'mentor') {
    const cells = row(MENTORS_TAB);
    if (cells === undefined) return undefined;
    const { row: mentor, status } = mentorOfPair(id, cells);
    return { guest: 'mentor', ...mentor, status, youth: undefined };
  }
  const cells = record?.audience === 'youth' ? row(YOUTHS_TAB) : undefined;
  if (cells === undefined) return undefined;
  const youth = youthRowOf(cells);
  return { guest: 'youth', ...youth, status: statusKey(youth.status), youth };
}

/** True of a minor, on the day on which the event begins, whose guardian has not agreed. */
export function lacksAuthorisation(
  { youth }: GuestNow,
  event: ProgrammeEvent,
  { row }: Pick<CaseNow, 'row'>,
): boolean {
  return youth !== undefined && !isAuthorised(youth, row(AUTHORISATIONS_TAB), startOf(event));
}

/** The rows of an event, hand-typed or not. */
export function rowsOfEvent(
  event: ProgrammeEvent,
  events: readonly ProgrammeEvent[],
  rows: ReadonlyMap<string, Cells>,
): readonly (readonly [id: string, cells: Cells])[] {
  const names = new Set([statusKey(event.title), statusKey(event.slug)]);
  return [...rows].filter(([, { [REGISTRATION.event]: name = '', [REGISTRATION.date]: date = '' }]) => {
    if (!names.has(statusKey(name))) return false;
    return eventOf(name, events, date) === event;
  });
}

/** References of those who claim a place of the event. */
function claiming(claims: readonly Claim[], { row }: Pick<CaseNow, 'row'>): ReadonlySet<string> {
  const references = claims.map(({ id }) => {
    const cells = row(YOUTHS_TAB, id) ?? row(MENTORS_TAB, id);
    return (cells?.[APPLICATION.reference] ?? '').trim();
  });
  return new Set(references.filter((reference) => reference !== ''));
}

/** The places that rows take whom no claim stands for: those whom the team wrote down itself. */
export function seatsByHand(
  key: string,
  ofEvent: readonly (readonly [id: string, cells: Cells])[],
  claims: readonly Claim[],
  one: Pick<CaseNow, 'row'>,
): number {
  const ids = new Set(claims.map(({ id }) => registrationId(id, key)));
  const references = claiming(claims, one);
  const others = ofEvent.filter(
    ([id, cells]) =>
      !ids.has(id) &&
      !references.has((cells[REGISTRATION.reference] ?? '').trim()) &&
      takesSeat(cells[REGISTRATION.state] ?? ''),
  );
  return others.length;
}

/** The people, by `Identifiant`, whose rows in `Inscriptions` changed. */
export function guestsOfChanged(
  changed: ReadonlySet<string>,
  rowsIfRead: (tab: TabQuery['tab']) => ReadonlyMap<string, Cells> | undefined,
): readonly string[] {
  const references = new Set(
    [...(rowsIfRead(REGISTRATIONS_TAB) ?? [])].flatMap(([id, cells]) =>
      changed.has(id) ? [(cells[REGISTRATION.reference] ?? '').trim()] : [],
    ),
  );
  if (references.size === 0) return [];
  return [YOUTHS_TAB, MENTORS_TAB].flatMap((tab) =>
    [...(rowsIfRead(tab) ?? [])].flatMap(([id, cells]) =>
      references.has((cells[APPLICATION.reference] ?? '').trim()) ? [id] : [],
    ),
  );
}
