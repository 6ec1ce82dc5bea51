import { expect, test } from 'vitest';
import { PAIRS_TAB, PAIR_SIDES, pairAnswerIn, pairStateIn, takesPlace } from './pairs-tab.ts';

test('a state and an answer are known however they are typed; other words are the team’s own', () => {
  expect(pairStateIn(' en COURS ')).toBe('En cours');
  expect(pairStateIn('Decline')).toBe('Décliné');
  expect(pairStateIn('à revoir')).toBeUndefined();
  expect(pairAnswerIn('OUI')).toBe('oui');
  expect(pairAnswerIn('peut-être')).toBeUndefined();
});

test('a pair takes a place from its proposal to its end, a pause included', () => {
  expect(['Proposé', 'Accepté', 'En cours', 'En pause'].every(takesPlace)).toBe(true);
  expect(['Terminé', 'Arrêté', 'Décliné', '', 'à revoir'].some(takesPlace)).toBe(false);
});

test('both sides of a row have their own columns, and no column is of both', () => {
  const headers = new Set(PAIRS_TAB.columns.map(({ header }) => header));
  const { youth, mentor } = PAIR_SIDES;
  expect(new Set<string>([...youth.own, ...mentor.own]).size).toBe(youth.own.length + mentor.own.length);
  for (const header of [...youth.own, ...mentor.own]) expect(headers).toContain(header);
});
