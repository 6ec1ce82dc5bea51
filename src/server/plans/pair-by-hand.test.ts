import { describe, expect, test } from 'vitest';
import {
  aPair,
  aPairingTeam,
  anAcceptedYouth,
  anAvailableMentor,
  aProposal,
  aRunningPair,
} from '../../../tests/fixtures/pairs.fixture.ts';
import { TEAM } from '../../../tests/fixtures/programme.fixture.ts';

// Staff may give any status by hand while a pair is proposed or under way.

describe.each([
  ['youth', 'Arrêtée', 'Arrêté', 'Le jeune n’est plus là', 's’arrête'],
  ['youth', 'Terminée', 'Terminé', 'Le jeune a le statut « Terminée »', 'est terminé'],
  ['mentor', 'Terminée', 'Terminé', 'Le mentor a le statut « Terminée »', 'est terminé'],
] as const)('a %s set to « %s » during a pair', (side, status, state, why, words) => {
  test('nothing leaves but what the team is told; the other hears of it by what the team then sets', async () => {
    const team = aPairingTeam();
    const people = { youth: anAcceptedYouth('Inès'), mentor: anAvailableMentor('Claire') };
    const other = side === 'youth' ? people.mentor : people.youth;
    const id = await aRunningPair(team, people.youth, people.mentor);
    const before = { self: team.lettersTo(people[side]), other: team.lettersTo(other) };
    await team.setStatus(people[side], status);
    await team.settle();
    expect({ self: team.lettersTo(people[side]), other: team.lettersTo(other) }).toEqual(before);
    expect([...team.outbox.values()].filter(({ to }) => to === TEAM)).toHaveLength(1);
    const todo = (await team.pairOf(people.youth)).cells['À faire'];
    expect(todo).toMatch(new RegExp(`^${why}`));
    expect(todo).toContain(`mettez « ${state} »`);
    await team.setPair(id, 'État', state);
    await team.settle();
    expect(team.lettersTo(other).slice(before.other.length)).toEqual([expect.stringContaining(words)]);
    // To the end of the programme they are thanked like the other; of a stop the team has spoken with them.
    expect(team.lettersTo(people[side]).slice(before.self.length)).toEqual(
      status === 'Terminée' ? [expect.stringContaining('est terminé')] : [],
    );
    expect(await team.statusOf(people[side])).toBe(status);
    expect((await team.pairOf(people.youth)).cells['À faire']).toBe(
      state === 'Arrêté' ? 'Dites dans « Fin » pourquoi ce binôme s’est arrêté' : '',
    );
    const { size } = team.outbox;
    await team.settle();
    expect(team.outbox.size).toBe(size);
  });

  test('and the state of the pair at the same time, each is told once', async () => {
    const team = aPairingTeam();
    const people = { youth: anAcceptedYouth('Inès'), mentor: anAvailableMentor('Claire') };
    const id = await aRunningPair(team, people.youth, people.mentor);
    const toOther = team.lettersTo(side === 'youth' ? people.mentor : people.youth).length;
    const toSelf = team.lettersTo(people[side]).length;
    await team.setStatus(people[side], status);
    await team.setPair(id, 'État', state);
    await team.settle();
    const other = side === 'youth' ? people.mentor : people.youth;
    expect(team.lettersTo(other).slice(toOther)).toEqual([expect.stringContaining(words)]);
    expect(team.lettersTo(people[side]).length - toSelf).toBe(status === 'Terminée' ? 1 : 0);
    expect(await team.statusOf(people[side])).toBe(status);
  });

  test('a proposal to both waits for the team as well, and nobody is asked again', async () => {
    const team = aPairingTeam();
    const people = { youth: anAcceptedYouth('Inès'), mentor: anAvailableMentor('Claire') };
    await aPair(team, people.youth, people.mentor);
    const before = team.lettersTo(people.youth).length + team.lettersTo(people.mentor).length;
    await team.setStatus(people[side], status);
    await team.settle();
    expect(team.lettersTo(people.youth).length + team.lettersTo(people.mentor).length).toBe(before);
    expect((await team.pairOf(people.youth)).cells['À faire']).toMatch(new RegExp(`^${why}`));
  });
});

test('a status that has its own letter sends it during a pair, and the pair goes on', async () => {
  const team = aPairingTeam();
  const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
  const id = await aRunningPair(team, youth, mentor);
  await team.setStatus(mentor, 'En pause');
  await team.settle();
  expect((await team.pairOf(youth)).cells).toMatchObject({ État: 'En cours', 'À faire': '' });
  await team.setPair(id, 'État', 'Terminé');
  await team.settle();
  // What the team has chosen stays.
  expect([await team.statusOf(youth), await team.statusOf(mentor)]).toEqual(['Terminée', 'En pause']);
});

test('a mentor who is no longer available before they answer: nothing more leaves, and the row says why', async () => {
  const team = aPairingTeam();
  const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
  const id = await aProposal(team, youth, mentor);
  await team.setStatus(mentor, 'En pause');
  await team.answer(id, 'mentor', 'oui');
  await team.settle();
  expect(team.lettersTo(youth)).toEqual([]);
  expect((await team.pairOf(youth)).cells['À faire']).toContain('n’a pas le statut « Disponible »');
  await team.setStatus(mentor, 'Disponible');
  await team.settle();
  expect(team.lettersTo(youth)).toEqual(['Une proposition pour toi : Claire']);
});
