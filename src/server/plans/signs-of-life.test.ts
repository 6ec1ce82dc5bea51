import { beforeEach, describe, expect, test } from 'vitest';
import { anAcceptedYouth, aStartedPair } from '../../../tests/fixtures/pairs.fixture.ts';
import { TEAM } from '../../../tests/fixtures/programme.fixture.ts';
import type { Person } from '../../../tests/fixtures/watch.fixture.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';

const DAY_MINUTES = 24 * 60;

let pair: Awaited<ReturnType<typeof aStartedPair>>;

beforeEach(async () => {
  pair = await aStartedPair();
});

/** So many days with two drains each, ten minutes apart. */
async function live(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    pair.team.wait(DAY_MINUTES - 10);
    await pair.team.drain();
    pair.team.wait(10);
    await pair.team.drain();
  }
}

const questions = (person: Person) =>
  pair.team.lettersTo(person).filter((subject) => subject.startsWith('Comment'));

async function say(person: Person, answer: string, pairId = pair.pairId) {
  return await pair.page(person, { body: { intent: 'checkin', pair: pairId, answer } });
}

const page = async (person: Person) => (await pair.page(person)).html;

const lastSign = async () =>
  (await pair.memory.read(PAIRS_TAB, [PAIR.lastSign])).get(pair.pairId)?.[PAIR.lastSign];

const alerts = () => [...pair.team.outbox.values()].filter(({ to }) => to === TEAM);

describe('a pair without a sign', () => {
  test('is asked once how it goes, each of the two, in sixty days', async () => {
    await live(27);
    expect([...questions(pair.youth), ...questions(pair.mentor)]).toEqual([]);
    await live(33);
    expect(questions(pair.youth)).toEqual(['Comment ça se passe avec Claire ?']);
    expect(questions(pair.mentor)).toEqual(['Comment cela se passe-t-il avec Inès ?']);
    expect(alerts()).toEqual([]);
  });

  test('is not asked while it pauses, nor once it is over', async () => {
    await pair.team.setPair(pair.pairId, 'État', 'En pause');
    await live(40);
    expect(questions(pair.youth)).toEqual([]);
    await pair.team.setPair(pair.pairId, 'État', 'Arrêté');
    await live(40);
    expect(questions(pair.youth)).toEqual([]);
  });

  test('is not asked when a sign is read in the very drain that notices the silence', async () => {
    await live(27);
    pair.team.wait(DAY_MINUTES - 10);
    await pair.team.drain();
    const today = pair.team.now().toISOString().slice(0, 10);
    await pair.team.setPair(pair.pairId, PAIR.lastSign, today);
    await live(20);
    expect(questions(pair.youth)).toEqual([]);
  });

  test('is asked again after another silence, and only then', async () => {
    await live(30);
    await say(pair.youth, 'ok');
    await pair.team.settle();
    expect(await lastSign()).toBe(pair.team.now().toISOString().slice(0, 10));
    await live(26);
    expect(questions(pair.mentor)).toHaveLength(1);
    await live(4);
    expect(questions(pair.mentor)).toHaveLength(2);
  });
});

describe('an answer to « Comment ça se passe ? »', () => {
  test('that all is well is a sign, and tells nobody', async () => {
    await say(pair.mentor, 'ok');
    await pair.team.settle();
    expect(await page(pair.mentor)).toContain('C’est noté, merci');
    expect(await page(pair.youth)).not.toContain('C’est noté');
    expect(alerts()).toEqual([]);
    expect(await lastSign()).toBe(pair.team.now().toISOString().slice(0, 10));
  });

  test.each([
    ['help', 'On a besoin d’aide'],
    ['stop', 'On arrête'],
  ])('%s reaches the team at the next drain, once, and nobody else', async (answer, words) => {
    const before = pair.team.lettersTo(pair.mentor).length;
    await say(pair.youth, answer);
    await say(pair.youth, answer);
    await pair.team.settle();
    const told = alerts();
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).toContain(words);
    expect(JSON.stringify(told)).not.toContain('Inès');
    const contacts = await pair.memory.read(CONTACT_TAB, ['Référence', 'Motif']);
    const own = [...contacts.values()].filter(({ Motif = '' }) => Motif.includes(words));
    expect(own.map((cells) => cells['Référence'])).toEqual([pair.youth.reference]);
    expect(await page(pair.youth)).toContain('quelqu’un de l’équipe te contacte');
    expect(await page(pair.mentor)).not.toMatch(/aide »|quelqu’un de l’équipe/);
    const { html } = await pair.page(pair.mentor, { body: { intent: 'data' } });
    expect(html).not.toContain(words);
    expect(pair.team.lettersTo(pair.mentor)).toHaveLength(before);
  });

  test('of a stranger, of another pair or in other words is none', async () => {
    const stranger = anAcceptedYouth('Nora');
    await pair.team.receive([stranger]);
    await say(stranger, 'help');
    await say(pair.youth, 'help', 'f'.repeat(32));
    await say(pair.youth, 'oui');
    await pair.team.settle();
    expect(alerts()).toEqual([]);
  });
});
