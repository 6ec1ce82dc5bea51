import { getCollection } from 'astro:content';

/** Not for visitors to look for: the CMS, and the answers of the site. */
const unlisted =
  /^\/(404|admin|autorisation|candidature-recue|invitation|prochaine-saison|entreprises\/suivi)\//;

/** Every page with an address of its own, those of one entry of a collection apart, by title. */
export async function siteMapPages(): Promise<{ href: string; label: string }[]> {
  const titles = new Map((await getCollection('pages')).map(({ id, data }) => [id, data.title]));
  return Object.keys(import.meta.glob('../pages/**/*.astro'))
    .map((file) => file.replace('../pages', '').replace(/(\/index)?\.astro$/, '/'))
    .filter((href) => !href.includes('[') && !unlisted.test(href))
    .map((href) => ({ href, label: titles.get(href.slice(1, -1).replaceAll('/', '-')) ?? href }));
}
