import ical from 'ical-generator';
import { parisInstant } from '../domain/events/paris-time.ts';
import { PROGRAMME } from '../domain/programme.ts';

/** An event as calendars need it; `start` and `end` are local times of Paris. */
export interface CalendarEvent {
  id: string;
  href: string;
  data: {
    title: string;
    lead: string;
    registration: string;
    start: string;
    end: string;
    place: string;
  };
}

/** A calendar asks again for its feed after a day: the site is built at least as often. */
const DAY_IN_SECONDS = 86_400;

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
 * where it was built. An event keeps its UID as long as its file keeps its name.
 */
export function calendarOf(
  events: readonly CalendarEvent[],
  { name, site }: { name: string; site: URL },
): string {
  const calendar = ical({
    name,
    prodId: { company: PROGRAMME.organisation.name, product: 'Agenda', language: 'FR' },
    ttl: DAY_IN_SECONDS,
    // A calendar holds at least one component (RFC 5545, 3.6); Outlook refuses one that holds none.
    timezone: events.length === 0 ? parisZone : null,
  });
  for (const { id, href, data } of events) {
    const url = new URL(href, site).href;
    calendar.createEvent({
      id: `agenda-${id}@${PROGRAMME.calendarDomain}`,
      // The only date an event brings along; the moment of the build would make every file differ.
      stamp: parisInstant(data.start),
      start: parisInstant(data.start),
      end: parisInstant(data.end),
      summary: data.title,
      description: `${data.lead}\n\n${data.registration}\n\n${url}`,
      location: data.place,
      url,
    });
  }
  return `${calendar.toString()}\r\n`;
}
