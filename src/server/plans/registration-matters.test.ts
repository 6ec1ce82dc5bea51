import { expect, test } from 'vitest';
import { anEvent } from '../../../tests/fixtures/registrations.fixture.ts';
import type { Tab } from '../../domain/application/tab.ts';
import type { ProgrammeEvent } from '../../domain/events/programme-event.ts';
import { eventKey, registrationId } from '../cases/registration-facts.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { registrationMatters } from './registration-matters.ts';

const PERSON = '1'.repeat(32);
const TITLE = 'Une matinée au milieu des start-up';

function said(
  rows: Readonly<Record<string, Cells>>,
  ...agenda: readonly [events?: readonly ProgrammeEvent[] | undefined]
): readonly string[] {
  // `undefined` is an agenda that cannot be read.
  const events = agenda.length === 0 ? [anEvent()] : agenda[0];
  const tabs: Readonly<Record<string, Readonly<Record<string, Cells>>>> = {
    Inscriptions: rows,
    Jeunes: { [PERSON]: { Référence: 'JE-22222222' } },
  };
  const read = ({ name }: Tab) => tabs[name] && new Map(Object.entries(tabs[name]));
  return registrationMatters(read, events, '2026-12-01').map(({ text }) => text);
}

const row = (cells: Cells = {}): Cells => ({
  Événement: TITLE,
  Date: '2026-12-16',
  Référence: 'JE-22222222',
  État: 'Inscrite',
  ...cells,
});

test('nothing is said of events that are there, nor of those that are over', () => {
  expect(said({ a: row(), b: row({ Événement: 'visite', Date: '' }) })).toEqual([]);
  expect(said({ a: row({ Événement: 'Ancien', Date: '2026-11-30' }) })).toEqual([]);
  expect(said({ a: row({ Événement: 'Autre', État: 'Annulée' }) })).toEqual([]);
});

test('an event whose file is gone is told with how many are expected; one that was renamed is not gone', () => {
  const id = registrationId(PERSON, eventKey('visite'));
  expect(said({ [id]: row() }, [])).toEqual([`« ${TITLE} », 2026-12-16 (1 personne)`]);
  expect(said({ [id]: row({ Événement: 'Ancien titre' }) })).toEqual([]);
});

test('a row that names no event, or a state that is none, is told', () => {
  expect(said({ a: row({ Événement: 'Matinée' }) })).toEqual([
    '« Matinée » (Inscriptions : aucun événement de l’agenda n’a ce titre à cette date)',
  ]);
  expect(said({ a: row({ État: 'oui' }) })).toEqual([
    `JE-22222222 (« ${TITLE} » : « oui » n’est aucun des états, la place reste prise)`,
  ]);
});

test('nothing is taken for gone while the agenda cannot be read', () => {
  expect(said({ a: row({ Événement: 'Matinée' }) }, undefined)).toEqual([]);
});
