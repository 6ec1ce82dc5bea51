import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { LetterPage } from '../../components/mail/LetterPage.tsx';
import { withOutlook } from '../../components/mail/outlook.ts';
import type { Letter } from '../../components/mail/letter.ts';

/** A letter as an HTML document. Only adapters import it, themselves imported late: who sends nothing loads no React. */
export function renderLetter(letter: Letter): string {
  return `<!DOCTYPE html>${withOutlook(renderToStaticMarkup(createElement(LetterPage, { letter })))}`;
}
