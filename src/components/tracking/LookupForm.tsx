import { createElement } from 'react';
import type { SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { LOOKUP } from '../../domain/tracking/lookup.ts';
import { ErrorSummary } from '../form/ErrorSummary.tsx';
import { Fields } from '../form/Fields.tsx';
import { WORDING } from '../form/wording.ts';

const ADDRESS = '/suivi/';

/** Opens a follow-up without its link. One element, so that the function can put it in its place with what is wrong. */
export function LookupForm({
  values,
  errors,
}: {
  readonly values?: SubmittedValues;
  readonly errors?: FormErrors;
}) {
  return createElement(
    'tracking-form',
    {},
    <form method="post" action={ADDRESS} className="application-form">
      {errors !== undefined && (
        <ErrorSummary
          errors={errors}
          wording={{ ...WORDING.waiting, errors: 'À corriger', notSent: 'Le suivi ne s’est pas ouvert' }}
        />
      )}
      <fieldset className="form-section">
        <legend className="sr-only">{LOOKUP.title}</legend>
        <Fields section={LOOKUP} action={ADDRESS} values={values} errors={errors} />
      </fieldset>
      <div className="form-actions">
        <button type="submit" className="button">
          {LOOKUP.title}
        </button>
      </div>
    </form>,
  );
}
