import { type CollectionEntry, getCollection } from 'astro:content';

/** The partners, ranked as staff chose. */
export async function rankedPartners(): Promise<CollectionEntry<'partners'>['data'][]> {
  const partners = (await getCollection('partners')).map(({ data }) => data);
  return partners.sort((a, b) => a.order - b.order || a.name.localeCompare(b.name, 'fr'));
}
