import type { SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors, Section } from '../../domain/application/form.ts';
import { typeset } from '../../domain/typeset.ts';
import { StepForm } from './StepForm.tsx';

export interface EndingPageProps {
  /** The page's own path, which its form posts to. */
  readonly path: string;
  /** `Identifiant` of the pair. */
  readonly pair: string;
  readonly section: Section;
  readonly values: SubmittedValues;
  readonly errors?: FormErrors | undefined;
}

export const ENDING_PAGE_TITLE = 'Deux questions pour finir';

/** A youth says what became of their project: nothing to write. */
export function EndingPage({ pair, ...form }: EndingPageProps) {
  return (
    <StepForm
      {...form}
      audience="youth"
      title={ENDING_PAGE_TITLE}
      lead="Une minute, rien à écrire. Aucune réponse n’est mauvaise."
      intent="ending"
      hidden={{ pair, question: 'end' }}
      send="Envoyer"
    >
      <h2>{typeset('Qui lit tes réponses ?')}</h2>
      <p>
        {typeset(
          'L’équipe seule. Elles servent à savoir combien de jeunes ont construit un projet : un nombre, sans ton nom.',
        )}
      </p>
      <h2>{typeset('Tu changes d’avis ?')}</h2>
      <p>{typeset('Écris à l’équipe : elle corrige ta réponse, ou l’enlève.')}</p>
    </StepForm>
  );
}
