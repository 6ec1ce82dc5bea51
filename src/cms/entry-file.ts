import { CORE_SCHEMA, dump, load, YAMLException } from 'js-yaml';
import type { Collection } from './collection.ts';

type Format = Collection['format'];

/** An entry as its file holds it: the fields, and the Markdown under them. */
export interface StoredEntry {
  data: unknown;
  body?: string;
}

/** The file cannot be read; the message is French, with the remedy. */
export class UnreadableEntry extends Error {}

const ALIGNMENT =
  'vérifiez l’alignement (des espaces, jamais de tabulation), les deux-points et les guillemets';

function readYaml(text: string, linesBefore = 0): unknown {
  try {
    // Dates stay text, as staff wrote them.
    return load(text, { schema: CORE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark.line + 1 + linesBefore;
    const twice = error.reason === 'duplicated mapping key';
    throw new UnreadableEntry(
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
    throw new UnreadableEntry(
      `Illisible${line === undefined ? '' : ` à la ligne ${line}`} : vérifiez les guillemets, les virgules et les accolades.`,
    );
  }
}

function readMarkdown(text: string): StoredEntry {
  const parts = /^\uFEFF?---\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n([\s\S]*))?$/m.exec(text);
  if (parts === null)
    throw new UnreadableEntry(
      'Il manque l’en-tête : commencez le fichier par les champs, entre deux lignes « --- ».',
    );
  return { data: readYaml(parts[1] ?? '', 1), body: (parts[2] ?? '').trim() };
}

const readers: Record<Format, (text: string) => StoredEntry> = {
  json: (text) => ({ data: readJson(text) }),
  yaml: (text) => ({ data: readYaml(text) }),
  md: readMarkdown,
};

/** Throws `UnreadableEntry`. */
export function readEntry(format: Format, text: string): StoredEntry {
  return readers[format](text);
}

const writeYaml = (data: object) => dump(data, { schema: CORE_SCHEMA, lineWidth: -1, noRefs: true });

const writers: Record<Format, (data: object, body: string) => string> = {
  json: (data) => `${JSON.stringify(data, null, 2)}\n`,
  yaml: writeYaml,
  // Bullets as Decap's editor writes them, so that opening an entry changes none.
  md: (data, body) => `---\n${writeYaml(data)}---\n\n${body.trim().replaceAll(/^( *)- /gm, '$1* ')}\n`,
};

/** The text of an entry's file: the fields in the given order, then any other; reading it gives the same entry. */
export function writeEntry(
  format: Format,
  { data, body = '' }: StoredEntry,
  order: readonly string[],
): string {
  const fields = Object.entries(withoutEmpty(data) ?? {});
  const known = order.flatMap((name) => fields.filter(([key]) => key === name));
  const others = fields.filter(([key]) => !order.includes(key));
  return writers[format](Object.fromEntries([...known, ...others]), body);
}

/**
 * The data without what staff left or made empty: texts, groups (not lists, whose emptiness is a value);
 * `undefined` when nothing is left.
 */
export function withoutEmpty(data: unknown): unknown {
  if (data === null || data === '') return undefined;
  if (Array.isArray(data)) return data.map(withoutEmpty);
  if (typeof data !== 'object') return data;
  const kept = Object.entries(data).flatMap(([key, value]) => {
    const rest = withoutEmpty(value);
    return rest === undefined ? [] : [[key, rest]];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
