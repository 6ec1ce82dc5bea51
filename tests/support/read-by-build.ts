import { parseFrontmatter } from '@astrojs/internal-helpers/frontmatter';
import { load } from 'js-yaml';
import type { Collection } from '../../src/cms/collection.ts';
import type { StoredEntry } from '../../src/cms/entry-file.ts';

/** Parses an entry's file as Astro's build does. */
export function readByBuild(format: Collection['format'], text: string): StoredEntry {
  if (format === 'json') return { data: JSON.parse(text) };
  if (format === 'yaml') return { data: load(text) };
  const { frontmatter, content } = parseFrontmatter(text);
  return { data: frontmatter, body: content.trim() };
}
