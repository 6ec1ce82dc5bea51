import { CORE_SCHEMA, DEFAULT_SCHEMA, dump, load, YAMLException } from 'js-yaml';
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

/** `staff`: a date is the text that was written. `build`: as Astro reads it, where an unquoted one is a `Date`. */
type Reader = 'staff' | 'build';

const schemas = { staff: CORE_SCHEMA, build: DEFAULT_SCHEMA };

function readYaml(text: string, reader: Reader, linesBefore = 0): unknown {
  try {
    return load(text, { schema: schemas[reader] });
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

/** The front matter and what follows, as Astro finds them (`@astrojs/internal-helpers/frontmatter`). */
const FRONT_MATTER = /^(\uFEFF?|\s*\n)---([\s\S]*?\n)---([\s\S]*)$/;

function readMarkdown(text: string, reader: Reader): StoredEntry {
  const [found, before = '', fields = '', body = ''] = FRONT_MATTER.exec(text) ?? [];
  if (found === undefined)
    throw new UnreadableEntry(
      'Il manque l’en-tête : commencez le fichier par les champs, entre deux lignes « --- ».',
    );
  return { data: readYaml(fields, reader, before.split('\n').length - 1), body: body.trim() };
}

const readers: Record<Format, (text: string, reader: Reader) => StoredEntry> = {
  json: (text) => ({ data: readJson(text) }),
  yaml: (text, reader) => ({ data: readYaml(text, reader) }),
  md: readMarkdown,
};

/** Throws `UnreadableEntry`. */
export function readEntry(format: Format, text: string, reader: Reader = 'staff'): StoredEntry {
  return readers[format](text, reader);
}

// With the build's schema: what it would take for a date or a number is quoted.
const writeYaml = (data: unknown) =>
  data === undefined ? '' : dump(data, { schema: DEFAULT_SCHEMA, lineWidth: -1, noRefs: true });

const writers: Record<Format, (data: unknown, body: string) => string> = {
  json: (data) => `${JSON.stringify(data ?? {}, null, 2)}\n`,
  yaml: writeYaml,
  md: (data, body) => `---\n${writeYaml(data)}---\n\n${body.trim()}\n`,
};

/** A field, and those inside it. */
interface OrderedField {
  name: string;
  fields?: readonly OrderedField[];
}

/** The data with the fields of every group in the order of the model, then any other: Decap forgets the order of more than eight. */
function inOrder(data: unknown, order: readonly OrderedField[]): unknown {
  if (Array.isArray(data)) return data.map((item) => inOrder(item, order));
  if (typeof data !== 'object' || data === null) return data;
  const values = new Map<string, unknown>(Object.entries(data));
  const known = order.filter(({ name }) => values.has(name));
  const others = [...values].filter(([key]) => !order.some(({ name }) => name === key));
  return Object.fromEntries([
    ...known.map(({ name, fields = [] }) => [name, inOrder(values.get(name), fields)]),
    ...others,
  ]);
}

/** The text of an entry's file, its fields in the given order; reading it gives the same entry. */
export function writeEntry(
  format: Format,
  { data, body = '' }: StoredEntry,
  order: readonly OrderedField[],
): string {
  return writers[format](inOrder(withoutEmpty(data), order), body);
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
