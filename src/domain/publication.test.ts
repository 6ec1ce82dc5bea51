import { expect, test } from 'vitest';
import { isPublished } from './publication.ts';

const production = { today: '2026-11-22', examples: false };

test('an example is left out unless examples are wanted', () => {
  expect(isPublished({ exemple: true }, production)).toBe(false);
  expect(isPublished({ exemple: true }, { ...production, examples: true })).toBe(true);
});

test('an entry appears on its day, not the day before', () => {
  expect(isPublished({ date: '2026-11-23' }, production)).toBe(false);
  expect(isPublished({ date: '2026-11-22' }, production)).toBe(true);
  expect(isPublished({}, production)).toBe(true);
});
