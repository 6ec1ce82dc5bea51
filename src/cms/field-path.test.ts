import { expect, test } from 'vitest';
import { controlPath, describeMistake, type FieldPath } from './field-path.ts';
import { list, listOf, namedWidgets, object, text } from './fields.ts';

const line = (label: string) => text({ label, max: 20 });

const widgets = namedWidgets({
  title: line('Titre'),
  photo: object({
    label: 'Photo',
    fields: { place: object({ label: 'Lieu', fields: { town: line('Ville') } }) },
  }),
  names: list({ label: 'Noms', singular: 'un nom', max: 3, of: line('Nom') }),
  steps: listOf({
    label: 'Étapes',
    singular: 'une étape',
    max: 3,
    summary: '{{fields.title}}',
    fields: { title: line('Titre'), text: line('Texte') },
  }),
});

test.each<[FieldPath, FieldPath]>([
  [['title'], ['title']],
  [['photo'], ['photo', 'place', 'town']],
  [
    ['photo', 'place'],
    ['photo', 'place', 'town'],
  ],
  [
    ['photo', 'place', 'street'],
    ['photo', 'place', 'town'],
  ],
  [['names'], ['names']],
  [
    ['names', 1],
    ['names', 1],
  ],
  [['steps'], ['steps']],
  [
    ['steps', 2],
    ['steps', 2, 'title'],
  ],
  [
    ['steps', 2, 'text'],
    ['steps', 2, 'text'],
  ],
  [
    ['steps', 2, 'unknown'],
    ['steps', 2, 'title'],
  ],
  [['unknown'], []],
])('a mistake at %j is corrected at %j', (path, control) => {
  expect(controlPath(widgets, path)).toEqual(control);
});

test('a mistake is read with its field; one of the whole entry without', () => {
  const message = 'Ce champ est vide.';
  expect(describeMistake(widgets, { path: ['steps', 1, 'title'], message })).toBe(
    'Étapes, n° 2, Titre : Ce champ est vide.',
  );
  expect(describeMistake(widgets, { path: [], message })).toBe(message);
});
