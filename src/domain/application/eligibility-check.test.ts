import { describe, expect, test } from 'vitest';
import { COMMUNES, PRIORITY_NEIGHBOURHOODS, usualNamesByCode } from '../eligibility/territory.ts';
import { checkEligibility } from './eligibility-check.ts';
import { fieldsOf } from './form.ts';
import { COMMUNE_OPTIONS, NEIGHBOURHOOD_OPTIONS } from './place-options.ts';
import { submittedValues } from '../../../tests/fixtures/youth.fixture.ts';
import { youthForm } from './youth.ts';

const [first] = PRIORITY_NEIGHBOURHOODS;
const priority = { checkCommune: first?.communes[0] ?? '', checkDistrict: first?.code ?? '' };

describe('« C’est pour moi ? »', () => {
  test.each([
    ['yes', { checkAge: 'inside', ...priority }],
    ['toCheck', { checkAge: 'inside', checkCommune: '59512', checkDistrict: 'je-ne-sais-pas' }],
    ['toCheck', { checkAge: 'inside', checkCommune: '59512', checkDistrict: 'hors-liste' }],
    ['toCheck', { checkAge: 'inside', checkCommune: '59512', checkDistrict: '' }],
    ['toCheck', { checkAge: 'inside', checkCommune: '59013', checkDistrict: first?.code ?? '' }],
    ['toCheck', { checkAge: 'inside', checkCommune: '59355', checkDistrict: 'je-ne-sais-pas' }],
    ['tooYoung', { checkAge: 'younger' }],
    ['tooOld', { checkAge: 'older', ...priority }],
    ['elsewhere', { checkAge: 'inside', checkCommune: 'ailleurs', checkDistrict: '' }],
  ])('answers %s to %o', (verdict, answers) => {
    expect(checkEligibility(submittedValues(answers)).verdict).toBe(verdict);
  });

  test.each([
    ['checkAge', {}],
    ['checkAge', priority],
    ['checkAge', { checkAge: '__proto__', checkCommune: '75056', checkDistrict: 'x' }],
    ['checkCommune', { checkAge: 'inside' }],
    ['checkCommune', { checkAge: 'inside', checkCommune: 'x', checkDistrict: first?.code ?? '' }],
  ])('answers nothing before %s is told: %o', (missing, answers) => {
    const { verdict, errors } = checkEligibility(submittedValues(answers));
    expect(verdict).toBeUndefined();
    expect(Object.keys(errors?.fieldErrors ?? {})).toEqual([missing]);
  });

  test('prefills the form with the place, and not with the age', () => {
    expect(
      Object.fromEntries(checkEligibility(submittedValues({ checkAge: 'inside', ...priority })).answers),
    ).toEqual({
      commune: [priority.checkCommune],
      district: [priority.checkDistrict],
      submissionId: [],
    });
    expect(checkEligibility(submittedValues({ checkCommune: 'ailleurs' })).answers.get('commune')).toEqual([
      '',
    ]);
  });
});

describe('the places of the form', () => {
  const groups = Map.groupBy(NEIGHBOURHOOD_OPTIONS, ({ label }) => label);

  test('are the 97 communes by name, Lomme and Hellemmes among them', () => {
    const names = COMMUNE_OPTIONS.flatMap(({ options }) => options.map(({ label }) => label));
    expect(names).toHaveLength(97);
    expect(new Set(names).size).toBe(97);
    expect(names).toEqual(
      expect.arrayContaining(['Lille', 'Lomme', 'Hellemmes-Lille', 'Roubaix', 'Tourcoing']),
    );
    const commune = fieldsOf(youthForm).find(([name]) => name === 'commune')?.[1].control;
    expect(commune).toMatchObject({ groups: COMMUNE_OPTIONS });
  });

  test('are the 26 priority neighbourhoods, each under every commune that it touches and under no other', () => {
    const offered = NEIGHBOURHOOD_OPTIONS.slice(1).flatMap(({ options }) =>
      options.map(({ value }) => value),
    );
    expect(new Set(offered).size).toBe(26);
    for (const { code, communes } of PRIORITY_NEIGHBOURHOODS) {
      const under = [...groups].filter(([, group]) =>
        group.some(({ options }) => options.some(({ value }) => value === code)),
      );
      const touched = COMMUNES.filter((commune) => communes.includes(commune.code));
      expect(under.map(([label]) => label)).toEqual(touched.map(({ name }) => name));
    }
    expect(groups.size - 1).toBe(19);
  });

  test('« Je ne sais pas » is always offered, outside any commune', () => {
    expect(groups.get('')?.[0]?.options.map(({ value }) => value)).toContain('je-ne-sais-pas');
  });

  test('the names that inhabitants use are shown by code', () => {
    expect(usualNamesByCode([{ neighbourhood: 'QN05972M', names: ['Un nom', 'Un autre'] }])).toEqual({
      QN05972M: 'Un nom, Un autre',
    });
  });
});
