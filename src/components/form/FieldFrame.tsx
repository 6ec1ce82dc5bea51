import type { ReactNode } from 'react';
import type { Field, SubmittedValues } from '../../domain/application/field.ts';
import { type FormErrors, inputsOf } from '../../domain/application/form.ts';
import { typeset } from '../../domain/typeset.ts';
import { OPTIONAL } from './wording.ts';

export interface FormFieldProps {
  /** The field's name in its form; a row's field brings its whole name (`mentors[0].email`). */
  readonly name: string;
  readonly field: Field;
  /** Where the form is posted. */
  readonly action: string;
  /** Submitted values, shown again as they are. */
  readonly values: SubmittedValues;
  readonly errors: FormErrors;
  /** Notes beside a list's options, by value. */
  readonly optionNotes?: Readonly<Record<string, string>> | undefined;
  /**
   * `mandatory`: for everyone, HTML itself asks for it; `optional`: may be left empty by everyone, and says so. Without it, what
   * is owed by some only is checked by the script and the server.
   */
  readonly obligation?: 'mandatory' | 'optional' | undefined;
  /** Told of an answer that a row before has too, where it tells people apart. */
  readonly repeated?: string | undefined;
  /** No script reads it: what only scripts need is left out. */
  readonly isPlain?: boolean;
  /** Content before a checkbox. */
  readonly notice?: ReactNode;
}

/** Values that the templates of a control share, computed once. */
export interface ShownField extends FormFieldProps {
  readonly error: string;
  readonly hintId: string | undefined;
  readonly errorId: string;
}

export function shownField(props: FormFieldProps): ShownField {
  const { name, field, errors } = props;
  return {
    ...props,
    error: inputsOf(name, field)
      .flatMap((input) => errors.fieldErrors[input] ?? [])
      .join(' '),
    hintId: field.hint !== undefined || field.control.type === 'long-text' ? `${name}-hint` : undefined,
    errorId: `${name}-error`,
  };
}

/** Each told by the script under the name of what is wrong. */
function ageRefusals({ refusals }: Extract<Field['control'], { type: 'date' }>) {
  return {
    'data-future': refusals?.future,
    'data-younger': refusals?.younger,
    'data-older': refusals?.older,
  };
}

/** Constraint attributes; the messages are the definition's. Nobody can choose what a list does not offer. */
function marks({ name, field, repeated, isPlain = false }: FormFieldProps) {
  if (isPlain) return {};
  const { control } = field;
  const isTyped = ['text', 'email', 'tel', 'date'].includes(control.type);
  return {
    'data-field': name,
    'data-kind': control.type === 'text' ? control.reads : control.type,
    'data-missing': field.missing,
    'data-invalid': isTyped ? field.invalid : undefined,
    'data-repeated': repeated,
    ...(control.type === 'date' && ageRefusals(control)),
  };
}

function Hint({ field, hintId }: ShownField) {
  if (hintId === undefined) return null;
  const limit =
    field.control.type === 'long-text'
      ? `${field.control.maxLength.toLocaleString('fr-FR')} caractères au plus.`
      : undefined;
  return (
    <p className="field-hint" id={hintId}>
      {typeset([field.hint, limit].filter((text) => text !== undefined).join(' '))}
    </p>
  );
}

/** Always in the page, so that what describes a control never changes its identity; hidden while there is nothing to say. */
function ErrorMessage({ error, errorId }: ShownField) {
  return (
    <p className="field-error" id={errorId} data-error="" hidden={error === ''}>
      {typeset(error)}
    </p>
  );
}

function Label({ field, obligation }: FormFieldProps) {
  return (
    <>
      <span data-label="">{typeset(field.label)}</span>
      {obligation === 'optional' && <span className="field-optional"> {OPTIONAL}</span>}
    </>
  );
}

/** One control under its label. */
export function Single({ shown, children }: { readonly shown: ShownField; readonly children: ReactNode }) {
  return (
    <div className="field" {...marks(shown)}>
      <label className="field-label" htmlFor={shown.name}>
        <Label {...shown} />
      </label>
      <Hint {...shown} />
      <ErrorMessage {...shown} />
      {children}
    </div>
  );
}

/** Several controls under one legend. */
export function Group({ shown, children }: { readonly shown: ShownField; readonly children: ReactNode }) {
  return (
    <fieldset className="field" aria-describedby={shown.hintId} {...marks(shown)}>
      <legend className="field-label">
        <Label {...shown} />
      </legend>
      <Hint {...shown} />
      <ErrorMessage {...shown} />
      {children}
    </fieldset>
  );
}

function invalidity({ error }: ShownField) {
  return error === '' ? {} : ({ 'aria-invalid': true } as const);
}

/** A control alone is described by its hint and its error. */
export function singleProps(shown: ShownField) {
  return {
    id: shown.name,
    name: shown.name,
    required: shown.obligation === 'mandatory',
    'aria-describedby': [shown.hintId, shown.errorId].filter((id) => id !== undefined).join(' '),
    ...invalidity(shown),
  };
}

/** A control of a group is described by the error; the hint describes the group. */
export function memberProps(shown: ShownField) {
  return {
    required: shown.obligation === 'mandatory',
    'aria-describedby': shown.errorId,
    ...invalidity(shown),
  };
}

export function typedIn(values: SubmittedValues, name: string): string {
  return values.get(name)?.[0] ?? '';
}
