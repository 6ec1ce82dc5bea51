import { beforeEach, expect, test } from 'vitest';
import { aStartedPair, anAcceptedYouth, anAvailableMentor } from '../../../tests/fixtures/pairs.fixture.ts';
import type { Person } from '../../../tests/fixtures/watch.fixture.ts';
import { REGISTRATION, REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { HOURS_LINE, HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { Unavailable } from '../spreadsheet/spreadsheet.ts';

const EVENT = 'Le marché de gros';

let pair: Awaited<ReturnType<typeof aStartedPair>>;
let reference: string;
let day: string;
let made: number;

beforeEach(async () => {
  pair = await aStartedPair();
  const row = (await pair.memory.read(PAIRS_TAB, [PAIR.reference])).get(pair.pairId);
  reference = row?.[PAIR.reference] ?? '';
  day = pair.team.now().toISOString().slice(0, 10);
  made = 0;
});

async function insert(tab: typeof HOURS_TAB, cells: Cells): Promise<void> {
  made += 1;
  await pair.memory.insert(tab, [{ id: `c${made}`.padEnd(32, '0'), cells }]);
}

const line = async (duration: string, cells: Cells = {}): Promise<void> => {
  const of = { [HOURS_LINE.date]: day, [HOURS_LINE.duration]: duration, [HOURS_LINE.kind]: 'Rencontre' };
  await insert(HOURS_TAB, { ...of, [HOURS_LINE.participants]: reference, ...cells });
};

/** Three hours at an event to which the youth came. */
async function visit(): Promise<void> {
  const came = { [REGISTRATION.event]: EVENT, [REGISTRATION.date]: day, [REGISTRATION.state]: 'Venue' };
  await insert(REGISTRATIONS_TAB, { ...came, [REGISTRATION.reference]: pair.youth.reference });
  await line('3 h', {
    [HOURS_LINE.kind]: 'Visite',
    [HOURS_LINE.event]: EVENT,
    [HOURS_LINE.participants]: '',
  });
}

const certificate = async (person: Person, changes = {}) =>
  await pair.page(person, { isCertificate: true }, changes);

/** The sheet, without its page. */
async function sheetOf(person: Person): Promise<string> {
  const { html } = await certificate(person);
  return /<article class="certificate">.*<\/article>/s.exec(html)?.[0] ?? '';
}

test('from twenty hours on, each has a sheet with their own name, the days and the kinds', async () => {
  await line('16 h');
  await visit();
  await line('30 min', { [HOURS_LINE.kind]: 'Atelier' });
  for (const person of [pair.youth, pair.mentor]) {
    const { answer, html } = await certificate(person);
    expect(html).toContain('Il manque 30 minutes');
    expect(html).not.toContain('class="certificate"');
    // Printed, the page says so too: it was a blank sheet.
    expect(html).toContain('class="section-head"');
    expect(answer.status).toBe(200);
    expect((await pair.page(person)).html).not.toContain('/attestation"');
  }
  await line('30 min', { [HOURS_LINE.kind]: 'Atelier' });
  for (const [person, other] of [
    [pair.youth, pair.mentor],
    [pair.mentor, pair.youth],
  ] as const) {
    const { answer, html } = await certificate(person);
    expect(html).toContain('class="section-head no-print"');
    const sheet = await sheetOf(person);
    for (const words of ['Prénom', 'Nom']) expect(sheet).toContain(person.cells[words] ?? '?');
    expect(sheet).not.toContain(other.cells.Prénom ?? '?');
    for (const words of [
      '20 h',
      'Rencontres en binôme',
      '16 h',
      'Visites d’entreprises',
      '3 h',
      'Ateliers',
      '1 h',
    ])
      expect(sheet).toContain(words);
    expect(sheet).toContain('Ce n’est pas un diplôme');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    const shown = await pair.page(person);
    expect(shown.html).toMatch(/href="\/suivi\/[\w-]+\/attestation"/);
    expect(html).not.toContain(other.reference);
  }
});

test.each(['youth', 'mentor'] as const)('a %s who is erased leaves the other’s as it was', async (side) => {
  await line('17 h');
  await visit();
  await line('5 h', { [HOURS_LINE.participants]: pair.youth.reference });
  await line('7 h', { [HOURS_LINE.participants]: pair.mentor.reference });
  await pair.team.drain();
  const [self, other] = side === 'youth' ? [pair.youth, pair.mentor] : [pair.mentor, pair.youth];
  const before = await sheetOf(other);
  expect(before).toContain('25 h');
  await pair.team.erase(self);
  await pair.team.settle();
  pair.team.wait(30);
  await pair.team.settle();
  expect(await sheetOf(other)).toBe(before);
  expect((await certificate(self)).answer.status).toBe(410);
  const rows = [...(await pair.memory.read(REGISTRATIONS_TAB, [REGISTRATION.reference])).values()];
  expect(JSON.stringify(rows)).not.toContain(self.reference);
});

test('a youth who is erased after two pairs leaves each mentor’s as it was, whoever wrote the lines and however', async () => {
  const former = anAvailableMentor('Paul', { Statut: 'Disponible' });
  await pair.team.receive([former]);
  const [[, own] = ['', {}]] = await pair.memory.read(PAIRS_TAB, [PAIR.startedAt]);
  const before = {
    [PAIR.reference]: 'BI-ZZZZZZZZ',
    [PAIR.youth]: pair.youth.reference,
    [PAIR.mentor]: former.reference,
    [PAIR.state]: 'Arrêté',
    [PAIR.startedAt]: '2026-09-07T18:00:00+02:00',
    [PAIR.endedAt]: '2026-10-30T18:00:00+01:00',
  };
  expect(own[PAIR.startedAt]).toMatch(/^2026-11/);
  await pair.memory.insert(PAIRS_TAB, [{ id: 'd'.repeat(32), cells: before }]);
  const ofYouth = { [HOURS_LINE.participants]: pair.youth.reference };
  for (const on of ['2026-10-08', day]) {
    await line('20 h', { ...ofYouth, [HOURS_LINE.date]: on });
    pair.memory.edit(HOURS_TAB.name, (grid) => {
      const cells: Cells = { ...ofYouth, [HOURS_LINE.date]: on, [HOURS_LINE.duration]: '1 h 30' };
      return [...grid, (grid[0] ?? []).map((header) => cells[header] ?? '')];
    });
    pair.memory.edit(REGISTRATIONS_TAB.name, (grid) => {
      const cells: Cells = { [REGISTRATION.event]: EVENT, [REGISTRATION.date]: on };
      const came: Cells = { [REGISTRATION.state]: 'Venue', [REGISTRATION.reference]: pair.youth.reference };
      const titles = grid[0] ?? REGISTRATIONS_TAB.columns.map(({ header }) => header);
      return [titles, ...grid.slice(1), titles.map((header) => ({ ...cells, ...came })[header] ?? '')];
    });
    const event = { [HOURS_LINE.event]: EVENT, [HOURS_LINE.participants]: '' };
    await line('3 h', { ...event, [HOURS_LINE.kind]: 'Visite', [HOURS_LINE.date]: on });
  }
  const sheets = async () => [await sheetOf(former), await sheetOf(pair.mentor)];
  const sheetsBefore = await sheets();
  for (const sheet of sheetsBefore) expect(sheet).toContain('24 h 30');
  await pair.team.erase(pair.youth);
  await pair.team.settle();
  pair.team.wait(30);
  await pair.team.settle();
  expect(await sheets()).toEqual(sheetsBefore);
  for (const tab of [HOURS_TAB, REGISTRATIONS_TAB, PAIRS_TAB])
    expect(JSON.stringify(pair.memory.grid(tab.name))).not.toContain(pair.youth.reference);
  const lines = await pair.memory.read(HOURS_TAB, [HOURS_LINE.date, HOURS_LINE.participants]);
  const named = [...lines.values()].map((cells) => [cells[HOURS_LINE.date], cells[HOURS_LINE.participants]]);
  expect(named).toEqual(
    expect.arrayContaining([
      ['2026-10-08', 'BI-ZZZZZZZZ'],
      [day, reference],
    ]),
  );
});

test('a mentor’s counts the lines of their pairs, each once, and no stranger’s', async () => {
  const second = { id: 'd'.repeat(32), cells: { [PAIR.reference]: 'BI-ZZZZZZZZ', [PAIR.state]: 'En cours' } };
  await pair.memory.insert(PAIRS_TAB, [
    { ...second, cells: { ...second.cells, [PAIR.mentor]: pair.mentor.reference } },
    { id: 'e'.repeat(32), cells: { [PAIR.reference]: 'BI-YYYYYYYY', [PAIR.state]: 'En cours' } },
  ]);
  await line('12 h', { [HOURS_LINE.participants]: `${reference}; BI-ZZZZZZZZ` });
  await line('20 h', { [HOURS_LINE.participants]: 'BI-YYYYYYYY' });
  expect((await certificate(pair.mentor)).html).toContain('Il manque 8 heures');
});

test('while the spreadsheet cannot be read it says so; a form posted there changes nothing', async () => {
  const down = { openSpreadsheet: () => Promise.reject(new Unavailable('passing', 'En panne.')) };
  expect((await certificate(pair.youth, down)).answer.status).toBe(503);
  const { answer } = await pair.page(pair.youth, { isCertificate: true, body: { intent: 'erase' } });
  expect(answer.status).toBe(303);
  await pair.team.settle();
  expect((await certificate(pair.youth)).answer.status).toBe(200);
});

test('of somebody without a pair, all hours are missing', async () => {
  const youth = anAcceptedYouth('Nour');
  await pair.team.receive([youth]);
  expect((await certificate(youth)).html).toContain('Il manque 20 heures');
});
