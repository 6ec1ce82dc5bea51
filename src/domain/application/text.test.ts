import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePhone, readablePhone } from './phone.ts';
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

describe('a phone', () => {
  test.each([
    ['06 12 34 56 78', '+33612345678', '06 12 34 56 78'],
    ['+33 (0)6 12 34 56 78', '+33612345678', '06 12 34 56 78'],
    ['0033.6.12.34.56.78', '+33612345678', '06 12 34 56 78'],
    ['+32 470 12 34 56', '+32470123456', '+32 470 12 34 56'],
    ['00213 551 23 45 67', '+213551234567', '+213 551 23 45 67'],
    ['0692 12 34 56', '+262692123456', '+262 692 12 34 56'],
    ['06 39 12 34 56', '+262639123456', '+262 639 12 34 56'],
    ['0690 12 34 56', '+590690123456', '+590 690 12 34 56'],
    ['0694 12 34 56', '+594694123456', '+594 694 12 34 56'],
    ['0696 12 34 56', '+596696123456', '+596 696 12 34 56'],
    ['+262 692 12 34 56', '+262692123456', '+262 692 12 34 56'],
  ])('typed %s is kept as %s and read as %s', (typed, kept, read) => {
    expect(parsePhone(typed)).toBe(kept);
    expect(readablePhone(kept)).toBe(read);
  });
});
