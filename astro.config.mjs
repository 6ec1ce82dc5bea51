import react from '@astrojs/react';
import { defineConfig } from 'astro/config';
import { cmsSetup } from './scripts/cms-setup.ts';
import { DECAP_KILOBYTES, isOfDecap } from './scripts/cms-warnings.ts';
import { finishPages } from './scripts/finish-pages.ts';
import { SCRIPT_TARGET, STYLE_TARGETS } from './scripts/oldest-engines.ts';
import { siteMarkdown } from './scripts/markdown.ts';
import { wholeScripts } from './scripts/whole-scripts.ts';
import { sitemapIntegrations } from './scripts/sitemap.ts';

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
  markdown: { processor: siteMarkdown },
  // No data: addresses, which the pages' policies would have to allow.
  vite: {
    plugins: [wholeScripts()],
    build: {
      assetsInlineLimit: 0,
      target: SCRIPT_TARGET,
      cssTarget: [...STYLE_TARGETS],
      chunkSizeWarningLimit: DECAP_KILOBYTES,
      rolldownOptions: {
        onLog: (level, log, tell) => {
          if (!isOfDecap(log)) tell(level, log);
        },
      },
    },
    define: {
      // Read by pages/admin alone.
      CMS_SETUP: JSON.stringify(cms),
      // Read by content-queries/mentor-needs.ts alone. Set by scripts/build.ts on the host, by whoever tries it elsewhere.
      MENTOR_NEEDS: JSON.stringify(process.env.MENTOR_NEEDS ?? ''),
    },
  },
  devToolbar: { enabled: false },
});
