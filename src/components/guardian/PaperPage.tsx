import { typeset } from '../../domain/typeset.ts';
import { PaperSheet, type PaperSheetProps } from './PaperSheet.tsx';
import { handIn } from './wording.ts';

/** The sheet on a page of its own: how to get the link on screen, the sheet alone on paper. */
export function PaperPage(paper: PaperSheetProps) {
  return (
    <div className="section wrap guardian">
      <div className="section-head no-print">
        <h1>{typeset('L’accord d’un parent, sur papier')}</h1>
        <p className="lead">
          {typeset(
            'Avant 18 ans, un parent ou un responsable légal donne son accord. Nous lui envoyons un lien par e-mail ou par SMS. Cette feuille fait la même chose, sur papier.',
          )}
        </p>
        <ol className="guardian-steps">
          <li>{typeset('Imprimez cette page : seule la feuille sort de l’imprimante.')}</li>
          <li>{typeset('Remplissez-la et signez-la.')}</li>
          <li>{typeset(`Rendez-la ${handIn(paper.team)}`)}</li>
        </ol>
      </div>
      <PaperSheet {...paper} />
    </div>
  );
}
