import type { FormErrors } from '../../domain/application/form.ts';
import type { Wording } from './wording.ts';

/** Error summary at the top of the form, with a link to each field; the script fills an empty one. */
export function ErrorSummary({
  errors,
  wording,
  rowTitle = () => undefined,
}: {
  readonly errors: FormErrors;
  /** The row of people that an input is in. */
  readonly rowTitle?: (input: string) => string | undefined;
  readonly wording: Pick<Wording, 'errors' | 'notSent'>;
}) {
  const fieldErrors = Object.entries(errors.fieldErrors);
  const notSent = fieldErrors.length === 0 && errors.formErrors.length > 0;
  return (
    <div className="form-errors" tabIndex={-1} data-errors="">
      <div role="alert">
        <h2>{notSent ? wording.notSent : wording.errors}</h2>
        <ul>
          {errors.formErrors.map((message) => (
            <li key={message}>{message}</li>
          ))}
          {fieldErrors.map(([input, messages]) => (
            <li key={input}>
              <a href={`#${encodeURIComponent(input)}`}>
                {[rowTitle(input), messages.join(' ')].filter((text) => text !== undefined).join('\u00A0: ')}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
