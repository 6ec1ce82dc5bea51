import { expect, test } from 'vitest';
import { completeAddress } from './link-address.ts';

test('an address gets what every address of its kind begins with', () => {
  const completed = (typed: string) => completeAddress(typed);
  expect(completed(' www.exemple.org ')).toBe('https://www.exemple.org');
  expect(completed('exemple.org/une page?a=1')).toBe('https://exemple.org/une%20page?a=1');
  expect(completed('équipe.exemple.org')).toBe('https://équipe.exemple.org');
  expect(completed('ines@exemple.org')).toBe('mailto:ines@exemple.org');
});

test('what has a beginning of its own, or cannot be guessed, stays', () => {
  const kept = [
    'https://exemple.org/a@b.fr',
    'http://exemple.org',
    'mailto:ines@exemple.org',
    'tel:+33320000000',
    '/contact/',
    '#jeunes',
    'javascript:alert(1)',
    'contact',
    '',
  ];
  expect(kept.map(completeAddress)).toEqual(kept);
});
