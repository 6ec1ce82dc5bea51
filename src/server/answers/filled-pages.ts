import { FORMS } from '../../domain/application/forms.ts';
import { LINKS } from '../links/links.ts';
import { CONFIRMATION_PAGES, NOT_FOUND } from './confirmation-endpoint.ts';
import { SLOTS } from './page.ts';

// For the build, which ships them: a function that read this list would load every form.

/** Every page of the site that a function fills, and where it writes. */
export const FILLED_PAGES: readonly { readonly path: string; readonly slot: RegExp }[] = [
  ...FORMS.map(({ pagePath }) => ({ path: pagePath, slot: SLOTS.form })),
  ...Object.values(LINKS).map(({ path }) => ({ path, slot: SLOTS.content })),
  { path: LINKS.tracking.path, slot: SLOTS.lookup },
  ...Object.values(CONFIRMATION_PAGES).map((path) => ({ path, slot: SLOTS.reference })),
  { path: NOT_FOUND, slot: SLOTS.none },
];
