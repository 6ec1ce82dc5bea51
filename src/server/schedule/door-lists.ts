import { parisInstant } from '../../domain/events/paris-time.ts';
import { type ProgrammeEvent, startOf } from '../../domain/events/programme-event.ts';
import { REGISTRATION, REGISTRATIONS_TAB, takesSeat } from '../../domain/events/registrations-tab.ts';
import { workingDayBefore } from '../../domain/working-days/working-days.ts';
import { eventKey } from '../cases/registration-facts.ts';
import type { Execution } from '../executor/execute.ts';
import { doorList, type Expected } from '../letters/door-letters.ts';
import type { MessageSettings } from '../letters/draft.ts';
import type { Mail } from '../mail/mail.ts';
import { rowsOfEvent } from '../plans/registration-rows.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import type { AlertNotes } from './alert-notes.ts';

export interface DoorListPorts {
  /** The published events; `undefined` while they cannot be read. */
  readonly events: readonly ProgrammeEvent[] | undefined;
  readonly alertNotes: Pick<AlertNotes, 'wasAlerted' | 'noteAlert'>;
  readonly mail: Mail;
  readonly settings: MessageSettings;
  /** Nobody is told when there is none. */
  readonly teamEmail: string | undefined;
  readonly now: () => Date;
}

/** From the morning of the last working day before, so that somebody can print it, until the event begins. */
function isToBePrinted(event: ProgrammeEvent, now: Date): boolean {
  const day = event.start.slice(0, 10);
  return !event.cancelled && now >= parisInstant(`${workingDayBefore(day)}T08:00`) && now < startOf(event);
}

function expectedAt(
  event: ProgrammeEvent,
  events: readonly ProgrammeEvent[],
  rows: ReadonlyMap<string, Cells>,
): readonly Expected[] {
  const expected = rowsOfEvent(event, events, rows)
    .filter(([, cells]) => takesSeat(cells[REGISTRATION.state] ?? ''))
    .map(([id, cells]) => ({
      id,
      givenName: (cells[REGISTRATION.givenName] ?? '').trim(),
      reference: (cells[REGISTRATION.reference] ?? '').trim(),
    }));
  // The team may have written somebody down who registered since.
  const once = new Map(expected.map((one) => [one.reference || one.id, one]));
  return [...once.values()].toSorted((a, b) => a.givenName.localeCompare(b.givenName, 'fr'));
}

/** Sends the team the list of those expected at each event of the next working day, once a day that it is set for. Throws `StoreUnavailable`. */
export async function sendDoorLists(scan: Pick<Execution, 'read'>, ports: DoorListPorts): Promise<void> {
  const { events = [], alertNotes, mail, settings, teamEmail, now } = ports;
  if (teamEmail === undefined) return;
  for (const event of events.filter((one) => isToBePrinted(one, now()))) {
    const day = event.start.slice(0, 10);
    const key = eventKey(event.slug);
    if (await alertNotes.wasAlerted(`door-${key}`, day)) continue;
    const rows = await scan.read(REGISTRATIONS_TAB, 'registrations');
    if (rows === undefined) return;
    const expected = expectedAt(event, events, rows);
    if (expected.length === 0) continue;
    const draft = { id: key, event: `door-${day}`, to: teamEmail };
    await mail.send(doorList(draft, event, expected, settings));
    await alertNotes.noteAlert(`door-${key}`, day);
  }
}
