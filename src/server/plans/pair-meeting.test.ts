import { expect, test } from 'vitest';
import { AUTHORISATIONS_TAB } from '../../domain/guardian/authorisations-tab.ts';
import { MENTORS_TAB } from '../../domain/pairs/pair-row.ts';
import { formatWeekday } from '../../domain/french-dates.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import {
  aPairingTeam,
  anAcceptedYouth,
  anAvailableMentor,
  aRunningPair,
  type PairingTeam,
} from '../../../tests/fixtures/pairs.fixture.ts';
import { TEAM } from '../../../tests/fixtures/programme.fixture.ts';

// The clock of these tests begins on 23 November 2026.

const MINOR = {
  'Date de naissance': '2010-03-14',
  'Responsable légal': 'Nadia',
  'E-mail du responsable': 'n@exemple.fr',
};

/** A pair that has begun before its first meeting was set, with a youth under 18. */
async function aPairWithoutMeeting(team: PairingTeam, youthCells = {}, mentorCells = {}) {
  const youth = anAcceptedYouth('Inès', { ...MINOR, ...youthCells });
  const mentor = anAvailableMentor('Claire', mentorCells);
  await team.authorise(youth, 'Accordée');
  const id = await aRunningPair(team, youth, mentor);
  const before = team.outbox.size;
  return {
    youth,
    mentor,
    id,
    set: async (text: string) => await team.setPair(id, 'Première rencontre', text),
    /** The letters since the start: whom each is to, and what it says. */
    letters: () =>
      [...team.outbox.values()].slice(before).map(({ to, subject, letter }) => ({
        to,
        subject,
        text: JSON.stringify(letter),
      })),
  };
}

test('set after « C’est parti », it is told to both and to the guardian once it has lasted, and once', async () => {
  const team = aPairingTeam();
  const { youth, mentor, set, letters } = await aPairWithoutMeeting(team);
  await set('mercredi 9 décembre à 14 h, Eurasanté');
  await team.drain();
  expect(letters()).toEqual([]);
  await team.settle();
  expect(
    letters()
      .map(({ to }) => to)
      .toSorted(),
  ).toEqual([youth.cells['E-mail'], mentor.cells['E-mail'], 'n@exemple.fr'].toSorted());
  for (const { text } of letters()) expect(text).toContain('mercredi 9 décembre à 14 h, Eurasanté');
  const toGuardian = letters().find(({ to }) => to === 'n@exemple.fr')?.text ?? '';
  expect(toGuardian).toContain('Claire');
  expect(toGuardian).not.toContain(mentor.cells['E-mail']);
  await team.settle();
  expect(letters()).toHaveLength(3);
});

test('undone within the minutes, it is told to nobody', async () => {
  const team = aPairingTeam();
  const { set, letters } = await aPairWithoutMeeting(team);
  await set('mercredi 9 décembre à 14 h');
  await team.drain();
  team.wait(10);
  await set('');
  await team.settle();
  expect(letters()).toEqual([]);
});

test('each value is told once: changed, changed back; emptied and set again it is not', async () => {
  const team = aPairingTeam();
  const { youth, set, letters } = await aPairWithoutMeeting(team, { 'Responsable légal': '' });
  const told = async (text: string): Promise<number> => {
    const before = letters().length;
    await set(text);
    await team.settle();
    return letters()
      .slice(before)
      .filter(({ to }) => to === youth.cells['E-mail']).length;
  };
  expect(await told('2026-12-09')).toBe(1);
  expect(await told('09/12/2026')).toBe(0);
  expect(await told('9 décembre 2026, 14 h')).toBe(1);
  expect(await told('9 décembre 2026,  14h')).toBe(0);
  expect(await told('')).toBe(0);
  expect(await told('9 décembre 2026, 14 h')).toBe(0);
  expect(await told('2026-12-09')).toBe(1);
});

test('a date alone is told in words; one that is over is told to nobody', async () => {
  const team = aPairingTeam();
  const { set, letters } = await aPairWithoutMeeting(team);
  await set('22/11/2026');
  await team.settle();
  expect(letters()).toEqual([]);
  await set('9/12/2026');
  await team.settle();
  for (const { text } of letters()) expect(text).toContain(formatWeekday('2026-12-09'));
  expect(letters()).toHaveLength(3);
});

test('set before « C’est parti », it is told there, and not again', async () => {
  const team = aPairingTeam();
  const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
  const id = await aRunningPair(team, youth, mentor, 'mardi 12 janvier à 17 h');
  expect(team.lettersTo(youth).at(-1)).toBe('C’est parti, avec Claire');
  const before = team.outbox.size;
  await team.settle();
  expect(team.outbox.size).toBe(before);
  await team.setPair(id, 'Première rencontre', 'jeudi 14 janvier à 17 h');
  await team.settle();
  expect([team.lettersTo(youth).at(-1), team.lettersTo(mentor).at(-1)]).toEqual([
    'Ta première rencontre avec Claire',
    'Votre première rencontre avec Inès',
  ]);
});

test('who is reached by the team is listed, guardian included, each value in a row of its own', async () => {
  const team = aPairingTeam();
  const { youth, set } = await aPairWithoutMeeting(
    team,
    { 'E-mail': '', 'E-mail du responsable': '', 'Téléphone du responsable': '+33655443322' },
    { 'E-mail': '' },
  );
  await set('mercredi 9 décembre à 14 h');
  await team.settle();
  await set('jeudi 10 décembre à 14 h');
  await team.settle();
  const rows = (await team.contacts())
    .map(({ cells }) => cells)
    .filter(({ 'Texte à copier': text }) => text?.includes('décembre'));
  expect(rows.map(({ Destinataire }) => Destinataire).toSorted()).toEqual(
    ['La personne', 'La personne', 'Son responsable légal'].flatMap((one) => [one, one]),
  );
  expect(rows.filter(({ 'Texte à copier': text }) => text?.includes('jeudi 10 décembre'))).toHaveLength(3);
  expect(new Set(rows.map(({ Motif }) => Motif))).toEqual(
    new Set(['Binôme : date de la première rencontre', 'Binôme : prévenir le responsable légal']),
  );
  // Whoever is erased is in none of them any more, nor in what was to be said to the other.
  await team.erase(youth);
  await team.settle();
  const left = await team.spreadsheet.read(CONTACT_TAB, ['Référence', 'Texte à copier']);
  expect([...left.values()].filter((cells) => JSON.stringify(cells).includes('Inès'))).toEqual([]);
});

test.each([
  ['an authorisation refused', AUTHORISATIONS_TAB, 'État', 'Refusée', 'Accordée', 'youth'],
  ['a training taken back', MENTORS_TAB, 'Formé le', '', '2026-11-01', 'mentor'],
] as const)('%s holds it back until it is settled', async (_, tab, header, lost, found, side) => {
  const team = aPairingTeam();
  const pair = await aPairWithoutMeeting(team);
  await team.setCell(tab, pair[side].id, header, lost);
  await pair.set('mercredi 9 décembre à 14 h');
  await team.settle();
  expect(pair.letters().filter(({ to }) => to !== TEAM)).toEqual([]);
  await team.setCell(tab, pair[side].id, header, found);
  await team.settle();
  expect(pair.letters().filter(({ to }) => to !== TEAM)).toHaveLength(3);
});

test('in a pause it is told once they meet again', async () => {
  const team = aPairingTeam();
  const { youth, id, set } = await aPairWithoutMeeting(team);
  await team.setPair(id, 'État', 'En pause');
  await set('mercredi 9 décembre à 14 h');
  await team.settle();
  expect(team.lettersTo(youth).at(-1)).toBe('Ton binôme est en pause');
  await team.setPair(id, 'État', 'En cours');
  await team.settle();
  expect(team.lettersTo(youth).slice(-2)).toEqual([
    'Ton binôme reprend',
    'Ta première rencontre avec Claire',
  ]);
});

test('a letter that could not leave says the last date alone', async () => {
  const team = aPairingTeam();
  const { youth, mentor, set, letters } = await aPairWithoutMeeting(team, { 'Responsable légal': '' });
  const mail = { send: () => Promise.reject(new Error('down')) };
  await set('mercredi 9 décembre à 14 h');
  for (const minutes of [0, 8, 8, 2]) {
    team.wait(minutes);
    await team.drain({ mail });
  }
  await set('jeudi 10 décembre à 14 h');
  await team.settle();
  for (const person of [youth, mentor]) {
    const own = letters().filter(({ to }) => to === person.cells['E-mail']);
    expect(own).toHaveLength(1);
    expect(own[0]?.text).toContain('jeudi 10 décembre');
  }
});
