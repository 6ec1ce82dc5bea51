import { expect, test } from 'vitest';
import { parseDeclaration } from './declaration.ts';

const DAYS = { today: '2027-01-20', startedOn: '2027-01-04' };

function declared(typed: Readonly<Record<string, string>> = {}) {
  const values = {
    dateDay: '14',
    dateMonth: '1',
    dateYear: '2027',
    duration: '1 h 30',
    kind: 'meeting',
    ...typed,
  };
  return parseDeclaration(new Map(Object.entries(values).map(([name, text]) => [name, [text]])), DAYS);
}

test('a meeting is a day, a length and a kind', () => {
  expect(declared()).toEqual({
    ok: true,
    declaration: { day: '2027-01-14', minutes: 90, kind: 'Rencontre' },
  });
  expect(declared({ dateDay: '20', duration: '2' })).toMatchObject({ declaration: { day: '2027-01-20' } });
});

test.each([
  ['dateDay', { dateDay: '', dateMonth: '', dateYear: '' }, 'Écrivez le jour'],
  ['dateDay', { dateDay: '31', dateMonth: '2' }, 'n’existe pas'],
  ['dateDay', { dateDay: '21' }, 'à venir'],
  ['dateDay', { dateDay: '3' }, 'a commencé le 4'],
  ['duration', { duration: '' }, 'Écrivez la durée'],
  ['duration', { duration: '25 h' }, 'au plus 24 heures'],
  ['duration', { duration: '−1' }, 'au plus 24 heures'],
  ['duration', { duration: 'un moment' }, 'ne se lit pas'],
  ['duration', { duration: '2\u0000' }, 'ne se lit pas'],
  ['kind', { kind: '' }, 'Dites ce que c’était'],
  ['kind', { kind: 'Immersion' }, ''],
] as const)('%s: %o is refused', (input, typed, message) => {
  const parsed = declared(typed);
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(parsed.errors.fieldErrors[input]?.join(' ')).toContain(message);
});

test('every mistake is told at once', () => {
  const parsed = declared({ dateDay: '', dateMonth: '', dateYear: '', duration: '', kind: '' });
  expect(parsed).toMatchObject({ ok: false });
  if (!parsed.ok) expect(Object.keys(parsed.errors.fieldErrors)).toEqual(['dateDay', 'duration', 'kind']);
});
