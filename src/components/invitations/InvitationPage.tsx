import type { SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { typeset } from '../../domain/typeset.ts';
import { ApplicationForm } from '../form/ApplicationForm.tsx';
import { COMPANY_SEES } from './company-sees.ts';
import { LinkAction } from './LinkMessage.tsx';

export interface InvitationFormProps {
  readonly companyName: string;
  /** The last day of the link, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** The page's own path, which its form posts to. */
  readonly path: string;
  /** Tells the drafts of two invitations apart on one device. */
  readonly draft: string;
  readonly values: SubmittedValues;
  readonly errors?: FormErrors | undefined;
}

/** The mentor's form with what is already known, for somebody whom a company announced. */
export function InvitationForm({ companyName, lastDay, path, draft, values, errors }: InvitationFormProps) {
  return (
    <div className="section wrap text-page apply">
      <div>
        <div className="section-head">
          <h1>Devenez mentor</h1>
          <p className="lead">
            {typeset(
              `${companyName} a donné votre nom. Ce que nous savons déjà est rempli : corrigez si besoin, puis complétez.`,
            )}
          </p>
          <p>
            <a href="#pas-moi">{typeset('Ce n’est pas vous, ou pas pour vous ?')}</a>
          </p>
        </div>
        <ApplicationForm
          form={mentorForm}
          action={path}
          draft={draft}
          values={values}
          {...(errors && { errors })}
        />
      </div>
      <aside className="text-aside prose">
        <h2>Ce que cela demande</h2>
        <p>
          {typeset(
            'Vingt heures avec une ou un jeune de 16 à 30 ans : visites d’entreprises, ateliers, immersions. Une formation avant la première rencontre.',
          )}
        </p>
        <p>
          <a href="/programme/">Voir le programme</a>
        </p>
        <p>
          {typeset(`${COMPANY_SEES} Ce lien est personnel et fonctionne jusqu’au ${formatDay(lastDay)}.`)}
        </p>
        <h2 id="pas-moi">{typeset('Ce n’est pas vous, ou pas pour vous ?')}</h2>
        <p>
          {typeset('Dites-le ici : nous effaçons votre nom et votre adresse, et nous ne vous écrivons plus.')}
        </p>
        <LinkAction intent="decline" label="Je ne donne pas suite" isQuiet />
      </aside>
    </div>
  );
}
