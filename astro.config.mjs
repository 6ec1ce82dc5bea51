import { satteri } from '@astrojs/markdown-satteri';
import react from '@astrojs/react';
import { defineConfig } from 'astro/config';
import { cmsSetup } from './scripts/cms-setup.ts';
import { finishPages } from './scripts/finish-pages.ts';
import { sitemapIntegrations } from './scripts/sitemap.ts';
import { typeset } from './src/domain/typeset.ts';

const cms = cmsSetup();

export default defineConfig({
  // Netlify gives the site's own address as URL; SITE_URL overrides it.
  site: process.env.SITE_URL ?? process.env.URL ?? 'http://localhost:4321',
  // With 'always' the development server answers 404 to the API.
  trailingSlash: 'ignore',
  build: {
    format: 'directory',
    // A page and its styles come in one round trip.
    inlineStylesheets: 'always',
  },
  // Templates only: no client directive is used, so no React reaches a browser.
  integrations: [react(), finishPages(cms.backend?.hosts), ...sitemapIntegrations()],
  // Markdown is typeset as the other texts are by their fields.
  markdown: {
    processor: satteri({
      mdastPlugins: [
        { name: 'french-typography', text: ({ value }) => ({ type: 'text', value: typeset(value) }) },
        // Shown as it is typed, never run.
        { name: 'no-html', html: ({ value }) => ({ type: 'text', value }) },
      ],
    }),
  },
  // No data: addresses, which the pages' policies would have to allow.
  vite: {
    build: { assetsInlineLimit: 0 },
    // Read by pages/admin alone.
    define: { CMS_SETUP: JSON.stringify(cms) },
  },
  devToolbar: { enabled: false },
});
