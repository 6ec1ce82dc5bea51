import type { SiteMotif } from '../components/sites/site-motifs.ts';

/**
 * Where the share image of a page will be: the build draws it (scripts/share-images.ts) from the page's `og:title`, and from the
 * motif that the address names.
 * @param pathname Of the page, with its final slash.
 */
export function shareImage(pathname: string, motif: SiteMotif | 'lines' = 'lines') {
  const name = pathname === '/' ? 'accueil' : pathname.replace(/^\/|\/$/g, '');
  return { path: `/partage/${motif}/${name}.png`, width: 1200, height: 630 };
}
