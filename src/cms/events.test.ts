import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkContent } from './content-check.ts';

const event = readFileSync(join(import.meta.dirname, '../content/events/visite-euratechnologies.md'), 'utf8');

/** Mistakes of the event with one piece replaced, without those of the missing rest of the content. */
function mistakes(from: string, to: string) {
  expect(event).toContain(from);
  const texts = new Map([
    ['events/essai.md', event.replace(from, to)],
    ['sites/euratechnologies.md', '---\nname: EuraTechnologies\n---\n'],
  ]);
  return checkContent({ texts, photoFault: () => 'missing' })
    .filter(({ file }) => file === 'events/essai.md')
    .map(({ field = '', message }) => `${field} — ${message}`);
}

test('a good event has no mistake', () => {
  expect(mistakes('places: 12', 'places: 12')).toEqual([]);
});

test('an event may span two days, or the night of the change of hour', () => {
  expect(
    mistakes(
      'start: 2027-01-20T09:30\nend: 2027-01-20T12:00',
      'start: 2027-03-27T20:00\nend: 2027-03-28T08:00',
    ),
  ).toEqual([]);
});

test('registrations end before the event begins', () => {
  const until = (time: string) => mistakes('places: 12', `places: 12\nregistrationUntil: ${time}`);
  expect(until('2027-01-18T18:00')).toEqual([]);
  expect(until('2027-01-20T10:00')).toEqual([
    'Inscriptions jusqu’au (registrationUntil) — Les inscriptions finissent après le début : choisissez une date d’avant, ou videz ce champ.',
  ]);
});

const writtenWrong =
  'Début (start) — Écrivez une date et une heure de Paris qui existent, sans secondes, par exemple 2026-11-18T14:00.';

test.each([
  ['start: 2027-01-20T09:30', 'start: 20/01/2027 9h30', [writtenWrong]],
  ['start: 2027-01-20T09:30', 'start: 2027-02-30T09:30', [writtenWrong]],
  ['start: 2027-01-20T09:30', 'start: 2027-01-20T09:30:00+01:00', [writtenWrong]],
  [
    'start: 2027-01-20T09:30',
    'start:',
    ['Début (start) — Ce champ est vide : indiquez une date et une heure.'],
  ],
  [
    'start: 2027-01-20T09:30\nend: 2027-01-20T12:00',
    'start: 2027-03-28T02:30\nend: 2027-03-28T12:00',
    [
      'Début (start) — Cette heure n’existe pas : cette nuit-là, on passe de 2 h à 3 h. Choisissez une autre heure.',
    ],
  ],
  [
    'end: 2027-01-20T12:00',
    'end: 2027-01-20T09:30',
    ['Fin (end) — L’événement finit avant de commencer : corrigez le début ou la fin.'],
  ],
  [
    'site: euratechnologies',
    'site: eurospace',
    [
      'Site d’excellence (site) — La fiche « eurospace » n’existe pas : choisissez-en une parmi euratechnologies.',
    ],
  ],
])('« %s » written « %s » is told with its remedy', (from, to, expected) => {
  expect(mistakes(from, to)).toEqual(expected);
});

test('a training is for mentors, and for nobody else', () => {
  expect(mistakes('kind: visit\naudience: youth', 'kind: training\naudience: mentor')).toEqual([]);
  expect(mistakes('kind: visit', 'kind: training')).toEqual([
    'Pour qui (audience) — Une formation est pour les mentors : choisissez « Mentors », ou un autre genre.',
  ]);
});
