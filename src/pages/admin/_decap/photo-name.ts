import { plainLatin } from '../../../cms/entry-name.ts';

/** Longest part of a name that comes from the file, in characters. */
const LONGEST = 50;

/** Hex digits of the hash at the end of a name. */
const HASH = 8;

/** Names given since the page was opened, by hash: Decap keeps one file of a content in an entry, and forgets its other names. */
const given = new Map<string, string>();

function wordsOf(name: string): string {
  return plainLatin(name.replace(/\.[^.]*$/, ''))
    .replaceAll(/[^a-z\d]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-|-$/g, '');
}

/**
 * A name that no other photo has: words of the file's own name, and a hash of its content. Decap makes a WebP of every photo
 * (`media_processing`), and would ask whether to replace one of the same name.
 */
export async function ownPhotoName(file: File): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, HASH);
  const words = wordsOf(file.name);
  const name = given.get(hash) ?? `${words === '' ? 'photo' : words}-${hash}.webp`;
  given.set(hash, name);
  return name;
}
