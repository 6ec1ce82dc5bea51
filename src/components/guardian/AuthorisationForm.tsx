import { createElement } from 'react';
import type { SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors, Section } from '../../domain/application/form.ts';
import { QUESTIONS } from '../../domain/guardian/questions.ts';
import { typeset } from '../../domain/typeset.ts';
import { ErrorSummary } from '../form/ErrorSummary.tsx';
import { Fields } from '../form/Fields.tsx';
import { FORM_WORDS, YOUR_DATA } from './wording.ts';

export interface AuthorisationFormProps {
  /** The page's own path, which its form posts to. */
  readonly path: string;
  /** Submitted values, shown again exactly. */
  readonly values: SubmittedValues;
  readonly errors?: FormErrors | undefined;
}

function DataNotice() {
  return (
    <div className="form-consent">
      {YOUR_DATA.map((text) => (
        <p key={text}>{typeset(text)}</p>
      ))}
      <p>
        <a href="/donnees-personnelles/">Tout savoir sur vos données</a>
      </p>
    </div>
  );
}

function Questions({
  section,
  path,
  values,
  errors,
}: AuthorisationFormProps & { readonly section: Section }) {
  return (
    <fieldset className="form-section">
      <legend>
        <h2>{typeset(section.title)}</h2>
      </legend>
      {section.intro !== undefined && <p>{typeset(section.intro)}</p>}
      <Fields
        section={section}
        action={path}
        values={values}
        errors={errors}
        // Asked of those who agree only: HTML cannot tell, the server does.
        isFree={section === QUESTIONS.emergency}
        notices={{ statement: <DataNotice /> }}
      />
    </fieldset>
  );
}

/** Yes or no, who answers, whom to call: a native form, in the dress of the others and without their script. */
export function AuthorisationForm(props: AuthorisationFormProps) {
  const { path, errors } = props;
  return createElement(
    'application-form',
    {},
    <form method="post" action={path} className="application-form" id="reponse">
      {errors !== undefined && <ErrorSummary errors={errors} wording={FORM_WORDS} />}
      {Object.values(QUESTIONS).map((section) => (
        <Questions key={section.id} section={section} {...props} />
      ))}
      <div className="form-actions">
        <button type="submit" className="button">
          Envoyer ma réponse
        </button>
      </div>
    </form>,
  );
}
