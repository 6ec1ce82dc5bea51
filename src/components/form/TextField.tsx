import type { Field } from '../../domain/application/field.ts';
import { suggestedEmail } from '../../domain/application/email-suggestion.ts';
import { type ShownField, Single, singleProps, typedIn } from './FieldFrame.tsx';
import { SuggestedEmail } from './SuggestedEmail.tsx';

/** Fourteen digits, whatever stands between them; the script and the server look at the key as well. */
const SIRET_PATTERN = String.raw`(\D*\d){14}\D*`;

export function TextField(
  shown: ShownField & { readonly control: Extract<Field['control'], { type: 'text' | 'email' | 'tel' }> },
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
        {...(control.reads === 'reference'
          ? { autoCapitalize: 'characters', autoCorrect: 'off', spellCheck: false }
          : {})}
        {...(control.reads === 'siret'
          ? {
              inputMode: 'numeric',
              spellCheck: false,
              pattern: SIRET_PATTERN,
              title: shown.field.hint,
            }
          : {})}
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

export function LongTextField(shown: ShownField & { readonly maxLength: number }) {
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
