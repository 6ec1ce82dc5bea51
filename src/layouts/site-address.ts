/** The address of the site, which astro.config.mjs always gives. Throws when it does not. */
export function siteAddress(site: URL | undefined): URL {
  if (site === undefined) throw new Error('astro.config.mjs: `site` is missing.');
  return site;
}
