import type { Field, Option, OptionGroup } from '../../domain/application/field.ts';
import { typeset } from '../../domain/typeset.ts';
import { Translated } from '../text/Translated.tsx';
import {
  type FormFieldProps,
  Group,
  memberProps,
  type ShownField,
  Single,
  singleProps,
  typedIn,
} from './FieldFrame.tsx';

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

export function SelectField(
  shown: ShownField & { readonly control: Extract<Field['control'], { type: 'select' }> },
) {
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

export function OptionsField(
  shown: ShownField & { readonly type: 'radio' | 'checkbox'; readonly options: readonly Option[] },
) {
  const { type, options, name, values } = shown;
  const chosen = values.get(name) ?? [];
  // HTML would ask for every box.
  const member = memberProps(type === 'radio' ? shown : { ...shown, obligation: undefined });
  return (
    <Group shown={shown}>
      {options.map(({ value, label, translations, needs }, index) => (
        <label className="field-choice" key={value} htmlFor={optionId(name, value, index)}>
          <input
            type={type}
            id={optionId(name, value, index)}
            name={name}
            value={value}
            data-needs={needs?.field}
            data-needs-missing={needs?.missing}
            {...member}
            defaultChecked={chosen.includes(value)}
          />
          <span>
            {typeset(label)}
            <Translated translations={translations} />
          </span>
        </label>
      ))}
    </Group>
  );
}

export function AcceptanceField(
  shown: ShownField & { readonly control: Extract<Field['control'], { type: 'acceptance' }> },
) {
  const { name, values, control, notice } = shown;
  const { statement, translations, terms } = control;
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
        <span>
          {typeset(statement)}
          <Translated translations={translations} />
        </span>
      </label>
    </Group>
  );
}
