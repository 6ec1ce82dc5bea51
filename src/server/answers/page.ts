import { ERROR_TITLE_PREFIX } from '../../components/form/wording.ts';
import type { SubmittedValues } from '../../domain/application/field.ts';
import type { Form, FormErrors } from '../../domain/application/form.ts';
import { PROGRAMME } from '../../domain/programme.ts';
import type { ReadPage } from './site-pages.ts';

/** The places of the site's pages that functions write into. */
export const SLOTS = {
  form: /<application-form[\s>][\s\S]*<\/application-form>/,
  content: /<page-content[\s>][\s\S]*<\/page-content>/,
  lookup: /<tracking-form[\s>][\s\S]*<\/tracking-form>/,
  reference: /(<output[^>]*data-slot="reference"[^>]*>)[\s\S]*?(<\/output>)/,
  /** Any page. */
  none: /<html[\s>]/,
} as const;

const TITLE = /<title>([^<]*)<\/title>/;

/** The fallback when a page cannot be had: without the site's layout, but whole. */
export function barePage(main: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${PROGRAMME.organisation.name}</title></head><body><main>${main}</main></body></html>`;
}

/** Returns the page of a path, or a bare page when it lacks the slot, so that the content is never lost. */
export async function pageWith(
  slot: RegExp,
  { path, readPage, bare }: { readonly path: string; readonly readPage: ReadPage; readonly bare: string },
): Promise<string> {
  const html = await readPage(path);
  return html !== undefined && slot.test(html) ? html : barePage(bare);
}

/** Where the page of a form comes from, and what the content says of its lists. */
export interface FormPageDeps {
  readonly readPage: ReadPage;
  /** Notes beside the options, by value. */
  readonly optionNotes?: Readonly<Record<string, string>> | undefined;
}

/** The page with a title that says that something is to be corrected. */
export function withErrorTitle(page: string): string {
  return page.replace(TITLE, (_, title: string) => `<title>${ERROR_TITLE_PREFIX}${title}</title>`);
}

/** The form's own page with what was typed and what is wrong, if anything, for who has no JavaScript. */
export async function formPage(
  form: Form,
  { values, errors }: { readonly values: SubmittedValues; readonly errors?: FormErrors | undefined },
  { readPage, optionNotes }: FormPageDeps,
): Promise<string> {
  const bare = '<application-form></application-form>';
  const [page, { renderForm }] = await Promise.all([
    pageWith(SLOTS.form, { path: form.pagePath, readPage, bare }),
    import('./render-form.ts'),
  ]);
  const markup = renderForm({ form, values, errors, optionNotes });
  const titled = errors === undefined ? page : withErrorTitle(page);
  return titled.replace(SLOTS.form, () => markup);
}
