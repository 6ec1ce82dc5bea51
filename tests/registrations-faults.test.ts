import { expect, test, vi } from 'vitest';
import { AUTHORISATION, AUTHORISATIONS_TAB } from '../src/domain/guardian/authorisations-tab.ts';
import { REGISTRATION, takesSeat } from '../src/domain/events/registrations-tab.ts';
import { registrationsIn } from '../src/server/cases/registration-facts.ts';
import { seeded } from './doubles/faults.ts';
import {
  dying,
  pick,
  sometimes,
  unreliableMail,
  unreliableSpreadsheet,
  unreliableStore,
} from './fixtures/faults.fixture.ts';
import { anAcceptedYouth } from './fixtures/pairs.fixture.ts';
import { anEvent, aRegisteringTeam, type RegisteringTeam } from './fixtures/registrations.fixture.ts';
import type { Person } from './fixtures/watch.fixture.ts';
import { sampled } from './support/nightly.ts';

// People ask for places and give them back at random, the team writes in the rows, guardians agree and refuse, while every call to the store,
// the spreadsheet and the mail may fail, drains die at any call and overlap. No place is given twice, none stays free while somebody waits.

vi.setConfig({ testTimeout: 120_000 });

type Random = () => number;

const PLACES = 3;

const MINOR = {
  'Date de naissance': '2010-03-14',
  'Responsable légal': 'Nadia',
  'E-mail du responsable': 'n@exemple.fr',
};

interface Cast {
  readonly people: readonly Person[];
  readonly minors: readonly Person[];
  readonly erased: Set<Person>;
}

async function act(team: RegisteringTeam, random: Random, { people, minors, erased }: Cast): Promise<void> {
  const person = pick(
    random,
    people.filter((one) => !erased.has(one)),
  );
  const chance = random();
  if (chance < 0.45) await team.wish(person);
  else if (chance < 0.65) await team.wish(person, 'unregister');
  else if (chance < 0.72 && (await team.stateOf(person)) !== undefined)
    await team.setState(person, pick(random, ['Excusée', 'Annulée']));
  else if (chance < 0.8)
    await team.setCell(
      AUTHORISATIONS_TAB,
      pick(random, minors).id,
      AUTHORISATION.state,
      pick(random, ['Accordée', 'Accordée', 'Refusée']),
    );
  else if (chance < 0.82 && erased.size < 2) {
    erased.add(person);
    await team.erase(person);
  }
}

/** The places taken, by the claims: a row may say less, since the team writes there. */
async function granted(team: RegisteringTeam, { people }: Cast): Promise<number> {
  let taken = 0;
  for (const { id } of people) {
    const [own] = registrationsIn(await team.cases.facts(id));
    if (own?.isGranted === true && own.end === undefined) taken += 1;
  }
  return taken;
}

test.each(sampled([1, 2, 3, 4, 5, 6, 7, 8], 3))('registrations among faults, seed %i', async (seed) => {
  const random = seeded(seed);
  const team = aRegisteringTeam();
  team.publish([anEvent({ places: PLACES })]);
  const minors = [anAcceptedYouth('Inès', MINOR), anAcceptedYouth('Nora', MINOR)];
  const cast: Cast = {
    people: [
      ...minors,
      anAcceptedYouth('Adam', { 'E-mail': '' }),
      ...['Yanis', 'Léa', 'Sami', 'Lina'].map((name) => anAcceptedYouth(name)),
    ],
    minors,
    erased: new Set(),
  };
  await team.receive(cast.people);
  for (const minor of minors) await team.authorise(minor, 'Demandée');
  await team.drain();
  for (let turn = 0; turn < 100; turn += 1) {
    await act(team, random, cast);
    team.wait(1 + Math.floor(random() * 9));
    const drains = Array.from({ length: random() < 0.3 ? 2 : 1 }, () =>
      team.drain({
        store: unreliableStore(team.store, dying(random, 200)),
        spreadsheet: unreliableSpreadsheet(team.spreadsheet, sometimes(random, 0.12)),
        mail: unreliableMail(team.mail, sometimes(random, 0.2)),
      }),
    );
    await Promise.allSettled(drains);
    expect(await granted(team, cast)).toBeLessThanOrEqual(PLACES);
  }
  for (let calm = 0; calm < 4; calm += 1) await team.settle();
  await team.pass(2);
  const rows = [...(await team.rows()).values()];
  const states = rows.map((cells) => cells[REGISTRATION.state] ?? '');
  const taken = states.filter(takesSeat).length;
  expect(taken).toBeLessThanOrEqual(PLACES);
  // None is wasted.
  if (states.includes("Liste d'attente")) expect(taken).toBe(PLACES);
  // Nobody is told the same thing twice.
  expect(team.order.length).toBe(new Set(team.order).size);
  const authorisations = await team.spreadsheet.read(AUTHORISATIONS_TAB, [AUTHORISATION.state]);
  for (const minor of minors) {
    const state = await team.stateOf(minor);
    if (authorisations.get(minor.id)?.[AUTHORISATION.state] !== 'Accordée')
      expect(['Annulée', 'Excusée', undefined]).toContain(state);
  }
  const keys = await team.store.list('');
  for (const { id, reference } of cast.erased) {
    expect(keys.filter((key) => key.includes(id) && !key.startsWith('tombstones'))).toEqual([]);
    expect(rows.filter((cells) => cells[REGISTRATION.reference] === reference)).toEqual([]);
  }
  // Whoever asked in the end is answered.
  for (const person of cast.people.filter((one) => !cast.erased.has(one))) {
    const [own] = registrationsIn(await team.cases.facts(person.id));
    if (own !== undefined && own.end === undefined) expect(own.hasRow, person.reference).toBe(true);
  }
});
