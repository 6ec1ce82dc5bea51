import { readFile } from 'node:fs/promises';

/**
 * Gives the HTML of a page of the site by its path, for a function to write into, or the text of another file; `undefined` when it cannot be had. Functions take it
 * from beside them, never from their own site: an answer waits for no other request.
 */
export type ReadPage = (path: string) => Promise<string | undefined>;

/** The file of a page in the built site: `/suivi/` is `suivi/index.html`, `/404` is `404.html`, `/agenda.json` is itself. */
export function fileOfPage(path: string): string {
  if (/\.\w+$/.test(path)) return path.slice(1);
  return path.endsWith('/') ? `${path.slice(1)}index.html` : `${path.slice(1)}.html`;
}

/** The pages that the build ships with the functions (`shipPages`). */
export function shippedPages(folder: URL): ReadPage {
  return async (path) => {
    try {
      return await readFile(new URL(fileOfPage(path), folder), 'utf8');
    } catch {
      return undefined;
    }
  };
}

/** Timeout of a page of the development server, which builds it when it is asked, in milliseconds. */
const PAGE_TIMEOUT = 20_000;

/** Marks the request of a function for a page: `npm start` gives the page, where a function that answers at its address would ask again. */
export const PAGE_REQUEST = 'x-page-for-a-function';

/** The pages of `npm start`, where nothing is built. */
export function developmentPages(origin: string): ReadPage {
  return async (path) => {
    try {
      const response = await fetch(new URL(path, origin), {
        headers: { [PAGE_REQUEST]: '1' },
        signal: AbortSignal.timeout(PAGE_TIMEOUT),
      });
      return await response.text();
    } catch {
      return undefined;
    }
  };
}
