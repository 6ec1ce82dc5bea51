import { expect, test } from 'vitest';
import { EnvironmentError } from '../src/server/foundation/environment-error.ts';
import { reasonOf } from './build-notes.ts';

test('the reason of a failed build is ours where the words are ours, and never those of a foreign error', () => {
  expect(reasonOf(new Error('Le contenu a une erreur à corriger.'))).toBe(
    'Le contenu a une erreur à corriger.',
  );
  expect(reasonOf(new EnvironmentError(['TEAM_EMAIL : il manque.']))).toContain('TEAM_EMAIL : il manque.');
  for (const foreign of [
    new TypeError('awa@exemple.org'),
    new Error('awa@exemple.org', { cause: 1 }),
    'awa@exemple.org',
  ])
    expect(reasonOf(foreign)).toMatch(/^Une erreur que le site ne connaît pas/);
});
