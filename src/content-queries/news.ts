import { type CollectionEntry, getCollection } from 'astro:content';
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
