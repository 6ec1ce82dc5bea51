import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import {
  InvitationForm,
  type InvitationFormProps,
  type InvitationNotice,
  InvitationNoticePage,
  noticeTitle,
} from '../../components/invitations/InvitationPage.tsx';
import { LinkMessage, type LinkMessageProps } from '../../components/invitations/LinkMessage.tsx';
import {
  type Progress,
  type ProgressNotice,
  ProgressNoticePage,
  ProgressPage,
  progressNoticeTitle,
  progressTitle,
} from '../../components/invitations/ProgressPage.tsx';

/** The content of a page behind a link, and what its tab is called. Imported late: the answers without a page need no React. */
export interface LinkPage {
  readonly title: string;
  readonly markup: string;
}

export function renderInvitationForm(props: InvitationFormProps): LinkPage {
  return { title: 'Devenir mentor', markup: renderToStaticMarkup(createElement(InvitationForm, props)) };
}

export function renderInvitationNotice(notice: InvitationNotice, contactEmail: string): LinkPage {
  const page = createElement(InvitationNoticePage, { notice, contactEmail });
  return { title: noticeTitle(notice), markup: renderToStaticMarkup(page) };
}

export function renderProgress(progress: Progress, contactEmail: string): LinkPage {
  const page = createElement(ProgressPage, { progress, contactEmail });
  return { title: progressTitle(progress), markup: renderToStaticMarkup(page) };
}

export function renderProgressNotice(notice: ProgressNotice, contactEmail: string): LinkPage {
  const page = createElement(ProgressNoticePage, { notice, contactEmail });
  return { title: progressNoticeTitle(notice), markup: renderToStaticMarkup(page) };
}

export function renderMessage(props: LinkMessageProps): LinkPage {
  return { title: props.title, markup: renderToStaticMarkup(createElement(LinkMessage, props)) };
}
