/** Any site of ours: addresses without a host are read from here. */
const SITE = 'https://site.invalid';

const ABSOLUTE = /^(?:https?|mailto|tel):/i;
const ON_THIS_SITE = /^(?:#|\/(?![/\\]))/;

/**
 * True for the address of a web page, a mailbox or a telephone, and for a page or a heading of this site. Read as browsers
 * do (https://url.spec.whatwg.org/), which drop tabs and line breaks, and take a backslash for a slash.
 */
export function isAllowedAddress(address: string): boolean {
  if (!URL.canParse(address, SITE)) return false;
  const { protocol, origin } = new URL(address, SITE);
  if (ON_THIS_SITE.test(address)) return origin === SITE;
  // « https:page » has no host, and would be a page of this site under another name.
  return ABSOLUTE.test(address) && ABSOLUTE.test(protocol) && origin !== SITE;
}

const MAILBOX = /^[^\s@/:?#]+@[^\s@/:?#]+\.[^\s@/:?#]+$/;
/** « exemple.org », « www.exemple.org/page »: labels and dots, then nothing or a path. */
const HOST = /^(?:[\p{L}\d-]+\.)+\p{L}{2,}(?:[/?#].*)?$/u;

/** The address that somebody means who leaves out what every address of its kind begins with: `https://` or `mailto:`. */
export function completeAddress(typed: string): string {
  const address = typed.trim().replaceAll(/\s+/g, '%20');
  if (MAILBOX.test(address)) return `mailto:${address}`;
  return HOST.test(address) ? `https://${address}` : address;
}
