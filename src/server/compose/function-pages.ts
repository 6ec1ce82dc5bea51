import { developmentPages, type ReadPage, shippedPages } from '../answers/site-pages.ts';
import { developmentServer } from './deployment.ts';

/**
 * The site's pages that a function fills: beside it, where the build ships them.
 *
 * @param functionUrl the function's own `import.meta.url`
 */
export function functionPages(functionUrl: string): ReadPage {
  const server = developmentServer();
  return server === undefined ? shippedPages(new URL('pages/', functionUrl)) : developmentPages(server);
}
