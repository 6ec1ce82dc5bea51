/** Control characters other than a line break: refused everywhere, never stripped. */
const CONTROL = /[^\P{Cc}\n]/u;

/** Line and paragraph separators, and the bidirectional controls, which can make a name show as another than it is. */
const LINE_SEPARATORS_AND_BIDI_CONTROLS = /[\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;

/** One kind of line break, counted as one character as `maxlength` does. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Without the bidirectional controls that telephones put around a copied number, and without separators. */
export function withoutBidiControls(text: string): string {
  return text.replace(LINE_SEPARATORS_AND_BIDI_CONTROLS, '');
}

const WHITE_SPACE = /\p{White_Space}/u;

/** Without the white space around it, in linear time: a pattern for the end starts again at each inner space. Zero-width characters stay. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && WHITE_SPACE.test(text.charAt(start))) start += 1;
  while (end > start && WHITE_SPACE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** @param lineBreaks whether the text may have several lines, and bidirectional controls with them. */
export function hasControlCharacter(text: string, { lineBreaks }: { lineBreaks: boolean }): boolean {
  return CONTROL.test(text) || (!lineBreaks && (text.includes('\n') || withoutBidiControls(text) !== text));
}

export function hasLetter(text: string): boolean {
  return /\p{L}/u.test(text);
}

/** Without invisible characters: bidirectional controls, joiners, soft hyphens, byte order marks. */
export function withoutInvisible(text: string): string {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}

/** The value of a digit of any script, whose ten stand in a row. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/** A number or a date as it is read: full-width and styled characters as plain ones, every script's digits as 0 to 9, nothing invisible. */
export function plainCharacters(text: string): string {
  return withoutInvisible(text.normalize('NFKC'))
    .replace(/\p{Me}/gu, '')
    .replace(/\p{Nd}/gu, digitValue);
}

/** Between the digits of a telephone number, and around it, whatever the keyboard: no letter, digit or +. */
const BETWEEN_DIGITS = /[^\p{L}\p{N}+]|\u30FC/gu;

/** The digits of a telephone number, after a `+` where it names its country; `undefined` when anything else is written. */
export function phoneDigits(typed: string): string | undefined {
  const digits = plainCharacters(typed)
    .replace(/^\s*t[eé]l\b/iu, '')
    .replace(BETWEEN_DIGITS, '');
  return /^\+?\d+$/.test(digits) ? digits : undefined;
}

/** Ten digits, or nine without their 0, that are a Belgian mobile as well as a landline of the French south-east. */
const FRENCH_OR_BELGIAN = /^0?(4[5-9]\d)(\d\d)(\d\d)(\d\d)$/;
/** Two by two, as the French write. */
const IN_PAIRS = /^\D*\d?\d(?:\D+\d\d){4}\D*$/;

/** Asks for the country of a number that may be Belgian; `undefined` when there is no doubt. */
export function phoneDoubt(typed: string): string | undefined {
  const digits = phoneDigits(typed) ?? '';
  const pairs = digits.slice(-8).replace(/\d\d/g, ' $&');
  const belgian = digits.replace(FRENCH_OR_BELGIAN, '+32 $1 $2 $3 $4');
  if (belgian !== digits && !IN_PAIRS.test(plainCharacters(typed)))
    return `Ce numéro existe en Belgique et en France : il faut écrire ${belgian} ou +33 4${pairs}.`;
  return /^0[1-9]\d{7}$/.test(digits)
    ? `Il manque un chiffre à ce numéro. S’il est belge, il faut écrire +32 ${digits.slice(1)}.`
    : undefined;
}

/**
 * Checks a telephone number in the browser, without the numbering plans: six digits, ten for a French one. It refuses no number
 * that `parsePhone` reads.
 */
export function looksLikePhone(text: string): boolean {
  const digits = phoneDigits(text) ?? '';
  return digits.length >= 6 && (!/^0[1-9]/.test(digits) || digits.length === 10);
}

const ATOM = "[\\w!#$%&'*+/=?^`{|}~-]+";
const LABEL = '[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?';

/** An address as mail servers take it (RFC 5321, 4.1.2 and 4.5.3.1.1: `Dot-string`, 64 characters at most), with a dot in its domain and letters at its end. */
export const EMAIL_PATTERN = new RegExp(
  `^(?=.{1,64}@)${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+(?:[a-z]{2,63}|xn--[a-z\\d-]{1,58}[a-z\\d])$`,
  'i',
);
