import { holdsLink, withSpacedAbbreviations } from './link-in-text.ts';
import { withoutInvisible } from './text.ts';

/** Limits in UTF-16 units. A longer « name » is a message to whoever reads the letter. */
const FIRST_NAME_MAX = 30;
const COMPANY_NAME_MAX = 60;

const FIRST_NAME = /^[\p{L}\p{M}'’ʼ.\p{Pd}\p{Zs}]+$/u;

const FOUR_DIGITS = /\p{N}{4}/u;

/** Control characters, line breaks, and the bidirectional controls that change the order in which a text is shown. */
const LINE_BREAK_OR_BIDI_CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Looks like a host name to a reader, whatever its top-level domain: « banque.lille », « банк.рф »; « S.A.R.L. » does not. */
const HOST = /[\p{L}\p{N}][.。]\p{L}{2}/u;

/** A first name as a letter may quote it: letters and abbreviations alone, 30 characters at most; `''` for anything else. */
export function quotableFirstName(name: string): string {
  const spaced = withSpacedAbbreviations(name);
  return spaced.length <= FIRST_NAME_MAX && FIRST_NAME.test(spaced) && !HOST.test(spaced) ? spaced : '';
}

/**
 * A company's name as a letter may quote it once the company is known to be one: 60 characters at most, without a link, an `@` or
 * four digits in a row, with or without punctuation between them; `''` for anything else.
 */
export function quotableCompanyName(name: string): string {
  if (name.length > COMPANY_NAME_MAX || LINE_BREAK_OR_BIDI_CONTROL.test(name)) return '';
  // Full-width and styled forms of a character are read as the plain one.
  const plain = withoutInvisible(name.normalize('NFKC'));
  const spaced = withSpacedAbbreviations(plain);
  const digits = plain.replace(/[^\p{L}\p{N}]/gu, '');
  if (plain.includes('@') || holdsLink(plain) || HOST.test(spaced) || FOUR_DIGITS.test(digits)) return '';
  return spaced === plain ? name : spaced;
}
