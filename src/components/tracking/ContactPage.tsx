import { createElement } from 'react';
import type { SubmittedValues } from '../../domain/application/field.ts';
import type { Audience, FormErrors, Section } from '../../domain/application/form.ts';
import { shownInput } from '../../domain/tracking/contact.ts';
import { typeset } from '../../domain/typeset.ts';
import { ErrorSummary } from '../form/ErrorSummary.tsx';
import { Fields } from '../form/Fields.tsx';
import { WORDING } from '../form/wording.ts';
import { TRACKING_WORDING } from './wording.ts';

export interface ContactPageProps {
  readonly audience: Audience;
  readonly section: Section;
  /** The page's own path, which its form posts to. */
  readonly path: string;
  /** Tells one sending of the form from another. */
  readonly once: string;
  /** Submitted values, else those that the team has. */
  readonly values: SubmittedValues;
  /** Values shown first, by field: later changes by staff are told from the person's own. */
  readonly shown: Readonly<Record<string, string>>;
  readonly errors?: FormErrors | undefined;
  /** Sent as it was. */
  readonly isUnchanged?: boolean;
}

/** The contact details as the team has them, to be corrected. */
export function ContactPage({
  audience,
  section,
  path,
  once,
  values,
  shown,
  errors,
  isUnchanged = false,
}: ContactPageProps) {
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
          <form method="post" action={path} className="application-form">
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
            <fieldset className="form-section">
              <legend className="sr-only">{section.title}</legend>
              <Fields section={section} action={path} values={values} errors={errors} />
            </fieldset>
            <div className="form-actions">
              <button type="submit" className="button">
                {contact.send}
              </button>
              <a className="button button-quiet" href={path}>
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
