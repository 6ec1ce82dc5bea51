import { expect, test } from 'vitest';
import { bulletinTold, momentsTold } from './screening.ts';

const asked = { bulletinRequired: true, bulletin: 'Nous le regardons avec vous.' };
const notAsked = { ...asked, bulletinRequired: false };
const moments = [
  { title: 'Un appel', text: 'Pour faire connaissance.' },
  { title: 'Votre bulletin', text: '{bulletin}' },
  { title: 'Une formation', text: 'Avant la rencontre. {bulletin}' },
];

test('of the bulletin n° 3 nothing is told while nobody is asked for it', () => {
  expect(bulletinTold(asked)).toBe('Nous le regardons avec vous.');
  expect(bulletinTold(notAsked)).toBe('');
});

test('a moment that tells of it alone goes with it, and the others stay', () => {
  expect(momentsTold(moments, asked).map(({ text }) => text)).toEqual([
    'Pour faire connaissance.',
    'Nous le regardons avec vous.',
    'Avant la rencontre. Nous le regardons avec vous.',
  ]);
  expect(momentsTold(moments, notAsked)).toEqual([
    { title: 'Un appel', text: 'Pour faire connaissance.' },
    { title: 'Une formation', text: 'Avant la rencontre.' },
  ]);
});
