import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import templates from '../../content/messages/messages.json' with { type: 'json' };
import { RECRUITED } from '../application/form.ts';
import { STATUSES, statusesOf, statusKey } from '../application/statuses.ts';
import {
  filledText,
  PLACEHOLDERS,
  type PlaceholderValues,
  unknownPlaceholders,
  wordsOf,
} from './status-words.ts';

const values: PlaceholderValues = {
  prénom: 'Inès',
  référence: 'JE-22222222',
  date: 'mardi 1er décembre 2026',
  'fin de saison': '31 août 2027',
  programme: 'Mentorat',
  contact: 'equipe@exemple.org',
  'adresse du site': 'https://site.test',
  formulaire: 'https://site.test/candidater/',
  bulletin: 'Nous regardons votre bulletin n° 3 avec vous.',
};

const AUDIENCES = [...RECRUITED, 'waiting'] as const;

describe('the key of a status', () => {
  test('is its own for each status of an audience', () => {
    for (const statuses of Object.values(STATUSES))
      expect(new Set(statuses.map(({ label }) => statusKey(label))).size).toBe(statuses.length);
  });

  test.each(['Liste d’attente', " liste  D'ATTENTE ", 'LISTE D ATTENTE', 'Liste d\u2019attente\n'])(
    'takes %j for « Liste d’attente »',
    (typed) => {
      expect(statusKey(typed)).toBe('liste-d-attente');
    },
  );

  test('does not guess: a letter more or less is another status', () => {
    expect(statusKey('Accepté')).not.toBe(statusKey('Acceptée'));
    expect(statusKey('Acceptéee')).not.toBe(statusKey('Acceptée'));
    expect(statusKey(' ')).toBe('');
  });

  test('is the same however the accents are composed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STATUSES.youth.map(({ label }) => label)),
        fc.constantFrom('NFC', 'NFD'),
        (status, form) => {
          expect(statusKey(status.normalize(form))).toBe(statusKey(status));
        },
      ),
    );
  });
});

test('every status of each audience has its words, and nothing else has', () => {
  for (const audience of AUDIENCES)
    for (const { label } of statusesOf(audience))
      expect(
        wordsOf(templates, audience, label)?.state ?? '',
        `Write the words of « ${label} » in src/content/messages/messages.json, under ${audience}.${statusKey(label)}.`,
      ).toMatch(/\p{L}/u);
  expect(wordsOf(templates, 'youth', 'Acceptéee')).toBeUndefined();
  expect(wordsOf(templates, 'youth', 'constructor')).toBeUndefined();
  expect(wordsOf(templates, 'mentor', 'Liste d’attente')).toBeUndefined();
});

test('nothing is sent at the reception, whose confirmation has left', () => {
  for (const audience of AUDIENCES) expect(wordsOf(templates, audience, 'Reçue')?.message).toBeUndefined();
});

describe('placeholders', () => {
  const all = Object.keys(PLACEHOLDERS);

  test('are replaced, the accents composed either way', () => {
    expect(filledText('{prénom}, au plus tard le {date}.'.normalize('NFD'), values)).toBe(
      'Inès, au plus tard le mardi 1er décembre 2026.',
    );
  });

  test('without a value leave no hole', () => {
    expect(filledText('Bonjour {prénom}, ici {programme}.', { ...values, prénom: '' })).toBe(
      'Bonjour, ici Mentorat.',
    );
  });

  test('in what a person is called are not replaced in their turn', () => {
    expect(filledText('Bonjour {prénom}', { ...values, prénom: '{date}$&' })).toBe('Bonjour {date}$&');
  });

  test.each([
    ['{prenom}', ['{prenom}']],
    ['{ date }', ['{ date }']],
    ['un {date', ['{']],
    ['{date} et {date}', []],
    ['{{date}}', ['{}']],
  ])('of %j the unknown ones are told', (text, unknown) => {
    expect(unknownPlaceholders(text, all)).toEqual(unknown);
  });

  test('that pass the check are all replaced', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all, 'x', '{', '}', ' ')), (parts) => {
        const text = parts.map((part) => (all.includes(part) ? `{${part}}` : part)).join('');
        fc.pre(unknownPlaceholders(text, all).length === 0);
        expect(filledText(text, values)).not.toMatch(/[{}]/);
      }),
    );
  });
});
