import type { APIRoute } from 'astro';

/** The CMS, the functions, and the pages that a person reaches by a link of their own. */
const closed = [
  '/admin/',
  '/api/',
  '/candidature-recue/',
  '/inscription-recue/',
  '/suivi/',
  '/invitation/',
  '/entreprises/suivi/',
  '/autorisation/',
];

export const GET: APIRoute = ({ site }) =>
  new Response(
    [
      'User-agent: *',
      ...closed.map((path) => `Disallow: ${path}`),
      '',
      `Sitemap: ${new URL('/sitemap-index.xml', site).href}`,
      '',
    ].join('\n'),
  );
