import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NAME_MAX } from './limits.ts';
import { isOfCells, readPastedPeople } from './pasted-people.ts';

const ANA = ['Ana', 'Exemple', 'ana@exemple.fr'] as const;
const BOB = ['Bob', 'Modèle', 'bob@exemple.fr'] as const;

const read = (pasted: string, { listed, room }: { listed?: readonly string[]; room?: number } = {}) =>
  readPastedPeople(pasted, listed ?? [], room ?? 20);
const people = (pasted: string) => read(pasted).people;

describe('rows of a spreadsheet', () => {
  test.each([
    ['as Excel copies them', 'Ana\tExemple\tana@exemple.fr\r\nBob\tModèle\tbob@exemple.fr\r\n'],
    ['as LibreOffice copies them', 'Ana\tExemple\tana@exemple.fr\nBob\tModèle\tbob@exemple.fr'],
    ['with old line ends', 'Ana\tExemple\tana@exemple.fr\rBob\tModèle\tbob@exemple.fr\r'],
    [
      'with blank lines and spaces',
      '\n \t\t\n Ana \tExemple\u00A0\tana@exemple.fr \t\t\n\n\nBob\tModèle\tbob@exemple.fr\n\t',
    ],
    ['quoted', '"Ana"\t"Exemple"\t"ana@exemple.fr"\n"Bob"\t"Modèle"\t"bob@exemple.fr"'],
    ['with a break in a cell', '"Ana\n"\t"\tExemple"\tana@exemple.fr\n"\r\nBob"\tModèle\tbob@exemple.fr'],
    ['the address first', 'ana@exemple.fr\tAna\tExemple\nbob@exemple.fr\tBob\tModèle'],
    ['the address between the names', 'Ana\tana@exemple.fr\tExemple\nBob\tbob@exemple.fr\tModèle'],
    [
      'with numbers and telephones',
      '1\tAna\tExemple\t06 12 34 56 78\tana@exemple.fr\n2\tBob\tModèle\t\tbob@exemple.fr',
    ],
    ['both names in one cell', 'Ana Exemple\tana@exemple.fr\nBob Modèle\tbob@exemple.fr'],
    ['an address as programs write it', 'Ana\tExemple\tmailto:ana@exemple.fr\nBob\tModèle\t<bob@exemple.fr>'],
    ['under a header', 'Prénom\tNom\tE-mail\nAna\tExemple\tana@exemple.fr\nBob\tModèle\tbob@exemple.fr'],
    [
      'under a header in another order',
      'NOM\tAdresse e-mail\tPRENOM\nExemple\tana@exemple.fr\tAna\nModèle\tbob@exemple.fr\tBob',
    ],
    [
      'under a header of more columns',
      'Matricule\tCivilité\tNom de famille\tPre\u0301nom usuel\tService\tCourriel\nA1\tMme\tExemple\tAna\tRH\tana@exemple.fr\nA2\tM.\tModèle\tBob\tDSI\tbob@exemple.fr',
    ],
    [
      'under a header that tells no order',
      'Nom et prénom\tMail\nAna Exemple\tana@exemple.fr\nBob Modèle\tbob@exemple.fr',
    ],
  ])('are people: %s', (_, pasted) => {
    expect(read(pasted)).toEqual({ people: [ANA, BOB], left: [] });
  });

  test('capitals tell the family name', () => {
    expect(people('EXEMPLE\tAna\tana@exemple.fr')).toEqual([['Ana', 'EXEMPLE', 'ana@exemple.fr']]);
    expect(people('DE L’EXEMPLE Marie Ana\tana@exemple.fr')).toEqual([
      ['Marie Ana', 'DE L’EXEMPLE', 'ana@exemple.fr'],
    ]);
    expect(people('ANA\tEXEMPLE\tana@exemple.fr')).toEqual([['ANA', 'EXEMPLE', 'ana@exemple.fr']]);
  });

  test('what is missing or wrong is given as it is, for the form to tell', () => {
    expect(people('ana@exemple.fr\nBob\t\tbob@exemple')).toEqual([
      ['', '', 'ana@exemple.fr'],
      ['Bob', '', 'bob@exemple'],
    ]);
    expect(people('Marie Ana Exemple\tana@@exemple.fr')).toEqual([
      ['Marie Ana Exemple', '', 'ana@@exemple.fr'],
    ]);
    expect(people('Prénom\tNom\tE-mail\n\tExemple\tana@exemple.fr')).toEqual([
      ['', 'Exemple', 'ana@exemple.fr'],
    ]);
  });
});

test('a title above the header is left, the header still tells the order', () => {
  expect(read('Nos volontaires\n\nNom\tPrénom\tE-mail\nExemple\tAna\tana@exemple.fr')).toEqual({
    people: [ANA],
    left: [{ line: 'Nos volontaires', reason: 'unclear' }],
  });
});

describe('a line that is left, as it was pasted,', () => {
  test.each([
    'Ana\tExemple\t',
    'Ana\tExemple\tana.exemple.fr',
    'Ana\tExemple\tRH\tana@exemple.fr',
    'Ana\tExemple\tana@exemple.fr\tana@exemple.org',
    `Ana\t${'a'.repeat(NAME_MAX + 1)}\tana@exemple.fr`,
    'Bonjour,',
  ])('is not clear: %o', (line) => {
    expect(read(`${line}\r\n${BOB.join('\t')}`)).toEqual({
      people: [BOB],
      left: [{ line: line.trimEnd(), reason: 'unclear' }],
    });
  });

  test('has an address that the list has, or a line before', () => {
    const pasted = [ANA, ['Autre', 'Nom', 'ANA@exemple.fr'], BOB].map((row) => row.join('\t')).join('\n');
    expect(read(pasted, { listed: ['Bob', 'BOB@exemple.fr'] })).toEqual({
      people: [ANA],
      left: [
        { line: 'Autre\tNom\tANA@exemple.fr', reason: 'repeated' },
        { line: BOB.join('\t'), reason: 'repeated' },
      ],
    });
  });

  test('has no room', () => {
    const pasted = `${ANA.join('\t')}\n${BOB.join('\t')}`;
    expect(read(pasted, { room: 1 })).toEqual({
      people: [ANA],
      left: [{ line: BOB.join('\t'), reason: 'full' }],
    });
    expect(read(pasted, { room: -1 }).left).toHaveLength(2);
  });
});

describe('whatever is pasted', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '"',
      '""',
      '"a',
      'Prénom',
      'Nom',
      'E-mail',
      'Ana',
      'EXEMPLE',
      '@',
      'a@exemple.fr',
      '\u0000',
      '\uFEFF',
    ),
  );
  const text = fc
    .array(fc.tuple(cell, fc.constantFrom('\t', '\n', '\r\n', '\r')), { maxLength: 40 })
    .map((cells) => cells.flat().join(''));

  test('no address is lost: each is somebody’s or in a line that is left', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 4 }), (pasted, room) => {
        const { people: added, left } = read(pasted, { room });
        expect(added.length).toBeLessThanOrEqual(room);
        expect(new Set(added.map(([, , email]) => email.toLowerCase())).size).toBe(added.length);
        const kept = [...added.map((person) => person.join(' ')), ...left.map(({ line }) => line)].join('\n');
        for (const part of pasted.split(/[\s"]+/u))
          if (/^[\w.]+@[\w.]+$/.test(part)) expect(kept.toLowerCase()).toContain(part.toLowerCase());
        for (const value of added.flat()) expect(value).not.toMatch(/[\t\r\n]|^\s|\s$/);
      }),
    );
  });

  test.each([
    ['quotation marks', '"'.repeat(50_000)],
    ['cells that open a quotation', '"a\t'.repeat(20_000)],
    ['line breaks', '\r\n'.repeat(50_000)],
    ['spaces', `a${' '.repeat(100_000)}@`],
    ['signs of an address', '@'.repeat(100_000)],
    ['capitals', 'A'.repeat(100_000)],
  ])('%s in any number take no time', (_, pasted) => {
    const begun = performance.now();
    read(pasted);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

test.each([
  ['Ana', false],
  ['Ana\r\n', false],
  ['  ana@exemple.fr \t', false],
  ['Ana\tExemple', true],
  ['Ana\nBob', true],
])('%o fills more than one cell: %o', (pasted, expected) => {
  expect(isOfCells(pasted)).toBe(expected);
});
