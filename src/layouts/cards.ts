import type { CollectionEntry } from 'astro:content';
import type { EventCardProps } from '../components/agenda/EventCard.tsx';
import { eventCardProps } from '../components/agenda/event-card.ts';
import type { NewsCardProps } from '../components/news/NewsCard.tsx';
import type { StoryCardProps } from '../components/stories/StoryCard.tsx';
import { storyCardProps } from '../components/stories/story-card.ts';
import type { AgendaEvent } from '../content-queries/agenda.ts';
import type { Story } from '../content-queries/stories.ts';
import { pictureFor } from './pictures.ts';

/** The card of a story, its picture built. */
export async function storyCard({ id, entry, site, trade }: Story): Promise<StoryCardProps> {
  const { image } = entry.data;
  const place = { widths: [360, 720, 1080], sizes: '(min-width: 48rem) 30vw, 92vw' };
  const picture = image && (await pictureFor(image, place));
  return storyCardProps({ id, data: entry.data, site: site.data, trade: trade.data, picture });
}

export function eventCard({ site, ...event }: AgendaEvent): EventCardProps {
  return eventCardProps({ ...event, site: site?.data });
}

/** The card of a piece of news, its picture built. */
export async function newsCard({ id, data }: CollectionEntry<'news'>): Promise<NewsCardProps> {
  const { title, date, lead, image, exemple = false } = data;
  return {
    href: `/actualites/${id}/`,
    title,
    date,
    lead,
    isExample: exemple,
    picture:
      image &&
      (await pictureFor(image, { widths: [360, 720, 1080], sizes: '(min-width: 60rem) 50rem, 92vw' })),
  };
}

/** A partner with its logo built. */
export async function partnerCard({ name, role, url, logo }: CollectionEntry<'partners'>['data']) {
  return { name, role, url, logo: logo && (await pictureFor(logo, { widths: [240, 480], sizes: '15rem' })) };
}
