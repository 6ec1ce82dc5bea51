import { createElement } from 'react';
import type { TypedAnswers } from '../../domain/application/field.ts';
import type { Audience, FormErrors, Section } from '../../domain/application/form.ts';
import { shownInput } from '../../domain/tracking/contact.ts';
import { typeset } from '../../domain/typeset.ts';
import { ErrorSummary } from '../form/ErrorSummary.tsx';
import { FormField } from '../form/FormField.tsx';
import { WORDING } from '../form/wording.ts';
import { TRACKING_WORDING } from './wording.ts';

export interface ContactPageProps {
  readonly audience: Audience;
  readonly section: Section;
  /** The page's own address. */
  readonly address: string;
  /** Tells one sending of the form from another. */
  readonly once: string;
  /** What the team has, and in its place what was typed. */
  readonly values: TypedAnswers;
  /** What was shown first, by field. */
  readonly shown: Readonly<Record<string, string>>;
  readonly errors?: FormErrors | undefined;
  /** Sent as it was. */
  readonly isUnchanged?: boolean;
}

const NO_ERRORS: FormErrors = { formErrors: [], fieldErrors: {} };

function Fields({ section, address, values, errors = NO_ERRORS }: ContactPageProps) {
  const { fields, oneOf } = section;
  return (
    <fieldset className="form-section">
      <legend className="sr-only">{section.title}</legend>
      {Object.entries(fields).map(([name, field]) => (
        <FormField
          key={name}
          name={name}
          field={field}
          action={address}
          values={values}
          errors={errors}
          required={field.missing !== undefined}
          optional={field.missing === undefined && oneOf?.fields.includes(name) !== true}
        />
      ))}
    </fieldset>
  );
}

/** The contact details as the team has them, to be corrected. */
export function ContactPage(props: ContactPageProps) {
  const { audience, address, once, shown, errors, isUnchanged = false } = props;
  const { contact, nothingChanged, errors: toCorrect } = TRACKING_WORDING[audience];
  return (
    <div className="section wrap text-page apply">
      <div>
        <div className="section-head">
          <h1>{typeset(contact.title)}</h1>
          <p className="lead">{typeset(contact.lead)}</p>
        </div>
        {createElement(
          'tracking-form',
          {},
          <form method="post" action={address} className="application-form">
            {errors !== undefined && (
              <ErrorSummary errors={errors} wording={{ ...WORDING[audience], errors: toCorrect }} />
            )}
            {isUnchanged && (
              <p className="tracking-pending" role="status">
                {typeset(nothingChanged)}
              </p>
            )}
            <input type="hidden" name="intent" value="correct" />
            <input type="hidden" name="once" value={once} />
            {Object.entries(shown).map(([name, text]) => (
              <input key={name} type="hidden" name={shownInput(name)} defaultValue={text} />
            ))}
            <Fields {...props} />
            <div className="form-actions">
              <button type="submit" className="button">
                {contact.send}
              </button>
              <a className="button button-quiet" href={address}>
                Revenir à mon suivi
              </a>
            </div>
          </form>,
        )}
      </div>
      <aside className="text-aside">
        <h2>{typeset(contact.moved)}</h2>
        <p>{typeset(contact.told)}</p>
      </aside>
    </div>
  );
}
