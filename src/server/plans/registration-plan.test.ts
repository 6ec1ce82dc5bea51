import { describe, expect, test } from 'vitest';
import { AUTHORISATION, AUTHORISATIONS_TAB } from '../../domain/guardian/authorisations-tab.ts';
import { REGISTRATION, REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { Claims } from '../cases/claims.ts';
import { eventKey } from '../cases/registration-facts.ts';
import { StoreUnavailable, type TextStore } from '../store/key-store.ts';
import { storeThrough, withoutClaims } from '../../../tests/fixtures/faults.fixture.ts';
import { anAcceptedYouth, anAvailableMentor } from '../../../tests/fixtures/pairs.fixture.ts';
import {
  aRegisteringTeam,
  anEvent,
  type RegisteringTeam,
} from '../../../tests/fixtures/registrations.fixture.ts';
import type { Person } from '../../../tests/fixtures/watch.fixture.ts';

/** A drain that dies when it notes what it told. */
function withoutNotes(store: TextStore): TextStore {
  const set: TextStore['set'] = (key, text) =>
    key.includes('-told-') ? Promise.reject(new StoreUnavailable('panne')) : store.set(key, text);
  return { ...storeThrough(store), set };
}

const TITLE = 'Une matinée au milieu des start-up';

const MINOR = {
  'Date de naissance': '2010-03-14',
  'Responsable légal': 'Nadia Exemple',
  'E-mail du responsable': 'nadia@exemple.fr',
};

async function aTeamWith(...people: readonly Person[]): Promise<RegisteringTeam> {
  const team = aRegisteringTeam();
  await team.receive(people);
  await team.drain();
  return team;
}

/** Two youths, and an event of one place. */
async function twoForOnePlace() {
  const [ines, nora] = [anAcceptedYouth('Inès'), anAcceptedYouth('Nora')];
  const team = await aTeamWith(ines, nora);
  team.publish([anEvent({ places: 1 })]);
  return { team, ines, nora };
}

function textsTo(team: RegisteringTeam, address: string): readonly string[] {
  return [...team.outbox.values()]
    .filter(({ to }) => to === address)
    .map((one) => JSON.stringify(one.letter));
}

describe('a place', () => {
  test('whoever asks has a row and one letter, with when, where and the calendar file', async () => {
    const ines = anAcceptedYouth('Inès');
    const team = await aTeamWith(ines);
    await team.wish(ines);
    await team.drain();
    expect(await team.rows()).toEqual(new Map());
    await team.settle();
    expect((await team.rows()).get(team.rowId(ines))).toEqual({
      Événement: TITLE,
      Date: '2026-12-16',
      Référence: ines.reference,
      Prénom: 'Inès',
      État: 'Inscrite',
    });
    expect(team.lettersTo(ines)).toEqual([`C’est noté : ${TITLE}`]);
    const [letter] = team.outbox.values();
    expect(letter?.calendar).toContain('BEGIN:VCALENDAR');
    expect(JSON.stringify(letter?.letter)).toContain('EuraTechnologies, Lille');
    expect((await team.cases.facts(ines.id)).flatMap(({ detail }) => detail ?? [])).toEqual([
      `Événement : inscription à « ${TITLE} »`,
    ]);
    await team.pass(30);
    expect(team.order).toHaveLength(1);
    expect(team.failures).toEqual([]);
  });

  test('thirteen people for twelve places at the same second: twelve come, one waits, and moves up', async () => {
    const people = Array.from({ length: 13 }, (_, rank) => anAcceptedYouth(`Prénom${rank}`));
    const team = await aTeamWith(...people);
    for (const person of people) await team.wish(person);
    await team.settle();
    const states = await Promise.all(people.map((person) => team.stateOf(person)));
    expect(states.filter((state) => state === 'Inscrite')).toHaveLength(12);
    const waiting = people[states.indexOf("Liste d'attente")] ?? expect.fail();
    expect(team.lettersTo(waiting)).toEqual([`Liste d’attente : ${TITLE}`]);
    const leaving = people[states.indexOf('Inscrite')] ?? expect.fail();
    await team.wish(leaving, 'unregister');
    await team.settle();
    expect([await team.stateOf(leaving), await team.stateOf(waiting)]).toEqual(['Annulée', 'Inscrite']);
    expect(team.lettersTo(waiting)).toEqual([
      `Liste d’attente : ${TITLE}`,
      `Une place s’est libérée : ${TITLE}`,
    ]);
    // Back again, at the end of the list.
    await team.wish(leaving);
    await team.settle();
    expect(await team.stateOf(leaving)).toBe("Liste d'attente");
  });

  test.each([
    ['in a drain whose list of claims is old', { isOld: true }],
    ['before the claim itself is written', { isOld: false }],
  ])('given back %s, it is had by the next', async (_, { isOld }) => {
    const { team, ines, nora } = await twoForOnePlace();
    await team.wish(ines);
    await team.settle();
    await team.wish(ines, 'unregister');
    await team.drain(isOld ? { store: withoutClaims(team.store) } : {});
    expect(await team.stateOf(ines)).toBe('Annulée');
    await new Claims(team.store).claim(eventKey('visite'), ines.id, team.now());
    await team.wish(nora);
    await team.settle();
    await team.pass(1);
    expect(await team.stateOf(nora)).toBe('Inscrite');
  });

  test('a waiting list that a drain wrote and did not note is no word of the team’s', async () => {
    const { team, ines, nora } = await twoForOnePlace();
    await team.wish(nora);
    await team.settle();
    await team.wish(ines);
    await team.drain();
    team.wait(2);
    await team.drain({ store: withoutNotes(team.store) }).catch(() => undefined);
    expect(await team.stateOf(ines)).toBe("Liste d'attente");
    await team.wish(nora, 'unregister');
    await team.drain({ store: withoutNotes(team.store) }).catch(() => undefined);
    await team.settle();
    await team.pass(1);
    expect(await team.stateOf(ines)).toBe('Inscrite');
  });

  test('without a number of places, everybody comes', async () => {
    const people = Array.from({ length: 30 }, (_, rank) => anAcceptedYouth(`Prénom${rank}`));
    const team = await aTeamWith(...people);
    team.publish([anEvent({ places: undefined })]);
    for (const person of people) await team.wish(person);
    await team.settle();
    const states = new Set(await Promise.all(people.map((person) => team.stateOf(person))));
    expect(states).toEqual(new Set(['Inscrite']));
  });

  test('rows that the team typed by hand take places', async () => {
    const [ines, nora] = [anAcceptedYouth('Inès'), anAcceptedYouth('Nora')];
    const team = await aTeamWith(ines, nora);
    team.publish([anEvent({ places: 2 })]);
    await team.spreadsheet.insert(REGISTRATIONS_TAB, [
      { id: 'à la main', cells: { [REGISTRATION.event]: 'VISITE', [REGISTRATION.givenName]: 'Tom' } },
      { id: 'autre', cells: { [REGISTRATION.event]: TITLE, [REGISTRATION.state]: 'Excusée' } },
    ]);
    await team.wish(ines);
    await team.settle();
    await team.wish(nora);
    await team.settle();
    expect([await team.stateOf(ines), await team.stateOf(nora)]).toEqual(['Inscrite', "Liste d'attente"]);
  });

  test('nobody comes by a hand-made request who is not accepted, or to an event for others', async () => {
    const [received, mentor] = [
      anAcceptedYouth('Inès', { Statut: 'Entretien' }),
      anAvailableMentor('Claire'),
    ];
    const team = await aTeamWith(received, mentor);
    for (const person of [received, mentor]) await team.wish(person);
    await team.settle();
    expect([...(await team.rows()), ...team.order]).toEqual([]);
  });

  test('while the agenda cannot be read everything waits', async () => {
    const ines = anAcceptedYouth('Inès');
    const team = await aTeamWith(ines);
    await team.wish(ines);
    await team.settle();
    team.publish(undefined);
    await team.wish(ines, 'unregister');
    await team.settle();
    expect(await team.stateOf(ines)).toBe('Inscrite');
    team.publish([anEvent()]);
    await team.pass(1);
    expect(await team.stateOf(ines)).toBe('Annulée');
  });
});

describe('a minor', () => {
  test('has no row and no place without the authorisation, and reads why', async () => {
    const ines = anAcceptedYouth('Inès', MINOR);
    const team = await aTeamWith(ines);
    await team.authorise(ines, 'Demandée');
    await team.wish(ines);
    await team.settle();
    expect(await team.rows()).toEqual(new Map());
    expect(team.lettersTo(ines)).toEqual([`Pas encore possible : ${TITLE}`]);
    await team.authorise(ines, 'Accordée');
    await team.wish(ines);
    await team.settle();
    expect(await team.stateOf(ines)).toBe('Inscrite');
    const [toGuardian = '', ...others] = textsTo(team, 'nadia@exemple.fr');
    expect(others).toEqual([]);
    expect(toGuardian).toContain('EuraTechnologies, Lille');
    expect(toGuardian).not.toContain('/suivi/');
  });

  test('who is of age on the day of the event needs none', async () => {
    const ines = anAcceptedYouth('Inès', { ...MINOR, 'Date de naissance': '2008-12-16' });
    const team = await aTeamWith(ines);
    await team.wish(ines);
    await team.settle();
    expect(await team.stateOf(ines)).toBe('Inscrite');
    expect(textsTo(team, 'nadia@exemple.fr')).toEqual([]);
    // Moved to the day before, it needs one.
    team.publish([anEvent({ start: '2026-12-15T09:30', end: '2026-12-15T12:00' })]);
    await team.pass(2);
    expect(await team.stateOf(ines)).toBe('Annulée');
    expect(team.lettersTo(ines).at(-1)).toBe(`Pas encore possible : ${TITLE}`);
  });

  test('whose authorisation is taken back gives the place to the next', async () => {
    const [ines, nora] = [anAcceptedYouth('Inès', MINOR), anAcceptedYouth('Nora')];
    const team = await aTeamWith(ines, nora);
    team.publish([anEvent({ places: 1 })]);
    await team.authorise(ines, 'Accordée');
    await team.wish(ines);
    await team.settle();
    await team.wish(nora);
    await team.settle();
    await team.setCell(AUTHORISATIONS_TAB, ines.id, AUTHORISATION.state, 'Refusée');
    await team.settle();
    expect([await team.stateOf(ines), await team.stateOf(nora)]).toEqual(['Annulée', 'Inscrite']);
  });

  test('whose guardian has no e-mail is told of by the team, once', async () => {
    const ines = anAcceptedYouth('Inès', {
      ...MINOR,
      'E-mail du responsable': '',
      'Téléphone du responsable': '+33655443322',
    });
    const team = await aTeamWith(ines);
    await team.authorise(ines, 'Accordée');
    await team.wish(ines);
    await team.settle();
    const contacts = (await team.contacts()).map(({ cells }) => [cells.Motif, cells.Téléphone]);
    expect(contacts).toEqual([['Événement : prévenir le responsable légal', '+33655443322']]);
  });
});

describe('what changes', () => {
  test('an event renamed changes the row and tells nobody; moved, cancelled and restored are told once each', async () => {
    const [ines, adam] = [anAcceptedYouth('Inès'), anAcceptedYouth('Adam', { 'E-mail': '' })];
    const team = await aTeamWith(ines, adam);
    for (const person of [ines, adam]) await team.wish(person);
    await team.settle();
    team.publish([anEvent({ title: 'Autre titre' })]);
    await team.pass(3);
    expect((await team.rows()).get(team.rowId(ines))?.[REGISTRATION.event]).toBe('Autre titre');
    expect(team.lettersTo(ines)).toHaveLength(1);
    const moved = { title: 'Autre titre', start: '2026-12-17T09:30', end: '2026-12-18T12:00' };
    team.publish([anEvent(moved)]);
    await team.pass(5);
    expect((await team.rows()).get(team.rowId(ines))?.[REGISTRATION.date]).toBe('2026-12-17');
    team.publish([anEvent({ ...moved, cancelled: true })]);
    await team.pass(5);
    team.publish([anEvent(moved)]);
    await team.pass(5);
    expect(team.lettersTo(ines)).toEqual([
      `C’est noté : ${TITLE}`,
      'Un changement : Autre titre',
      'Annulé : Autre titre',
      'Finalement, c’est maintenu : Autre titre',
    ]);
    const reasons = (await team.contacts()).map(({ cells }) => cells.Motif?.replace(/ « .*/, ''));
    expect(reasons.toSorted()).toEqual([
      'Événement :',
      'Événement :',
      'Événement : date, heure ou lieu changés pour',
      'Événement : inscription à',
    ]);
  });

  test('a reminder leaves three days before, once; none to whoever was told since', async () => {
    const [ines, late] = [anAcceptedYouth('Inès'), anAcceptedYouth('Léa')];
    const team = await aTeamWith(ines, late);
    await team.wish(ines);
    await team.settle();
    await team.pass(24 * 20);
    await team.wish(late);
    await team.settle();
    await team.pass(24 * 4);
    expect(team.lettersTo(ines)).toEqual([`C’est noté : ${TITLE}`, `Bientôt : ${TITLE}`]);
    expect(team.lettersTo(late)).toEqual([`C’est noté : ${TITLE}`]);
  });

  test('a file that is gone moves nothing; back again, it goes on', async () => {
    const ines = anAcceptedYouth('Inès');
    const team = await aTeamWith(ines);
    await team.wish(ines);
    await team.settle();
    team.publish([]);
    await team.pass(30);
    expect([await team.stateOf(ines), team.lettersTo(ines).length]).toEqual(['Inscrite', 1]);
    team.publish([anEvent({ place: 'Ailleurs' })]);
    await team.pass(30);
    expect(team.lettersTo(ines)).toEqual([`C’est noté : ${TITLE}`, `Un changement : ${TITLE}`]);
  });
});

describe('the team', () => {
  test('what it sets in the row is left, and counts once it has lasted', async () => {
    const { team, ines, nora } = await twoForOnePlace();
    await team.wish(ines);
    await team.settle();
    await team.wish(nora);
    await team.settle();
    await team.setState(ines, 'Excusée');
    await team.drain();
    expect(await team.stateOf(nora)).toBe("Liste d'attente");
    await team.settle();
    expect([await team.stateOf(ines), await team.stateOf(nora)]).toEqual(['Excusée', 'Inscrite']);
    expect(team.lettersTo(ines)).toHaveLength(1);
  });

  test('a slip that is put right in time moves nobody', async () => {
    const { team, ines, nora } = await twoForOnePlace();
    await team.wish(ines);
    await team.settle();
    await team.wish(nora);
    await team.settle();
    await team.setState(ines, 'Annulée');
    team.wait(5);
    await team.drain();
    await team.setState(ines, 'Inscrite');
    await team.settle();
    await team.pass(3);
    expect([await team.stateOf(ines), await team.stateOf(nora)]).toEqual(['Inscrite', "Liste d'attente"]);
  });

  test('it may give a place over the number of places', async () => {
    const { team, ines, nora } = await twoForOnePlace();
    await team.wish(ines);
    await team.settle();
    await team.wish(nora);
    await team.settle();
    await team.setState(nora, 'Inscrite');
    await team.settle();
    expect(team.lettersTo(nora).at(-1)).toBe(`Une place s’est libérée : ${TITLE}`);
  });

  test('a row that it takes away is over, and tells nobody', async () => {
    const { team, ines, nora } = await twoForOnePlace();
    await team.wish(ines);
    await team.settle();
    await team.wish(nora);
    await team.settle();
    await team.spreadsheet.remove(REGISTRATIONS_TAB, [team.rowId(ines)]);
    await team.pass(2);
    expect([await team.stateOf(ines), await team.stateOf(nora)]).toEqual([undefined, 'Inscrite']);
    expect(team.lettersTo(ines)).toHaveLength(1);
  });

  test('« Venue » before and after the event stays', async () => {
    const ines = anAcceptedYouth('Inès');
    const team = await aTeamWith(ines);
    await team.wish(ines);
    await team.settle();
    await team.setState(ines, 'Venue');
    await team.settle();
    await team.pass(24 * 25);
    expect(await team.stateOf(ines)).toBe('Venue');
  });
});

test('a place outlasts the end of a pair, and not a withdrawal', async () => {
  const [ines, nora] = [anAcceptedYouth('Inès'), anAcceptedYouth('Nora')];
  const team = await aTeamWith(ines, nora);
  for (const person of [ines, nora]) await team.wish(person);
  await team.settle();
  await team.setCell(YOUTHS_TAB, ines.id, 'Statut', 'Terminée');
  await team.setCell(YOUTHS_TAB, nora.id, 'Statut', 'Retirée');
  await team.settle();
  expect([await team.stateOf(ines), await team.stateOf(nora)]).toEqual(['Inscrite', 'Annulée']);
});

test('whoever is erased leaves no row, and the place goes to the next', async () => {
  const [ines, nora] = [anAcceptedYouth('Inès'), anAcceptedYouth('Nora')];
  const team = await aTeamWith(ines, nora);
  team.publish([anEvent({ places: 1 })]);
  await team.wish(ines);
  await team.settle();
  await team.wish(nora);
  await team.settle();
  await team.erase(ines);
  await team.settle();
  await team.pass(2);
  expect([...(await team.rows()).keys()]).toEqual([team.rowId(nora)]);
  expect(await team.stateOf(nora)).toBe('Inscrite');
  const keys = await team.store.list('');
  expect(keys.filter((key) => key.includes(ines.id) && !key.startsWith('tombstones'))).toEqual([]);
});
