import { beforeEach, describe, expect, test } from 'vitest';
import { anAvailableMentor, aProposedPair } from '../../../tests/fixtures/pairs.fixture.ts';
import type { Person } from '../../../tests/fixtures/watch.fixture.ts';
import * as z from 'zod';
import { MENTORS_TAB } from '../../domain/pairs/pair-row.ts';
import { Unavailable } from '../spreadsheet/spreadsheet.ts';

type ProposedPair = Awaited<ReturnType<typeof aProposedPair>>;

let team: ProposedPair['team'];
let youth: Person;
let mentor: Person;
let pairId: string;
let page: ProposedPair['page'];

beforeEach(async () => {
  ({ team, youth, mentor, pairId, page } = await aProposedPair());
});

const say = async (person: Person, intent: 'accept' | 'decline', pair = pairId) =>
  await page(person, { body: { intent, pair } });

describe('a proposal on the page', () => {
  test('is shown to the mentor first, with what the youth ticked and nothing they wrote', async () => {
    const { html } = await page(mentor);
    expect(html).toContain('Une proposition : Inès');
    expect(html).toContain('Santé et nutrition (Eurasanté)');
    expect(html).toContain('name="pair" value="' + pairId);
    expect(html).not.toContain('SECRET');
    expect((await page(youth)).html).not.toContain('Une proposition');
  });

  test('is answered there, once: the other then, and what each said stays', async () => {
    await say(mentor, 'accept');
    expect((await page(mentor)).html).toContain('Vous avez dit oui');
    await say(mentor, 'decline');
    await team.settle();
    const { html } = await page(youth);
    expect(html).toContain('Une proposition : Claire');
    expect(html).toContain('Infirmière, Recherche, Eurasanté');
    await say(youth, 'accept');
    await team.settle();
    expect((await page(youth)).html).toContain('Bientôt, avec Claire');
    expect((await team.pairOf(youth)).cells).toMatchObject({ État: 'Accepté' });
  });

  test('a mentor’s no leaves no trace on the youth’s page', async () => {
    await say(mentor, 'decline');
    expect((await page(mentor)).html).toContain('C’est noté');
    await team.settle();
    const { html } = await page(youth);
    expect(html).not.toMatch(/Claire|binôme/i);
  });

  test('cannot be answered for the other, by a stranger, of another pair, nor after its end', async () => {
    await say(youth, 'accept');
    const [other] = [anAvailableMentor('Marc')];
    await team.receive([other]);
    await say(other, 'decline');
    await say(mentor, 'decline', 'f'.repeat(32));
    await team.settle();
    expect((await team.pairOf(youth)).cells).toMatchObject({
      État: 'Proposé',
      'Réponse du jeune': '',
      'Réponse du mentor': '',
    });
    await team.propose(youth, '');
    await team.settle();
    await say(mentor, 'accept');
    await team.settle();
    expect((await team.pairOf(youth)).cells).toMatchObject({ État: 'Décliné', 'Réponse du mentor': '' });
  });

  test('can be answered while the spreadsheet is down', async () => {
    const down = { openSpreadsheet: () => Promise.reject(new Unavailable('passing', 'En panne.')) };
    const { html } = await page(mentor, {}, down);
    expect(html).toContain('Une proposition : une ou un jeune');
    await page(mentor, { body: { intent: 'accept', pair: pairId } }, down);
    await team.settle();
    expect((await team.pairOf(youth)).cells['Réponse du mentor']).toBe('oui');
  });
});

const heldShape = z.object({
  rows: z.array(z.object({ tab: z.string(), cells: z.record(z.string(), z.string()) })),
});

test('the download of each shows their own side, never the other’s nor the team’s notes', async () => {
  await say(mentor, 'accept');
  await team.settle();
  await team.setPair(pairId, "Notes de l'équipe", 'une note sur Inès et Claire');
  const rowsFor = async (person: Person): Promise<string> => {
    const { answer, html } = await page(person, { body: { intent: 'data' } });
    expect(answer.status).toBe(200);
    const { rows } = heldShape.parse(JSON.parse(html));
    return JSON.stringify(rows.filter(({ tab }) => tab === 'Binômes'));
  };
  const ofYouth = await rowsFor(youth);
  expect(ofYouth).toContain('Inès');
  expect(ofYouth).not.toMatch(/Claire|une note|ME-/);
  const ofMentor = await rowsFor(mentor);
  expect(ofMentor).toContain('Claire');
  expect(ofMentor).not.toMatch(/Inès|une note|JE-/);
});

test('before the mentor’s yes, the download of the youth has no row of the pair', async () => {
  const { html } = await page(youth, { body: { intent: 'data' } });
  expect(html).not.toMatch(/Binômes|Claire|ME-/);
});

describe('the other, on the page of whoever remains', () => {
  test.each([
    ['was erased', async () => await team.erase(youth)],
    [
      'has a name that is none',
      async () => await team.setPair(pairId, 'Prénom du jeune', 'Lis www.exemple.fr'),
    ],
  ])('has no name when they %s', async (_, happens) => {
    await say(mentor, 'accept');
    await team.settle();
    await say(youth, 'accept');
    await team.setPair(pairId, 'État', 'En cours');
    await team.settle();
    expect((await page(mentor)).html).toContain('En binôme avec Inès');
    await happens();
    await team.settle();
    expect((await page(mentor)).html).toContain('En binôme avec une ou un jeune');
  });
});

test('a first meeting is shown from « C’est parti » on, and to be confirmed while a condition is lost', async () => {
  const meeting = 'mercredi 9 décembre 2026';
  await say(mentor, 'accept');
  await team.settle();
  await say(youth, 'accept');
  await team.setPair(pairId, 'Première rencontre', '2026-12-09');
  await team.settle();
  const both = async () => await Promise.all([youth, mentor].map(async (one) => (await page(one)).html));
  for (const html of await both()) expect(html).not.toContain(meeting);
  await team.setPair(pairId, 'État', 'En cours');
  await team.settle();
  for (const html of await both()) expect(html).toContain(meeting);
  await team.setCell(MENTORS_TAB, mentor.id, 'Formé le', '');
  await team.settle();
  for (const html of await both()) {
    expect(html).not.toContain(meeting);
    expect(html).toContain('à confirmer avec l’équipe');
  }
  team.wait(30 * 24 * 60);
  // Past, it is history.
  for (const html of await both()) expect(html).toContain(meeting);
});
