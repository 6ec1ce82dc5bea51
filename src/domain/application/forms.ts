import { companyForm } from './company.ts';
import type { Audience, Form } from './form.ts';
import { mentorForm } from './mentor.ts';
import { nextSeasonForm } from './next-season.ts';
import { youthForm } from './youth.ts';

/** Every form, in the order of the spreadsheet's tabs. */
export const FORMS: readonly Form[] = [youthForm, mentorForm, companyForm, nextSeasonForm];

/** The form that speaks to an audience. */
export function formOf(audience: Audience): Form {
  const form = FORMS.find((one) => one.audience === audience);
  if (form === undefined) throw new TypeError(`There is no form for « ${audience} ».`);
  return form;
}
