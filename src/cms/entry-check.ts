import * as z from 'zod';
import { type Collection, collectionSchema, type Mistake } from './collection.ts';
import { collections } from './collections.ts';
import { decapFields } from './decap.ts';
import { readEntry, UnreadableEntry, withoutEmpty } from './entry-file.ts';
import { titleMistake, titleOf } from './entry-name.ts';
import { photoPath, type SchemaContext, uncheckedReference, unmeasured } from './fields.ts';

interface Schemas {
  readonly data: z.ZodType;
  readonly body: z.ZodType | undefined;
}

/** Building the schemas of a collection takes longer than checking an entry. */
const builtSchemas = new WeakMap<SchemaContext, Map<Collection, Schemas>>();

function schemasOf(collection: Collection, context: SchemaContext): Schemas {
  const built = builtSchemas.get(context) ?? new Map<Collection, Schemas>();
  builtSchemas.set(context, built);
  const schemas = built.get(collection) ?? {
    data: collectionSchema(collection, context),
    body: collection.body && z.object({ body: collection.body.schema(context) }),
  };
  built.set(collection, schemas);
  return schemas;
}

/** The issues of an entry: its fields and the collection's own check, then its body. */
export function entryIssues(collection: Collection, data: unknown, body: unknown, context: SchemaContext) {
  const schemas = schemasOf(collection, context);
  return [
    ...(schemas.data.safeParse(data ?? {}).error?.issues ?? []),
    ...(schemas.body?.safeParse({ body }).error?.issues ?? []),
  ];
}

/** Issues of zod as mistakes: no entry has a symbol in its paths. */
export function asMistakes(issues: readonly z.core.$ZodIssue[]): Mistake[] {
  return issues.map(({ path, message }) => ({
    path: path.filter((key) => typeof key !== 'symbol'),
    message,
  }));
}

/** For a check without the other files: pictures and references are chosen from lists. */
export const uncheckedContext: SchemaContext = {
  image: () => photoPath().transform(unmeasured),
  reference: uncheckedReference,
};

/** The mistakes of what staff typed, in French, each with the remedy; `data` holds the body too. */
export function checkEntry(collection: Collection, entry: object): Mistake[] {
  const { body = '', ...data }: { body?: unknown } = entry;
  return asMistakes(entryIssues(collection, withoutEmpty(data), body, uncheckedContext));
}

/** The mistakes of the title that names a new entry's file. */
export function newNameMistakes(collection: Collection, entry: object): Mistake[] {
  const [first] = decapFields(collection);
  const title = titleOf(collection, entry);
  if (first === undefined || title === undefined) return [];
  const message = titleMistake(collection, title);
  return message === undefined ? [] : [{ path: [first.name], message }];
}

/** The labels of the fields that differ between two texts of an entry; empty when one cannot be read. */
export function changedFields(collectionName: string, before: string, after: string): string[] {
  const collection = Object.values(collections).find(({ name }) => name === collectionName);
  if (collection === undefined) return [];
  const valuesOf = (text: string) => {
    const { data, body } = readEntry(collection.format, text);
    return new Map(Object.entries({ ...(typeof data === 'object' && data), body }));
  };
  try {
    const [old, now] = [valuesOf(before), valuesOf(after)];
    return decapFields(collection).flatMap(({ name, label }) =>
      JSON.stringify(old.get(name)) === JSON.stringify(now.get(name)) ? [] : [label],
    );
  } catch (error) {
    if (error instanceof UnreadableEntry) return [];
    throw error;
  }
}
