import { defineCollection, type SchemaContext } from 'astro:content';
import { glob } from 'astro/loaders';
import { type Collection, collectionSchema, filePattern } from './cms/collection.ts';
import { collections as contents } from './cms/collections.ts';
import { type Fields, uncheckedReference } from './cms/fields.ts';

function astroCollection<F extends Fields>(collection: Collection<F>) {
  return defineCollection({
    loader: glob({
      base: `./src/content/${collection.name}`,
      pattern: filePattern(collection),
      // As the CMS and the content check name it; Astro would leave characters out, and two files could have one identifier.
      generateId: ({ entry }) => entry.replace(/\.\w+$/, ''),
      // Pages show what Markdown becomes, never its text.
      retainBody: false,
    }),
    schema: ({ image }: SchemaContext) =>
      collectionSchema(collection, { image, reference: uncheckedReference }),
  });
}

type AstroCollections<Contents extends Readonly<Record<string, Collection>>> = {
  readonly [Name in keyof Contents]: ReturnType<typeof astroCollection<Contents[Name]['fields']>>;
};

/** Every collection of the CMS, as Astro reads it. */
function astroCollections<Contents extends Readonly<Record<string, Collection>>>(
  contents: Contents,
): AstroCollections<Contents>;
// Mapping the entries of an object loses its keys' types; the overload above gives them back.
function astroCollections(contents: Readonly<Record<string, Collection>>) {
  return Object.fromEntries(
    Object.entries(contents).map(([name, collection]) => [name, astroCollection(collection)]),
  );
}

export const collections = astroCollections(contents);
