import { describe, expect, test, vi } from 'vitest';
import { MENTORS_TAB, YOUTHS_TAB } from '../src/domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../src/domain/pairs/pairs-tab.ts';
import { Asks } from '../src/server/cases/asks.ts';
import { pairFact } from '../src/server/cases/pair-facts.ts';
import type { Grid, Spreadsheet } from '../src/server/spreadsheet/spreadsheet.ts';
import type { MemorySpreadsheet } from './doubles/memory-spreadsheet.ts';
import {
  spreadsheetThrough,
  STORE_DOWN,
  unreliableMail,
  unreliableSpreadsheet,
} from './fixtures/faults.fixture.ts';
import {
  aPair,
  aPairingTeam,
  anAcceptedYouth,
  anAvailableMentor,
  aProposal,
  aRunningPair,
  type PairingTeam,
  staffAt,
} from './fixtures/pairs.fixture.ts';
import { TEAM } from './fixtures/programme.fixture.ts';
import { inMemory, type Person } from './fixtures/watch.fixture.ts';
import { SPREADSHEETS } from './support/spreadsheets.ts';
import { sampled } from './support/nightly.ts';

vi.setConfig({ testTimeout: 60_000 });

function alerts(team: PairingTeam): number {
  return [...team.outbox.values()].filter(
    ({ to, subject }) => to === TEAM && subject.startsWith('Un binôme demande'),
  ).length;
}

const WHY = 'Dites dans « Fin » pourquoi ce binôme s’est arrêté';

const LEAVING = [
  ['youth', 'withdraw'],
  ['youth', 'erase'],
  ['youth', 'row'],
  ['mentor', 'withdraw'],
  ['mentor', 'erase'],
  ['mentor', 'row'],
] as const;

/** In the workbook, which is slow, one each way that a person takes. */
const LOCAL = SPREADSHEETS.filter(({ name }) => name === 'memory' || name === 'the workbook').map(
  ({ name, open }) => ({ name, open, leaving: name === 'memory' ? LEAVING : [LEAVING[1], LEAVING[3]] }),
);

describe.each(sampled(LOCAL, 2))('somebody who leaves in the middle, in $name', ({ open, leaving }) => {
  test.each(leaving)(
    'a %s (%s): the team is told at once, the other hears nothing until the team decides',
    async (side, how) => {
      const { spreadsheet, close, rest } = await open();
      const team = aPairingTeam(staffAt({ spreadsheet, ...(rest && { rest }) }));
      const people = { youth: anAcceptedYouth('Inès'), mentor: anAvailableMentor('Claire') };
      const [self, other] = side === 'youth' ? [people.youth, people.mentor] : [people.mentor, people.youth];
      const id = await aRunningPair(team, people.youth, people.mentor);
      const heard = team.lettersTo(other).length;
      if (how === 'row') await spreadsheet.remove(side === 'youth' ? YOUTHS_TAB : MENTORS_TAB, [self.id]);
      else await new Asks(team.store).ask(self.id, { kind: how, at: team.now(), once: '0'.repeat(16) });
      // No minutes of undoing: what the person did is done. What the first drain brings about, the next sees.
      await team.drain();
      await team.drain();
      expect(alerts(team)).toBe(1);
      const todo = async () => (await team.pairs()).get(id)?.[PAIR.todo] ?? '';
      expect(await todo()).toMatch(
        /^Le (?:jeune|mentor) n’est plus là .* : parlez à l’autre personne, puis mettez « Arrêté »$/,
      );
      team.wait(24 * 60);
      await team.settle();
      expect([alerts(team), team.lettersTo(other).length]).toEqual([1, heard]);
      await team.setPair(id, PAIR.state, 'Arrêté');
      await team.settle();
      expect(team.lettersTo(other).slice(heard)).toEqual([expect.stringContaining('s’arrête')]);
      // Of whom is not there any more, nobody asks why.
      expect(await todo()).toBe(how === 'withdraw' ? WHY : '');
      expect(await team.statusOf(other)).toBe(side === 'youth' ? 'Disponible' : 'Acceptée');
      expect(team.failures).toEqual([]);
      await close();
    },
  );
});

describe('proposals that are none', () => {
  test('six youths, one place, at the same time and by two drains: one is asked, the others wait and say why', async () => {
    const team = aPairingTeam();
    const youths = ['Inès', 'Nora', 'Adam', 'Yanis', 'Léa', 'Sami'].map((name) => anAcceptedYouth(name));
    const mentor = anAvailableMentor('Claire');
    await team.receive([...youths, mentor]);
    await team.drain();
    for (const youth of youths) await team.propose(youth, mentor.reference);
    for (const minutes of [0, 8, 8, 2, 2, 2]) {
      team.wait(minutes);
      await Promise.all([team.drain(), team.drain()]);
    }
    await team.settle();
    expect(team.lettersTo(mentor)).toHaveLength(1);
    const todos = [...(await team.pairs()).values()].map((cells) => cells[PAIR.todo] ?? '');
    expect(todos).toHaveLength(6);
    expect(todos.filter((todo) => todo.includes('n’a plus de place'))).toHaveLength(5);
  });

  test.each([
    ['of a company', 'EN-22222222'],
    ['of a pair', 'BI-22222222'],
    ['of nobody any more', 'ME-99999999'],
    ['cut short', 'ME-2222222'],
  ])('a reference %s makes no row', async (_, text) => {
    const team = aPairingTeam();
    const youth = anAcceptedYouth('Inès');
    await team.receive([youth, anAvailableMentor('Claire')]);
    await team.propose(youth, text);
    await team.settle();
    expect([await team.pairs(), team.outbox.size]).toEqual([new Map(), 0]);
  });

  test('the youth’s own reference, or another youth’s, makes no row', async () => {
    const team = aPairingTeam();
    const [youth, other] = [anAcceptedYouth('Inès'), anAcceptedYouth('Nora')];
    await team.receive([youth, other]);
    await team.propose(youth, youth.reference);
    await team.propose(other, youth.reference);
    await team.settle();
    expect([await team.pairs(), team.outbox.size]).toEqual([new Map(), 0]);
  });
});

describe('answers', () => {
  test('of both at the same second count each, also when two drains see them', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    const id = await aProposal(team, youth, mentor);
    await team.answer(id, 'mentor', 'oui');
    await team.settle();
    await Promise.all([
      team.answer(id, 'youth', 'oui'),
      team.answer(id, 'youth', 'oui'),
      team.answer(id, 'mentor', 'oui'),
    ]);
    await Promise.all([team.drain(), team.drain()]);
    await team.settle();
    expect((await team.pairOf(youth)).cells).toMatchObject({
      [PAIR.state]: 'Accepté',
      [PAIR.mentorAnswer]: 'oui',
      [PAIR.youthAnswer]: 'oui',
    });
    expect(team.lettersTo(youth)).toHaveLength(1);
  });

  test('of one person, yes and no at the same instant: the no counts, on the page and in the row', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    const id = await aProposal(team, youth, mentor);
    await Promise.all([team.answer(id, 'mentor', 'oui'), team.answer(id, 'mentor', 'non')]);
    await team.settle();
    expect((await team.pairOf(youth)).cells).toMatchObject({
      [PAIR.state]: 'Décliné',
      [PAIR.mentorAnswer]: 'non',
    });
    expect(team.lettersTo(youth)).toEqual([]);
  });

  test.each(['Arrêté', 'Terminé'])('after the pair is at « %s » change nothing', async (state) => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    const id = await aRunningPair(team, youth, mentor);
    await team.setPair(id, PAIR.state, state);
    await team.settle();
    const { size } = team.outbox;
    await team.cases.note(id, pairFact('mentor-non', team.now()));
    await team.setPair(id, PAIR.youthAnswer, 'non');
    await team.settle();
    expect(team.outbox.size).toBe(size);
    expect((await team.pairOf(youth)).cells[PAIR.state]).toBe(state);
  });
});

test.each(['En pause', 'Terminé', 'Arrêté', 'Décliné', 'Proposé', 'mot à nous'])(
  'a state « %s » set by hand before both said yes starts nothing',
  async (state) => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    const id = await aProposal(team, youth, mentor);
    await team.setPair(id, PAIR.state, state);
    await team.settle();
    const words = [...team.lettersTo(youth), ...team.lettersTo(mentor)].join();
    expect(words).not.toMatch(/C’est parti|pause|terminé|s’arrête/);
    expect([await team.statusOf(youth), await team.statusOf(mentor)]).toEqual(['Acceptée', 'Disponible']);
  },
);

test.each(['Proposé', 'Accepté', 'Décliné', 'mot à nous'])(
  'a state « %s » set by hand once they meet tells nobody, and the row says what to do',
  async (state) => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    const id = await aRunningPair(team, youth, mentor);
    const { size } = team.outbox;
    await team.setPair(id, PAIR.state, state);
    await team.settle();
    expect(team.outbox.size).toBe(size);
    expect((await team.pairs()).get(id)?.[PAIR.todo]).toMatch(/^Ce binôme a commencé : mettez/);
  },
);

/** Staff sort the rows and move the first column to the end before each write. */
function restless(memory: MemorySpreadsheet): Spreadsheet {
  const shuffle = ([titles = [], ...lines]: Grid): Grid =>
    [titles, ...lines.toReversed()].map(([first = '', ...others]) => [...others, first]);
  const moved = (name: string): void => {
    if (memory.grid(name).length > 0) memory.edit(name, shuffle);
  };
  return {
    ...spreadsheetThrough(memory),
    insert: async (tab, rows) => {
      moved(tab.name);
      await memory.insert(tab, rows);
    },
    update: async (tab, changes) => {
      moved(tab.name);
      return await memory.update(tab, changes);
    },
  };
}

/** Letters that the whole way of one pair makes leave. */
async function wayOf(team: PairingTeam, step: () => Promise<void>): Promise<readonly string[]> {
  const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
  await team.receive([youth, mentor]);
  await step();
  await team.propose(youth, mentor.reference);
  await step();
  const { id } = await team.pairOf(youth);
  await team.answer(id, 'mentor', 'oui');
  await step();
  await team.answer(id, 'youth', 'oui');
  await step();
  await team.setPair(id, PAIR.state, 'En cours');
  await step();
  await team.setPair(id, PAIR.firstMeeting, 'mercredi 9 décembre à 14 h');
  await step();
  await team.setPair(id, PAIR.state, 'Terminé');
  await step();
  expect(await team.statusOf(youth)).toBe('Terminée');
  expect(await team.statusOf(mentor)).toBe('Disponible');
  expect(new Set(team.order).size).toBe(team.order.length);
  const ofBoth = [youth, mentor].map((person: Person) => team.lettersTo(person));
  return ofBoth.flat();
}

const WHOLE_WAY = [
  'Une proposition pour toi : Claire',
  'C’est parti, avec Claire',
  'Ta première rencontre avec Claire',
  'Ton binôme est terminé',
  'Une proposition de binôme : Inès',
  'C’est parti, avec Inès',
  'Votre première rencontre avec Inès',
  'Votre binôme est terminé',
];

test('rows sorted and a column moved during every write change nothing', async () => {
  const staff = inMemory();
  const team = aPairingTeam({ ...staff, spreadsheet: restless(staff.spreadsheet) });
  expect(await wayOf(team, team.settle)).toEqual(WHOLE_WAY);
});

test.each(['the store', 'the mail', 'the spreadsheet'])(
  'with %s down for an hour at each step, everything leaves later, and once',
  async (part) => {
    const team = aPairingTeam();
    const down = {
      'the store': { store: STORE_DOWN },
      'the mail': { mail: unreliableMail(team.mail, () => 'before') },
      'the spreadsheet': { spreadsheet: unreliableSpreadsheet(team.spreadsheet, () => 'before') },
    }[part];
    const step = async (): Promise<void> => {
      for (let minutes = 0; minutes < 60; minutes += 20) {
        team.wait(20);
        // The whole drain may fail with the store: the next one goes on.
        await team.drain(down).catch(() => undefined);
      }
      await team.settle();
      await team.settle();
    };
    expect(await wayOf(team, step)).toEqual(WHOLE_WAY);
  },
);

test('a tab that staff renamed stops pairs without a word to anybody; named as before, it goes on', async () => {
  const staff = inMemory();
  const team = aPairingTeam(staff);
  const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
  const id = await aPair(team, youth, mentor);
  const before = [...team.lettersTo(youth), ...team.lettersTo(mentor)];
  const grid = staff.spreadsheet.grid(PAIRS_TAB.name);
  // A column that a plan needs is gone: the tab cannot be read, and is not taken for an empty one.
  staff.edit(PAIRS_TAB.name, ([titles = [], ...lines]) => [
    titles.map((title) => (title === PAIR.state ? 'Mon état' : title)),
    ...lines,
  ]);
  await team.settle();
  expect([...team.lettersTo(youth), ...team.lettersTo(mentor)]).toEqual(before);
  staff.edit(PAIRS_TAB.name, () => grid);
  await team.setPair(id, PAIR.state, 'En cours');
  await team.settle();
  expect(team.lettersTo(youth).at(-1)).toBe('C’est parti, avec Claire');
});
