import { createElement } from 'react';
import { CHECK_FIELDS } from '../../domain/application/eligibility-check.ts';
import type { SubmittedValues } from '../../domain/application/field.ts';
import { type FormErrors, SUBMISSION_ID } from '../../domain/application/form.ts';
import { youthForm } from '../../domain/application/youth.ts';
import type { Verdict } from '../../domain/eligibility/verdict.ts';
import { typeset } from '../../domain/typeset.ts';
import { Fields } from '../form/Fields.tsx';
import { PROGRAMME } from '../../domain/programme.ts';

const ACTION = '/api/eligibilite';
const NEAR_YOU =
  'Près de chez toi, une mission locale, un centre social ou un point d’information jeunesse peut t’aider à trouver ta voie.';

const VERDICTS: Readonly<
  Record<Verdict, { readonly title: string; readonly text: string; readonly goesOn: boolean }>
> = {
  yes: {
    title: 'Oui, c’est pour toi',
    text: 'Ton âge et ton quartier correspondent. Il te reste à candidater.',
    goesOn: true,
  },
  toCheck: {
    title: 'À vérifier, avec toi',
    text: 'On ne peut pas encore dire si ton quartier est concerné. Candidate quand même : l’équipe regarde et te répond.',
    goesOn: true,
  },
  tooYoung: {
    title: 'Pas encore',
    text: `Le programme commence à 16 ans. Reviens le jour de tes 16 ans. ${NEAR_YOU}`,
    goesOn: false,
  },
  tooOld: { title: 'Non, pas ce programme', text: `Il s’arrête à 30 ans. ${NEAR_YOU}`, goesOn: false },
  elsewhere: {
    title: 'Non, pas dans ta commune',
    text: `Le programme est réservé à ${PROGRAMME.territory.inText}. ${NEAR_YOU}`,
    goesOn: false,
  },
};

function Answer({ verdict }: { readonly verdict: Verdict }) {
  const { title, text, goesOn } = VERDICTS[verdict];
  return (
    <div className="eligibility-answer" data-verdict={verdict}>
      <h2>{title}</h2>
      <p>{typeset(text)}</p>
      <p>
        {goesOn ? (
          <a href={`#etape-${youthForm.sections[0]?.id ?? ''}`}>Aller au formulaire</a>
        ) : (
          <a href="/contact/">Un doute ? Écris-nous</a>
        )}
      </p>
    </div>
  );
}

/**
 * « C’est pour moi ? », before the form: three answers that go to a function and come back with the page. One element, so
 * that the function can put it in its place with the answer.
 */
export function EligibilityCheck({
  values,
  verdict,
  errors,
  optionNotes,
}: {
  readonly values?: SubmittedValues;
  readonly verdict?: Verdict | undefined;
  /** Told of an answer without which there is no verdict. */
  readonly errors?: FormErrors | undefined;
  readonly optionNotes?: Readonly<Record<string, string>> | undefined;
}) {
  return createElement(
    'eligibility-check',
    { id: 'pour-toi' },
    verdict !== undefined && <Answer verdict={verdict} />,
    <details className="eligibility" open={errors !== undefined}>
      <summary>{verdict === undefined ? 'C’est pour moi ?' : 'Changer mes réponses'}</summary>
      <form method="post" action={`${ACTION}#pour-toi`}>
        <p>Trois questions, sans ton nom. Rien n’est gardé.</p>
        <Fields
          section={{ fields: CHECK_FIELDS }}
          action={ACTION}
          values={values}
          errors={errors}
          optionNotes={optionNotes}
          isPlain
        />
        {/* The script writes it: a form that is begun goes on under the answer. */}
        <input type="hidden" name={SUBMISSION_ID} defaultValue={values?.get(SUBMISSION_ID)?.[0] ?? ''} />
        <button type="submit" className="button button-quiet">
          Voir la réponse
        </button>
      </form>
    </details>,
  );
}
