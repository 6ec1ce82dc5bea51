import { expect, test } from 'vitest';
import { letterText } from '../../components/mail/letter.ts';
import { anEvent } from '../../../tests/fixtures/registrations.fixture.ts';
import { SETTINGS, TEAM } from '../../../tests/fixtures/programme.fixture.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import type { ProgrammeEvent } from '../../domain/events/programme-event.ts';
import type { Message } from '../letters/message.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { AlertNotes } from './alert-notes.ts';
import { sendDoorLists } from './door-lists.ts';

const TITLE = 'Une matinée au milieu des start-up';

/** Monday: the last working day before is a Friday. */
const MONDAY = anEvent({ start: '2026-12-14T09:30', end: '2026-12-14T12:00' });

const ROWS: Readonly<Record<string, Cells>> = {
  a: { Événement: TITLE, Date: '2026-12-14', Référence: 'JE-22222222', Prénom: 'Nora', État: 'Inscrite' },
  b: { Événement: 'visite', Date: '', Référence: '', Prénom: 'Tom', État: '' },
  c: { Événement: TITLE, Date: '', Référence: 'JE-33333333', Prénom: 'Léa', État: "Liste d'attente" },
  d: { Événement: TITLE, Date: '', Référence: 'JE-22222222', Prénom: 'Nora', État: '' },
  e: { Événement: 'Autre', Date: '', Référence: 'JE-44444444', Prénom: 'Adam', État: 'Inscrite' },
};

function aDesk(events: readonly ProgrammeEvent[] | undefined) {
  let clock = new Date();
  const sent: Message[] = [];
  const now = () => clock;
  const ports = {
    events,
    alertNotes: new AlertNotes(new MemoryStore(), now),
    mail: { send: (message: Message) => Promise.resolve(void sent.push(message)) },
    settings: SETTINGS,
    teamEmail: TEAM,
    now,
  };
  let reads = 0;
  const read = () => {
    reads += 1;
    return Promise.resolve(new Map(Object.entries(ROWS)));
  };
  return {
    sent,
    reads: () => reads,
    at: async (instant: string): Promise<void> => {
      clock = new Date(instant);
      await sendDoorLists({ read }, ports);
    },
  };
}

test('the list of those expected is sent once, on the last working day before, without a contact', async () => {
  const desk = aDesk([MONDAY]);
  await desk.at('2026-12-11T06:59:00Z');
  expect([desk.sent, desk.reads()]).toEqual([[], 0]);
  await desk.at('2026-12-11T07:00:00Z');
  await desk.at('2026-12-11T09:00:00Z');
  await desk.at('2026-12-14T08:00:00Z');
  expect(desk.sent.map(({ to, subject }) => [to, subject])).toEqual([[TEAM, `À imprimer : ${TITLE}`]]);
  const text = desk.sent.map(({ letter }) => letterText(letter)).join('');
  expect(text.match(/☐ .*/g)).toEqual(['☐ Nora : JE-22222222', '☐ Tom : ']);
  expect(text).toMatch(/^Lundi 14\u00A0décembre 2026, /m);
  expect(desk.reads()).toBe(1);
});

test('nothing is sent of an event that is cancelled, begun, or that nobody comes to', async () => {
  for (const event of [
    { ...MONDAY, cancelled: true },
    anEvent({ ...MONDAY, slug: 'seul', title: 'Personne' }),
  ]) {
    const desk = aDesk([event]);
    await desk.at('2026-12-11T09:00:00Z');
    expect(desk.sent).toEqual([]);
  }
  const begun = aDesk([MONDAY]);
  await begun.at('2026-12-14T08:30:00Z');
  expect(begun.sent).toEqual([]);
  await aDesk(undefined).at('2026-12-11T09:00:00Z');
});
