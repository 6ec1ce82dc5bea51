import type { SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { DECLARATION } from '../../domain/hours/declaration.ts';
import { typeset } from '../../domain/typeset.ts';
import { StepForm } from './StepForm.tsx';

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
export function HoursPage({ pair, other, once, ...form }: HoursPageProps) {
  return (
    <StepForm
      {...form}
      audience="mentor"
      title={HOURS_PAGE_TITLE}
      lead={`Trois questions, rien à raconter. ${other === '' ? '' : `C’est pour vos heures avec ${other}.`}`}
      section={DECLARATION}
      intent="hours"
      hidden={{ pair, once }}
      send="Noter"
    >
      <h2>{typeset('Une visite de l’agenda ?')}</h2>
      <p>{typeset('L’équipe s’en charge : inutile de la noter ici. Une immersion aussi.')}</p>
      <h2>{typeset('Une erreur ?')}</h2>
      <p>{typeset('Écrivez à l’équipe : elle corrige ou retire une ligne.')}</p>
    </StepForm>
  );
}
