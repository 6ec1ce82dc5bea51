import { readFileSync } from 'node:fs';
import sitemap from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';

/** Astro integrations that write the sitemap of the pages that do not keep search engines out. */
export function sitemapIntegrations(): AstroIntegration[] {
  let folder: URL | undefined;
  const isIndexed = (page: string) => {
    const html = readFileSync(new URL(`.${new URL(page).pathname}index.html`, folder), 'utf8');
    return !html.includes('<meta name="robots" content="noindex');
  };
  return [
    {
      name: 'sitemap-folder',
      hooks: {
        'astro:config:done': ({ config }) => {
          folder = config.outDir;
        },
      },
    },
    sitemap({ filter: isIndexed }),
  ];
}
