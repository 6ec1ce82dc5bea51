import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { parisInstant } from '../domain/events/paris-time.ts';
import { settings } from '../content-queries/settings.ts';
import { publishedNews } from '../content-queries/news.ts';
import { siteAddress } from '../layouts/site-address.ts';

const LATEST = 20;

export const GET: APIRoute = async (context) => {
  const { name, description } = settings;
  const site = siteAddress(context.site);
  const news = await publishedNews();
  return rss({
    title: `Actualités – ${name}`,
    description,
    site,
    xmlns: { atom: 'http://www.w3.org/2005/Atom' },
    customData: `<language>fr</language><atom:link href="${new URL('/rss.xml', site).href}" rel="self" type="application/rss+xml"/>`,
    items: news.slice(0, LATEST).map(({ id, data: { title, lead, date } }) => ({
      title,
      description: lead,
      pubDate: parisInstant(`${date}T08:00`),
      link: `/actualites/${id}/`,
    })),
  });
};
