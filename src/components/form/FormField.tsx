import type { ReactNode } from 'react';
import type {
  DateInput,
  Field,
  Option,
  OptionGroup,
  PeopleControl,
  TypedAnswers,
} from '../../domain/application/field.ts';
import { typeset } from '../../domain/typeset.ts';
import { inputsOf, type FormErrors } from '../../domain/application/form.ts';
import { suggestedEmail } from '../../domain/application/email-suggestion.ts';
import { ADD_ROW, REMOVE_ROW } from '../../domain/application/edited-rows.ts';
import { rowIndexes, rowInput } from '../../domain/application/people.ts';
import { SuggestedEmail } from './SuggestedEmail.tsx';
import { OPTIONAL } from './wording.ts';

export interface FormFieldProps {
  /** The field's name in its form; a row's field brings its whole name (`mentors[0].email`). */
  readonly name: string;
  readonly field: Field;
  /** Where the form is posted. */
  readonly action: string;
  /** What was typed, shown again as it is. */
  readonly values: TypedAnswers;
  readonly errors: FormErrors;
  /** What stands beside an option of a list, by the option's value. */
  readonly optionNotes?: Readonly<Record<string, string>> | undefined;
  /** Mandatory for everyone: HTML itself asks for it. A field of some only is checked by the script and the server. */
  readonly required: boolean;
  /** May be left empty by everyone, and says so. */
  readonly optional: boolean;
  /** What stands before a box to tick. */
  readonly notice?: ReactNode;
}

/** Rows that a page offers before anybody was named. */
const FIRST_ROWS = 3;

/** What the templates of a control share, worked out once. */
interface Shown extends FormFieldProps {
  readonly error: string;
  readonly hintId: string | undefined;
  readonly errorId: string;
}

/** What the browser's checks go by; the messages are the definition's. Nobody can choose what a list does not offer. */
function marks({ name, field }: FormFieldProps) {
  const { control } = field;
  const isTyped = ['text', 'email', 'tel', 'date-of-birth'].includes(control.type);
  return {
    'data-field': name,
    'data-kind': control.type === 'text' ? control.reads : control.type,
    'data-missing': field.missing,
    'data-invalid': isTyped ? field.invalid : undefined,
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
        {...(control.reads === 'name' ? { autoCapitalize: 'words', spellCheck: false } : {})}
        {...(control.reads === 'siret' ? { inputMode: 'numeric', spellCheck: false } : {})}
        defaultValue={typedIn(values, name)}
      />
      {control.type === 'email' && <Suggestion typed={typedIn(values, name)} />}
    </Single>
  );
}

/** Always in the page, so that what the script puts in is told. */
function Suggestion({ typed }: { readonly typed: string }) {
  const email = suggestedEmail(typed);
  return (
    <p className="field-suggestion" aria-live="polite" data-suggestion="">
      {email !== undefined && <SuggestedEmail email={email} />}
    </p>
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

function Options({
  options,
  notes = {},
}: {
  readonly options: readonly Option[];
  readonly notes: FormFieldProps['optionNotes'];
}) {
  return options.map(({ value, label }) => (
    <option key={value} value={value}>
      {notes[value] === undefined ? label : `${label} (${notes[value]})`}
    </option>
  ));
}

function SelectControl(shown: Shown & { readonly control: Extract<Field['control'], { type: 'select' }> }) {
  const { control, name, values, optionNotes: notes } = shown;
  const group = ({ label, options }: OptionGroup) =>
    label === '' ? (
      <Options key={label} options={options} notes={notes} />
    ) : (
      <optgroup key={label} label={label}>
        <Options options={options} notes={notes} />
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

function AcceptanceControl(
  shown: Shown & { readonly control: Extract<Field['control'], { type: 'acceptance' }> },
) {
  const { name, values, control, notice } = shown;
  const { statement, terms } = control;
  return (
    <Group shown={shown}>
      {notice}
      {terms.length > 0 && (
        <ul className="field-terms">
          {terms.map((term) => (
            <li key={term}>{typeset(term)}</li>
          ))}
        </ul>
      )}
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

/** One person; the button that removes the row posts to where the next one then stands. */
function PersonRow({
  shown,
  control,
  index,
  count,
}: {
  readonly shown: Shown;
  readonly control: PeopleControl;
  readonly index: number;
  readonly count: number;
}) {
  const { name, action } = shown;
  const number = <span data-row-number="">{index + 1}</span>;
  return (
    <fieldset className="field-row" id={`${name}[${index}]`} tabIndex={-1} data-row="">
      <legend>
        {control.words.row} {number}
      </legend>
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
      <button
        className="form-link"
        type="submit"
        name={REMOVE_ROW}
        value={`${name}[${index}]`}
        formNoValidate
        formAction={`${action}#${name}[${Math.min(index, count - 2)}]`}
        data-action="remove-row"
        hidden={count < 2}
      >
        {control.words.remove}
        <span className="sr-only">
          {' '}
          {control.words.row} {number}
        </span>
      </button>
    </fieldset>
  );
}

/** The rows that were typed, be they too many, or some empty ones; a page without script asks the server for one more or less. */
function PeopleField(shown: Shown & { readonly control: PeopleControl }) {
  const { name, control, values, action } = shown;
  const typedRows = (rowIndexes(name, values).at(-1) ?? -1) + 1;
  const count = typedRows === 0 ? FIRST_ROWS : typedRows;
  return (
    <Group shown={shown}>
      {Array.from({ length: count }, (_, index) => (
        <PersonRow key={index} shown={shown} control={control} index={index} count={count} />
      ))}
      <button
        className="button button-quiet field-add"
        type="submit"
        name={ADD_ROW}
        value={name}
        formNoValidate
        formAction={`${action}#${name}[${count}]`}
        data-action="add-row"
        data-most={control.most}
        hidden={count >= control.most}
      >
        {control.words.add}
      </button>
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
      return <AcceptanceControl {...shown} control={control} />;
    case 'date-of-birth':
      return <DateControl {...shown} inputs={control.inputs} />;
    case 'people':
      return <PeopleField {...shown} control={control} />;
  }
}
