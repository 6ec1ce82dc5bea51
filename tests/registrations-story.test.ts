import { describe, expect, test, vi } from 'vitest';
import { REGISTRATION, REGISTRATIONS_TAB } from '../src/domain/events/registrations-tab.ts';
import { anAcceptedYouth, anAvailableMentor, staffAt } from './fixtures/pairs.fixture.ts';
import { anEvent, aRegisteringTeam } from './fixtures/registrations.fixture.ts';
import { SPREADSHEETS } from './support/spreadsheets.ts';

vi.setConfig({ testTimeout: 120_000 });

const TITLE = 'Une matinée au milieu des start-up';

describe.each(SPREADSHEETS)('an event in $name', ({ open }) => {
  test('asked for, full, renamed, moved; the list moves up, the team writes a row, and « Venue » stays', async () => {
    const { spreadsheet, close, rest } = await open();
    const team = aRegisteringTeam(staffAt({ spreadsheet, ...(rest && { rest }) }));
    const event = anEvent({ audience: 'everyone', places: 4 });
    team.publish([event]);
    const [ines, nora, adam, claire] = [
      anAcceptedYouth('Inès'),
      anAcceptedYouth('Nora'),
      anAcceptedYouth('Adam', { 'E-mail': '', 'Contact préféré': 'Un SMS' }),
      anAvailableMentor('Claire'),
    ];
    await team.receive([ines, nora, adam, claire]);
    await spreadsheet.insert(REGISTRATIONS_TAB, [
      { id: 'à la main', cells: { [REGISTRATION.event]: TITLE, [REGISTRATION.givenName]: 'Tom' } },
    ]);
    await team.drain();
    for (const person of [ines, nora, adam]) await team.wish(person);
    await team.settle();
    await team.wish(claire);
    await team.settle();
    const states = async () =>
      await Promise.all([ines, nora, adam, claire].map((person) => team.stateOf(person)));
    expect(await states()).toEqual(['Inscrite', 'Inscrite', 'Inscrite', "Liste d'attente"]);

    await team.wish(nora, 'unregister');
    await team.settle();
    expect(await states()).toEqual(['Inscrite', 'Annulée', 'Inscrite', 'Inscrite']);
    expect(team.lettersTo(claire)).toEqual([
      `Liste d’attente : ${TITLE}`,
      `Une place s’est libérée : ${TITLE}`,
    ]);

    team.publish([{ ...event, title: 'Le matin des start-up', place: 'Ailleurs, Lille' }]);
    await team.pass(2);
    expect(team.lettersTo(ines).at(-1)).toBe('Un changement : Le matin des start-up');
    expect((await team.rows()).get(team.rowId(adam))?.[REGISTRATION.event]).toBe('Le matin des start-up');
    const reasons = (await team.contacts()).map(({ cells }) => cells.Motif);
    expect(reasons.toSorted()).toEqual([
      'Événement : date, heure ou lieu changés pour « Le matin des start-up »',
      `Événement : inscription à « ${TITLE} »`,
    ]);

    await team.setState(ines, 'Venue');
    await team.setState(adam, 'Absente');
    await team.settle();
    await team.pass(3);
    expect(await states()).toEqual(['Venue', 'Annulée', 'Absente', 'Inscrite']);
    expect(team.failures).toEqual([]);
    await close();
  });
});
