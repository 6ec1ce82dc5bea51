import { checkEligibility } from '../../domain/application/eligibility-check.ts';
import type { Form } from '../../domain/application/form.ts';
import { htmlAnswer, jsonAnswer, seeOther, wantsJson } from './answer.ts';
import { generalError, readFormRequest } from './form-request.ts';
import { formPage, type FormPageDeps, withErrorTitle } from './page.ts';

const CHECK = /<eligibility-check[\s>][\s\S]*<\/eligibility-check>/;

export interface EligibilityEndpoint extends FormPageDeps {
  readonly closedMessage: (form: Form) => string | undefined;
}

/** The POST of « C’est pour moi ? »: the form's page again, with the answer before the form and the place in it. Nothing is kept. */
export async function answerEligibility(
  request: Request,
  form: Form,
  { closedMessage, ...pageDeps }: EligibilityEndpoint,
): Promise<Response> {
  const read = await readFormRequest(request);
  if (!read.ok) {
    const { status, message, headers } = read;
    if (wantsJson(request)) return jsonAnswer(status, { error: message }, headers);
    const refused = { values: new Map(), errors: generalError(message) };
    return htmlAnswer(status, await formPage(form, refused, pageDeps), { ...headers, ...NO_INDEX });
  }
  if (closedMessage(form) !== undefined) return seeOther(form.pagePath);
  const { answers, ...checked } = checkEligibility(read.typed);
  const [page, { renderEligibility }] = await Promise.all([
    formPage(form, { values: answers }, pageDeps),
    import('./render-form.ts'),
  ]);
  const { optionNotes } = pageDeps;
  const markup = renderEligibility({ values: read.typed, ...checked, optionNotes });
  const html = CHECK.test(page)
    ? page.replace(CHECK, () => markup)
    : page.replace('<main>', () => `<main>${markup}`);
  return checked.errors === undefined
    ? htmlAnswer(200, html, NO_INDEX)
    : htmlAnswer(422, withErrorTitle(html), NO_INDEX);
}

const NO_INDEX = { 'x-robots-tag': 'noindex' } as const;
