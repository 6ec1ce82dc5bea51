import { home } from './home.ts';
import { pages } from './pages.ts';
import { programme } from './programme.ts';
import { results } from './results.ts';
import { settings } from './settings.ts';
import { sites } from './sites.ts';

/** Every kind of content, in the order staff see them. */
export const collections = { home, programme, sites, results, pages, settings };
