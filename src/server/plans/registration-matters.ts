import type { IsoDate } from '../../domain/eligibility/age.ts';
import type { ProgrammeEvent } from '../../domain/events/programme-event.ts';
import {
  eventOf,
  REGISTRATION,
  REGISTRATIONS_TAB,
  registrationStateIn,
  takesSeat,
} from '../../domain/events/registrations-tab.ts';
import { MENTORS_TAB, rowWith, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { lastDayIn } from '../../domain/retention/staff-dates.ts';
import { eventKey, registrationId } from '../cases/registration-facts.ts';
import { IDENTIFIER_PATTERN, identifierFrom } from '../foundation/identifier.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import type { RowsIfRead } from './pair-matters.ts';
import { blocked, type Matter } from './point.ts';

interface Row {
  readonly id: string;
  readonly event: string;
  readonly date: string;
  readonly reference: string;
  readonly state: string;
}

function rowOf(id: string, cells: Cells): Row {
  const cell = (header: string): string => (cells[header] ?? '').trim();
  return {
    id,
    event: cell(REGISTRATION.event),
    date: cell(REGISTRATION.date),
    reference: cell(REGISTRATION.reference),
    state: cell(REGISTRATION.state),
  };
}

/** True of a row of the system's whose event is there under another title. */
function isRenamed(
  { id, reference }: Row,
  events: readonly ProgrammeEvent[],
  rowsIfRead: RowsIfRead,
): boolean {
  const people = [YOUTHS_TAB, MENTORS_TAB].flatMap((tab) => {
    const [personId] = rowWith(rowsIfRead(tab) ?? new Map<string, Cells>(), reference) ?? [];
    return personId ?? [];
  });
  return people.some((personId) =>
    events.some(({ slug }) => registrationId(personId, eventKey(slug)) === id),
  );
}

/** True unless it is over, or nobody is expected. */
function isAhead({ date, state }: Row, today: IsoDate): boolean {
  const day = lastDayIn(date);
  const isExpected = takesSeat(state) || registrationStateIn(state) === "Liste d'attente";
  return isExpected && (typeof day !== 'object' || day.day >= today);
}

/**
 * What « Le point » says of registrations: people who are expected at an event that is gone, rows that name no event, and states that are
 * none.
 */
export function registrationMatters(
  rowsIfRead: RowsIfRead,
  events: readonly ProgrammeEvent[] | undefined,
  today: IsoDate,
): readonly Matter[] {
  const read = rowsIfRead(REGISTRATIONS_TAB);
  if (read === undefined || events === undefined) return [];
  const rows = [...read].map(([id, cells]) => rowOf(id, cells));
  const lost = rows.filter(
    (row) =>
      isAhead(row, today) &&
      eventOf(row.event, events, row.date) === undefined &&
      !isRenamed(row, events, rowsIfRead),
  );
  const byEvent = [...Map.groupBy(lost, ({ event, date }) => `${event} ${date}`).values()];
  return [...byEvent.map(lostMatter), ...rows.filter(hasOddState).map(oddMatter)];
}

function lostMatter(rows: readonly Row[]): Matter {
  const [{ id, event, date } = rowOf('', {})] = rows;
  const key = identifierFrom('point', 'event', `${event} ${date} ${rows.length}`);
  if (!IDENTIFIER_PATTERN.test(id))
    return blocked(
      `« ${event} » (${REGISTRATIONS_TAB.name} : aucun événement de l’agenda n’a ce titre à cette date)`,
      key,
    );
  const people = rows.length === 1 ? '1 personne' : `${rows.length} personnes`;
  return {
    section: 'todo',
    title:
      'Événement supprimé ou dépublié alors que des personnes y sont attendues, et rien ne leur a été dit (remettez la fiche et cochez « Annulé », ou prévenez-les)',
    text: `« ${event} », ${date} (${people})`,
    key,
  };
}

function hasOddState({ state }: Row): boolean {
  return state !== '' && registrationStateIn(state) === undefined;
}

function oddMatter({ id, reference, event, state }: Row): Matter {
  const who = reference === '' ? 'une ligne sans référence' : reference;
  return blocked(
    `${who} (« ${event} » : « ${state} » n’est aucun des états, la place reste prise)`,
    identifierFrom('point', 'registration', `${id} ${state}`),
  );
}
