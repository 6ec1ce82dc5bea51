import { createElement } from 'react';
import type { SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { DECLARATION } from '../../domain/hours/declaration.ts';
import { typeset } from '../../domain/typeset.ts';
import { ErrorSummary } from '../form/ErrorSummary.tsx';
import { Fields } from '../form/Fields.tsx';
import { WORDING } from '../form/wording.ts';
import { TRACKING_WORDING } from './wording.ts';

export interface HoursPageProps {
  /** The page's own path, which its form posts to. */
  readonly path: string;
  /** `Identifiant` of the pair. */
  readonly pair: string;
  /** First name of the youth; `''` while the spreadsheet cannot be read. */
  readonly other: string;
  /** Tells one sending of the form from another. */
  readonly once: string;
  readonly values: SubmittedValues;
  readonly errors?: FormErrors | undefined;
}

export const HOURS_PAGE_TITLE = 'Noter une rencontre';

/** A mentor says when they met, and for how long: nothing to write. */
export function HoursPage({ path, pair, other, once, values, errors }: HoursPageProps) {
  const { errors: toCorrect } = TRACKING_WORDING.mentor;
  return (
    <div className="section wrap text-page apply">
      <div>
        <div className="section-head">
          <h1>{typeset(HOURS_PAGE_TITLE)}</h1>
          <p className="lead">
            {typeset(
              `Trois questions, rien à raconter. ${other === '' ? '' : `C’est pour vos heures avec ${other}.`}`,
            )}
          </p>
        </div>
        {createElement(
          'tracking-form',
          {},
          <form method="post" action={path} className="application-form">
            {errors !== undefined && (
              <ErrorSummary errors={errors} wording={{ ...WORDING.mentor, errors: toCorrect }} />
            )}
            <input type="hidden" name="intent" value="hours" />
            <input type="hidden" name="pair" value={pair} />
            <input type="hidden" name="once" value={once} />
            <fieldset className="form-section">
              <legend className="sr-only">{DECLARATION.title}</legend>
              <Fields section={DECLARATION} action={path} values={values} errors={errors} />
            </fieldset>
            <div className="form-actions">
              <button type="submit" className="button">
                Noter
              </button>
              <a className="button button-quiet" href={path}>
                Revenir à mon suivi
              </a>
            </div>
          </form>,
        )}
      </div>
      <aside className="text-aside">
        <h2>{typeset('Une visite de l’agenda ?')}</h2>
        <p>{typeset('L’équipe s’en charge : inutile de la noter ici. Une immersion aussi.')}</p>
        <h2>{typeset('Une erreur ?')}</h2>
        <p>{typeset('Écrivez à l’équipe : elle corrige ou retire une ligne.')}</p>
      </aside>
    </div>
  );
}
