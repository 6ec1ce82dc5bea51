import { root } from 'astro:config/server';
import { CONTENT_FOLDER } from '../cms/decap.ts';
import { publishedAgenda } from './agenda.ts';
import type { CalendarEvent } from './calendar.ts';
import { lastRevisions } from './revisions.ts';

/** The published events, with the instant of the last change of each one's file. */
export async function calendarEvents(): Promise<CalendarEvent[]> {
  const { upcoming, past } = await publishedAgenda();
  const revisions = lastRevisions(new URL(`${CONTENT_FOLDER}/events/`, root));
  return [...upcoming, ...past].map(({ id, href, data, entry }) => {
    const revised = revisions.get(entry.filePath?.split('/').at(-1) ?? '');
    if (revised === undefined) throw new Error(`The event ${id} has no file.`);
    return { id, href, data, revised };
  });
}
