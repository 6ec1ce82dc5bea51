import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSharedStrings } from './workbook-cells.ts';
import { encodeText } from './workbook-text.ts';

/** Texts as a reader decodes them from XML. */
function read(...stored: readonly string[]): readonly string[] {
  return readSharedStrings(`<sst>${stored.map((xml) => `<si><t>${xml}</t></si>`).join('')}</sst>`);
}

test.each([
  ['_x0041_', '_x005F_x0041_'],
  ['_x0041_x0042_', '_x005F_x0041_x005F_x0042_'],
  ['_x0041\u0001', '_x005F_x0041_x0001_'],
  ['_x41_ _xZZZZ_', '_x41_ _xZZZZ_'],
  ['a\rb\u0001\uD800', 'a_x000D_b_x0001__xD800_'],
  ['<&">', '&lt;&amp;&quot;&gt;'],
])('%j is stored as %j', (text, xml) => {
  expect(encodeText(text)).toBe(xml);
  expect(read(xml)).toEqual([text]);
});

test('any text at all is read back as it was', () => {
  const pieces = fc.constantFrom(
    '_',
    'x',
    '0041',
    '_x',
    '_x005F_',
    '\n',
    '\r',
    '\t',
    '\0',
    '\uD83C',
    '\uFFFF',
    '👩🏽‍🎓',
    'é',
    '<',
    '&amp;',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((list) => list.join('')),
  );
  const texts = fc.array(text, { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(texts, (samples) => {
      expect(read(...samples.map(encodeText))).toEqual(samples);
    }),
    { numRuns: 50 },
  );
});
