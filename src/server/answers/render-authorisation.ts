import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import {
  AuthorisationPage,
  type AuthorisationPageProps,
  authorisationNotice,
  pageTitle,
} from '../../components/guardian/AuthorisationPage.tsx';
import { PaperPage } from '../../components/guardian/PaperPage.tsx';
import type { AuthorisationNotice, Team } from '../../components/guardian/wording.ts';
import { qrCodeOf } from './qr-code.ts';
import { type LinkPage, renderMessage } from './render-link-page.ts';

// Imported late, like `render-link-page.ts`.

export function renderAuthorisation(
  props: Omit<AuthorisationPageProps, 'paper'> & { readonly reference: string },
): LinkPage {
  const { reference, ...page } = props;
  const paper = { reference, qrCode: qrCodeOf(reference) };
  return {
    title: pageTitle(props),
    markup: renderToStaticMarkup(createElement(AuthorisationPage, { ...page, paper })),
  };
}

export function renderAuthorisationNotice(
  notice: AuthorisationNotice,
  contactEmail: string,
  isAnswerLost = false,
): LinkPage {
  return renderMessage({ ...authorisationNotice(notice, isAnswerLost), contactEmail });
}

/** The sheet to sign on paper, with the code that the team scans. */
export function renderPaper(reference: string, team: Team): LinkPage {
  const paper = { team, reference, qrCode: qrCodeOf(reference) };
  return {
    title: 'Accord à signer sur papier',
    markup: renderToStaticMarkup(createElement(PaperPage, paper)),
  };
}
