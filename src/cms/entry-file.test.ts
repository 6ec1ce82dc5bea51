import { parseFrontmatter } from '@astrojs/internal-helpers/frontmatter';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { Collection } from './collection.ts';
import { collections } from './collections.ts';
import { decapFields } from './decap.ts';
import { readEntry, type StoredEntry, writeEntry } from './entry-file.ts';
import type { Widget } from './fields.ts';

const all: readonly Collection[] = Object.values(collections);

/** Parses an entry's file as Astro's build does. */
function readByBuild(format: Collection['format'], text: string): StoredEntry {
  if (format === 'json') return { data: JSON.parse(text) };
  if (format === 'yaml') return { data: load(text) };
  const { frontmatter, content } = parseFrontmatter(text);
  return { data: frontmatter, body: content.trim() };
}

/** Texts that YAML, JSON or front matter could take for something else. */
const TRAPS = [
  ...[
    '2026-11-18',
    '2026-11-18 10:00:00',
    '2026-11-18T10:00:00',
    '2026-11-18T10:00:00Z',
    '2026-1-1 1:2:3.4 +1',
  ],
  ...['2026-11-18T14:00', '12:30:45', '12:30', '1_000', '0x1F', '0o7', '0b11', '1e3', '1.', '.5', '-0', '+1'],
  ...[
    '.inf',
    '-.INF',
    '.nan',
    'yes',
    'No',
    'on',
    'OFF',
    'y',
    'true',
    'False',
    'null',
    'Null',
    '~',
    '<<',
    '=',
  ],
  ...[
    '---',
    '...',
    '+++',
    '\n---\n',
    'a\n---\nb',
    'a\n+++\nb',
    '--- a',
    '#',
    '# a',
    'a # b',
    ': ',
    'a: b',
    'a:',
    ':a',
  ],
  ...[
    '- a',
    '-',
    '? a',
    '?',
    '! a',
    '!!str a',
    '&a',
    '*a',
    '@a',
    '`a`',
    '%a',
    '|',
    '>',
    '|-',
    "'",
    '"',
    '""',
    "''",
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    '[a]',
    '{a: b}',
    ',',
    'a, b',
    '\\',
    '\\n',
    '${a}',
    '{{a}}',
    '<b>',
    '&amp;',
    '//',
    '/* */',
  ],
  ...[
    ' a',
    'a ',
    '\ta',
    'a\t',
    'a\tb',
    '\u00A0a\u00A0',
    '\u0085',
    'a\u0085b',
    'a\u2028b',
    'a\u2029b',
    '\uFEFFa',
    'a\uFEFF',
  ],
  ...[
    'a\nb',
    'a\n\nb',
    'a\n\n\nb',
    '\na',
    'a\n',
    'a\n\n',
    ' a\n b',
    'a\n  b\n c',
    'a\r\nb',
    'a\rb',
    '\n',
    '\n\n a',
  ],
  ...[
    '😀',
    '👩‍👩‍👧',
    'é',
    'e\u0301',
    'مرحبا',
    '\u202Ea',
    '\u200B',
    '\u0000',
    '\u0007',
    '\u001B[0m',
    '\u007F',
    '\u009F',
    '__proto__',
  ],
] as const;

const character = fc.oneof(
  fc.constantFrom(...Array.from(' \t\n\r:#-?!&*@`%|>\'"[]{},\\<=~+.0123456789TZx_')),
  fc.constantFrom('\u0085', '\u00A0', '\u2028', '\u2029', '\uFEFF', '\u0000', '\u001B', '\u007F', '\uFFFE'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);

const anyText = fc.oneof(
  fc.constantFrom(...TRAPS),
  fc.tuple(fc.constantFrom(...TRAPS), fc.constantFrom(...TRAPS)).map(([one, two]) => one + two),
  fc.string({ unit: character, minLength: 1, maxLength: 12 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
);

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
