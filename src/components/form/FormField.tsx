import { ADD_ROW, REMOVE_ROW } from '../../domain/application/edited-rows.ts';
import type { PeopleControl } from '../../domain/application/field.ts';
import { rowIndexes, rowInput } from '../../domain/application/people.ts';
import { AcceptanceField, OptionsField, SelectField } from './ChoiceField.tsx';
import { DateField } from './DateField.tsx';
import { type FormFieldProps, Group, type ShownField, shownField } from './FieldFrame.tsx';
import { LongTextField, TextField } from './TextField.tsx';

/** Rows that a page offers before anybody was named. */
const FIRST_ROWS = 3;

/** Where the form is posted, with the place of a row: no address holds a bracket (https://url.spec.whatwg.org/#url-code-points). */
function rowAddress({ name, action }: ShownField, index: number): string {
  return `${action}#${encodeURIComponent(`${name}[${index}]`)}`;
}

/** One person; the button that removes the row posts to where the next one then stands. */
function PersonRow({
  shown,
  control,
  index,
  count,
}: {
  readonly shown: ShownField;
  readonly control: PeopleControl;
  readonly index: number;
  readonly count: number;
}) {
  const { name } = shown;
  const number = <span data-row-number="">{index + 1}</span>;
  return (
    <fieldset className="field-row" id={`${name}[${index}]`} tabIndex={-1} data-row="">
      <legend>
        {control.words.row} {number}
      </legend>
      <div>
        {Object.entries(control.parts).map(([part, field]) => (
          <FormField
            {...shown}
            key={part}
            name={rowInput(name, index, part)}
            field={field}
            obligation={undefined}
            repeated={part === control.unique.part ? control.unique.message : undefined}
          />
        ))}
        <button
          className="form-link"
          type="submit"
          name={REMOVE_ROW}
          value={`${name}[${index}]`}
          formNoValidate
          formAction={rowAddress(shown, Math.min(index, count - 2))}
          data-action="remove-row"
          hidden={count < 2}
        >
          {control.words.remove}
          <span className="sr-only">
            {' '}
            {control.words.row} {number}
          </span>
        </button>
      </div>
    </fieldset>
  );
}

/** The rows that were typed, one too many at most, or some empty ones; a page without script asks the server for one more or less. */
function PeopleField(shown: ShownField & { readonly control: PeopleControl }) {
  const { name, control, values } = shown;
  const typedRows = (rowIndexes(name, values).at(-1) ?? -1) + 1;
  const count = typedRows === 0 ? FIRST_ROWS : Math.min(typedRows, control.most + 1);
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
        formAction={rowAddress(shown, count)}
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
  const { control } = props.field;
  const shown = shownField(props);
  switch (control.type) {
    case 'text':
    case 'email':
    case 'tel':
      return <TextField {...shown} control={control} />;
    case 'long-text':
      return <LongTextField {...shown} maxLength={control.maxLength} />;
    case 'select':
      return <SelectField {...shown} control={control} />;
    case 'radios':
      return <OptionsField {...shown} type="radio" options={control.options} />;
    case 'checkboxes':
      return <OptionsField {...shown} type="checkbox" options={control.options} />;
    case 'acceptance':
      return <AcceptanceField {...shown} control={control} />;
    case 'date':
      return <DateField {...shown} inputs={control.inputs} />;
    case 'people':
      return <PeopleField {...shown} control={control} />;
  }
}
