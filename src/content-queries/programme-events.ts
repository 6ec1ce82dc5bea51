import type { ProgrammeEvent } from '../domain/events/programme-event.ts';
import { publishedAgenda } from './agenda.ts';
import { calendarEvents } from './calendar-events.ts';
import { calendarOf } from './calendar.ts';

/** The published events that people register for, without the examples; those to come with their calendar file. */
export async function programmeEvents(site: URL): Promise<readonly ProgrammeEvent[]> {
  const [{ upcoming, past }, calendar] = await Promise.all([publishedAgenda(), calendarEvents()]);
  const files = new Map(calendar.map((event) => [event.id, event]));
  return [...upcoming, ...past]
    .filter(({ data }) => data.exemple !== true)
    .map(({ id, data, isPast }) => {
      const { title, kind, audience, start, end, place, places, registrationUntil, cancelled = false } = data;
      const own = isPast ? undefined : files.get(id);
      return {
        slug: id,
        ...{ title, kind, audience, start, end, place, cancelled },
        ...(places !== undefined && { places }),
        ...(registrationUntil !== undefined && { registrationUntil }),
        ...(own && { calendar: calendarOf([own], { name: title, site }) }),
      };
    });
}
