import { BirthDate } from './form/birth-date.ts';
import { Choice } from './form/choice.ts';
import { defineForm } from './form/define-form.ts';
import { SteppedForm } from './form/stepped-form.ts';
import { YouthConditions } from './form/youth-conditions.ts';

const speciality = {
  kinds: { date: BirthDate, radios: Choice },
  rules: YouthConditions,
};

defineForm((root, form, parts) => new SteppedForm(root, form, parts, speciality));
