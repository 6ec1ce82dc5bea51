import { holdsLink } from './link-in-text.ts';

/** In UTF-16 units. Longer is no name, but a text for whoever reads the letter. */
const FIRST_NAME_MAX = 30;
const COMPANY_NAME_MAX = 60;

const FIRST_NAME = /^[\p{L}\p{M}'’ʼ\p{Pd}\p{Zs}]+$/u;

const FOUR_DIGITS = /\p{N}{4}/u;

/** Signs that nobody sees, between which a link or a number could hide. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** Breaks of a line, and what turns a text round. */
const BREAKS_AND_DIRECTIONS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Looks like a host to a reader, whatever its end: « banque.lille », « банк.рф »; « S.A.R.L. » does not. */
const HOST = /[\p{L}\p{N}][.。]\p{L}{2}/u;

/** A first name as a letter may quote it: letters alone, 30 at most; `''` for anything else. */
export function quotableFirstName(name: string): string {
  return name.length <= FIRST_NAME_MAX && FIRST_NAME.test(name) ? name : '';
}

/**
 * A company's name as a letter may quote it once the company is known to be one: 60 signs at most, without a link, an `@` or
 * four digits running, whatever stands between them; `''` for anything else.
 */
export function quotableCompanyName(name: string): string {
  if (name.length > COMPANY_NAME_MAX || BREAKS_AND_DIRECTIONS.test(name)) return '';
  // Wide and styled forms of a sign are read as the sign.
  const plain = name.normalize('NFKC').replace(UNSEEN, '');
  const digits = plain.replace(/[^\p{L}\p{N}]/gu, '');
  return plain.includes('@') || holdsLink(plain) || HOST.test(plain) || FOUR_DIGITS.test(digits) ? '' : name;
}
