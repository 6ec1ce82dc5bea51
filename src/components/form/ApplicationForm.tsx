import { createElement } from 'react';
import type { SubmittedValues } from '../../domain/application/field.ts';
import {
  CONSENT,
  FILL_SECONDS,
  HONEYPOT,
  SUBMISSION_ID,
  type Form,
  type FormErrors,
  fieldsOf,
  rowTitle,
  type Section,
} from '../../domain/application/form.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { typeset } from '../../domain/typeset.ts';
import { ConsentNotice } from './ConsentNotice.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import { Fields } from './Fields.tsx';
import { ProgressLines, StepNumber } from './Progress.tsx';
import { PlainScriptParts, ScriptParts } from './ScriptParts.tsx';
import { ERROR_TITLE_PREFIX, WORDING, type Wording } from './wording.ts';

export interface ApplicationFormProps {
  readonly form: Form;
  /** Where it is posted; the form's own address unless given. */
  readonly action?: string;
  /** Keeps the drafts of two such forms apart on one device; the audience unless given. */
  readonly draft?: string;
  /** Submitted values, shown again exactly. */
  readonly values?: SubmittedValues;
  readonly errors?: FormErrors | undefined;
  /** Notes beside a list's options, by value: a neighbourhood's usual names. */
  readonly optionNotes?: Readonly<Record<string, string>> | undefined;
  /** The day on which it is made, `YYYY-MM-DD`: the script trusts no clock that is behind it. */
  readonly today?: IsoDate;
}

interface Shown {
  readonly action: string;
  readonly values: SubmittedValues;
  readonly errors: FormErrors;
  readonly wording: Wording;
  readonly optionNotes: ApplicationFormProps['optionNotes'];
}

const NOTHING_TYPED: SubmittedValues = new Map();
const NO_ERRORS: FormErrors = { formErrors: [], fieldErrors: {} };

function hasErrors({ formErrors, fieldErrors }: FormErrors): boolean {
  return formErrors.length > 0 || Object.keys(fieldErrors).length > 0;
}

function FormSection({
  section,
  isFirst,
  isStep,
  action,
  values,
  errors,
  wording,
  optionNotes,
}: Shown & { readonly section: Section; readonly isFirst: boolean; readonly isStep: boolean }) {
  const { id, title, intro, askedWhen, oneOf } = section;
  return (
    <fieldset
      className="form-section"
      id={`etape-${id}`}
      data-section=""
      data-asked-when={askedWhen}
      data-one-of={oneOf?.fields.join(' ')}
      data-one-of-missing={oneOf?.missing}
    >
      <legend>
        <h2 tabIndex={-1}>
          {isStep && <StepNumber keepsPlace={isFirst} />}
          {typeset(title)}
        </h2>
      </legend>
      {isFirst && <p className="form-mandatory">{typeset(wording.mandatory)}</p>}
      {askedWhen === 'minor' && <p data-without-script="">{typeset(wording.minorsOnly)}</p>}
      {intro !== undefined && <p>{typeset(intro)}</p>}
      <Fields
        section={section}
        action={action}
        values={values}
        errors={errors}
        optionNotes={optionNotes}
        notices={{ [CONSENT]: <ConsentNotice consent={wording.consent} /> }}
      />
    </fieldset>
  );
}

/** Out of everyone's way: off the screen, off the tab order, unseen by screen readers. */
function Honeypot({ values, wording }: Shown) {
  return (
    <div className="form-trap" aria-hidden="true">
      <label htmlFor={HONEYPOT}>{wording.honeypot}</label>
      <input
        type="text"
        id={HONEYPOT}
        name={HONEYPOT}
        tabIndex={-1}
        autoComplete="off"
        defaultValue={values.get(HONEYPOT)?.[0] ?? ''}
      />
    </div>
  );
}

/** The Enter key presses a form's first button, which would be one that removes a row. */
function DefaultButton({ wording }: Shown) {
  return (
    <button type="submit" className="form-trap" tabIndex={-1} aria-hidden="true">
      {wording.buttons.send}
    </button>
  );
}

/**
 * A whole form, complete without script: one `<application-form>` element, so that a function can put the same form
 * with answers and errors in its place. With several sections the browser's script makes steps of it
 * (`src/scripts/application-form.ts`, a company's `company-form.ts`); of one section, it proposes addresses alone (`src/scripts/plain-form.ts`).
 */
export function ApplicationForm({
  form,
  action = form.apiPath,
  draft = form.audience,
  values = NOTHING_TYPED,
  errors = NO_ERRORS,
  optionNotes,
  today = parisDate(new Date()),
}: ApplicationFormProps) {
  const wording = WORDING[form.audience];
  const hasSteps = form.sections.length > 1;
  const people = fieldsOf(form)
    .map(([, { control }]) => control)
    .find((control) => control.type === 'people');
  const shown: Shown = { action, values, errors, wording, optionNotes };
  return createElement(
    'application-form',
    {
      'data-draft': draft,
      'data-today': today,
      'data-error-prefix': ERROR_TITLE_PREFIX,
    },
    <form method="post" action={action} className="application-form">
      {hasErrors(errors) && (
        <ErrorSummary errors={errors} wording={wording} rowTitle={(input) => rowTitle(form, input)} />
      )}
      {people && <DefaultButton {...shown} />}
      <input type="hidden" name={SUBMISSION_ID} defaultValue={values.get(SUBMISSION_ID)?.[0] ?? ''} />
      <input type="hidden" name={FILL_SECONDS} defaultValue="" />
      {hasSteps && <ProgressLines />}
      {form.sections.map((section) => (
        <FormSection
          key={section.id}
          section={section}
          isFirst={section === form.sections[0]}
          isStep={hasSteps}
          {...shown}
        />
      ))}
      <Honeypot {...shown} />
      <div className="form-actions">
        <button type="submit" className="button">
          {wording.buttons.send}
        </button>
      </div>
      {hasSteps ? <ScriptParts wording={wording} people={people} /> : <PlainScriptParts />}
    </form>,
  );
}
