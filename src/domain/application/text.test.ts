import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePhone } from './phone.ts';
import { looksLikePhone } from './text.ts';

describe('looksLikePhone', () => {
  test.each([
    '06 12 34 56 78',
    '+33 (0)6 12 34 56 78',
    '0033612345678',
    '612345678',
    '٠٦١٢٣٤٥٦٧٨',
    '+352 621 123 456',
    '+1 (202) 555-0143',
  ])('passes %s', (typed) => {
    expect(parsePhone(typed)).toBeDefined();
    expect(looksLikePhone(typed)).toBe(true);
  });

  test.each(['06 12 34 56', '06 12 34 56 789', 'zéro six', '0612345678 poste 4', '12'])(
    'stops %s',
    (typed) => {
      expect(looksLikePhone(typed)).toBe(false);
    },
  );

  test('refuses nothing that the server accepts', () => {
    const typed = fc.stringMatching(/^(\+|00|\+33|\+32|0[1-9]?)?[ .()\d-]{4,14}$/);
    fc.assert(
      fc.property(typed, (text) => parsePhone(text.trim()) === undefined || looksLikePhone(text.trim())),
      {
        numRuns: 5000,
      },
    );
  });
});
