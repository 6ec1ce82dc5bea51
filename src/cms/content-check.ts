import * as z from 'zod';
import type { Collection } from './collection.ts';
import { collections } from './collections.ts';
import { CONTENT_FOLDER, decapFields } from './decap.ts';
import { entryIssues } from './entry-check.ts';
import { fileNameMistake } from './entry-name.ts';
import { readEntry, type StoredEntry, UnreadableEntry } from './entry-file.ts';
import { describePath } from './field-path.ts';
import { photoPath, type SchemaContext, unmeasured } from './fields.ts';
import { picturePath } from './needed-files.ts';

/** A mistake in a content file. */
export interface ContentMistake {
  /** Relative to the content folder, `/` between folders. */
  file: string;
  /** Where in the file, as staff see it and as the file writes it: « Étapes, n° 2, Heures (steps.1.hours) »; absent for the whole file. */
  field?: string;
  /** French, with the remedy. */
  message: string;
}

/** Why a picture cannot be shown. */
export type PhotoFault = 'missing' | 'unreadable' | 'other-format' | 'too-large';

/** Limit for a photo in the repository; the CMS sends a few hundred thousand bytes. */
export const MAX_PHOTO_BYTES = 10_000_000;

const photoRemedies: Record<PhotoFault, string> = {
  missing: 'n’existe pas : choisissez-en une autre ou corrigez son nom.',
  unreadable:
    'ne s’ouvre pas, le fichier est abîmé ou incomplet : enregistrez la photo à nouveau en JPEG, puis remettez-la.',
  'other-format':
    'a le nom d’une photo, mais c’est un autre format de fichier : enregistrez-la en JPEG, PNG ou WebP, puis remettez-la.',
  'too-large': 'est trop lourde (plus de 10 Mo) : réduisez-la à 1600 pixels de large, puis remettez-la.',
};

export interface ContentFiles {
  /** Text of every content file, by path relative to the content folder (`sites/<slug>.md`). */
  texts: ReadonlyMap<string, string>;
  /** The fault of the picture at this path, relative to the project's root. */
  photoFault: (path: string) => PhotoFault | undefined;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function entryId(path: string): string {
  return baseName(path).replace(/\.\w+$/, '');
}

/** Everything a content file may refer to: pictures and entries. */
interface ReferenceTargets extends Pick<ContentFiles, 'photoFault'> {
  /** The files of each collection. */
  byCollection: ReadonlyMap<string, readonly string[]>;
}

/** The context in which the entries of a folder are checked. */
function checkingContext(folder: string, { byCollection, photoFault }: ReferenceTargets): SchemaContext {
  return {
    image: () =>
      photoPath()
        .superRefine((path, context) => {
          const fault = photoFault(picturePath(folder, path));
          if (fault !== undefined)
            context.addIssue({ code: 'custom', message: `L’image « ${path} » ${photoRemedies[fault]}` });
        })
        .transform(unmeasured),
    reference: (collection) => {
      const known = (byCollection.get(collection) ?? []).map(entryId);
      return z
        .enum(known, {
          error: ({ input }) =>
            `La fiche « ${String(input)} » n’existe pas : choisissez-en une parmi ${known.join(', ')}.`,
        })
        .transform((id) => ({ collection, id }));
    },
  };
}

function checkFile(
  file: string,
  text: string,
  collection: Collection,
  context: SchemaContext,
): ContentMistake[] {
  let entry: StoredEntry;
  try {
    entry = readEntry(collection.format, text, 'build');
  } catch (error) {
    if (!(error instanceof UnreadableEntry)) throw error;
    return [{ file, message: error.message }];
  }
  const widgets = decapFields(collection);
  const { data, body } = entry;
  return entryIssues(collection, data, body, context).map(({ path, message }) => ({
    file,
    message,
    // As staff see it, then as the file writes it.
    ...(path.length > 0 && { field: `${describePath(widgets, path)} (${path.map(String).join('.')})` }),
  }));
}

/** Every mistake of the content files: unreadable, missing or unexpected files, invalid fields, dangling references. Empty when there is none. */
export function checkContent(files: ContentFiles): ContentMistake[] {
  const targets = { photoFault: files.photoFault, byCollection: Map.groupBy(files.texts.keys(), folderOf) };
  const byName = new Map<string, Collection>(Object.entries(collections));
  const contexts = new Map([...byName.keys()].map((folder) => [folder, checkingContext(folder, targets)]));
  const missing = Object.values(collections).flatMap(({ name, file }) =>
    file === undefined || files.texts.has(`${name}/${file}`)
      ? []
      : [{ file: `${name}/${file}`, message: 'Ce fichier manque : remettez-le.' }],
  );
  const mistakes = [...files.texts].flatMap(([file, text]) => {
    const collection = byName.get(folderOf(file));
    const context = contexts.get(folderOf(file));
    const expected =
      collection?.file ?? (collection === undefined ? undefined : `${entryId(file)}.${collection.format}`);
    if (collection === undefined || context === undefined || baseName(file) !== expected) {
      return [
        {
          file,
          message: `Ce fichier n’a pas sa place ici${expected === undefined ? '' : ` (on attend ${expected})`} : retirez-le ou renommez-le.`,
        },
      ];
    }
    const misnamed = collection.file === undefined ? fileNameMistake(collection, entryId(file)) : undefined;
    return [
      ...(misnamed === undefined ? [] : [{ file, message: misnamed }]),
      ...checkFile(file, text, collection, context),
    ];
  });
  return [...missing, ...mistakes];
}

/** The mistakes as lines for a terminal. */
export function describeMistakes(mistakes: ContentMistake[]): string {
  const lines = mistakes.map(
    ({ file, field, message }) =>
      `  ${CONTENT_FOLDER}/${file}\n    ${field === undefined ? '' : `${field} — `}${message}`,
  );
  const count = mistakes.length === 1 ? 'une erreur' : `${mistakes.length} erreurs`;
  return `Le contenu a ${count} à corriger :\n${lines.join('\n')}`;
}
