import { describe, expect, test } from 'vitest';
import { answersOf } from './application.ts';
import { companyForm } from './company.ts';
import type { Field } from './field.ts';
import { type Form, fieldsOf, inputsOf, parseApplication } from './form.ts';
import { FORMS } from './forms.ts';
import { aMentor } from '../../../tests/fixtures/mentor.fixture.ts';
import { mentorForm } from './mentor.ts';
import { parseSiret } from './siret.ts';
import { tabOf } from './tabs.ts';
import { type TypedFixture, submittedValues } from '../../../tests/fixtures/youth.fixture.ts';

const TODAY = '2026-11-22';

function errorsOf(form: Form, fixture: TypedFixture): readonly string[] {
  const parsed = parseApplication(form, submittedValues(fixture), TODAY);
  return parsed.ok ? [] : Object.keys(parsed.errors.fieldErrors);
}

describe('the tabs', () => {
  test.each([
    [
      'Jeunes',
      "Prénom|Nom|Date de naissance|Téléphone|E-mail|Contact préféré|Commune|Quartier|Situation|Centres d'intérêt|Projet|Disponibilités|Responsable légal|Téléphone du responsable|E-mail du responsable|Consentement",
      'Mentors possibles|Mentor proposé',
    ],
    [
      'Mentors',
      "Prénom|Nom|E-mail|Téléphone|Entreprise|Fonction|Site|Domaine|Années d'expérience|Motivation|Disponibilités|Capacité|Charte|Consentement",
      'Places libres|Formé le|B3 vu le|B3 vu par',
    ],
    [
      'Entreprises',
      'Entreprise|SIRET|Site|Contact|Fonction du contact|E-mail|Téléphone|Propositions|Bénévoles annoncés|Message|Consentement',
      '',
    ],
  ])('%s has these columns, which the team’s spreadsheet relies on', (name, own, programme) => {
    const form = FORMS.find(({ tabName }) => tabName === name);
    const remedy = `The questions of « ${name} » changed. Meant? Then change its columns above in the same way.`;
    expect(form && tabOf(form).columns.map(({ header }) => header), remedy).toEqual([
      'Identifiant',
      'Référence',
      'Reçue le',
      'Saison',
      'Statut',
      ...own.split('|'),
      'Signalement',
      ...programme.split('|').filter((header) => header !== ''),
      'Dernier contact',
      "Notes de l'équipe",
      ...(name === 'Mentors' ? ['Invitation'] : []),
    ]);
  });

  test('have one column a field, and no field twice', () => {
    for (const form of FORMS) {
      const headers = tabOf(form).columns.map(({ header }) => header);
      expect(new Set(headers).size).toBe(headers.length);
      const inputs = fieldsOf(form).flatMap(([name, field]) => inputsOf(name, field));
      expect(new Set(inputs).size).toBe(inputs.length);
    }
  });
});

describe('a mentor', () => {
  test('needs only the mandatory answers', () => {
    expect(errorsOf(mentorForm, aMentor())).toEqual([]);
    expect(errorsOf(mentorForm, {})).toEqual([
      'givenName',
      'familyName',
      'email',
      'company',
      'site',
      'availability',
      'capacity',
      'charter',
      'consent',
    ]);
  });

  test.each([{ capacity: '4' }, { site: 'ailleurs' }, { charter: 'oui' }, { availability: ['nuit'] }])(
    'is refused with %o',
    (wrong) => {
      expect(errorsOf(mentorForm, aMentor(wrong))).toEqual(Object.keys(wrong));
    },
  );
});

describe('a company', () => {
  const company: TypedFixture = {
    companyName: 'Exemple SAS',
    contactName: 'Alex Exemple',
    email: 'rh@exemple.fr',
    offers: ['visite'],
    consent: 'on',
  };
  const volunteer = (index: number, email = `v${index}@exemple.fr`): TypedFixture => ({
    [`mentors[${index}].givenName`]: 'Sam',
    [`mentors[${index}].familyName`]: 'Exemple',
    [`mentors[${index}].email`]: email,
  });
  const volunteers = (count: number): TypedFixture =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => Object.entries(volunteer(index))).flat());

  test('needs a name, a contact, consent, and one offer or one volunteer', () => {
    expect(errorsOf(companyForm, company)).toEqual([]);
    expect(errorsOf(companyForm, { ...company, offers: [] })).toEqual(['offers']);
    expect(errorsOf(companyForm, { ...company, offers: [], ...volunteer(0) })).toEqual([]);
    expect(errorsOf(companyForm, {})).toEqual(['companyName', 'contactName', 'email', 'offers', 'consent']);
  });

  test('may have its contact among its volunteers', () => {
    const contact = volunteer(0, String(company.email));
    expect(errorsOf(companyForm, { ...company, offers: [], ...contact })).toEqual([]);
  });

  test('names its volunteers in the spreadsheet, empty rows left out', () => {
    const parsed = parseApplication(
      companyForm,
      submittedValues({ ...company, ...volunteer(0), ...volunteer(7), 'mentors[3].email': ' ' }),
      TODAY,
    );
    const answers = parsed.ok ? parsed.answers : {};
    const cells = answersOf(companyForm, {
      audience: 'company',
      id: 'ab',
      reference: 'EN-22222222',
      season: '',
      receivedAt: '2026-11-22T20:00:00Z',
      answers,
      signals: [],
    });
    expect(cells.find(({ column }) => column === 'Bénévoles annoncés')?.cell).toBe(
      'Sam Exemple; Sam Exemple',
    );
  });

  test('announces twenty at most', () => {
    expect(errorsOf(companyForm, { ...company, ...volunteers(20) })).toEqual([]);
    expect(errorsOf(companyForm, { ...company, ...volunteers(21) })).toEqual(['mentors[20].givenName']);
  });

  test('is told of each wrong row, and of an address given twice on the second', () => {
    expect(errorsOf(companyForm, { ...company, ...volunteer(0), 'mentors[1].givenName': 'Lou' })).toEqual([
      'mentors[1].familyName',
      'mentors[1].email',
    ]);
    expect(errorsOf(companyForm, { ...company, ...volunteer(0), ...volunteer(1, 'V0@exemple.fr') })).toEqual([
      'mentors[1].email',
    ]);
    const twice = volunteer(0);
    expect(
      errorsOf(companyForm, {
        ...company,
        ...twice,
        'mentors[0].familyName': '',
        'mentors[1].email': twice['mentors[0].email'] ?? '',
      }),
    ).toEqual(['mentors[0].familyName', 'mentors[1].givenName', 'mentors[1].familyName', 'mentors[1].email']);
    expect(errorsOf(companyForm, { ...company, 'mentors[0].email': '\t' })).toEqual([
      'mentors[0].givenName',
      'mentors[0].familyName',
      'mentors[0].email',
    ]);
    expect(
      errorsOf(companyForm, {
        ...company,
        ...volunteer(0),
        'mentors[0].email': ['a@exemple.fr', 'b@exemple.fr'],
      }),
    ).toEqual(['mentors[0].email']);
  });
});

describe('a SIRET', () => {
  test.each([
    ['732 829 320 00074', '73282932000074'],
    ['35600000000048', '35600000000048'],
    ['35600000009075', '35600000009075'],
    ['732\u202F829\u202F320\u202F00074', '73282932000074'],
    ['732-829-320-00074', '73282932000074'],
    ['732/829/320/00074', '73282932000074'],
    ["'73282932000074", '73282932000074'],
    ['« 732 829 320 00074 »', '73282932000074'],
    ['35600000049837', '35600000049837'],
  ])('%s is one', (siret, digits) => {
    expect(parseSiret(siret)).toBe(digits);
  });
  test.each([
    '732 829 320 00075',
    '7328293200007',
    '35600000009076',
    '7328293200O074',
    '11111111111111',
    'abc',
    '٧٣٢٨٢٩٣٢٠٠٠٠٧٤',
  ])('%s is none', (siret) => {
    expect(parseSiret(siret)).toBeUndefined();
  });

  test.each([
    ...Array.from('0123456789', (digit) => digit.repeat(14)),
    // Luhn's key is right: of a company without a number, of an establishment without one, of a company whose own key is wrong.
    '00000000000018',
    '73282932000000',
    '35600000000000',
    '12345678901237',
  ])('%s is a fake', (siret) => {
    expect(parseSiret(siret)).toBeUndefined();
  });
});

describe('every field of every form', () => {
  type Case = readonly [tab: string, input: string, kind: string, wrong: string | readonly string[]];

  /** Values that no field of this kind takes. */
  function wrongAnswers({
    control,
    missing,
  }: Field): readonly (readonly [string, string | readonly string[]])[] {
    const always = [
      ['a NUL', 'a\0b'],
      ['a repeated answer', ['a', 'b']],
      ...(missing === undefined ? [] : ([['nothing', '']] as const)),
    ] as const;
    switch (control.type) {
      case 'text':
      case 'email':
      case 'tel':
      case 'long-text':
        return [
          ...always,
          ['a tab', 'a\tb'],
          ['a text too long', 'a'.repeat(control.maxLength + 1)],
          ...(control.type === 'long-text' ? [] : ([['a line break', 'a\nb']] as const)),
        ];
      case 'checkboxes':
        return [['an unknown option', ['x']]];
      case 'people':
        return [];
      default:
        return [...always, ['an unknown option', 'x']];
    }
  }

  const cases: readonly Case[] = FORMS.filter(({ audience }) => audience !== 'youth').flatMap((form) =>
    fieldsOf(form).flatMap(([name, field]) =>
      wrongAnswers(field).map(([kind, wrong]): Case => [form.tabName, name, kind, wrong]),
    ),
  );

  test('gives many cases', () => {
    expect(cases.length).toBeGreaterThan(90);
  });

  test.each(cases)('%s: %s refuses %s, and says what to do', (tab, input, _, wrong) => {
    const form = FORMS.find(({ tabName }) => tabName === tab);
    if (form === undefined) throw new Error(tab);
    const parsed = parseApplication(form, submittedValues({ [input]: wrong }), TODAY);
    expect(parsed).toMatchObject({ ok: false });
    if (!parsed.ok) expect(parsed.errors.fieldErrors[input]?.[0]).toMatch(/[.…]$/);
  });
});
