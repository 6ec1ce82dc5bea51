import { describe, expect, test } from 'vitest';
import { companyForm } from './company.ts';
import { parseApplication } from './form.ts';
import { duplicatesAmong, signalsOf } from './signals.ts';
import { type TypedFixture, aYouth, typed } from './youth.fixture.ts';
import { youthForm } from './youth.ts';

function signals(fixture: TypedFixture, form = youthForm) {
  const parsed = parseApplication(form, typed(fixture), '2026-11-22');
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

  test('may be of one that comes before in the same batch; none is of itself', () => {
    const rows = [row('a@exemple.fr'), row('b@exemple.fr'), row('A@exemple.fr'), row('')];
    expect([...duplicatesAmong(youthForm, [], rows)]).toEqual([rows[2]]);
  });
});
