/** Control characters other than a line break: refused everywhere, never stripped. */
const CONTROL = /[^\P{Cc}\n]/u;

/** Breaks of a line and of a paragraph, and what turns a text round, so that a name shows as another than it is. */
const LINES_AND_DIRECTIONS = /[\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;

/** One kind of line break, counted as one character as `maxlength` does. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Without the directions that telephones put around a number that is copied. */
export function withoutDirections(text: string): string {
  return text.replace(LINES_AND_DIRECTIONS, '');
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

/** @param lineBreaks whether the text may have several lines, and directions with them. */
export function hasControlCharacter(text: string, { lineBreaks }: { lineBreaks: boolean }): boolean {
  return CONTROL.test(text) || (!lineBreaks && (text.includes('\n') || withoutDirections(text) !== text));
}

export function hasLetter(text: string): boolean {
  return /\p{L}/u.test(text);
}

/**
 * Checks a telephone number in the browser, without the numbering plans: no letters, six digits, ten for a French one.
 * It refuses no number that `parsePhone` reads.
 */
export function looksLikePhone(text: string): boolean {
  const digits = text.replace(/\P{Nd}/gu, '');
  return !hasLetter(text) && digits.length >= 6 && (!/^0[1-9]/.test(text) || digits.length === 10);
}

/** The address syntax of the HTML standard (`input type=email`), with at least one dot in the domain. */
export const EMAIL_PATTERN =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;
