import { CompanyForm } from './form/company-form.ts';
import { defineForm } from './form/define-form.ts';

defineForm((root, form, parts) => new CompanyForm(root, form, parts));
