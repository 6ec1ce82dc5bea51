import { createElement, type ReactElement } from 'react';

/** As wide as the card, which Word would make as wide as the window: it reads no `max-width`. */
export const CARD_WIDTH = 600;

/**
 * Markup for Outlook on Windows alone, which shows letters with Word: the card in a table of its width, a font that Word has
 * (it falls back to Times), and pixels that stay pixels on a screen of many dots.
 */
const MARKUP = {
  head: '<noscript><xml xmlns:o="urn:schemas-microsoft-com:office:office"><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript><style>body,table,td,p,a,h1,h2,h3,li,dt,dd,strong{font-family:"Segoe UI",Arial,sans-serif !important}td{mso-line-height-rule:exactly}</style>',
  cardStart: `<table role="presentation" width="${CARD_WIDTH}" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td>`,
  cardEnd: '</td></tr></table>',
} as const;

type Part = keyof typeof MARKUP;

/** Stands for a part until `withOutlook`: React writes no comment. */
export function outlookPart(part: Part): ReactElement {
  return createElement('outlook-only', { part });
}

/** Returns rendered markup with its parts for Outlook as conditional comments, which every other program skips. */
export function withOutlook(markup: string): string {
  return Object.entries(MARKUP).reduce(
    (html, [part, content]) =>
      html.replace(
        `<outlook-only part="${part}"></outlook-only>`,
        () => `<!--[if mso]>${content}<![endif]-->`,
      ),
    markup,
  );
}
