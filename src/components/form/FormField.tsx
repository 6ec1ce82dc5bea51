import type { ReactNode } from 'react';
import type { DateInput, Field, Option, OptionGroup, TypedAnswers } from '../../domain/application/field.ts';
import { typeset } from '../../domain/typeset.ts';
import { inputsOf, type FormErrors } from '../../domain/application/form.ts';
import { rowIndexes, rowInput } from '../../domain/application/people.ts';
import { OPTIONAL } from './wording.ts';

export interface FormFieldProps {
  /** The field's name in its form; a row's field brings its whole name (`mentors[0].email`). */
  readonly name: string;
  readonly field: Field;
  /** What was typed, shown again as it is. */
  readonly values: TypedAnswers;
  readonly errors: FormErrors;
  /** Mandatory for everyone: HTML itself asks for it. A field of some only is checked by the script and the server. */
  readonly required: boolean;
  /** May be left empty by everyone, and says so. */
  readonly optional: boolean;
  /** What stands before a box to tick. */
  readonly notice?: ReactNode;
}

/** Rows that a page without script offers beyond those already filled. */
const EMPTY_ROWS = 3;

/** What the templates of a control share, worked out once. */
interface Shown extends FormFieldProps {
  readonly error: string;
  readonly hintId: string | undefined;
  readonly errorId: string;
}

/** What the browser's checks go by; the messages are the definition's. */
function marks({ name, field }: FormFieldProps) {
  const { control } = field;
  return {
    'data-field': name,
    'data-kind': control.type === 'text' && control.isName ? 'name' : control.type,
    'data-missing': field.missing,
    'data-invalid': field.invalid,
  };
}

function Hint({ field, hintId }: Shown) {
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
function ErrorMessage({ error, errorId }: Shown) {
  return (
    <p className="field-error" id={errorId} data-error="" hidden={error === ''}>
      {typeset(error)}
    </p>
  );
}

function Label({ field, optional }: FormFieldProps) {
  return (
    <>
      <span data-label="">{typeset(field.label)}</span>
      {optional && <span className="field-optional"> {OPTIONAL}</span>}
    </>
  );
}

/** One control under its label. */
function Single({ shown, children }: { readonly shown: Shown; readonly children: ReactNode }) {
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
function Group({ shown, children }: { readonly shown: Shown; readonly children: ReactNode }) {
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

function invalidity({ error }: Shown) {
  return error === '' ? {} : ({ 'aria-invalid': true } as const);
}

/** A control alone is described by its hint and its error. */
function singleProps(shown: Shown) {
  return {
    id: shown.name,
    name: shown.name,
    required: shown.required,
    'aria-describedby': [shown.hintId, shown.errorId].filter((id) => id !== undefined).join(' '),
    ...invalidity(shown),
  };
}

/** A control of a group is described by the error; the hint describes the group. */
function memberProps(shown: Shown) {
  return { required: shown.required, 'aria-describedby': shown.errorId, ...invalidity(shown) };
}

function typedIn(values: TypedAnswers, name: string): string {
  return values.get(name)?.[0] ?? '';
}

function TextControl(
  shown: Shown & { readonly control: Extract<Field['control'], { type: 'text' | 'email' | 'tel' }> },
) {
  const { control, name, values } = shown;
  return (
    <Single shown={shown}>
      <input
        className="field-input"
        type={control.type}
        {...singleProps(shown)}
        maxLength={control.maxLength}
        autoComplete={control.autocomplete}
        {...(control.type === 'text' ? { dir: 'auto' } : { inputMode: control.type })}
        {...(control.type === 'email' ? { autoCapitalize: 'none', spellCheck: false } : {})}
        {...(control.isName ? { autoCapitalize: 'words', spellCheck: false } : {})}
        defaultValue={typedIn(values, name)}
      />
    </Single>
  );
}

function LongTextControl(shown: Shown & { readonly maxLength: number }) {
  return (
    <Single shown={shown}>
      <textarea
        className="field-input"
        rows={5}
        {...singleProps(shown)}
        dir="auto"
        maxLength={shown.maxLength}
        defaultValue={typedIn(shown.values, shown.name)}
      />
    </Single>
  );
}

function Options({ options }: { readonly options: readonly Option[] }) {
  return options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

function SelectControl(shown: Shown & { readonly control: Extract<Field['control'], { type: 'select' }> }) {
  const { control, name, values } = shown;
  const group = ({ label, options }: OptionGroup) =>
    label === '' ? (
      <Options key={label} options={options} />
    ) : (
      <optgroup key={label} label={label}>
        <Options options={options} />
      </optgroup>
    );
  return (
    <Single shown={shown}>
      <select
        className="field-input"
        {...singleProps(shown)}
        data-narrowed-by={control.narrowedBy}
        defaultValue={typedIn(values, name)}
      >
        <option value="">{control.emptyLabel}</option>
        {control.groups.map(group)}
      </select>
    </Single>
  );
}

/** The first option bears the field's own id: an error's link leads to it. */
function optionId(name: string, value: string, index: number): string {
  return index === 0 ? name : `${name}-${value}`;
}

function OptionsControl(
  shown: Shown & { readonly type: 'radio' | 'checkbox'; readonly options: readonly Option[] },
) {
  const { type, options, name, values } = shown;
  const chosen = values.get(name) ?? [];
  return (
    <Group shown={shown}>
      {options.map(({ value, label }, index) => (
        <label className="field-choice" key={value} htmlFor={optionId(name, value, index)}>
          <input
            type={type}
            id={optionId(name, value, index)}
            name={name}
            value={value}
            {...memberProps({ ...shown, required: shown.required && type === 'radio' })}
            defaultChecked={chosen.includes(value)}
          />
          <span>{typeset(label)}</span>
        </label>
      ))}
    </Group>
  );
}

function AcceptanceControl(shown: Shown & { readonly statement: string }) {
  const { name, values, statement, notice } = shown;
  return (
    <Group shown={shown}>
      {notice}
      <label className="field-choice" htmlFor={name}>
        <input
          type="checkbox"
          id={name}
          name={name}
          value="on"
          {...memberProps(shown)}
          defaultChecked={values.get(name)?.includes('on') === true}
        />
        <span>{typeset(statement)}</span>
      </label>
    </Group>
  );
}

function DateControl(shown: Shown & { readonly inputs: readonly DateInput[] }) {
  return (
    <Group shown={shown}>
      <div className="field-date">
        {shown.inputs.map(({ name, part, label, autocomplete, maxLength }) => (
          <div key={name}>
            <label htmlFor={name}>{label}</label>
            <input
              className="field-input"
              type="text"
              inputMode="numeric"
              id={name}
              name={name}
              data-part={part}
              maxLength={maxLength}
              autoComplete={autocomplete}
              spellCheck={false}
              {...memberProps(shown)}
              defaultValue={typedIn(shown.values, name)}
            />
          </div>
        ))}
      </div>
    </Group>
  );
}

/** A row for each person that was typed, be they too many, and some empty ones. */
function PeopleControl(shown: Shown & { readonly control: Extract<Field['control'], { type: 'people' }> }) {
  const { name, control, values } = shown;
  const typedRows = (rowIndexes(name, values).at(-1) ?? -1) + 1;
  const rows = Math.max(typedRows, Math.min(control.most, typedRows + EMPTY_ROWS));
  return (
    <Group shown={shown}>
      {Array.from({ length: rows }, (_, index) => (
        <fieldset className="field-row" key={index}>
          <legend>{`Personne ${index + 1}`}</legend>
          {Object.entries(control.parts).map(([part, field]) => (
            <FormField
              {...shown}
              key={part}
              name={rowInput(name, index, part)}
              field={field}
              required={false}
              optional={false}
            />
          ))}
        </fieldset>
      ))}
    </Group>
  );
}

/** One question with its label, hint, error and control, all from its definition. */
export function FormField(props: FormFieldProps) {
  const { name, field, errors } = props;
  const { control } = field;
  const shown: Shown = {
    ...props,
    error: inputsOf(name, field)
      .flatMap((input) => errors.fieldErrors[input] ?? [])
      .join(' '),
    hintId: field.hint !== undefined || control.type === 'long-text' ? `${name}-hint` : undefined,
    errorId: `${name}-error`,
  };
  switch (control.type) {
    case 'text':
    case 'email':
    case 'tel':
      return <TextControl {...shown} control={control} />;
    case 'long-text':
      return <LongTextControl {...shown} maxLength={control.maxLength} />;
    case 'select':
      return <SelectControl {...shown} control={control} />;
    case 'radios':
      return <OptionsControl {...shown} type="radio" options={control.options} />;
    case 'checkboxes':
      return <OptionsControl {...shown} type="checkbox" options={control.options} />;
    case 'acceptance':
      return <AcceptanceControl {...shown} statement={control.statement} />;
    case 'date-of-birth':
      return <DateControl {...shown} inputs={control.inputs} />;
    case 'people':
      return <PeopleControl {...shown} control={control} />;
  }
}
