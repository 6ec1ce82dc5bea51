import { checkEligibility } from '../../domain/application/eligibility-check.ts';
import type { Form } from '../../domain/application/form.ts';
import { htmlAnswer, jsonAnswer, seeOther } from './answer.ts';
import { readFormRequest } from './form-request.ts';
import { formPage, type FormPageSettings } from './page.ts';

const CHECK = /<eligibility-check[\s>][\s\S]*<\/eligibility-check>/;

/** The POST of « C’est pour moi ? »: the form's page again, with the answer before the form and the place in it. Nothing is kept. */
export async function answerEligibility(
  request: Request,
  form: Form,
  { closedMessage, optionNotes }: FormPageSettings & { closedMessage: (form: Form) => string | undefined },
): Promise<Response> {
  const read = await readFormRequest(request);
  if (!read.ok) return jsonAnswer(read.status, { error: read.message }, read.headers);
  if (closedMessage(form) !== undefined) return seeOther(form.pagePath);
  const { verdict, answers } = checkEligibility(read.typed);
  const [page, { renderEligibility }] = await Promise.all([
    formPage(request, form, { values: answers, optionNotes }),
    import('./render-form.ts'),
  ]);
  const markup = renderEligibility({ values: read.typed, verdict, optionNotes });
  const html = CHECK.test(page)
    ? page.replace(CHECK, () => markup)
    : page.replace('<main>', () => `<main>${markup}`);
  return htmlAnswer(200, html, { 'x-robots-tag': 'noindex' });
}
