import { describe, expect, test } from 'vitest';
import { companyForm } from './company.ts';
import { parseApplication } from './form.ts';
import { duplicatesAmong, signalsOf } from './signals.ts';
import { type TypedFixture, aYouth, submittedValues } from '../../../tests/fixtures/youth.fixture.ts';
import { youthForm } from './youth.ts';

function signals(fixture: TypedFixture, form = youthForm) {
  const parsed = parseApplication(form, submittedValues(fixture), '2026-11-22');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return signalsOf(form, parsed.answers, parsed);
}

describe('a mark', () => {
  test.each<[TypedFixture, readonly string[]]>([
    [{}, []],
    [{ website: 'x' }, ['honeypot']],
    [{ givenName: 'Gagnez www.exemple' }, ['linkInName']],
    [{ familyName: 'banque-exemple.shop/connexion' }, ['linkInName']],
    [{ givenName: 'J.-P.', familyName: 'St. Exemple' }, []],
    [{ givenName: 'M.Sy' }, []],
    [{ givenName: 'm.sy' }, []],
    [{ givenName: 'J.P.Li', familyName: 'St.Denis' }, []],
    [{ givenName: 'Mme.Li', familyName: 'M.de La Tour' }, []],
    [{ familyName: 'Mr.et Mme Ba' }, []],
    [{ familyName: 'DR.LY' }, []],
    [{ givenName: 'J-P.Ba', familyName: 'Me.Li' }, []],
    [{ givenName: 'Ph.Ba', familyName: 'M./Mme.Sy' }, []],
    [{ givenName: 'Ch.Ly', familyName: 'Ép.Li' }, []],
    [{ familyName: 'fr.exemple.org' }, ['linkInName']],
    [{ familyName: 'ph.co' }, ['linkInName']],
    [{ familyName: 'evil-m.ba' }, ['linkInName']],
    [{ familyName: 'evil.co/M.Sy' }, ['linkInName']],
    [{ familyName: 'evil.co' }, ['linkInName']],
    [{ familyName: 'Evil.Co' }, ['linkInName']],
    [{ familyName: 't.me/x' }, ['linkInName']],
    [{ familyName: 'T.Me/x' }, ['linkInName']],
    [{ familyName: 'm.me/x' }, ['linkInName']],
    [{ familyName: 'X.COM' }, ['linkInName']],
    [{ familyName: 'M.Evil.co' }, ['linkInName']],
    [{ familyName: 'M.Sy.com' }, ['linkInName']],
    [{ familyName: 'Dr.shop' }, ['linkInName']],
    [{ project: 'https://exemple.fr' }, []],
    [{ fillSeconds: '2' }, ['tooFast']],
    [{ fillSeconds: '0' }, ['tooFast']],
    [{ fillSeconds: '5' }, []],
    [{ fillSeconds: '' }, []],
    [{ fillSeconds: 'vite' }, []],
    [{ website: 'x', fillSeconds: '1' }, ['honeypot', 'tooFast']],
  ])('for %o: %o', (overrides, marks) => {
    expect(signals(aYouth(overrides))).toEqual(marks);
  });

  test('is also for a link in the name of a volunteer, or of a company', () => {
    const company: TypedFixture = {
      companyName: 'Exemple',
      contactName: 'Alex',
      email: 'rh@exemple.fr',
      consent: 'on',
      'mentors[0].givenName': 'Sam',
      'mentors[0].familyName': 'http://x',
      'mentors[0].email': 'sam@exemple.fr',
    };
    expect(signals(company, companyForm)).toEqual(['linkInName']);
    const named = { ...company, 'mentors[0].familyName': 'Exemple' };
    expect(signals(named, companyForm)).toEqual([]);
    expect(signals({ ...named, companyName: 'Votre banque http://x.exemple' }, companyForm)).toEqual([
      'linkInName',
    ]);
  });
});

describe('a possible duplicate', () => {
  const row = (email: string, phone = '') => ({ cells: { 'E-mail': email, Téléphone: phone } });

  test('shares an address or a number with a row that is there, however staff wrote it', () => {
    const present = [
      { 'E-mail': 'INES@exemple.fr ', Téléphone: '' },
      { 'E-mail': '', Téléphone: '06 12 34 56 78' },
    ];
    const rows = [row('ines@exemple.fr'), row('', '+33612345678'), row('lou@exemple.fr', '+33698765432')];
    expect([...duplicatesAmong(youthForm, present, rows)]).toEqual(rows.slice(0, 2));
  });

  test.each([
    ['ines.petit@gmail.com', 'InesPetit+mentorat@googlemail.com'],
    ['ines@exemple.fr', 'ines+2@Exemple.fr'],
    ['ines@exemple.fr', 'Inès <ines@exemple.fr>'],
    ['ines@exemple.fr', 'mailto:ines@exemple.fr'],
    ['ines@exemple.fr', 'maman@exemple.fr ; ines@exemple.fr'],
  ])('has one mailbox written two ways: %s and %s', (typed, cell) => {
    const again = row(typed);
    expect([...duplicatesAmong(youthForm, [{ 'E-mail': cell }], [again])]).toEqual([again]);
  });

  test.each([
    ['+33612345678', '06\u202F12\u202F34\u202F56\u202F78'],
    ['+33612345678', '+33 (0)6-12-34-56-78'],
    ['+33612345678', '٠٦١٢٣٤٥٦٧٨'],
    ['+33612345678', '06 12 34 56 78 (mère)'],
    ['+33612345678', '07 98 76 54 32 / 06 12 34 56 78'],
    ['+33612345678', 'tél. 0033 6 12 34 56 78'],
    ['+32470123456', '0470 12 34 56'],
    ['+32470123456', '0470/123456'],
    ['+3256334455', '056 33 44 55'],
  ])('has one number written two ways: %s and %s', (typed, cell) => {
    const again = row('', typed);
    expect([...duplicatesAmong(youthForm, [{ Téléphone: cell }], [again])]).toEqual([again]);
  });

  const person = (Prénom: string, Nom: string, birth: string, email = 'autre@exemple.fr') => ({
    cells: { Prénom, Nom, 'Date de naissance': birth, 'E-mail': email },
  });

  test.each([
    ['INÈS', 'petit-durand', '2008-03-14'],
    ['Ines', 'Petit Durand', '14/03/2008'],
    ['Petit Durand', 'Inès', '14 mars 2008'],
    ['Durand', 'Inès Petit', '14.3.08'],
    [' Ine\u0300s ', 'PetitDurand', '١٤/٣/٢٠٠٨'],
    ['Inès', 'Petit', '2008-03-14'],
    ['Inès Awa', 'DURAND', '2008-03-14'],
    ['Petit', 'Inès', '2008-03-14'],
  ])('has one name and day of birth, and another contact: %s %s, %s', (...cells) => {
    const present = person(...cells, 'ines@exemple.fr').cells;
    const again = person('Inès', 'Petit-Durand', '2008-03-14');
    expect([...duplicatesAmong(youthForm, [present], [again])]).toEqual([again]);
  });

  test.each([
    ['Łukasz', 'Sørensen', 'Lukasz', 'Sorensen'],
    ['Đorđe', 'Strauß', 'Dorde', 'Strauss'],
    ['Mohamed Amine', 'Ben Ali', 'Mohamed', 'Ben Ali'],
    ['Jean‑Luc', 'N’Diaye', 'JEAN LUC', "N'DIAYE"],
    ['محمد', 'علي', 'علي', 'محمد'],
    ['Awa', 'Awa', 'Awa', 'Awa'],
  ])('has one name written two ways: %s %s and %s %s', (...names) => {
    const [first, second] = [names.slice(0, 2), names.slice(2)].map(([given = '', family = '']) =>
      person(given, family, '2008-03-14', `${given}@exemple.fr`),
    );
    expect(first && second && duplicatesAmong(youthForm, [first.cells], [second]).size).toBe(1);
  });

  test('is not a twin, nor two people who share one word of a name', () => {
    const present = [person('Inès', 'Petit-Durand', '2008-03-14', 'a@exemple.fr').cells];
    const twin = person('Lou', 'Petit-Durand', '2008-03-14', 'b@exemple.fr');
    const other = person('Inès', 'Martin', '2008-03-14', 'c@exemple.fr');
    expect([...duplicatesAmong(youthForm, present, [twin, other])]).toEqual([]);
  });

  test('is not whoever has the name alone, or the day alone, or neither', () => {
    const present = [
      person('Inès', 'Petit', '2008-03-14', 'a@exemple.fr').cells,
      person('', '', '', '').cells,
    ];
    const rows = [
      person('Inès', 'Petit', '2008-03-15', 'b@exemple.fr'),
      person('Inès', 'Petite', '2008-03-14', 'c@exemple.fr'),
      person('', '', '2008-03-14', 'd@exemple.fr'),
      person('Inès', 'Petit', '', 'e@exemple.fr'),
      person('', '', '', ''),
    ];
    expect([...duplicatesAmong(youthForm, present, rows)]).toEqual([]);
  });

  test('may be of one that comes before in the same batch; none is of itself', () => {
    const rows = [row('a@exemple.fr'), row('b@exemple.fr'), row('A@exemple.fr'), row('')];
    expect([...duplicatesAmong(youthForm, [], rows)]).toEqual([rows[2]]);
  });
});
