import { type CollectionEntry, getCollection } from 'astro:content';
import { agendaAt } from '../domain/events/event.ts';
import { builtAt, published } from './published.ts';

/** An event with the site it happens on. */
export interface AgendaEvent {
  id: string;
  href: string;
  data: CollectionEntry<'events'>['data'];
  entry: CollectionEntry<'events'>;
  site: CollectionEntry<'sites'> | undefined;
  isPast: boolean;
}

/** Fewer than this on a page, whatever their number. */
export const EVENTS_PER_PAGE = 12;
/** Past events that the agenda's first page shows. */
export const LAST_PAST = 4;

/** The published events: those to come, the next first, and the past ones, the latest first. */
export async function publishedAgenda(): Promise<{ upcoming: AgendaEvent[]; past: AgendaEvent[] }> {
  const [entries, sites] = await Promise.all([getCollection('events', published), getCollection('sites')]);
  const siteById = new Map(sites.map((site) => [site.id, site]));
  const { upcoming, past } = agendaAt(entries, builtAt);
  const withSite = (isPast: boolean) => (entry: CollectionEntry<'events'>) => ({
    id: entry.id,
    href: `/agenda/${entry.id}/`,
    data: entry.data,
    entry,
    site: entry.data.site && siteById.get(entry.data.site.id),
    isPast,
  });
  return { upcoming: upcoming.map(withSite(false)), past: past.map(withSite(true)) };
}
