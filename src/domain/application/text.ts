/** Control characters other than a line break: refused everywhere, never stripped. */
const CONTROL = /[^\P{Cc}\n]/u;

/** One kind of line break, counted as one character as `maxlength` does. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Without the white space around it; zero-width and bidirectional characters stay. */
export function trimmed(text: string): string {
  return text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '');
}

export function hasControlCharacter(text: string, { lineBreaks }: { lineBreaks: boolean }): boolean {
  return CONTROL.test(text) || (!lineBreaks && text.includes('\n'));
}

export function hasLetter(text: string): boolean {
  return /\p{L}/u.test(text);
}

/**
 * What a browser can tell of a telephone number without the numbering plans: no letters, six digits, ten for a French one.
 * It refuses no number that `parsePhone` reads.
 */
export function looksLikePhone(text: string): boolean {
  const digits = text.replace(/\P{Nd}/gu, '');
  return !hasLetter(text) && digits.length >= 6 && (!/^0[1-9]/.test(text) || digits.length === 10);
}

/** The address syntax of the HTML standard (`input type=email`), with at least one dot in the domain. */
export const EMAIL_PATTERN =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;
