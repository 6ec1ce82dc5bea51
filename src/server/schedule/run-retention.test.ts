import { putAside } from '../../../tests/contracts/inbox-contract.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { seeded } from '../../../tests/doubles/faults.ts';
import { SPREADSHEETS } from '../../../tests/support/spreadsheets.ts';
import { FORMS } from '../../domain/application/forms.ts';
import { tabOf } from '../../domain/application/tabs.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { TABS } from '../../domain/spreadsheet-tabs.ts';
import {
  type Fate,
  killedAt,
  unreliableSpreadsheet,
  unreliableStore,
} from '../../../tests/fixtures/faults.fixture.ts';
import { LATER } from '../../../tests/fixtures/programme.fixture.ts';
import { invitationId } from '../cases/invitation-facts.ts';
import { MailUnavailable } from '../mail/mail.ts';
import { runRetention } from './run-retention.ts';
import { type Person, aHistory, isOver, live } from '../../../tests/fixtures/history.fixture.ts';
import { type Parts, aProgrammeThatForgets } from '../../../tests/fixtures/retention.fixture.ts';

// Whole files, doubles over HTTP, a slow machine.
vi.setConfig({ testTimeout: 60_000 });

/** Number of people of a history, by spreadsheet. */
const SIZES: Readonly<Record<string, number>> = { memory: 400 };
const USUAL_SIZE = 120;

const MONTHS = 24;
const TODAY = '2026-11-22';

/** One night's run. */
async function night(programme: ReturnType<typeof aProgrammeThatForgets>, others: Partial<Parts> = {}) {
  const { store } = { ...programme.parts, ...others };
  return await runRetention({ ...programme.ports(others), store, months: MONTHS }, LATER);
}

describe.each(SPREADSHEETS)('three years in $name', ({ name, open }) => {
  test('lose who should leave after thirty days of notice and nobody else; a second run erases nothing', async () => {
    const size = SIZES[name] ?? USUAL_SIZE;
    const { spreadsheet, grid, close, rest } = await open();
    const people = aHistory(seeded(size), size, TODAY);
    const programme = aProgrammeThatForgets({ spreadsheet });
    await live(people, programme.ports());
    const tabs = async () =>
      Object.fromEntries(
        await Promise.all(
          FORMS.map(async ({ tabName }) => [tabName, (await grid(tabName)).slice(1)] as const),
        ),
      );
    const before = await tabs();
    rest?.();
    const first = await night(programme);
    expect(first.erase).toEqual([]);
    expect(await tabs()).toEqual(before);
    const counted = await programme.marks();
    const inRows = people.filter(({ row, form }) => row !== undefined && form.audience !== 'waiting');
    expect(counted.filter((mark) => !mark.includes('accepted'))).toHaveLength(inRows.length);

    // Some of those who were announced were in touch meanwhile.
    const reached = first.announce.filter((_, index) => index % 5 === 0);
    for (const form of FORMS)
      await spreadsheet.update(
        tabOf(form),
        reached
          .filter(({ tabName }) => tabName === form.tabName)
          .map(({ id }) => ({ id, cells: { 'Dernier contact': '20/11/2026' } })),
      );
    const held = await tabs();
    programme.wait(30);
    const today = parisDate(programme.now());
    const wasReached = ({ id, row, toldOn }: Person) =>
      row !== undefined && toldOn === undefined && reached.some((due) => due.id === id);
    const leave = new Set(people.filter((one) => isOver(one, today) && !wasReached(one)).map(({ id }) => id));
    expect(leave.size).toBeGreaterThan(size / 10);
    rest?.();
    const second = await night(programme);
    expect(second.erase.map(({ id }) => id).toSorted()).toEqual([...leave].toSorted());
    // As the schedule runs the night again: Google takes sixty writes a minute.
    for (let due = second.erase.length, runs = 0; due > 0 && runs < 10; runs += 1) {
      rest?.();
      due = (await night(programme)).erase.length;
    }
    // The rest of an erasure that the quota kept back comes by itself within hours.
    rest?.();
    programme.wait(0.1);
    await programme.drain();
    const kept = Object.fromEntries(
      Object.entries(held).map(([name, lines]) => [name, lines.filter(([id = '']) => !leave.has(id))]),
    );
    expect(await tabs()).toEqual(kept);
    expect((await programme.ports().cases.ids()).toSorted()).toEqual(
      people
        .map(({ id }) => id)
        .filter((id) => !leave.has(id))
        .toSorted(),
    );
    expect(await programme.marks()).toEqual(counted);

    rest?.();
    const third = await night(programme);
    rest?.();
    expect([third.erase, third.announce]).toEqual([[], []]);
    programme.wait(1);
    await programme.drain();
    expect(await tabs()).toEqual(kept);
    expect(await programme.marks()).toEqual(counted);
    await close();
  });
});

describe('an announcement', () => {
  let programme: ReturnType<typeof aProgrammeThatForgets>;
  const journal = () =>
    programme.memory
      .grid('Journal')
      .slice(1)
      .map(([, , reference, , ...rest]) => [reference, ...rest.slice(0, 2)]);
  const cell = (header: string, text: string) =>
    programme.memory.edit('Jeunes', (grid) =>
      grid.map((line, row) =>
        row === 0 ? line : line.map((own, at) => (grid[0]?.[at] === header ? text : own)),
      ),
    );

  beforeEach(async () => {
    programme = aProgrammeThatForgets();
    await programme.youth();
    await programme.drain();
  });

  test('comes thirty days before the term, once, with what puts it off; the erasure takes it away', async () => {
    programme.wait(699);
    await night(programme);
    expect(journal()).toEqual([]);
    programme.wait(2);
    await night(programme);
    programme.wait(1);
    await night(programme);
    expect(journal()).toEqual([
      [
        expect.stringMatching(/^JE-/),
        'Jeunes',
        'Effacement prévu le 22\u00A0novembre 2028 : aucun contact depuis le 22\u00A0novembre 2026. Une date plus récente dans « Dernier contact » le repousse.',
      ],
    ]);
    programme.wait(27);
    expect((await night(programme)).erase).toEqual([]);
    programme.wait(2);
    expect((await night(programme)).erase).toHaveLength(1);
    expect([journal(), programme.memory.grid('Jeunes').slice(1)]).toEqual([[], []]);
  });

  test('of a term that a contact puts off is of no use for the later term', async () => {
    programme.wait(735);
    await night(programme);
    cell('Dernier contact', '26/11/2026');
    programme.wait(29);
    expect((await night(programme)).announce).toHaveLength(1);
    programme.wait(29);
    expect((await night(programme)).erase).toEqual([]);
    programme.wait(1);
    expect((await night(programme)).erase).toHaveLength(1);
  });

  test('counts thirty nights over the change to winter time', async () => {
    programme.wait(710);
    const { cases } = programme.ports();
    const [id = ''] = await cases.ids();
    await cases.note(id, {
      name: 'retention-announced-2028-11-22',
      kind: 'retention',
      at: '2028-10-24T22:30:00.000Z',
      detail: '',
    });
    const at = async (instant: string) =>
      await runRetention(
        { ...programme.ports(), store: programme.parts.store, months: MONTHS, now: () => new Date(instant) },
        LATER,
      );
    expect((await at('2028-11-23T22:45:00Z')).erase).toEqual([]);
    expect((await at('2028-11-23T23:15:00Z')).erase).toHaveLength(1);
  });

  test.each(['03/04/2062', '12/03/2001', 'Awa'])(
    'is not made on « %s »: the team is told what to write',
    async (written) => {
      cell('Dernier contact', written);
      programme.wait(1_000);
      const survey = await night(programme);
      programme.wait(60);
      await night(programme);
      expect([survey.announce, survey.doubts.map(({ why }) => why)]).toEqual([[], ['contact']]);
      expect(journal().map(([, , text]) => text)).toEqual([
        'Effacement impossible : « Dernier contact » ou « Reçue le » n’est pas une date plausible. Écrivez-la ainsi : 12/03/2026.',
      ]);
      expect(programme.memory.grid('Jeunes').slice(1)).toHaveLength(1);
    },
  );

  test('is made by no clock that is years ahead for one night', async () => {
    const wrong = {
      ...programme.ports(),
      store: programme.parts.store,
      months: MONTHS,
      now: () => new Date('2033-01-01'),
    };
    await runRetention(wrong, LATER);
    programme.wait(800);
    expect((await night(programme)).erase).toEqual([]);
    expect(programme.memory.grid('Jeunes').slice(1)).toHaveLength(1);
  });

  test('touches nobody of a tab that lacks a column, nor those whose row is in it', async () => {
    programme.memory.edit('Jeunes', ([headers = [], ...lines]) => [
      headers.map((header) => (header === 'Dernier contact' ? 'Contact' : header)),
      ...lines,
    ]);
    programme.wait(1_000);
    const survey = await night(programme);
    expect([survey.announce, survey.erase, survey.unread.map(({ tabName }) => tabName)]).toEqual([
      [],
      [],
      ['Jeunes'],
    ]);
  });
});

test('old marks of nobody go with the term, and none before', async () => {
  const programme = aProgrammeThatForgets();
  const { store } = programme.parts;
  await programme.youth({ givenName: 'Zoé' });
  await programme.drain();
  const marks = async () =>
    (await store.list('')).filter((key) =>
      /^cases\/.*\/delivered|^(?:tombstones|mail)\/(?!service$)/.test(key),
    );
  const before = await marks();
  expect(before.length).toBeGreaterThan(3);
  programme.wait(735);
  await night(programme);
  expect(await marks()).toEqual(before);
  programme.wait(30);
  await night(programme);
  programme.wait(0.1);
  await programme.drain();
  expect(await marks()).toHaveLength(1);
  programme.wait(729);
  await night(programme);
  expect(await marks()).toHaveLength(1);
  programme.wait(3);
  await night(programme);
  // The figures of the season outlive its people.
  expect(await store.list('')).toEqual([
    expect.stringMatching(/^figures\/2026-2027\/youths\/oui\//),
    'runs/figures',
  ]);
});

test('volunteers who never answered leave with the term, in every place, though their company stays', async () => {
  const programme = aProgrammeThatForgets();
  await programme.company();
  await programme.drain();
  programme.memory.edit('Entreprises', (grid) =>
    grid.map((line, row) =>
      row === 0 ? line : line.map((own, at) => (grid[0]?.[at] === 'Dernier contact' ? '20/11/2028' : own)),
    ),
  );
  const invitations = () => programme.memory.grid('Invitations').length - 1;
  for (let month = 0; month < 6; month += 1) {
    programme.wait(20);
    await programme.drain();
  }
  programme.wait(730 - 120);
  await night(programme);
  expect(invitations()).toBe(3);
  programme.wait(2);
  expect((await night(programme)).invitations).toHaveLength(3);
  expect(invitations()).toBe(0);
  programme.wait(0.1);
  await programme.drain();
  const { texts, keys } = await programme.everything();
  expect(texts.filter((text) => /Alix|Basile/.test(text) && !text.includes('.confirmation@'))).toEqual([]);
  expect(keys.filter((key) => /^(?:people|look)\/|^cases\/.*\/(?:row|sent|expired-0)$/.test(key))).toEqual(
    [],
  );
  expect(programme.memory.grid('Entreprises')).toHaveLength(2);
});

test('what was put aside and never mended leaves with the term', async () => {
  const programme = aProgrammeThatForgets();
  await programme.youth();
  const { inbox } = programme.ports();
  const [item] = await inbox.pending();
  if (item === undefined) throw new Error('An item was expected.');
  await putAside(programme.parts.store, item);
  programme.wait(729);
  await night(programme);
  expect(await inbox.quarantined()).toHaveLength(1);
  programme.wait(3);
  await night(programme);
  expect(await inbox.quarantined()).toEqual([]);
  expect((await programme.everything()).texts.filter((text) => text.includes('Inès'))).toEqual([]);
});

function unreliable({ store, spreadsheet, outbox }: Parts, fate: Fate): Parts {
  return {
    store: unreliableStore(store, fate),
    spreadsheet: unreliableSpreadsheet(spreadsheet, fate),
    outbox: {
      send: (message) => outbox.send(message),
      erase: async (ids) => {
        if ((await fate()) !== 'none') throw new MailUnavailable('panne');
        await outbox.erase(ids);
      },
    },
  };
}

/** Ready for a night that erases a youth and a company, and keeps another youth. */
async function aNightToDo() {
  const programme = aProgrammeThatForgets();
  await programme.youth({ givenName: 'Zoé', email: 'zoe@exemple.fr' });
  await programme.company();
  await programme.drain();
  programme.wait(705);
  await programme.youth({ givenName: 'Reste' });
  await programme.drain();
  await night(programme);
  programme.wait(31);
  return programme;
}

/** Another such programme, without living it again. */
async function copyOf(programme: ReturnType<typeof aProgrammeThatForgets>) {
  const copy = aProgrammeThatForgets();
  for (const key of await programme.parts.store.list(''))
    await copy.parts.store.set(key, (await programme.parts.store.get(key)) ?? '');
  for (const { name } of TABS)
    if (programme.memory.grid(name).length > 0) copy.memory.edit(name, () => programme.memory.grid(name));
  for (const [id, message] of programme.sent) copy.sent.set(id, message);
  copy.wait(737);
  return copy;
}

test('a night that is killed at any of its calls is finished by the next drains: nothing is left of who leaves, all of who stays', async () => {
  const model = await aNightToDo();
  let last = 0;
  for (let died = true; died;) {
    last += 1;
    const programme = await copyOf(model);
    const { fate, isDead } = killedAt(last, 'before');
    await night(programme, unreliable(programme.parts, fate)).catch(() => undefined);
    died = isDead();
    programme.wait(0.1);
    await programme.drain();
    programme.wait(1);
    await night(programme);
    programme.wait(0.1);
    await programme.drain();
    const { texts, keys } = await programme.everything();
    const all = texts.join('\n');
    for (const word of ['Zoé', 'zoe@', 'Filatures', 'Camille', 'Basile']) expect(all).not.toContain(word);
    const column = (tab: string, at: number) =>
      programme.memory
        .grid(tab)
        .slice(1)
        .map((line) => line[at]);
    expect(column('Jeunes', 5)).toEqual(['Reste']);
    // Who stays may be who left, and has not been taken up.
    expect(await programme.marks()).toEqual(['2026-2027/companies/oui', '2026-2027/youths/oui']);
    expect(keys.filter((key) => key.includes('eras'))).toEqual([]);
  }
  expect(last).toBeGreaterThan(100);
});

test('a week of nights has each case looked at, those of volunteers who may still be written to as well', async () => {
  const programme = aProgrammeThatForgets();
  const company = await programme.company();
  await programme.youth();
  await programme.drain();
  const { cases, looks, people } = programme.ports();
  const awaited = new Set([...(await cases.ids()), ...(await people.ids())]);
  expect(awaited.has(invitationId(await programme.idOf(company), 0))).toBe(true);
  await looks.forgetAll([...awaited]);
  for (let nights = 0; nights < 7; nights += 1) {
    await night(programme);
    programme.wait(1);
  }
  expect(new Set((await looks.due(programme.now())).map(({ id }) => id))).toEqual(awaited);
});
