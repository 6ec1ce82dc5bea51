import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePhone, readablePhone } from './phone.ts';
import { looksLikePhone, phoneDoubt, plainCharacters } from './text.ts';

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

/** Spaces, dashes, bidirectional controls and invisible characters, as keyboards, address books and pastes leave them. */
const STRAY = Array.from(
  " \u00A0\u202F\u2007\u2009\u200A\u3000\u2028.,/\\()[]_|~·•'’:<>=°∙⋅⁄∕\u2500☎📞" +
    '-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D\u30FC\u301C' +
    '\u200E\u200F\u061C\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069' +
    '\u200B\u200C\u200D\u2060\uFEFF\u00AD\uFE0F',
);

describe('a phone is read by the browser and by the server', () => {
  test('whatever stands between its digits and around them', () => {
    const stray = fc
      .array(fc.constantFrom(...STRAY), { maxLength: 4 })
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(
        fc.constantFrom('0612345678', '+33612345678', '0033612345678'),
        fc.array(stray),
        (number, strays) => {
          const typed =
            Array.from(number, (character, at) => `${strays[at] ?? ''}${character}`).join('') +
            (strays.at(-1) ?? '');
          expect(parsePhone(typed)).toBe('+33612345678');
          expect(looksLikePhone(typed)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('in the digits of every script', () => {
    const zeros = Array.from({ length: 0x1_ffff }, (_, code) => code).filter(
      (code) =>
        /\p{Nd}/u.test(String.fromCodePoint(code)) && plainCharacters(String.fromCodePoint(code)) === '0',
    );
    expect(zeros.length).toBeGreaterThan(60);
    for (const zero of zeros) {
      const typed = Array.from('0612345678', (digit) => String.fromCodePoint(zero + Number(digit))).join('');
      expect(parsePhone(typed)).toBe('+33612345678');
    }
  });

  test.each([
    'tel:+33612345678',
    'Tél. : 06 12 34 56 78',
    '＋３３ ６ １２ ３４ ５６ ７８',
    '+33 (0) 6 12 34 56 78',
    '0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣',
  ])('as people paste it: %s', (typed) => {
    expect(parsePhone(typed)).toBe('+33612345678');
    expect(looksLikePhone(typed)).toBe(true);
  });

  test('and told as people write it, which is read again as the same', () => {
    const national = fc.stringMatching(/^[1-9]\d{8}$/);
    fc.assert(
      fc.property(national, (digits) => {
        const phone = parsePhone(`+33${digits}`);
        // The numbering plans of overseas have holes where the French one has none.
        if (phone?.startsWith('+33') === true) expect(parsePhone(readablePhone(phone))).toBe(phone);
      }),
    );
  });
});

describe('a number of the border', () => {
  test.each([
    '0470 12 34 56',
    '0470/12.34.56',
    '0470/123456',
    '0470123456',
    '(0470) 12-34-56',
    '٠٤٧٠ ١٢ ٣٤ ٥٦',
    '470 12 34 56',
    '470/12.34.56',
    '470123456',
  ])('is asked for its country, in both spellings: %s', (typed) => {
    expect(parsePhone(typed)).toBeUndefined();
    const doubt = phoneDoubt(typed) ?? '';
    expect(doubt).toContain('+32 470 12 34 56');
    expect(doubt).toContain('+33 4 70 12 34 56');
  });

  test.each([
    ['0455 12 34 56', '+32455123456'],
    ['0499/12.34.56', '+32499123456'],
  ])('%s is asked for', (typed, belgian) => {
    expect(parsePhone(typed)).toBeUndefined();
    expect(parsePhone(/\+32[\d ]+\d/.exec(phoneDoubt(typed) ?? '')?.[0] ?? '')).toBe(belgian);
  });

  test.each([
    ['04 70 12 34 56', '+33470123456'],
    ['04.91.12.34.56', '+33491123456'],
    ['04\u202F91\u202F12\u202F34\u202F56', '+33491123456'],
    ['4 91 12 34 56', '+33491123456'],
    ['621 12 34 56', '+33621123456'],
    ['+33 491123456', '+33491123456'],
    ['+33 (0)4 91 12 34 56', '+33491123456'],
    ['0411223344', '+33411223344'],
    ['+32 470 12 34 56', '+32470123456'],
    ['0032 470/12.34.56', '+32470123456'],
    ['0320 12 34 56', '+33320123456'],
  ])('%s names its country, or has but one: %s', (typed, phone) => {
    expect(phoneDoubt(typed)).toBeUndefined();
    expect(parsePhone(typed)).toBe(phone);
    expect(looksLikePhone(typed)).toBe(true);
  });

  test.each([
    ['056 33 44 55', '+3256334455'],
    ['069/22.33.44', '+3269223344'],
  ])('with nine digits may be a Belgian landline: %s', (typed, belgian) => {
    expect(parsePhone(typed)).toBeUndefined();
    expect(parsePhone(/\+32[\d ]+\d/.exec(phoneDoubt(typed) ?? '')?.[0] ?? '')).toBe(belgian);
  });
});
