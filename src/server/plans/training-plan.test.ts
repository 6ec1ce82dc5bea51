import { expect, test } from 'vitest';
import { READINESS } from '../../domain/application/tabs.ts';
import { REGISTRATION, REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { MENTORS_TAB } from '../../domain/pairs/pair-row.ts';
import { anAvailableMentor } from '../../../tests/fixtures/pairs.fixture.ts';
import {
  aRegisteringTeam,
  anEvent,
  type RegisteringTeam,
} from '../../../tests/fixtures/registrations.fixture.ts';
import type { Person } from '../../../tests/fixtures/watch.fixture.ts';

const TRAINING = anEvent({
  slug: 'formation',
  title: 'Formation des mentors',
  kind: 'training',
  audience: 'mentor',
  start: '2026-11-25T09:00',
  end: '2026-11-26T17:00',
});

async function aTeamWith(...mentors: readonly Person[]): Promise<RegisteringTeam> {
  const team = aRegisteringTeam();
  team.publish([TRAINING]);
  await team.receive(mentors);
  await team.drain();
  return team;
}

const untrained = (name: string): Person =>
  anAvailableMentor(name, { Statut: 'À former', [READINESS.trainedOn]: '' });

async function trainedOn(team: RegisteringTeam, { id }: Person): Promise<string | undefined> {
  return (await team.spreadsheet.read(MENTORS_TAB, [READINESS.trainedOn])).get(id)?.[READINESS.trainedOn];
}

const linesOf = async (team: RegisteringTeam, { id }: Person) =>
  (await team.cases.facts(id)).flatMap(({ detail }) => (detail?.startsWith('Formation') ? [detail] : []));

test('« Venue » at a training fills an empty « Formé le » once it has lasted, and says so', async () => {
  const claire = untrained('Claire');
  const team = await aTeamWith(claire);
  await team.wish(claire, 'register', 'formation');
  await team.settle();
  // Typed before the training: nobody is trained yet.
  await team.setState(claire, 'Venue', 'formation');
  await team.settle();
  expect(await trainedOn(team, claire)).toBe('');
  await team.pass(72);
  expect(await trainedOn(team, claire)).toBe('2026-11-26');
  expect(await linesOf(team, claire)).toEqual(['Formation suivie : « Formation des mentors »']);
});

test('taken back in time it fills nothing', async () => {
  const claire = untrained('Claire');
  const team = await aTeamWith(claire);
  await team.wish(claire, 'register', 'formation');
  await team.settle();
  await team.pass(72);
  await team.setState(claire, 'Venue', 'formation');
  team.wait(5);
  await team.drain();
  await team.setState(claire, 'Absente', 'formation');
  await team.settle();
  expect(await trainedOn(team, claire)).toBe('');
});

test('what the team wrote stays, and what it empties again too', async () => {
  const [claire, marc] = [untrained('Claire'), anAvailableMentor('Marc')];
  const team = await aTeamWith(claire, marc);
  for (const mentor of [claire, marc]) await team.wish(mentor, 'register', 'formation');
  await team.settle();
  await team.pass(72);
  for (const mentor of [claire, marc]) await team.setState(mentor, 'Venue', 'formation');
  await team.settle();
  expect([await trainedOn(team, claire), await trainedOn(team, marc)]).toEqual(['2026-11-26', '2026-10-01']);
  await team.setCell(MENTORS_TAB, claire.id, READINESS.trainedOn, '');
  await team.settle();
  await team.pass(2);
  expect(await trainedOn(team, claire)).toBe('');
});

test('a row typed by hand for somebody who never registered counts', async () => {
  const claire = untrained('Claire');
  const team = await aTeamWith(claire);
  await team.pass(72);
  await team.spreadsheet.insert(REGISTRATIONS_TAB, [
    {
      id: 'à la main',
      cells: {
        [REGISTRATION.event]: 'formation des mentors',
        [REGISTRATION.reference]: ` ${claire.reference}`,
        [REGISTRATION.state]: 'venue',
      },
    },
  ]);
  await team.drain();
  expect(await trainedOn(team, claire)).toBe('2026-11-26');
});

test('« Venue » at another event trains nobody', async () => {
  const claire = untrained('Claire');
  const team = await aTeamWith(claire);
  team.publish([anEvent({ slug: 'formation', audience: 'mentor', kind: 'meeting' })]);
  await team.wish(claire, 'register', 'formation');
  await team.settle();
  await team.setState(claire, 'Venue', 'formation');
  await team.pass(24 * 30);
  expect(await trainedOn(team, claire)).toBe('');
});
