import { type Collection, filePattern } from '../../../cms/collection.ts';
import { collections } from '../../../cms/collections.ts';
import { CONTENT_FOLDER } from '../../../cms/decap.ts';
import type { CmsBackend } from '../../../cms/decap-backend.ts';

/**
 * The page of GitHub with every version of the entry that the CMS shows, of its collection, or of all the content.
 * @param address the CMS's own, after `#`
 * @returns `undefined` where the content is not on GitHub, or nobody said where
 */
export function historyAddress(
  { name, repo, branch }: CmsBackend['backend'],
  address: string,
): string | undefined {
  if (name !== 'github' || repo === undefined) return undefined;
  const [, opened = '', slug] = /^\/collections\/([^/?]+)(?:\/entries\/([^?]+))?/.exec(address) ?? [];
  const collection = Object.values<Collection>(collections).find((candidate) => candidate.name === opened);
  const folder = collection === undefined ? CONTENT_FOLDER : `${CONTENT_FOLDER}/${collection.name}`;
  const file =
    collection === undefined || slug === undefined ? '' : `/${filePattern(collection).replace('*', slug)}`;
  return `https://github.com/${repo}/commits/${branch}/${folder}${file}`;
}

/** Keeps « Historique » on what the CMS shows; where there is no history to lead to, it leads to the guide. */
export function followHistory(backend: CmsBackend['backend']): void {
  const link = document.querySelector<HTMLAnchorElement>('#cms-history');
  const update = () => {
    const href = historyAddress(backend, location.hash.slice(1));
    if (link !== null && href !== undefined) link.href = href;
  };
  update();
  // Decap changes its address without an event that others hear.
  link?.addEventListener('pointerdown', update);
  link?.addEventListener('focus', update);
}
