import type { PreviewTemplateComponentProps } from 'decap-cms-core';
import { useEffect, useState } from 'react';
import type { Collection } from '../../../../cms/collection.ts';
import type { Fields } from '../../../../cms/fields.ts';
import { type Filled, filled } from '../../../../cms/filled.ts';

/** Another entry that a preview shows. */
interface Entry<F extends Fields> {
  id: string;
  data: Filled<F>;
  /** Markdown. */
  body: string;
}

interface Loaded {
  /** Identifier that was asked for. */
  id: string | undefined;
  found: { id: string; data: object }[];
}

/** The entries of a collection, or the one of that identifier; none until they are loaded. */
function useLoaded({ getCollection }: PreviewTemplateComponentProps, collection: string, id?: string) {
  const [loaded, setLoaded] = useState<Loaded>({ id: '', found: [] });
  useEffect(() => {
    if (id === '') return;
    let isShown = true;
    getCollection(collection, id).then(
      (answer) => {
        if (!isShown) return;
        const found = [answer].flat().map((entry) => {
          const { slug = '', data = {} }: { slug?: string; data?: object } = entry.toJS();
          return { id: slug, data };
        });
        setLoaded({ id, found });
      },
      // Deleted meanwhile: the content check says so.
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [collection, id, getCollection]);
  return loaded.id === id ? loaded.found : [];
}

/** Every entry of a collection. */
export function useEntries<F extends Fields>(
  decap: PreviewTemplateComponentProps,
  { name, fields }: Collection<F>,
): Entry<F>[] {
  return useLoaded(decap, name).map(({ id, data }) => {
    const { body = '' }: { body?: string } = data;
    return { id, data: filled(fields, data), body };
  });
}

/** The entry of that identifier, empty until it is loaded. */
export function useEntry<F extends Fields>(
  decap: PreviewTemplateComponentProps,
  { name, fields }: Collection<F>,
  id: string,
): Filled<F> {
  return filled(fields, useLoaded(decap, name, id)[0]?.data);
}
