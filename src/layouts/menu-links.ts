import { mainLinks } from '../components/site/navigation.ts';
import { publishedAgenda } from '../content-queries/agenda.ts';
import { publishedNews } from '../content-queries/news.ts';
import { publishedStories } from '../content-queries/stories.ts';

type MenuLinks = readonly { href: string; label: string }[];

async function linksWithContent(): Promise<MenuLinks> {
  const [stories, news, agenda] = await Promise.all([publishedStories(), publishedNews(), publishedAgenda()]);
  const shown = new Map<string, number>([
    ['/temoignages/', stories.length],
    ['/actualites/', news.length],
    ['/agenda/', agenda.upcoming.length + agenda.past.length],
  ]);
  return mainLinks.filter(({ href }) => shown.get(href) !== 0);
}

let ofBuild: Promise<MenuLinks> | undefined;

/** The main links of the header, those to an empty list left out. */
export function menuLinks(): Promise<MenuLinks> {
  // In development the content changes between two pages; a build asks once, not once a page.
  if (import.meta.env.DEV) return linksWithContent();
  return (ofBuild ??= linksWithContent());
}
