import { type CollectionEntry, getCollection } from 'astro:content';
import type { NewsCardProps } from '../components/news/NewsCard.tsx';
import { pictureFor } from './pictures.ts';
import { published } from './published.ts';

/** Fewer than this on a page, whatever their number. */
export const NEWS_PER_PAGE = 10;
/** Shown under an entry. */
export const OTHER_NEWS = 2;

/** The published news, the latest first. */
export async function publishedNews(): Promise<CollectionEntry<'news'>[]> {
  const entries = await getCollection('news', published);
  return entries.sort((a, b) => b.data.date.localeCompare(a.data.date) || a.id.localeCompare(b.id));
}

/** What a card shows of an entry. */
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
