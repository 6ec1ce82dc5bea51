import type { LetterBlock } from '../../components/mail/letter.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { formatDay } from '../../domain/french-dates.ts';
import type { MessageSettings } from './draft.ts';
import { type Link, linkUrl } from '../links/links.ts';
import type { Secret } from '../foundation/secret.ts';

/** Settings of a letter with a link. */
export interface LetterSettings extends MessageSettings {
  readonly secret: Secret;
}

/** A link as a button that says its purpose. */
export function linkBlock(label: string, link: Link, { siteUrl, secret }: LetterSettings): LetterBlock {
  return { kind: 'action', label, url: linkUrl(siteUrl, secret, link) };
}

/** Until when a link opens: « 22 décembre 2026 ». */
export function lastDay({ expires }: Link): string {
  return formatDay(parisDate(expires));
}
