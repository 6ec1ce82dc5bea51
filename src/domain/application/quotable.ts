import { holdsLink, withSpacedAbbreviations } from './link-in-text.ts';
import { withoutUnseen } from './text.ts';

/** In UTF-16 units. Longer is no name, but a text for whoever reads the letter. */
const FIRST_NAME_MAX = 30;
const COMPANY_NAME_MAX = 60;

const FIRST_NAME = /^[\p{L}\p{M}'’ʼ.\p{Pd}\p{Zs}]+$/u;

const FOUR_DIGITS = /\p{N}{4}/u;

/** Breaks of a line, and what turns a text round. */
const BREAKS_AND_DIRECTIONS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Looks like a host to a reader, whatever its end: « banque.lille », « банк.рф »; « S.A.R.L. » does not. */
const HOST = /[\p{L}\p{N}][.。]\p{L}{2}/u;

/** A first name as a letter may quote it: letters and abbreviations alone, 30 signs at most; `''` for anything else. */
export function quotableFirstName(name: string): string {
  const printed = withSpacedAbbreviations(name);
  return printed.length <= FIRST_NAME_MAX && FIRST_NAME.test(printed) && !HOST.test(printed) ? printed : '';
}

/**
 * A company's name as a letter may quote it once the company is known to be one: 60 signs at most, without a link, an `@` or
 * four digits running, whatever stands between them; `''` for anything else.
 */
export function quotableCompanyName(name: string): string {
  if (name.length > COMPANY_NAME_MAX || BREAKS_AND_DIRECTIONS.test(name)) return '';
  // Wide and styled forms of a sign are read as the sign.
  const plain = withoutUnseen(name.normalize('NFKC'));
  const printed = withSpacedAbbreviations(plain);
  const digits = plain.replace(/[^\p{L}\p{N}]/gu, '');
  if (plain.includes('@') || holdsLink(plain) || HOST.test(printed) || FOUR_DIGITS.test(digits)) return '';
  return printed === plain ? name : printed;
}
