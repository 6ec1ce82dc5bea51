import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { fillsWholeDays, lastDay } from '../domain/events/days.ts';
import { type EventAudience, eventInBrief, type EventKind, type Span } from '../domain/events/event.ts';
import { parisInstant } from '../domain/events/paris-time.ts';
import { PROGRAMME } from '../domain/programme.ts';

/** An event as calendars need it; `start` and `end` are local times of Paris. */
export interface CalendarEvent {
  id: string;
  href: string;
  data: {
    title: string;
    kind: EventKind;
    audience: EventAudience;
    lead: string;
    registration: string;
    start: string;
    end: string;
    place: string;
    cancelled?: boolean | undefined;
  };
  /** The instant of its last change. */
  revised: Date;
}

/** Calendars are asked to read the feed again this often, so that a date that moves is known the same day. */
const REFRESH_IN_SECONDS = 4 * 3600;

const DAY_IN_MILLISECONDS = 86_400_000;

/** Seconds since 2026: rises with each revision, below the 2³¹ of an INTEGER (RFC 5545, 3.3.8) until 2094. */
function sequenceAt(revised: Date): number {
  return Math.max(0, Math.floor((revised.getTime() - Date.UTC(2026, 0, 1)) / 1000));
}

/** Instants, or days for what lasts whole days; the end of a day is the next one (RFC 5545, 3.6.1). */
function timesOf(span: Span) {
  if (!fillsWholeDays(span)) return { start: parisInstant(span.start), end: parisInstant(span.end) };
  const first = new Date(span.start.slice(0, 10));
  const last = new Date(lastDay(span.end));
  return { allDay: true, start: first, end: new Date(last.getTime() + DAY_IN_MILLISECONDS) };
}

/** Calendars that show a cancelled event, and do not say that it is, show these words. */
function wordsOf({ data }: CalendarEvent, url: string) {
  const { title, lead, registration, cancelled = false } = data;
  return cancelled
    ? {
        status: ICalEventStatus.CANCELLED,
        transparency: ICalEventTransparency.TRANSPARENT,
        summary: `Annulé\u00A0: ${title}`,
        description: `C’est annulé.\n\n${lead}\n\n${url}`,
      }
    : {
        status: ICalEventStatus.CONFIRMED,
        summary: title,
        description: `${eventInBrief(data)}.\n\n${lead}\n\n${registration}\n\n${url}`,
      };
}

/** The time of Paris, by the rules that hold since 1996. */
const parisZone = {
  name: 'Europe/Paris',
  generator: () =>
    [
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Paris',
      'BEGIN:DAYLIGHT',
      'DTSTART:19960331T020000',
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'TZNAME:CEST',
      'END:DAYLIGHT',
      'BEGIN:STANDARD',
      'DTSTART:19961027T030000',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'TZNAME:CET',
      'END:STANDARD',
      'END:VTIMEZONE',
    ].join('\r\n'),
};

/**
 * The events as an iCalendar file (RFC 5545): instants in UTC, so that it needs no time zone, and nothing that depends on when or
 * where it was built. An event keeps its UID as long as its file keeps its name. A calendar that holds it already takes the new version:
 * its SEQUENCE, LAST-MODIFIED and DTSTAMP, which say the same as long as there is no METHOD (3.8.7.2), rise with each change.
 */
export function calendarOf(
  events: readonly CalendarEvent[],
  { name, site }: { name: string; site: URL },
): string {
  const calendar = ical({
    name,
    prodId: { company: PROGRAMME.organisation.name, product: 'Agenda', language: 'FR' },
    ttl: REFRESH_IN_SECONDS,
    // A calendar holds at least one component (RFC 5545, 3.6); Outlook refuses one that holds none.
    timezone: events.length === 0 ? parisZone : null,
  });
  for (const event of events) {
    const { id, href, data, revised } = event;
    const url = new URL(href, site).href;
    calendar.createEvent({
      id: `agenda-${id}@${PROGRAMME.calendarDomain}`,
      stamp: revised,
      lastModified: revised,
      sequence: sequenceAt(revised),
      ...timesOf(data),
      ...wordsOf(event, url),
      location: data.place,
      url,
    });
  }
  return `${calendar.toString()}\r\n`;
}
