import { load, YAMLException } from 'js-yaml';
import * as z from 'zod';
import { type Collection, collectionSchema } from './collection.ts';
import { collections } from './collections.ts';
import { CONTENT_FOLDER, decapFields } from './decap.ts';
import type { NamedWidget, Tools } from './fields.ts';

/** A mistake in a content file. */
export interface ContentMistake {
  /** Relative to the content folder, `/` between folders. */
  file: string;
  /** Where in the file, as staff see it and as the file writes it: « Étapes, n° 2, Heures (steps.1.hours) »; absent for the whole file. */
  field?: string;
  /** French, with the remedy. */
  message: string;
}

export interface ContentFiles {
  /** Text of every content file, by path relative to the content folder (`sites/eurasante.md`). */
  texts: ReadonlyMap<string, string>;
  /** Whether a picture exists at this path, relative to the project's root. */
  hasImage: (path: string) => boolean;
}

interface RawEntry {
  data: unknown;
  body?: string;
}

const ALIGNMENT =
  'vérifiez l’alignement (des espaces, jamais de tabulation), les deux-points et les guillemets';

class UnreadableFile extends Error {}

function readYaml(text: string, linesBefore = 0): unknown {
  try {
    return load(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark.line + 1 + linesBefore;
    const twice = error.reason === 'duplicated mapping key';
    throw new UnreadableFile(
      twice
        ? `Ligne ${line} : ce champ est écrit deux fois, gardez-en un.`
        : `Illisible à la ligne ${line} : ${ALIGNMENT}.`,
    );
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = /line (\d+)/.exec(error.message)?.[1];
    throw new UnreadableFile(
      `Illisible${line === undefined ? '' : ` à la ligne ${line}`} : vérifiez les guillemets, les virgules et les accolades.`,
    );
  }
}

function readMarkdown(text: string): RawEntry {
  const parts = /^\uFEFF?---\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n([\s\S]*))?$/m.exec(text);
  if (parts === null)
    throw new UnreadableFile(
      'Il manque l’en-tête : commencez le fichier par les champs, entre deux lignes « --- ».',
    );
  return { data: readYaml(parts[1] ?? '', 1), body: parts[2] ?? '' };
}

const readers: Record<Collection['format'], (text: string) => RawEntry> = {
  json: (text) => ({ data: readJson(text) }),
  yaml: (text) => ({ data: readYaml(text) }),
  md: readMarkdown,
};

/** Path of a value as staff read it, then as the file writes it. */
function describePath(widgets: NamedWidget[], path: readonly PropertyKey[]): string {
  const words: string[] = [];
  let level: NamedWidget[] = widgets;
  for (const key of path) {
    if (typeof key === 'number') {
      words.push(`n° ${key + 1}`);
      continue;
    }
    const widget = level.find(({ name }) => name === key);
    words.push(widget?.label ?? String(key));
    level = widget?.fields ?? [];
  }
  return `${words.join(', ')} (${path.map(String).join('.')})`;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function identifier(path: string): string {
  return baseName(path).replace(/\.\w+$/, '');
}

/** Path from the project's root of `../../assets/a.jpg` written in a file of a content folder. */
function resolveImage(folder: string, path: string): string {
  return decodeURI(new URL(path, `file:///${CONTENT_FOLDER}/${folder}/`).pathname).slice(1);
}

function checkingTools(file: string, { texts, hasImage }: ContentFiles): Tools {
  return {
    image: () =>
      z
        .string({ error: 'Choisissez une image.' })
        .refine((path) => hasImage(resolveImage(folderOf(file), path)), {
          error: ({ input }) =>
            `L’image « ${String(input)} » n’existe pas : choisissez-en une autre ou corrigez son nom.`,
        })
        .transform((src) => ({ src, width: 1, height: 1, format: 'webp' as const })),
    reference: (collection) => {
      const known = [...texts.keys()].filter((path) => folderOf(path) === collection).map(identifier);
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
  files: ContentFiles,
): ContentMistake[] {
  let entry: RawEntry;
  try {
    entry = readers[collection.format](text);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return [{ file, message: error.message }];
  }
  const tools = checkingTools(file, files);
  const issues = [
    ...(collectionSchema(collection, tools).safeParse(entry.data ?? {}).error?.issues ?? []),
    ...(collection.body === undefined
      ? []
      : (z.object({ body: collection.body.schema(tools) }).safeParse(entry).error?.issues ?? [])),
  ];
  const widgets = decapFields(collection);
  return issues.map(({ path, message }) => ({
    file,
    message,
    ...(path.length > 0 && { field: describePath(widgets, path) }),
  }));
}

/** Every mistake of the content files: unreadable or unexpected files, wrong fields, references to nothing; empty when all is well. */
export function checkContent(files: ContentFiles): ContentMistake[] {
  const byName = new Map<string, Collection>(Object.entries(collections));
  const missing = Object.values(collections).flatMap(({ name, file }) =>
    file === undefined || files.texts.has(`${name}/${file}`)
      ? []
      : [{ file: `${name}/${file}`, message: 'Ce fichier manque : remettez-le.' }],
  );
  const mistakes = [...files.texts].flatMap(([file, text]) => {
    const collection = byName.get(folderOf(file));
    const expected =
      collection?.file ?? (collection === undefined ? undefined : `${identifier(file)}.${collection.format}`);
    if (collection === undefined || baseName(file) !== expected) {
      return [
        {
          file,
          message: `Ce fichier n’a pas sa place ici${expected === undefined ? '' : ` (on attend ${expected})`} : retirez-le ou renommez-le.`,
        },
      ];
    }
    return checkFile(file, text, collection, files);
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
