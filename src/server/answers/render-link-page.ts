import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { InvitationForm, type InvitationFormProps } from '../../components/invitations/InvitationPage.tsx';
import { LinkMessage, type LinkMessageProps } from '../../components/invitations/LinkMessage.tsx';
import {
  type InvitationNotice,
  invitationNotice,
  type ProgressNotice,
  progressNotice,
} from '../../components/invitations/notices.tsx';
import { type Progress, ProgressPage, progressTitle } from '../../components/invitations/ProgressPage.tsx';

/** The content of a page behind a link, and what its tab is called. Imported late: the answers without a page need no React. */
export interface LinkPage {
  readonly title: string;
  readonly markup: string;
}

export function renderInvitationForm(props: InvitationFormProps): LinkPage {
  return { title: 'Devenir mentor', markup: renderToStaticMarkup(createElement(InvitationForm, props)) };
}

export function renderInvitationNotice(
  notice: InvitationNotice,
  contactEmail: string,
  isFormLost = false,
): LinkPage {
  return renderMessage({ ...invitationNotice(notice, isFormLost), contactEmail });
}

export function renderProgress(progress: Progress, contactEmail: string): LinkPage {
  const page = createElement(ProgressPage, { progress, contactEmail });
  return { title: progressTitle(progress), markup: renderToStaticMarkup(page) };
}

export function renderProgressNotice(notice: ProgressNotice, contactEmail: string): LinkPage {
  return renderMessage({ ...progressNotice(notice), contactEmail });
}

export function renderMessage(props: LinkMessageProps): LinkPage {
  return { title: props.title, markup: renderToStaticMarkup(createElement(LinkMessage, props)) };
}
