import { describe, expect, test } from 'vitest';
import { mailboxOf, routeTo } from './route.ts';

const nobody = { email: '', phone: '' };

describe('the way to a guardian', () => {
  test('is the e-mail, else the telephone, else nobody', () => {
    const guardian = { email: ' Parent@exemple.fr ', phone: '06 12 34 56 78' };
    expect(routeTo(guardian, nobody)).toEqual({ kind: 'email', email: 'Parent@exemple.fr' });
    expect(routeTo({ ...guardian, email: '' }, nobody)).toEqual({ kind: 'phone', phone: '+33612345678' });
    expect(routeTo(nobody, nobody)).toEqual({ kind: 'none' });
  });

  test.each([
    ['ines@exemple.fr', 'INES@Exemple.FR'],
    ['ines@exemple.fr', 'ines+maman@exemple.fr'],
    ['ines.petit@gmail.com', 'InesPetit+x@googlemail.com'],
    ['ines.petit@protonmail.com', 'Ines-Pe_tit+x@proton.me'],
    ['ines@pm.me', 'ines@protonmail.ch'],
    ['ines@icloud.com', 'ines+maman@me.com'],
    ['ines@mac.com', 'ines@icloud.com'],
  ])('is never the youth’s own address: %s written %s', (own, given) => {
    const youth = { email: own, phone: '' };
    expect(routeTo({ email: given, phone: '' }, youth)).toEqual({ kind: 'none' });
    expect(routeTo({ email: given, phone: '0612345678' }, youth)).toEqual({
      kind: 'phone',
      phone: '+33612345678',
    });
  });

  test.each(['06 12 34 56 78', '+33 6 12 34 56 78', '0033612345678', '06.12.34.56.78'])(
    'is never the youth’s own number: %s',
    (given) => {
      for (const phone of ['+33612345678', '06 12 34 56 78'])
        expect(routeTo({ email: '', phone: given }, { email: '', phone })).toEqual({ kind: 'none' });
    },
  );

  test.each([
    ['0470 12 34 56', '+32470123456'],
    ['056 33 44 55', '+3256334455'],
    ['04 91 12 34 56', '+33491123456'],
    ['\u202A06\u202F12\u201134 56.78\u202C', '+33612345678'],
  ])('is the number that staff wrote as their border does: %s', (cell, phone) => {
    expect(routeTo({ email: '', phone: cell }, nobody)).toEqual({ kind: 'phone', phone });
    expect(routeTo({ email: '', phone: cell }, { email: '', phone })).toEqual({ kind: 'none' });
  });

  test.each(['mailto:parent@exemple.fr', 'Camille Exemple <parent@exemple.fr>', ' parent＠exemple.fr\u200B'])(
    'is the address in what staff pasted: %j',
    (email) => {
      expect(routeTo({ email, phone: '' }, nobody)).toEqual({ kind: 'email', email: 'parent@exemple.fr' });
    },
  );

  test('passes over what staff mistyped', () => {
    expect(routeTo({ email: 'voir maman', phone: '06 12 34 56 78' }, nobody)).toMatchObject({
      kind: 'phone',
    });
    expect(routeTo({ email: 'a@b', phone: 'à demander' }, nobody)).toEqual({ kind: 'none' });
  });
});

test('dots and dashes count for every provider but those that ignore them', () => {
  for (const host of ['exemple.fr', 'icloud.com'])
    for (const name of ['a.b', 'a-b', 'a_b'])
      expect(mailboxOf(`${name}@${host}`)).not.toBe(mailboxOf(`ab@${host}`));
  expect(mailboxOf('a-b@gmail.com')).not.toBe(mailboxOf('ab@gmail.com'));
  expect(mailboxOf('a.b@exemple.fr')).not.toBe(mailboxOf('ab@exemple.fr'));
  expect(mailboxOf('a.b@gmail.com')).toBe(mailboxOf('ab@googlemail.com'));
});
