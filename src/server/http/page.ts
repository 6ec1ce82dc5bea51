import { ERROR_TITLE_PREFIX } from '../../components/form/wording.ts';
import type { TypedAnswers } from '../../domain/application/field.ts';
import type { Form, FormErrors } from '../../domain/application/form.ts';
import { PROGRAMME } from '../../domain/programme.ts';
import { pagesOrigin } from '../compose/deployment.ts';

/** How long a function waits for one of the site's own static pages, in milliseconds. */
const PAGE_TIMEOUT = 3_000;

const FORM = /<application-form[\s>][\s\S]*<\/application-form>/;
const TITLE = /<title>([^<]*)<\/title>/;

/** What is shown when a static page cannot be had: without its dress, but whole. */
export function barePage(main: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${PROGRAMME.organisation.name}</title></head><body><main>${main}</main></body></html>`;
}

/**
 * The HTML of one of the site's own static pages, or `undefined` when it does not come in time or is another page,
 * without the place where the function writes (`slot`): what is to be told would be lost.
 */
export async function fetchStaticPage(
  request: Request,
  path: string,
  slot: RegExp,
): Promise<string | undefined> {
  try {
    const response = await fetch(new URL(path, pagesOrigin(request)), {
      signal: AbortSignal.timeout(PAGE_TIMEOUT),
    });
    const html = await response.text();
    return slot.test(html) ? html : undefined;
  } catch {
    return undefined;
  }
}

/** What the content says of a form's lists. */
export interface FormPageSettings {
  /** What stands beside an option, by its value. */
  readonly optionNotes?: Readonly<Record<string, string>> | undefined;
}

/** The form's own page with what was typed and what is wrong, if anything, for who has no JavaScript. */
export async function formPage(
  request: Request,
  form: Form,
  shown: { values: TypedAnswers; errors?: FormErrors | undefined } & FormPageSettings,
): Promise<string> {
  const [page = barePage('<application-form></application-form>'), { renderForm }] = await Promise.all([
    fetchStaticPage(request, form.pagePath, FORM),
    import('./render-form.ts'),
  ]);
  const markup = renderForm({ form, ...shown });
  return page
    .replace(
      TITLE,
      (_, title: string) => `<title>${shown.errors === undefined ? '' : ERROR_TITLE_PREFIX}${title}</title>`,
    )
    .replace(FORM, () => markup);
}
