import { type CollectionEntry, type CollectionKey, getCollection } from 'astro:content';

/** An entry that a page cannot do without. */
export async function requireEntry<C extends CollectionKey>(
  collection: C,
  id: string,
): Promise<CollectionEntry<C>> {
  const entry = (await getCollection(collection)).find((candidate) => candidate.id === id);
  if (entry === undefined)
    throw new Error(`Il manque le contenu « ${id} » dans src/content/${collection} : remettez le fichier.`);
  return entry;
}

/** The figures of the latest year; undefined while there are none. */
export async function latestResults(): Promise<CollectionEntry<'results'>['data'] | undefined> {
  const [latest] = (await getCollection('results')).map(({ data }) => data).sort((a, b) => b.year - a.year);
  return latest;
}
