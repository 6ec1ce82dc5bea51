import { describe, expect, test } from 'vitest';
import { companyForm } from './company.ts';
import { ADD_ROW, REMOVE_ROW, withEditedRows } from './edited-rows.ts';
import { rowIndexes } from './people.ts';
import { type TypedFixture, submittedValues } from '../../../tests/fixtures/youth.fixture.ts';

const three: TypedFixture = {
  companyName: 'Exemple SAS',
  'mentors[0].givenName': 'Ana',
  'mentors[1].givenName': 'Bob',
  'mentors[1].email': 'bob@',
  'mentors[2].familyName': 'Modèle',
};

function edited(fixture: TypedFixture): Record<string, readonly string[]> | undefined {
  const answers = withEditedRows(companyForm, submittedValues(fixture));
  return answers && Object.fromEntries([...answers].filter(([, values]) => values[0] !== ''));
}

describe('a button of a page without script', () => {
  test('adds a row after the others, everything typed kept', () => {
    const answers = withEditedRows(companyForm, submittedValues({ ...three, [ADD_ROW]: 'mentors' }));
    expect(answers && rowIndexes('mentors', answers)).toEqual([0, 1, 2, 3]);
    expect(edited({ ...three, [ADD_ROW]: 'mentors' })).toEqual(Object.fromEntries(submittedValues(three)));
  });

  test('adds none beyond the last one possible', () => {
    const full = { 'mentors[19].email': 'v@exemple.fr', [ADD_ROW]: 'mentors' };
    const answers = withEditedRows(companyForm, submittedValues(full));
    expect(answers && rowIndexes('mentors', answers)).toHaveLength(20);
  });

  test('removes a row, the next ones taking its place', () => {
    expect(edited({ ...three, [REMOVE_ROW]: 'mentors[0]' })).toEqual({
      companyName: ['Exemple SAS'],
      'mentors[0].givenName': ['Bob'],
      'mentors[0].email': ['bob@'],
      'mentors[1].familyName': ['Modèle'],
    });
  });

  test.each([{}, { [ADD_ROW]: 'companyName' }, { [ADD_ROW]: '__proto__' }, { [REMOVE_ROW]: '' }])(
    'that asks for nothing the form knows, such as %o, changes nothing',
    (asked) => {
      expect(withEditedRows(companyForm, submittedValues({ ...three, ...asked }))).toBeUndefined();
    },
  );
});
