import type { z } from 'zod';
import { entrySchema, type EntrySchema, type Field, type Fields, type SchemaContext } from './fields.ts';

/** A mistake no single field can see, at a path inside the entry. */
export interface Mistake {
  path: (string | number)[];
  /** French, with the remedy. */
  message: string;
}

/** A kind of content: where its files are, and what they hold. */
export interface Collection<F extends Fields = Fields> {
  /** Astro's and Decap's name, and the folder under `src/content/`. */
  name: string;
  label: string;
  /** « un site », for the button that adds one. */
  singular: string;
  /** Present when the collection is one file that staff edit but never add or remove; with its extension. */
  file?: string;
  format: 'json' | 'yaml' | 'md';
  /** Staff edit its entries, and never add or remove one: each has its page in the code. */
  fixed?: boolean;
  fields: F;
  /** Markdown under the front matter; only with `md`. */
  body?: Field;
  /** Decap's template of an entry's line in the list. */
  summary?: string;
  /** Decap's template of the address of an entry's page, from the home page on; the home page when absent. */
  page?: string;
  /** Names that no entry has: the site's own pages stand there. */
  reservedNames?: readonly string[];
  check?(entry: z.output<EntrySchema<F>>): Mistake[];
}

export function collection<F extends Fields>(definition: Collection<F>): Collection<F> {
  return definition;
}

/** The entry's schema (the body apart), with the collection's own check. */
export function collectionSchema<F extends Fields>(collection: Collection<F>, context: SchemaContext) {
  return entrySchema(collection.fields, context).superRefine((entry, refinement) => {
    for (const { path, message } of collection.check?.(entry) ?? [])
      refinement.addIssue({ code: 'custom', path, message });
  });
}

/** Glob of the collection's files inside its folder. */
export function filePattern({ file, format }: Pick<Collection, 'file' | 'format'>): string {
  return file ?? `*.${format}`;
}
