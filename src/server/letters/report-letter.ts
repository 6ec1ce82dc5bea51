import type { Report } from '../../domain/figures/report.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { type Draft, messageOf, type MessageSettings, paragraphs } from './draft.ts';
import type { Message } from './message.ts';

/** To the team: the report of a season, its figures in the letter and the page to print beside it. @param html the page. */
export function reportLetter(
  draft: Omit<Draft, 'letter' | 'limit' | 'page'>,
  { season, madeOn, sections }: Report,
  html: string,
  settings: MessageSettings,
): Message {
  const letter = {
    title: `Le rapport de la saison ${season}`,
    blocks: [
      ...paragraphs(
        `Le rapport du ${formatDay(madeOn)} est joint : ouvrez-le dans un navigateur, imprimez-le ou enregistrez-le en PDF. Il tient sur une page et ne nomme personne : vous pouvez l’envoyer à votre financeur.`,
      ),
      {
        kind: 'answers',
        title: 'Les mêmes chiffres',
        sections: sections.map(({ title, figures }) => ({
          title,
          answers: figures.map(({ label, value }) => ({ label, texts: [value] })),
        })),
      },
    ],
    closing: 'Ce que compte chaque nombre est dans le rapport, et dans l’onglet « Indicateurs ».',
  } as const;
  return messageOf(
    { ...draft, limit: 'team', page: { name: `rapport-${season}.html`, html }, letter },
    settings,
  );
}
