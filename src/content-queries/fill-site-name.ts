/** Replaces `{site}` in words of the content by the name of an excellence site. */
export function fillSiteName(words: string, site: string): string {
  return words.replaceAll('{site}', site);
}
