import type { DateInput } from '../../domain/application/field.ts';
import { Group, memberProps, type ShownField, typedIn } from './FieldFrame.tsx';

export function DateField(shown: ShownField & { readonly inputs: readonly DateInput[] }) {
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
