import type { Collection } from './collection.ts';

/** The title of an entry: its first field, which also names a new entry's file; `undefined` when there is none. */
export function titleOf(collection: Collection, entry: object): string | undefined {
  const [first = ''] = Object.keys(collection.fields);
  const title: unknown = new Map(Object.entries(entry)).get(first);
  const isTitle = (typeof title === 'string' && title !== '') || typeof title === 'number';
  return isTitle ? String(title) : undefined;
}

/** A text in lower case without accents: « Œuvré » becomes « oeuvre ». */
export function plainLatin(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae');
}

/**
 * The name that Decap gives the file of an entry with this title (`slugFormatter`, decap-cms-core 3.19.1), and its page's URL ends
 * with; empty when no letter of the Latin alphabet and no digit is left.
 */
export function entryName(title: string): string {
  return plainLatin(title)
    .replaceAll("'", '')
    .replaceAll(/[^a-z0-9_~-]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** Why a new entry cannot have this title, in French; `undefined` when it can. */
export function titleMistake({ reservedNames = [] }: Collection, title: string): string | undefined {
  const name = entryName(title);
  if (name === '')
    return 'L’adresse de la page vient d’ici, et il n’y a ni lettre de A à Z ni chiffre : ajoutez un mot, par exemple « Une visite ».';
  if (reservedNames.includes(name))
    return `L’adresse « ${name} » est celle d’une liste du site : ajoutez un mot.`;
  return undefined;
}

/** Why the file of an entry cannot have this name, without its extension, in French; `undefined` when it can. */
export function fileNameMistake(
  { reservedNames = [], format }: Collection,
  name: string,
): string | undefined {
  if (!/^[a-z0-9_~-]+$/.test(name)) {
    const suggestion = entryName(name) || 'une-visite';
    return `Ce nom de fichier ne peut pas devenir une adresse (lettres minuscules sans accent, chiffres et traits d’union) : renommez-le, par exemple ${suggestion}.${format}.`;
  }
  if (reservedNames.includes(name))
    return `L’adresse « ${name} » est celle d’une liste du site : renommez ce fichier.`;
  return undefined;
}
