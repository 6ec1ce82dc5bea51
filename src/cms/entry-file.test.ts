import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText, TRAPS } from '../../tests/support/any-text.ts';
import { readByBuild } from '../../tests/support/read-by-build.ts';
import type { Collection } from './collection.ts';
import { collections } from './collections.ts';
import { decapFields } from './decap.ts';
import { readEntry, type StoredEntry, writeEntry } from './entry-file.ts';
import type { Widget } from './fields.ts';

const all: readonly Collection[] = Object.values(collections);

/** A value in which every text is the next of these. */
function withTexts({ widget, field, fields = [] }: Widget, next: () => string): unknown {
  switch (widget) {
    case 'object':
      return Object.fromEntries(fields.map(({ name, ...inner }) => [name, withTexts(inner, next)]));
    case 'list':
      return Array.from({ length: 2 }, () =>
        withTexts(field ?? { widget: 'object', label: '', fields }, next),
      );
    case 'boolean':
      return true;
    case 'number':
      return 12;
    default:
      return next();
  }
}

/** An entry of the collection in which every text is the next of these. */
function entryWith({ fields, body }: Collection, next: () => string): StoredEntry {
  const data = Object.fromEntries(
    Object.entries(fields).map(([name, { widget }]) => [name, withTexts(widget, next)]),
  );
  return { data, ...(body !== undefined && { body: next().trim() }) };
}

/** Number of texts in an entry of the collection. */
function countTexts(collection: Collection): number {
  let count = 0;
  entryWith(collection, () => String(count++));
  return count;
}

describe('whatever is typed', () => {
  test.each(all)('in $name is read by the build as the same text, and saved again as it is', (collection) => {
    const { format } = collection;
    const order = decapFields(collection);
    const count = countTexts(collection);
    fc.assert(
      fc.property(fc.array(anyText, { minLength: count, maxLength: count }), (texts) => {
        const left = texts.values();
        const entry = entryWith(collection, () => left.next().value ?? '');
        const file = writeEntry(format, entry, order);
        expect(readByBuild(format, file)).toEqual(entry);
        expect(readEntry(format, file)).toEqual(entry);
        expect(writeEntry(format, readEntry(format, file), order)).toBe(file);
      }),
      // The same on every run, and 10,000 texts.
      { seed: 17, numRuns: Math.ceil(10_000 / count) },
    );
  });

  test.each(TRAPS.map((text) => ({ text })))('$text, at any depth, stays that text', ({ text }) => {
    const data = { title: text, group: { a: text, list: [text, { b: text }] } };
    for (const format of ['md', 'yaml', 'json'] as const) {
      const written = writeEntry(format, { data }, []);
      expect(readByBuild(format, written).data).toEqual(data);
      expect(readEntry(format, written).data).toEqual(data);
    }
  });
});
