import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailProblem } from './email-problem.ts';
import { suggestedEmail } from './email-suggestion.ts';
import { readEmail } from './email.ts';
import { EMAIL_PATTERN } from './text.ts';

describe('an address is read', () => {
  test.each([
    ['ines@gmail.com', 'ines@gmail.com'],
    ['O’Brien@exemple.fr'.replace('’', "'"), "O'Brien@exemple.fr"],
    ['ines+mentorat@univ-lille.fr', 'ines+mentorat@univ-lille.fr'],
    ['ines@xn--cole-9oa.fr', 'ines@xn--cole-9oa.fr'],
    ['mailto:ines@gmail.com?subject=Bonjour', 'ines@gmail.com'],
    ['Inès Exemple <ines@gmail.com>', 'ines@gmail.com'],
    ['<ines@gmail.com>', 'ines@gmail.com'],
    ['« ines@gmail.com »', 'ines@gmail.com'],
    ['"ines@gmail.com";', 'ines@gmail.com'],
    ['ines＠gmail．com', 'ines@gmail.com'],
    ['ｉｎｅｓ@gmail.com', 'ines@gmail.com'],
    ['\u202Aines@gmail.com\u202C', 'ines@gmail.com'],
    ['i\u200Bnes@gm\u00ADail.com\uFEFF', 'ines@gmail.com'],
    ['Inès Exemple <ines@gmail.com>;', 'ines@gmail.com'],
    ['"Inès" <mailto:ines@gmail.com?subject=Bonjour>', 'ines@gmail.com'],
    ['ines@gmail.com<mailto:ines@gmail.com>', 'ines@gmail.com'],
    ['"Ines@gmail.com" <ines@gmail.com>', 'ines@gmail.com'],
    ['d’arc@exemple.fr', "d'arc@exemple.fr"],
    ['ines@exemple.fr ?', 'ines@exemple.fr'],
  ])('out of what a paste leaves around it: %j', (typed, email) => {
    expect(readEmail(typed)).toBe(email);
    expect(emailProblem(typed)).toBeUndefined();
  });
});

describe('an address that no mail server takes is told, with the likely one', () => {
  test.each([
    ['ines.@gmail.com', 'ines@gmail.com', 'point'],
    ['.ines@gmail.com', 'ines@gmail.com', 'point'],
    ['ines..petit@gmail.com', 'ines.petit@gmail.com', 'point'],
    ['ines@.gmail.com', 'ines@gmail.com', 'point'],
    ['ines@gmail..com', 'ines@gmail.com', 'point'],
    ['ines@gmail.com.', 'ines@gmail.com', 'finit'],
    ['ines @gmail.com', 'ines@gmail.com', 'espace'],
    ['ines @ gmail . com', 'ines@gmail.com', 'espace'],
    ['ines\u00A0petit@gmail.com', 'inespetit@gmail.com', 'espace'],
    ['ines@gmail,com', 'ines@gmail.com', 'virgule'],
    ['ines;petit@gmail.com', 'ines.petit@gmail.com', 'virgule'],
    ['josé@gmail.com', 'jose@gmail.com', 'accent'],
    ['josé.@gmial.com', 'jose@gmail.com', 'accent'],
    ['ines@école.fr', 'ines@ecole.fr', 'accent'],
    ['ines@gmail', 'ines@gmail.com', 'finit'],
    ['ines@orange', 'ines@orange.fr', 'finit'],
    ['ines@gmail.con', 'ines@gmail.com', 'finit'],
    ['ines@exemple.con', 'ines@exemple.com', 'finit'],
    ['ines.gmail.com', 'ines@gmail.com', '@'],
    ['ines(at)gmail.com', 'ines@gmail.com', '@'],
    ['ines arobase gmail.com', 'ines@gmail.com', '@'],
    ['ines@@gmail.com', 'ines@gmail.com', '@'],
    ['ines at gmail.com', 'ines@gmail.com', '@'],
    ['ines à gmail.com', 'ines@gmail.com', 'accent'],
    ['mail : ines@gmail.com', 'ines@gmail.com', 'espace'],
    ['e-mail: ines@gmail.com', 'ines@gmail.com', 'espace'],
    ['http://ines@gmail.com', 'ines@gmail.com', 'espace'],
    ['Inès Petit: ines@gmail.com', 'ines@gmail.com', 'accent'],
    ['Ines Petit ines@gmail.com', 'ines@gmail.com', 'espace'],
    ['ines@gmail.com (perso)', 'ines@gmail.com', 'espace'],
    ['ines@gmail.com fr', 'ines@gmail.com', 'espace'],
    ['<ines@gmail.com', 'ines@gmail.com', 'lettres'],
    ['ines@gmail.com>', 'ines@gmail.com', 'lettres'],
    ['ines@gmail.com !', 'ines@gmail.com', 'espace'],
    ['ines@gmail_com', 'ines@gmail.com', 'après le signe @'],
  ])('%j: %s', (typed, meant, word) => {
    expect(readEmail(typed)).toBeUndefined();
    expect(suggestedEmail(typed)).toBe(meant);
    expect(emailProblem(typed)).toContain(`Est-ce ${meant} ?`);
    expect(emailProblem(typed)).toContain(word);
  });

  test.each([
    ['ines', '@'],
    ['ines@exemple', 'finit'],
    ['ines@1.2.3.4', 'finit'],
    ['a@b@exemple.fr', '@'],
    ['ines@gmail.com, lou@gmail.com', 'suffit'],
    ['ines@gmail.com ou lou@gmail.com', 'suffit'],
    ['ines@gmail.com\nlou@gmail.com', 'suffit'],
    ['Inès <ines@gmail.com>, Lou <lou@gmail.com>', 'suffit'],
    ['ines@gmail.com <lou@gmail.com>', 'suffit'],
    ['"ines.petit"@exemple.fr', 'lettres'],
    ['@exemple.fr', 'devant le signe @'],
    ['ines@-exemple.fr', 'après le signe @'],
    ['ines@exemple-.fr', 'après le signe @'],
    ['ines@ex_emple.fr', 'après le signe @'],
    ['عائشة@gmail.com', 'accent'],
    [`${'x'.repeat(65)}@exemple.fr`, '64'],
  ])('%j: without one that nobody could guess', (typed, word) => {
    expect(readEmail(typed)).toBeUndefined();
    expect(suggestedEmail(typed)).toBeUndefined();
    expect(emailProblem(typed)).toContain(word);
  });
});

test('what is read or proposed is always an address, read again as it is', () => {
  const piece = fc.constantFrom(
    'ines',
    'josé',
    '.',
    ',',
    '@',
    ' ',
    'gmail.com',
    'gmail',
    'orange.fr',
    '..',
    '<',
    '>',
    '"',
    '\u200B',
    'mailto:',
    '-',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const typed = pieces.join('');
      for (const email of [readEmail(typed), suggestedEmail(typed)]) {
        if (email === undefined) continue;
        expect(email).toMatch(EMAIL_PATTERN);
        expect(readEmail(email)).toBe(email);
      }
      expect(emailProblem(typed) === undefined).toBe(readEmail(typed) !== undefined);
    }),
    { numRuns: 3000 },
  );
});
