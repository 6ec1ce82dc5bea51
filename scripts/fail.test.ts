import { beforeEach, expect, test, vi } from 'vitest';
import { EnvironmentError } from '../src/server/foundation/environment-error.ts';
import { fail } from './fail.ts';

const said: unknown[] = [];

beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, 'error').mockRestore();
  vi.stubGlobal('console', { ...console, error: (text: unknown) => said.push(text) });
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`ended with ${String(code)}`);
  });
});

test('variables that are wrong are one list in French, each once, without a trace', () => {
  expect(() => fail(new EnvironmentError(['MAIL manque.', 'SPREADSHEET manque.']))).toThrow('ended with 1');
  expect(said).toEqual([
    'Des variables sont à corriger (docs/mise-en-ligne.md, « Toutes les variables ») :\n  MAIL manque.\n  SPREADSHEET manque.',
  ]);
});

test('an error of ours is its own words; any other keeps its trace', () => {
  expect(() => fail(new Error('PORT n’est pas un port.'))).toThrow('ended with 1');
  const other = new TypeError('x is not a function');
  expect(() => fail(other)).toThrow('ended with 1');
  expect(said).toEqual(['PORT n’est pas un port.', other]);
});
