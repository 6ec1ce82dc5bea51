import { beforeEach, describe, expect, test } from 'vitest';
import {
  aPairingTeam,
  anAcceptedYouth,
  anAvailableMentor,
  pageOf,
  type PairingTeam,
} from '../../../tests/fixtures/pairs.fixture.ts';
import { TEAM } from '../../../tests/fixtures/programme.fixture.ts';
import { inMemory, type Person } from '../../../tests/fixtures/watch.fixture.ts';
import type { MemorySpreadsheet } from '../../../tests/doubles/memory-spreadsheet.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';

const DAY_MINUTES = 24 * 60;

let memory: MemorySpreadsheet;
let team: PairingTeam;
let youth: Person;
let mentor: Person;
let pairId: string;

beforeEach(async () => {
  const staff = inMemory();
  memory = staff.spreadsheet;
  team = aPairingTeam(staff);
  youth = anAcceptedYouth('Inès');
  mentor = anAvailableMentor('Claire');
  await team.receive([youth, mentor]);
  await team.propose(youth, mentor.reference);
  await team.settle();
  pairId = (await team.pairOf(youth)).id;
  for (const side of ['mentor', 'youth'] as const) {
    await team.answer(pairId, side, 'oui');
    await team.settle();
  }
  await team.setPair(pairId, 'État', 'En cours');
  await team.settle();
});

/** So many days with two drains each, ten minutes apart. */
async function live(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    team.wait(DAY_MINUTES - 10);
    await team.drain();
    team.wait(10);
    await team.drain();
  }
}

const questions = (person: Person) =>
  team.lettersTo(person).filter((subject) => subject.startsWith('Comment'));

async function say(person: Person, answer: string, pair = pairId) {
  return await pageOf(person, { team, memory }, { body: { intent: 'checkin', pair, answer } });
}

const page = async (person: Person) => (await pageOf(person, { team, memory })).html;

const lastSign = async () => (await memory.read(PAIRS_TAB, [PAIR.lastSign])).get(pairId)?.[PAIR.lastSign];

const alerts = () => [...team.outbox.values()].filter(({ to }) => to === TEAM);

describe('a pair without a sign', () => {
  test('is asked once how it goes, each of the two, in sixty days', async () => {
    await live(27);
    expect([...questions(youth), ...questions(mentor)]).toEqual([]);
    await live(33);
    expect(questions(youth)).toEqual(['Comment ça se passe avec Claire ?']);
    expect(questions(mentor)).toEqual(['Comment cela se passe-t-il avec Inès ?']);
    expect(alerts()).toEqual([]);
  });

  test('is not asked while it pauses, nor once it is over', async () => {
    await team.setPair(pairId, 'État', 'En pause');
    await live(40);
    expect(questions(youth)).toEqual([]);
    await team.setPair(pairId, 'État', 'Arrêté');
    await live(40);
    expect(questions(youth)).toEqual([]);
  });

  test('is not asked when a sign is read in the very drain that notices the silence', async () => {
    await live(27);
    team.wait(DAY_MINUTES - 10);
    await team.drain();
    const today = team.now().toISOString().slice(0, 10);
    await team.setPair(pairId, PAIR.lastSign, today);
    await live(20);
    expect(questions(youth)).toEqual([]);
  });

  test('is asked again after another silence, and only then', async () => {
    await live(30);
    await say(youth, 'ok');
    await team.settle();
    expect(await lastSign()).toBe(team.now().toISOString().slice(0, 10));
    await live(26);
    expect(questions(mentor)).toHaveLength(1);
    await live(4);
    expect(questions(mentor)).toHaveLength(2);
  });
});

describe('an answer to « Comment ça se passe ? »', () => {
  test('that all is well is a sign, and tells nobody', async () => {
    await say(mentor, 'ok');
    await team.settle();
    expect(await page(mentor)).toContain('C’est noté, merci');
    expect(await page(youth)).not.toContain('C’est noté');
    expect(alerts()).toEqual([]);
    expect(await lastSign()).toBe(team.now().toISOString().slice(0, 10));
  });

  test.each([
    ['help', 'On a besoin d’aide'],
    ['stop', 'On arrête'],
  ])('%s reaches the team at the next drain, once, and nobody else', async (answer, words) => {
    const before = team.lettersTo(mentor).length;
    await say(youth, answer);
    await say(youth, answer);
    await team.settle();
    const told = alerts();
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).toContain(words);
    expect(JSON.stringify(told)).not.toContain('Inès');
    const contacts = await memory.read(CONTACT_TAB, ['Référence', 'Motif']);
    const own = [...contacts.values()].filter(({ Motif = '' }) => Motif.includes(words));
    expect(own.map((cells) => cells['Référence'])).toEqual([youth.reference]);
    expect(await page(youth)).toContain('quelqu’un de l’équipe te contacte');
    expect(await page(mentor)).not.toMatch(/aide »|quelqu’un de l’équipe/);
    const { html } = await pageOf(mentor, { team, memory }, { body: { intent: 'data' } });
    expect(html).not.toContain(words);
    expect(team.lettersTo(mentor)).toHaveLength(before);
  });

  test('of a stranger, of another pair or in other words is none', async () => {
    const stranger = anAcceptedYouth('Nora');
    await team.receive([stranger]);
    await say(stranger, 'help');
    await say(youth, 'help', 'f'.repeat(32));
    await say(youth, 'oui');
    await team.settle();
    expect(alerts()).toEqual([]);
  });
});
