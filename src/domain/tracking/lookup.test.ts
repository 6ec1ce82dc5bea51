import { expect, test } from 'vitest';
import { type TypedFixture, submittedValues } from '../../../tests/fixtures/youth.fixture.ts';
import { parseLookup } from './lookup.ts';

const right: TypedFixture = { reference: 'JE-7K2M9QWX', email: 'ines@exemple.fr' };

function wrongInputs(fixture: TypedFixture): readonly string[] {
  const parsed = parseLookup(submittedValues(fixture));
  return parsed.ok ? [] : Object.keys(parsed.errors.fieldErrors);
}

test.each([
  'JE-7K2M9QWX',
  ' je-7k2m9qwx ',
  'je7k2m9qwx',
  'JE – 7K2M 9QWX',
  'J E 7 K 2 M 9 Q W X',
  'ＪＥ－７Ｋ２Ｍ９ＱＷＸ',
  'JE-7K2M\u200B9QWX',
])('« %s » is read as the reference', (reference) => {
  expect(parseLookup(submittedValues({ ...right, reference }))).toEqual({
    ok: true,
    lookup: { reference: 'JE-7K2M9QWX', email: 'ines@exemple.fr', birthDate: '' },
  });
});

test.each([
  '',
  '   ',
  'JE-7K2M9QW',
  'JE-7K2M9QWXX',
  'JE-7K2M9QWO',
  'JE-7K2M9QW0',
  'JE-1K2M9QWX',
  'AB-7K2M9QWX',
  '7K2M9QWX',
])('« %s » is told to be no reference, with its form', (reference) => {
  const parsed = parseLookup(submittedValues({ ...right, reference }));
  expect(parsed.ok ? '' : parsed.errors.fieldErrors.reference?.[0]).toContain('JE-7K2M9QWX');
});

test('the date of birth stands in for the address, in any of the form’s spellings', () => {
  const born = { reference: 'JE-7K2M9QWX', birthDay: '1er', birthMonth: 'mars', birthYear: '2008' };
  expect(parseLookup(submittedValues(born))).toEqual({
    ok: true,
    lookup: { reference: 'JE-7K2M9QWX', email: '', birthDate: '2008-03-01' },
  });
});

test('what is missing or wrong is told on its own field', () => {
  expect(wrongInputs({ reference: 'JE-7K2M9QWX' })).toEqual(['email']);
  expect(wrongInputs({})).toEqual(['reference', 'email']);
  expect(wrongInputs({ ...right, email: 'ines@exemple' })).toEqual(['email']);
  expect(wrongInputs({ ...right, birthDay: '31', birthMonth: '2', birthYear: '2008' })).toEqual(['birthDay']);
  expect(wrongInputs({ ...right, birthDay: '31' })).toEqual(['birthDay']);
  expect(wrongInputs({ ...right, reference: ['JE-7K2M9QWX', 'JE-22222222'] })).toEqual(['reference']);
});
