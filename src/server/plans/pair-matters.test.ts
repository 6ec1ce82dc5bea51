import { expect, test } from 'vitest';
import type { Tab } from '../../domain/application/tab.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { pairMatters } from './pair-matters.ts';

const rows =
  (tabs: Readonly<Record<string, Readonly<Record<string, Cells>>>>) =>
  ({ name }: Tab): ReadonlyMap<string, Cells> | undefined =>
    tabs[name] && new Map(Object.entries(tabs[name]));

const MENTORS = { m: { Référence: 'ME-22222222', Statut: 'Disponible' } };

test('« Le point » names what each pair waits for, and nothing of one that waits for nothing', () => {
  const matters = pairMatters(
    rows({
      Jeunes: {},
      Mentors: MENTORS,
      Binômes: { a: { Référence: 'BI-22222222', 'À faire': 'Appelez' }, b: { Référence: 'BI-33333333' } },
    }),
  );
  expect(matters.map(({ section, text }) => [section, text])).toEqual([['todo', 'BI-22222222 (Appelez)']]);
});

test.each([
  ['ME-22222222', []],
  ['', []],
  ['demain', ['JE-22222222 (« Mentor proposé » doit contenir une seule référence de mentor)']],
  [
    'ME-22222222 ME-33333333',
    ['JE-22222222 (« Mentor proposé » doit contenir une seule référence de mentor)'],
  ],
  ['ME-33333333', ['JE-22222222 (aucun mentor n’a la référence écrite dans « Mentor proposé »)']],
])('of a proposal « %s » it says %j', (text, said) => {
  const Jeunes = { j: { Référence: 'JE-22222222', Statut: 'Acceptée', 'Mentor proposé': text } };
  expect(pairMatters(rows({ Jeunes, Mentors: MENTORS, Binômes: {} })).map((one) => one.text)).toEqual(said);
});

test('a status given by hand, without a pair, is told with what to do', () => {
  const Jeunes = { j: { Référence: 'JE-22222222', Statut: 'En binôme' } };
  const told = (Binômes: Readonly<Record<string, Cells>>) =>
    pairMatters(rows({ Jeunes, Mentors: MENTORS, Binômes })).map(({ title, text }) => `${title} : ${text}`);
  expect(told({})).toEqual([expect.stringMatching(/^« En binôme » sans binôme commencé.* : JE-22222222$/)]);
  expect(told({ b: { Jeune: 'JE-22222222', État: 'En cours' } })).toEqual([]);
});

test('a status changed by hand during a pair is told with what to do; one that ends the application is told in its row', () => {
  const Binômes = {
    b: { Référence: 'BI-22222222', Jeune: 'JE-22222222', Mentor: 'ME-22222222', État: 'En cours' },
  };
  const told = (youth: string, mentor: string, startedAt: string) =>
    pairMatters(
      rows({
        Jeunes: { j: { Référence: 'JE-22222222', Statut: youth } },
        Mentors: { m: { Référence: 'ME-22222222', Statut: mentor } },
        Binômes: { b: { ...Binômes.b, 'Commencé le': startedAt } },
      }),
    ).map(({ title, text }) => `${title} : ${text}`);
  const started = '2026-11-23T10:00:00+01:00';
  expect(told('En binôme', 'En binôme', started)).toEqual([]);
  expect(told('Acceptée', 'En pause', started)).toEqual([
    expect.stringMatching(/« En binôme ».* : JE-22222222 \(BI-22222222\)$/),
    expect.stringMatching(/« En binôme ».* : ME-22222222 \(BI-22222222\)$/),
  ]);
  expect(told('Arrêtée', 'Terminée', started)).toEqual([]);
  // Set by the team, and held by the gate: nothing has begun.
  expect(told('Acceptée', 'Disponible', '')).toEqual([]);
});

test('of tabs that could not be read it says nothing', () => {
  expect(pairMatters(() => undefined)).toEqual([]);
});
