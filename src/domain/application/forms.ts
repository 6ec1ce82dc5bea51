import { companyForm } from './company.ts';
import type { Form } from './form.ts';
import { mentorForm } from './mentor.ts';
import { youthForm } from './youth.ts';

/** The three forms, in the order of the spreadsheet's tabs. */
export const FORMS: readonly Form[] = [youthForm, mentorForm, companyForm];
