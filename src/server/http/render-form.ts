import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { ApplicationForm } from '../../components/form/ApplicationForm.tsx';
import type { TypedAnswers } from '../../domain/application/field.ts';
import type { Form, FormErrors } from '../../domain/application/form.ts';

/** The form as HTML, with what was typed and what is wrong. Imported late: only who has no JavaScript needs React. */
export function renderForm(form: Form, values: TypedAnswers, errors?: FormErrors): string {
  return renderToStaticMarkup(createElement(ApplicationForm, { form, values, ...(errors && { errors }) }));
}
