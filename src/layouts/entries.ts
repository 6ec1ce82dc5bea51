import { usualNamesByCode } from '../domain/eligibility/territory.ts';
import type { Form } from '../domain/application/form.ts';
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

/** Whether a form takes answers now, and what to tell while it does not. */
export async function recruitmentOf({
  audience,
}: Form): Promise<{ open: true } | { open: false; closedMessage: string }> {
  const { recruitment } = (await requireEntry('settings', 'site')).data;
  if (audience === 'waiting') return { open: true };
  const { open, closedMessage } = recruitment[audience];
  return open ? { open } : { open, closedMessage };
}

/** What stands beside the options of the forms' lists, by value: the usual names of neighbourhoods. */
export async function optionNotes(): Promise<Readonly<Record<string, string>>> {
  return usualNamesByCode((await requireEntry('neighbourhoods', 'neighbourhoods')).data.usualNames);
}

/** The figures of the latest year; undefined while there are none. */
export async function latestResults(): Promise<CollectionEntry<'results'>['data'] | undefined> {
  const [latest] = (await getCollection('results')).map(({ data }) => data).sort((a, b) => b.year - a.year);
  return latest;
}
