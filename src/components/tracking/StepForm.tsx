import { createElement, type ReactNode } from 'react';
import type { SubmittedValues } from '../../domain/application/field.ts';
import type { Audience, FormErrors, Section } from '../../domain/application/form.ts';
import { typeset } from '../../domain/typeset.ts';
import { ErrorSummary } from '../form/ErrorSummary.tsx';
import { Fields } from '../form/Fields.tsx';
import { WORDING } from '../form/wording.ts';
import { TRACKING_WORDING } from './wording.ts';

export interface StepFormProps {
  readonly audience: Audience;
  readonly title: string;
  readonly lead: string;
  readonly section: Section;
  /** The page's own path, which its form posts to. */
  readonly path: string;
  readonly intent: string;
  /** Hidden inputs by name. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly values: SubmittedValues;
  readonly errors?: FormErrors | undefined;
  readonly send: string;
  /** Above the questions. */
  readonly notice?: ReactNode;
  /** Beside the form. */
  readonly children: ReactNode;
}

/** A step of the follow-up that asks a few questions: one form, and the way back. */
export function StepForm({
  audience,
  title,
  lead,
  section,
  path,
  intent,
  hidden,
  values,
  errors,
  send,
  notice,
  children,
}: StepFormProps) {
  const { errors: toCorrect } = TRACKING_WORDING[audience];
  return (
    <div className="section wrap text-page apply">
      <div>
        <div className="section-head">
          <h1>{typeset(title)}</h1>
          <p className="lead">{typeset(lead)}</p>
        </div>
        {createElement(
          'tracking-form',
          {},
          <form method="post" action={path} className="application-form">
            {errors !== undefined && (
              <ErrorSummary errors={errors} wording={{ ...WORDING[audience], errors: toCorrect }} />
            )}
            {notice}
            <input type="hidden" name="intent" value={intent} />
            {Object.entries(hidden).map(([name, text]) => (
              <input key={name} type="hidden" name={name} defaultValue={text} />
            ))}
            <fieldset className="form-section">
              <legend className="sr-only">{section.title}</legend>
              <Fields section={section} action={path} values={values} errors={errors} />
            </fieldset>
            <div className="form-actions">
              <button type="submit" className="button">
                {send}
              </button>
              <a className="button button-quiet" href={path}>
                Revenir à mon suivi
              </a>
            </div>
          </form>,
        )}
      </div>
      <aside className="text-aside">{children}</aside>
    </div>
  );
}
