import { describe, expect, test } from 'vitest';
import { quotableCompanyName, quotableFirstName } from './quotable.ts';

describe('a first name is quoted', () => {
  test.each(['Inès', 'Anne-Sophie', 'N’Golo', "D'Arcy", 'Thị Ngọc Ánh', 'فاطمة', 'J'])(
    'as it is: %s',
    (name) => {
      expect(quotableFirstName(name)).toBe(name);
    },
  );

  test.each([
    '',
    'Appelez le 06 12 34 56 78',
    'banque.example',
    'http://x.exemple',
    'moi@exemple.fr',
    '０６１２３４５６',
    'Bonjour, votre compte est bloqué',
    'Répondez vite votre compte est bloqué',
    'Nom\nautre ligne',
    'a'.repeat(31),
  ])('in no letter when it is a text: %j', (name) => {
    expect(quotableFirstName(name)).toBe('');
  });
});

describe('a company’s name is quoted', () => {
  test.each([
    'Filatures Exemple',
    'A & B',
    '3 Suisses',
    'Agence n° 59',
    'Sté « L’Étoile » (Lille)',
    'S.A.R.L. Exemple & Fils',
    'Étudiant·es du Nord ☕️',
    'x'.repeat(60),
  ])('as it is: %s', (name) => {
    expect(quotableCompanyName(name)).toBe(name);
  });

  test.each([
    'Gagnez 5000 euros',
    'Appelez le 06 12 34 56 78',
    'Appelez le 06.12.34.56.78',
    'Appelez le 0-6-1-2',
    'Appelez le ０６１２',
    'Appelez le 06\u200B12',
    'banque.example',
    'banque.lille',
    'банк.рф',
    'banque\u200B.example',
    'banque.\u2060example',
    'banque\u2024fr',
    'Exemple\nLigne',
    'Exemple\u2028Ligne',
    'Exemple \u202Erf.euqnab',
    '0️⃣6️⃣1️⃣2️⃣',
    'http://x',
    'moi@exemple',
    'moi＠exemple',
    'x'.repeat(61),
  ])('in no letter when it holds more than a name: %j', (name) => {
    expect(quotableCompanyName(name)).toBe('');
  });
});
