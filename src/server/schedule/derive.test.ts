import { beforeEach, describe, expect, test } from 'vitest';
import { letterText } from '../../components/mail/letter.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { PROPOSAL, READINESS } from '../../domain/application/tabs.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { spreadsheetThrough } from '../../../tests/fixtures/faults.fixture.ts';
import { aPerson, type Person, withColumn } from '../../../tests/fixtures/watch.fixture.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { aRunningSite } from '../../../tests/support/running-site.ts';
import { SPREADSHEETS } from '../../../tests/support/spreadsheets.ts';
import { Asks } from '../cases/asks.ts';
import { CaseStore } from '../cases/case-store.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { type Row, type Spreadsheet, Unavailable } from '../spreadsheet/spreadsheet.ts';
import { KEYS } from '../store/key-families.ts';

const HEALTH = 'Santé et nutrition (Eurasanté)';

function aYouth(cells: Row['cells'] = {}): Person {
  return aPerson('youth', {
    Statut: 'Acceptée',
    "Centres d'intérêt": HEALTH,
    Disponibilités: 'En fin d’après-midi ou le soir; Le samedi',
    ...cells,
  });
}

function aMentor(cells: Row['cells'] = {}): Person {
  return aPerson('mentor', {
    Statut: 'Disponible',
    Prénom: 'Claire',
    Site: 'Eurasanté',
    Disponibilités: 'Le midi; En fin d’après-midi ou le soir',
    Capacité: '1',
    ...cells,
  });
}

function aPair(youth: Person, mentor: Person, state = 'Proposé'): Row {
  const { id } = aPerson();
  return {
    id,
    cells: { [PAIR.youth]: youth.reference, [PAIR.mentor]: mentor.reference, [PAIR.state]: state },
  };
}

/** A team's spreadsheet with these people in it, and the cells that the system derives. */
function aTeam(store = new MemoryStore()) {
  const site = aRunningSite(store);
  const { spreadsheet, column } = site;
  return {
    ...site,
    add: async (...people: readonly Person[]): Promise<void> => {
      for (const person of people)
        await spreadsheet.insert(person.audience === 'mentor' ? MENTORS_TAB : YOUTHS_TAB, [person]);
    },
    set: (tab: string, header: string, { id }: Pick<Person, 'id'>, text: string): void => {
      spreadsheet.edit(tab, withColumn(header, new Map([[id, text]])));
    },
    possible: () => column('Jeunes', PROPOSAL.possible),
    places: () => column('Mentors', READINESS.places),
  };
}

let team: ReturnType<typeof aTeam>;

beforeEach(() => {
  team = aTeam();
});

async function keepCase({ id, reference, audience }: Person): Promise<void> {
  const receivedAt = team.now().toISOString();
  await new CaseStore(team.store).keep({
    id,
    reference,
    audience,
    season: '2026-2027',
    receivedAt,
    keys: {},
  });
}

function proposalOf({ reference }: Person, reasons = 'Eurasanté, le soir, 1 place'): string {
  return `${reference} Claire (${reasons})`;
}

/** Counts the calls of a spreadsheet, by method and tab. */
function counted(spreadsheet: Spreadsheet): { readonly spreadsheet: Spreadsheet; readonly calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    spreadsheet: {
      ...spreadsheetThrough(spreadsheet),
      read: (tab, headers) => {
        calls.push(`read ${tab.name}`);
        return spreadsheet.read(tab, headers);
      },
      update: (tab, changes) => {
        calls.push(`update ${tab.name}`);
        return spreadsheet.update(tab, changes);
      },
    },
  };
}

describe.each(SPREADSHEETS)('in $name', ({ open }) => {
  test('accepted youths read their possible mentors, mentors their places, and both follow the pairs', async () => {
    const { spreadsheet, close, rest = () => undefined } = await open();
    const [youth, other, reserved] = [aYouth(), aYouth(), aYouth({ Statut: 'Entretien' })];
    const [mentor, busy] = [aMentor(), aMentor({ Capacité: 'deux' })];
    await spreadsheet.insert(YOUTHS_TAB, [youth, other, reserved]);
    await spreadsheet.insert(MENTORS_TAB, [mentor, busy]);
    const textsOf = async (tab: Tab, header: string, people: readonly Person[]) => {
      const rows = await spreadsheet.read(tab, [header]);
      return people.map(({ id }) => rows.get(id)?.[header]);
    };
    const derived = async () => ({
      possible: await textsOf(YOUTHS_TAB, PROPOSAL.possible, [youth, other, reserved]),
      places: await textsOf(MENTORS_TAB, READINESS.places, [mentor, busy]),
    });
    const drain = async (): Promise<readonly string[]> => {
      const { calls, spreadsheet: one } = counted(spreadsheet);
      rest();
      await team.schedule(5, { spreadsheet: one });
      return calls.filter((call) => call.startsWith('update'));
    };
    expect(await drain()).toEqual(['update Jeunes', 'update Mentors']);
    const both = { possible: [proposalOf(mentor), proposalOf(mentor), ''], places: ['1', ''] };
    expect(await derived()).toEqual(both);
    expect(await drain()).toEqual([]);
    const pair = aPair(youth, mentor);
    await spreadsheet.insert(PAIRS_TAB, [pair]);
    expect(await drain()).toEqual(['update Jeunes', 'update Mentors']);
    expect(await derived()).toEqual({ possible: ['', '', ''], places: ['0', ''] });
    await spreadsheet.update(PAIRS_TAB, [{ id: pair.id, cells: { [PAIR.state]: 'Décliné' } }]);
    await drain();
    expect(await derived()).toEqual({ possible: ['', proposalOf(mentor), ''], places: ['1', ''] });
    await spreadsheet.update(YOUTHS_TAB, [{ id: other.id, cells: { Statut: 'Retirée' } }]);
    await drain();
    expect((await derived()).possible).toEqual(['', '', '']);
    expect((await spreadsheet.read(YOUTHS_TAB, ['Statut'])).get(youth.id)).toEqual({ Statut: 'Acceptée' });
    await close();
  });
});

/** The team writes a pair down, without an identifier. */
async function typePair(youth: string, mentor: string, state: string): Promise<void> {
  await team.spreadsheet.insert(PAIRS_TAB, []);
  const texts = new Map([
    [PAIR.youth, youth],
    [PAIR.mentor, mentor],
    [PAIR.state, state],
  ]);
  team.spreadsheet.edit('Binômes', ([headers = [], ...lines]) => [
    headers,
    ...lines,
    headers.map((header) => texts.get(header) ?? ''),
  ]);
}

test('a pair that the team types by hand takes a place, and its youth waits no more', async () => {
  const [youth, other, mentor] = [aYouth(), aYouth(), aMentor({ Capacité: '2' })];
  await team.add(youth, other, mentor);
  await typePair(youth.reference.toLowerCase(), `${mentor.reference} Claire`, 'en cours');
  await team.schedule(5);
  expect(team.places()).toEqual(['1']);
  expect(team.possible()).toEqual(['', proposalOf(mentor)]);
});

test('a proposal that cannot be taken is told before the list, until it can', async () => {
  const [youth, mentor] = [aYouth(), aMentor()];
  await team.add(youth, mentor);
  team.set('Jeunes', PROPOSAL.proposed, youth, 'ME-22222222 ou ME-33333333');
  await team.schedule(5);
  expect(team.possible()).toEqual([
    `À faire : « Mentor proposé » doit contenir une seule référence de mentor ;\n${proposalOf(mentor)}`,
  ]);
  team.set('Jeunes', PROPOSAL.proposed, youth, team.possible()[0]?.split('\n')[1] ?? '');
  await team.schedule(5);
  expect(team.possible()).toEqual([proposalOf(mentor)]);
});

test('a pair that the team typed by hand stands in the way of nothing: its people change, and are erased', async () => {
  const [youth, mentor] = [aYouth(), aMentor()];
  await team.add(youth, mentor);
  await keepCase(mentor);
  await typePair(youth.reference, mentor.reference, 'En cours');
  await team.schedule(5);
  team.set('Jeunes', 'Prénom', youth, 'Inès-Marie');
  team.alerts();
  await team.schedule(5);
  await team.schedule(65);
  await new Asks(team.store).ask(mentor.id, { kind: 'erase', at: team.now(), once: '1'.repeat(16) });
  for (let past = 0; past < 30; past += 5) await team.schedule(5);
  expect(team.alerts()).toEqual([]);
  expect(team.column('Mentors', 'Prénom')).toEqual([]);
  expect((await team.store.list('')).filter((key) => key.includes(`cases/${mentor.id}`))).toEqual([]);
});

test('a drain reads each tab once and writes each once, however many rows there are', async () => {
  const callsOf = async (count: number): Promise<readonly string[]> => {
    team = aTeam();
    const people = Array.from({ length: count }, (_, n) => (n % 3 === 0 ? aMentor() : aYouth()));
    await team.add(...people);
    const { calls, spreadsheet } = counted(team.spreadsheet);
    const now = () => new Date('2026-11-23T16:00:00Z');
    await team.schedule(5, { spreadsheet, now });
    return calls.filter((call) => /Jeunes|Mentors|Binômes/.test(call)).toSorted();
  };
  const few = await callsOf(3);
  expect(few).toEqual(['read Binômes', 'read Jeunes', 'read Mentors', 'update Jeunes', 'update Mentors']);
  expect(await callsOf(300)).toEqual(few);
});

test('a cell that the system derives is no change by staff: no case is looked at again', async () => {
  const looked: string[] = [];
  class WatchedStore extends MemoryStore {
    override list(prefix: string): Promise<readonly string[]> {
      if (/^cases\/./.test(prefix)) looked.push(prefix);
      return super.list(prefix);
    }
  }
  team = aTeam(new WatchedStore());
  const [youth, mentor] = [aYouth(), aMentor({ Capacité: '2' })];
  await team.add(youth, mentor);
  // Until the changes of status have waited their minutes.
  for (let past = 0; past < 30; past += 5) await team.schedule(5);
  expect(looked).not.toEqual([]);
  looked.length = 0;
  await typePair('JE-22222222', mentor.reference, 'En cours');
  team.set('Mentors', 'Disponibilités', mentor, 'le samedi');
  await team.schedule(5);
  await team.schedule(5);
  expect(team.possible()).toEqual([proposalOf(mentor, 'Eurasanté, le samedi, 1 place')]);
  expect(team.places()).toEqual(['1']);
  expect(looked).toEqual([]);
});

describe('a derived cell that somebody changes', () => {
  const point = () => {
    const { letter } = team.sent.findLast(({ subject }) => subject.startsWith('Le point')) ?? {};
    return letter === undefined ? '' : letterText(letter);
  };

  test('is put back once; changed again it is left alone and told, and emptied it is written again', async () => {
    const [youth, mentor] = [aYouth(), aMentor()];
    await team.add(youth, mentor);
    await team.schedule(5);
    const change = (text: string) => {
      team.set('Jeunes', PROPOSAL.possible, youth, text);
    };
    change('Claire ?');
    await team.schedule(5);
    expect(team.possible()).toEqual([proposalOf(mentor)]);
    change('Claire !');
    await team.schedule(5);
    await team.schedule(5);
    expect(team.possible()).toEqual(['Claire !']);
    team.set('Mentors', 'Capacité', mentor, '2');
    team.setClock('2026-11-24T08:00:00Z');
    await team.schedule(0);
    expect(team.possible()).toEqual(['Claire !']);
    expect(team.places()).toEqual(['2']);
    expect(point()).toContain(`${youth.reference} (« Mentors possibles » a été changé deux fois à la main`);
    change('');
    await team.schedule(5);
    expect(team.possible()).toEqual([proposalOf(mentor, 'Eurasanté, le soir, 2 places')]);
    team.setClock('2026-11-25T08:00:00Z');
    team.sent.length = 0;
    await team.schedule(0);
    expect(point()).not.toContain('à la main');
  });

  test('is remembered by HMACs alone, and forgotten with its row', async () => {
    const [youth, mentor] = [aYouth(), aMentor()];
    await team.add(youth, mentor);
    await team.schedule(5);
    const remembered = () => team.store.get(KEYS.derived.key({ tab: 'Jeunes' }));
    expect(await remembered()).toContain(youth.id);
    expect(await remembered()).not.toMatch(/ME-|Claire|Eurasanté/);
    await team.spreadsheet.remove(YOUTHS_TAB, [youth.id]);
    await team.schedule(5);
    expect(await remembered()).not.toContain(youth.id);
  });
});

describe('while something fails', () => {
  test.each([
    ['Binômes', PAIR.state],
    ['Jeunes', PROPOSAL.possible],
    ['Mentors', 'Site'],
    ['Mentors', READINESS.places],
  ])(
    'nothing is derived without the column of « %s » named « %s », which is told, and all else goes on',
    async (tab, header) => {
      const [youth, mentor] = [aYouth(), aMentor()];
      await team.add(youth, mentor);
      await team.spreadsheet.insert(PAIRS_TAB, [aPair(aYouth(), aMentor(), 'Terminé')]);
      await team.schedule(5);
      team.rename(tab, header, 'Autre chose');
      team.set('Mentors', 'Capacité', mentor, '3');
      team.alerts();
      await team.schedule(5);
      expect(team.alerts().join()).toContain(`« ${header} »`);
      expect(team.column('Mentors', header === READINESS.places ? 'Autre chose' : READINESS.places)).toEqual([
        '1',
      ]);
      expect(team.column('Jeunes', header === PROPOSAL.possible ? 'Autre chose' : PROPOSAL.possible)).toEqual(
        [proposalOf(mentor)],
      );
      team.rename(tab, 'Autre chose', header);
      await team.schedule(5);
      expect(team.places()).toEqual(['3']);
      expect(team.possible()).toEqual([proposalOf(mentor, 'Eurasanté, le soir, 3 places')]);
    },
  );

  test('a write that fails is done by the next drain, and nobody is taken to have changed the cell', async () => {
    const [youth, mentor] = [aYouth(), aMentor()];
    await team.add(youth, mentor);
    const failing: Spreadsheet = {
      ...spreadsheetThrough(team.spreadsheet),
      update: async (tab, changes) => {
        if (tab.name === 'Jeunes') await team.spreadsheet.update(tab, changes);
        throw new Unavailable('passing', 'panne');
      },
    };
    for (let times = 0; times < 3; times += 1) await team.schedule(5, { spreadsheet: failing });
    expect([team.possible(), team.places()]).toEqual([[proposalOf(mentor)], ['']]);
    team.set('Mentors', 'Capacité', mentor, '2');
    await team.schedule(5);
    expect([team.possible(), team.places()]).toEqual([
      [proposalOf(mentor, 'Eurasanté, le soir, 2 places')],
      ['2'],
    ]);
  });
});

describe('a mentor who is erased', () => {
  test('goes from the lists of youths in the drain that begins the erasure, and does not come back', async () => {
    const [youth, mentor, other] = [aYouth(), aMentor(), aMentor({ Prénom: 'Sam' })];
    await team.add(youth, mentor, other);
    await keepCase(mentor);
    await team.schedule(5);
    expect(team.possible()[0]).toContain('Claire');
    await new Asks(team.store).ask(mentor.id, { kind: 'erase', at: team.now(), once: '1'.repeat(16) });
    for (let past = 0; past < 30; past += 5) {
      await team.schedule(5);
      expect(team.possible()).toEqual([`${other.reference} Sam (Eurasanté, le soir, 1 place)`]);
    }
    expect(team.column('Mentors', 'Prénom')).toEqual(['Sam']);
  });
});

test('« Le point » tells who fits nobody and why, once and then weekly', async () => {
  const youth = aYouth({ Disponibilités: 'Pendant les vacances scolaires' });
  const mentor = aMentor({ Site: 'EuraMaterials' });
  await team.add(youth, aMentor(), mentor);
  const said: string[] = [];
  for (let day = 24; day <= 30; day += 1) {
    team.setClock(`2026-11-${day}T08:00:00Z`);
    team.sent.length = 0;
    await team.schedule(0);
    const point = team.sent.find(({ subject }) => subject.startsWith('Le point'));
    if (point !== undefined && letterText(point.letter).includes('sans mentor possible'))
      said.push(String(day));
    if (day === 24) {
      const text = point === undefined ? '' : letterText(point.letter);
      expect(text).toContain(
        `Jeunes acceptés sans mentor possible : ${youth.reference} (aucun mentor possible n’est libre en même temps : pendant les vacances scolaires).`,
      );
      expect(text).toContain(`${mentor.reference} (aucun jeune qui attend n’a choisi EuraMaterials)`);
    }
  }
  team.setClock('2026-12-01T08:00:00Z');
  team.sent.length = 0;
  await team.schedule(0);
  expect(said).toEqual(['24']);
  const again = team.sent.find(({ subject }) => subject.startsWith('Le point'));
  expect(again === undefined ? '' : letterText(again.letter)).toContain('sans mentor possible');
});
