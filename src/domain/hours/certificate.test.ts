import { expect, test } from 'vitest';
import { certifiedHours, durationSpelledOut, missingFor } from './certificate.ts';
import type { HoursKind } from './hours-tab.ts';
import type { Credit } from './ledger.ts';

function credit(day: string, minutes: number, kind: HoursKind = 'Rencontre'): Credit {
  return { id: day, day, minutes, kind, event: '', pairs: new Set(), people: new Set() };
}

test('twenty hours deserve a certificate, with their days and kinds; a minute less says what is missing', () => {
  const credits = [credit('2027-03-02', 600), credit('2027-01-14', 240, 'Visite'), credit('2027-02-01', 360)];
  expect(certifiedHours(credits)).toEqual({
    total: 1200,
    from: '2027-01-14',
    to: '2027-03-02',
    kinds: [
      { kind: 'Rencontre', minutes: 960 },
      { kind: 'Visite', minutes: 240 },
    ],
  });
  expect(missingFor(credits)).toBe(0);
  const [first, ...others] = credits;
  const less = [...others, credit('2027-03-02', (first?.minutes ?? 0) - 1)];
  expect(certifiedHours(less)).toBeUndefined();
  expect(missingFor(less)).toBe(1);
  expect(missingFor([])).toBe(1200);
});

test.each([
  [30, '30 minutes'],
  [1, '1 minute'],
  [60, '1 heure'],
  [1200, '20 heures'],
  [135, '2 heures et 15 minutes'],
])('%i minutes are spelled out', (minutes, words) => {
  expect(durationSpelledOut(minutes)).toBe(words);
});
