import { type ComponentProps, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { EligibilityCheck } from '../../components/eligibility/EligibilityCheck.tsx';
import { ApplicationForm } from '../../components/form/ApplicationForm.tsx';

// Imported late: only who has no JavaScript needs React.

/** The form as HTML, with what was typed and what is wrong. */
export function renderForm(props: ComponentProps<typeof ApplicationForm>): string {
  return renderToStaticMarkup(createElement(ApplicationForm, props));
}

/** « C’est pour moi ? » as HTML, with its answer. */
export function renderEligibility(props: ComponentProps<typeof EligibilityCheck>): string {
  return renderToStaticMarkup(createElement(EligibilityCheck, props));
}
