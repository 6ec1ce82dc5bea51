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
    ['M.Sy', 'M. Sy'],
    ['Mme.Li', 'Mme. Li'],
    ['mme.ly', 'mme. ly'],
    ['J.P.Martin', 'J.P. Martin'],
    ['J.-P.Li', 'J.-P. Li'],
    ['J-P.Ba', 'J-P. Ba'],
    ['Ph.Ba', 'Ph. Ba'],
    ['Me.Li', 'Me. Li'],
    ['St.Denis', 'St. Denis'],
    ['Mr.et Mme Ba', 'Mr. et Mme Ba'],
    ['J.-P.', 'J.-P.'],
  ])('with its abbreviations as they are printed, which no program takes for a link: %s', (name, printed) => {
    expect(quotableFirstName(name)).toBe(printed);
  });

  test.each(['evil.co', 'Evil.Co', 'site.com', 't.me/x', 'T.me', 'X.Com', 'M.Evil.co', 'bit.ly', 'Awa.shop'])(
    'in no letter when it is a host: %s',
    (name) => {
      expect(quotableFirstName(name)).toBe('');
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
    ['St.Denis Conseil', 'St. Denis Conseil'],
    ['J.P.Martin & Fils', 'J.P. Martin & Fils'],
    ['M．Sy SARL', 'M. Sy SARL'],
  ])('with its abbreviations as they are printed: %s', (name, printed) => {
    expect(quotableCompanyName(name)).toBe(printed);
  });

  test.each([
    'St.Denis.fr',
    'M.Banque.lille',
    'T.Me/x',
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
