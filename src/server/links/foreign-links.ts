import type { Secret } from '../foundation/secret.ts';
import { type Link, type Purpose, PURPOSES, readLink, TOKEN_LENGTH } from './links.ts';

const REMOVED = '[lien retiré]';

/** Between the words that may hold a token: every character that a token never has, percent-encoded ones included. */
const BETWEEN = /%[0-9a-f]{2}|[^\w-]/i;

function linkIn(token: string, secret: Secret): Link | undefined {
  for (const purpose of PURPOSES) {
    const read = readLink(secret, purpose, token, new Date());
    if (read.state !== 'invalid') return read.link;
  }
  return undefined;
}

/**
 * A text as the holder of a token may have it: every token of ours that is of another purpose or of somebody else is taken out,
 * open or over. `token` may be none of ours: then all are. The work grows with the length of the text.
 */
export function withoutForeignLinks(
  text: string,
  { purpose, token, secret }: { readonly purpose: Purpose; readonly token: string; readonly secret: Secret },
): string {
  const read = readLink(secret, purpose, token, new Date());
  const subject = read.state === 'invalid' ? undefined : read.link.subject;
  const isForeign = (link: Link | undefined): boolean =>
    link !== undefined && (link.purpose !== purpose || link.subject !== subject);
  const tokens = new Set(
    text.split(BETWEEN).flatMap((word) => (word.length < TOKEN_LENGTH ? [] : [word.slice(0, TOKEN_LENGTH)])),
  );
  return [...tokens]
    .filter((found) => isForeign(linkIn(found, secret)))
    .reduce((left, found) => left.replaceAll(found, REMOVED), text);
}
