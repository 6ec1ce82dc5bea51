import { companyForm } from './company.ts';
import type { Form } from './form.ts';
import { mentorForm } from './mentor.ts';
import { nextSeasonForm } from './next-season.ts';
import { youthForm } from './youth.ts';

/** Every form, in the order of the spreadsheet's tabs. */
export const FORMS: readonly Form[] = [youthForm, mentorForm, companyForm, nextSeasonForm];
