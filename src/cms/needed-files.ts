import type { Collection, Mistake } from './collection.ts';
import { collections } from './collections.ts';
import { CONTENT_FOLDER, everyField, IMAGE_FOLDER } from './decap.ts';
import { asMistakes, entryIssues } from './entry-check.ts';
import { readEntry, UnreadableEntry } from './entry-file.ts';
import { titleOf } from './entry-name.ts';
import { photoPath, type SchemaContext, uncheckedReference, unmeasured } from './fields.ts';

const byName = new Map<string, Collection>(Object.values(collections).map((one) => [one.name, one]));

/** The collection and the identifier of an entry's file, from its path from the project's root. */
export function entryAt(path: string): { collection: Collection; id: string } | undefined {
  const [, name = '', id = ''] = new RegExp(`^${CONTENT_FOLDER}/(\\w+)/([^/]+)\\.\\w+$`).exec(path) ?? [];
  const collection = byName.get(name);
  return collection && { collection, id };
}

function entryPath(name: string, id: string): string {
  const { file, format = '' } = byName.get(name) ?? {};
  return `${CONTENT_FOLDER}/${name}/${file ?? `${id}.${format}`}`;
}

/** Path from the project's root of `../../assets/a.jpg` written in a file of a collection. */
export function picturePath(collection: string, path: string): string {
  return decodeURI(new URL(path, `file:///${CONTENT_FOLDER}/${collection}/`).pathname).slice(1);
}

/** Notes the files that a check of an entry comes across. */
function noting(collection: string, needed: Set<string>): SchemaContext {
  return {
    image: () =>
      photoPath().transform((path) => {
        needed.add(picturePath(collection, path));
        return unmeasured(path);
      }),
    reference: (target) =>
      uncheckedReference(target).transform((reference) => {
        needed.add(entryPath(target, reference.id));
        return reference;
      }),
  };
}

/** The files that an entry needs, as paths from the project's root: the entries it names, the pictures it shows. */
export function neededFiles(path: string, text: string): ReadonlySet<string> {
  const needed = new Set<string>();
  const collection = entryAt(path)?.collection;
  if (collection === undefined) return needed;
  try {
    const { data, body } = readEntry(collection.format, text);
    entryIssues(collection, data, body, noting(collection.name, needed));
  } catch (error) {
    // The content check says so.
    if (!(error instanceof UnreadableEntry)) throw error;
  }
  return needed;
}

/** Refuses one file, with these words. */
function refusing(collection: string, file: string, message: string): SchemaContext {
  return {
    image: () =>
      photoPath()
        .refine((path) => picturePath(collection, path) !== file, { error: message })
        .transform(unmeasured),
    reference: (target) =>
      uncheckedReference(target).refine(({ id }) => entryPath(target, id) !== file, { error: message }),
  };
}

/** The fields of an entry that need this file, each with these words as its mistake. Throws `UnreadableEntry`. */
export function fieldsNeeding(
  path: string,
  text: string,
  needed: { file: string; message: string },
): Mistake[] {
  const collection = entryAt(path)?.collection;
  if (collection === undefined) return [];
  const { file, message } = needed;
  const { data, body } = readEntry(collection.format, text);
  const issues = entryIssues(collection, data, body, refusing(collection.name, file, message));
  // A mistake in a block of a text begins with the block's name.
  return asMistakes(issues).filter((mistake) => mistake.message.endsWith(message));
}

/** The collections whose entries may need this file: all of them for a picture; for an entry, those with a relation to its collection. */
export function collectionsNeeding(path: string): Collection[] {
  if (path.startsWith(`${IMAGE_FOLDER}/`)) return [...byName.values()];
  const target = entryAt(path)?.collection.name;
  return [...byName.values()].filter((collection) =>
    everyField(collection).some((widget) => widget.collection === target),
  );
}

/** « Témoignages « Une porte » », as staff find the entry in the CMS; its identifier when it has no text. */
export function entryLabel(path: string, text: string): string {
  const { collection, id = '' } = entryAt(path) ?? {};
  if (collection === undefined) return path;
  if (collection.file !== undefined) return collection.label;
  return `${collection.label} « ${titleIn(collection, text) ?? id} »`;
}

function titleIn(collection: Collection, text: string): string | undefined {
  try {
    const { data } = readEntry(collection.format, text);
    return titleOf(collection, data ?? {});
  } catch (error) {
    if (error instanceof UnreadableEntry) return undefined;
    throw error;
  }
}
