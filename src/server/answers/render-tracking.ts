import { type ComponentProps, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { CERTIFICATE_TITLE, CertificatePage } from '../../components/tracking/CertificatePage.tsx';
import { ConfirmPage } from '../../components/tracking/ConfirmPage.tsx';
import { ContactPage } from '../../components/tracking/ContactPage.tsx';
import { ENDING_PAGE_TITLE, EndingPage } from '../../components/tracking/EndingPage.tsx';
import { HeldDataPage } from '../../components/tracking/HeldDataPage.tsx';
import { HOURS_PAGE_TITLE, HoursPage } from '../../components/tracking/HoursPage.tsx';
import { LookupForm } from '../../components/tracking/LookupForm.tsx';
import { type TrackingNotice, trackingNotice } from '../../components/tracking/notices.tsx';
import { type Tracking, TrackingPage } from '../../components/tracking/TrackingPage.tsx';
import { TRACKING_WORDING } from '../../components/tracking/wording.ts';
import type { HeldData } from '../../domain/tracking/held-data.ts';
import { type LinkPage, renderMessage } from './render-link-page.ts';

// Imported late: the answers without a page need no React.

export function renderTracking(tracking: Tracking, contactEmail: string): LinkPage {
  const page = createElement(TrackingPage, { tracking, contactEmail });
  return { title: 'Mon suivi', markup: renderToStaticMarkup(page) };
}

export function renderTrackingNotice(notice: TrackingNotice, contactEmail: string): LinkPage {
  return renderMessage({ ...trackingNotice(notice), contactEmail });
}

export function renderContact(props: ComponentProps<typeof ContactPage>): LinkPage {
  const { title } = TRACKING_WORDING[props.audience].contact;
  return { title, markup: renderToStaticMarkup(createElement(ContactPage, props)) };
}

export function renderHours(props: ComponentProps<typeof HoursPage>): LinkPage {
  return { title: HOURS_PAGE_TITLE, markup: renderToStaticMarkup(createElement(HoursPage, props)) };
}

export function renderEnding(props: ComponentProps<typeof EndingPage>): LinkPage {
  return { title: ENDING_PAGE_TITLE, markup: renderToStaticMarkup(createElement(EndingPage, props)) };
}

export function renderCertificate(props: ComponentProps<typeof CertificatePage>): LinkPage {
  const page = createElement(CertificatePage, props);
  return { title: CERTIFICATE_TITLE[props.side], markup: renderToStaticMarkup(page) };
}

export function renderConfirmation(props: ComponentProps<typeof ConfirmPage>): LinkPage {
  const { confirmWithdrawal, confirmErasure } = TRACKING_WORDING[props.audience];
  const { title } = props.intent === 'erase' ? confirmErasure : confirmWithdrawal;
  return { title, markup: renderToStaticMarkup(createElement(ConfirmPage, props)) };
}

export function renderHeldData(data: HeldData): string {
  return `<!doctype html>${renderToStaticMarkup(createElement(HeldDataPage, { data }))}`;
}

/** The form of `/suivi/`, with what was typed and what is wrong. */
export function renderLookup(props: ComponentProps<typeof LookupForm>): string {
  return renderToStaticMarkup(createElement(LookupForm, props));
}
