import { isOneDay } from '../../domain/events/days.ts';
import type { EventKind } from '../../domain/events/event.ts';
import { parisInstant } from '../../domain/events/paris-time.ts';
import { endOf, type ProgrammeEvent } from '../../domain/events/programme-event.ts';
import { eventOf, hasCome, REGISTRATION } from '../../domain/events/registrations-tab.ts';
import { durationInWords } from '../../domain/hours/duration.ts';
import { HOURS_LINE, type HoursKind } from '../../domain/hours/hours-tab.ts';
import type { HoursRows } from '../../domain/hours/ledger-rows.ts';
import { identifierFrom } from '../foundation/identifier.ts';
import type { Row } from '../spreadsheet/spreadsheet.ts';

/** The kinds of events that make a line by themselves; an immersion is the team's alone to write down. */
const KINDS: Readonly<Partial<Record<EventKind, HoursKind>>> = { visit: 'Visite', workshop: 'Atelier' };

/** `Identifiant` of the line of an event: always the same. */
export function eventLineId({ slug }: Pick<ProgrammeEvent, 'slug'>): string {
  return identifierFrom('hours', 'event', slug);
}

/** Its length in minutes, a change of the clocks counted. */
function minutesOf({ start, end }: ProgrammeEvent): number {
  return Math.round((parisInstant(end).getTime() - parisInstant(start).getTime()) / 60_000);
}

/** The events that one of these rows names. */
function namedBy(
  rows: HoursRows['lines'],
  headers: { readonly event: string; readonly date: string },
  events: readonly ProgrammeEvent[],
): ReadonlySet<ProgrammeEvent> {
  return new Set(
    [...rows.values()].flatMap(
      (cells) => eventOf(cells[headers.event] ?? '', events, cells[headers.date]) ?? [],
    ),
  );
}

/**
 * The lines that events make once they are over and the team has seen somebody there: one each, without participants, so that everybody
 * whom `Inscriptions` notes as `Venue` is credited. None where the ledger has a line of that event, or had this one (`written`).
 */
export function eventLinesDue(
  { lines, registrations }: Pick<HoursRows, 'lines' | 'registrations'>,
  events: readonly ProgrammeEvent[],
  written: ReadonlySet<string>,
  now: Date,
): readonly Row[] {
  const came = new Map([...registrations].filter(([, cells]) => hasCome(cells)));
  const seen = namedBy(came, REGISTRATION, events);
  const known = namedBy(lines, HOURS_LINE, events);
  return events.flatMap((event) => {
    const kind = KINDS[event.kind];
    const isDue = seen.has(event) && !known.has(event) && !written.has(eventLineId(event));
    if (kind === undefined || !isDue || event.cancelled || !isOneDay(event) || endOf(event) > now) return [];
    const cells = {
      [HOURS_LINE.date]: event.start.slice(0, 10),
      [HOURS_LINE.duration]: durationInWords(minutesOf(event)),
      [HOURS_LINE.kind]: kind,
      [HOURS_LINE.event]: event.title,
      [HOURS_LINE.state]: 'Comptée',
    };
    return [{ id: eventLineId(event), cells }];
  });
}
