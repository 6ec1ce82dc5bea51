import { expect, test } from 'vitest';
import { eventOf, registrationStateIn, takesSeat } from './registrations-tab.ts';

const event = (slug: string, title: string, day: string, last = day) => ({
  slug,
  title,
  start: `${day}T14:00`,
  end: `${last}T17:00`,
});

const EVENTS = [
  event('atelier-eurasante', 'Raconter son projet', '2027-02-03'),
  event('immersion', 'Deux jours à l’atelier', '2027-03-25', '2027-03-26'),
  event('permanence-1', 'Permanence', '2027-01-12'),
  event('permanence-2', 'Permanence', '2027-02-12'),
];

test('a state is known however it is typed; other words are the team’s own', () => {
  expect(registrationStateIn(' liste D’ATTENTE ')).toBe("Liste d'attente");
  expect(registrationStateIn('venue')).toBe('Venue');
  expect(registrationStateIn('à rappeler')).toBeUndefined();
});

test('whoever is expected takes a place; in doubt, so does a row', () => {
  expect(['Inscrite', 'Venue', 'Absente', '', 'à rappeler'].every(takesSeat)).toBe(true);
  expect(["Liste d'attente", 'Annulée', 'Excusée'].some(takesSeat)).toBe(false);
});

test.each([
  ['Raconter son projet', '', 'atelier-eurasante'],
  [' raconter  SON PROJÉT', '', 'atelier-eurasante'],
  ['atelier-eurasante', '', 'atelier-eurasante'],
  ['Deux jours à l’atelier', 'jamais', 'immersion'],
  ['Permanence', '', undefined],
  ['Permanence', '12/02/2027', 'permanence-2'],
  ['Permanence', '13/02/2027', undefined],
  ['permanence-1', '12/02/2027', 'permanence-1'],
  ['', '12/02/2027', undefined],
  ['Autre chose', '', undefined],
])('« %s » of « %s » is %s', (cell, date, slug) => {
  expect(eventOf(cell, EVENTS, date)?.slug).toBe(slug);
});

test('an event of two days is found by either day', () => {
  const twice = [...EVENTS, event('immersion-2', 'Deux jours à l’atelier', '2027-05-25', '2027-05-26')];
  expect(eventOf('Deux jours à l’atelier', twice, '2027-03-26')?.slug).toBe('immersion');
});
