/** Words of the content about a site, with its name where they say `{site}`. */
export function withSite(words: string, site: string): string {
  return words.replaceAll('{site}', site);
}
