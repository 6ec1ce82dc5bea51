import { type CollectionEntry, getCollection } from 'astro:content';
import { published } from './published.ts';

/** A story with what it refers to. */
export interface Story {
  id: string;
  entry: CollectionEntry<'stories'>;
  site: CollectionEntry<'sites'>;
  trade: CollectionEntry<'trades'>;
}

/** Fewer than this on a page, whatever their number. */
export const STORIES_PER_PAGE = 12;
const RELATED_STORIES = 3;

/** The published stories, the latest first. */
export async function publishedStories(): Promise<Story[]> {
  const [entries, sites, trades] = await Promise.all([
    getCollection('stories', published),
    getCollection('sites'),
    getCollection('trades'),
  ]);
  const siteById = new Map(sites.map((site) => [site.id, site]));
  const tradeById = new Map(trades.map((trade) => [trade.id, trade]));
  return entries
    .flatMap((entry) => {
      const site = siteById.get(entry.data.site.id);
      const trade = tradeById.get(entry.data.trade.id);
      // The content check refuses both before a build; in development the story waits for its site.
      if (site === undefined || trade === undefined) return [];
      return [{ id: entry.id, entry, site, trade }];
    })
    .sort((a, b) => b.entry.data.date.localeCompare(a.entry.data.date) || a.id.localeCompare(b.id));
}

/** Gives for each story those to read next: of its site, then of its trade, then the latest. */
export function relatedStories(stories: readonly Story[]): (story: Story) => Story[] {
  const ofSite = Map.groupBy(stories, ({ site }) => site.id);
  const ofTrade = Map.groupBy(stories, ({ trade }) => trade.id);
  const latest = stories.slice(0, RELATED_STORIES + 1);
  // One more than shown of each, as the story itself may be among them.
  const some = (group: readonly Story[] = []) => group.slice(0, RELATED_STORIES + 1);
  return (story) => {
    const near = new Set([
      ...some(ofSite.get(story.site.id)),
      ...some(ofTrade.get(story.trade.id)),
      ...latest,
    ]);
    near.delete(story);
    return [...near].slice(0, RELATED_STORIES);
  };
}

/** The latest story that a mentor tells, alone or with the youth. */
export async function storyOfMentor(): Promise<Story | undefined> {
  return (await publishedStories()).find(({ entry }) => entry.data.kind !== 'youth');
}
