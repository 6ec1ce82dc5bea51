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
      // Pages show what Markdown becomes, never its text.
      retainBody: false,
    }),
    schema: ({ image }: SchemaContext) =>
      collectionSchema(collection, { image, reference: uncheckedReference }),
  });
}

export const collections = {
  home: astroCollection(contents.home),
  programme: astroCollection(contents.programme),
  sites: astroCollection(contents.sites),
  stories: astroCollection(contents.stories),
  trades: astroCollection(contents.trades),
  events: astroCollection(contents.events),
  news: astroCollection(contents.news),
  questions: astroCollection(contents.questions),
  results: astroCollection(contents.results),
  partners: astroCollection(contents.partners),
  neighbourhoods: astroCollection(contents.neighbourhoods),
  pages: astroCollection(contents.pages),
  messages: astroCollection(contents.messages),
  associations: astroCollection(contents.associations),
  wording: astroCollection(contents.wording),
  settings: astroCollection(contents.settings),
};
