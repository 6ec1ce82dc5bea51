import { describe, expect, test } from 'vitest';
import type { Tab } from '../../domain/application/tab.ts';
import { REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { surveyRetention } from '../retention/survey.ts';
import { PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { AUTHORISATIONS_TAB } from '../../domain/guardian/authorisations-tab.ts';
import {
  aPair,
  aPairingTeam,
  anAcceptedYouth,
  anAvailableMentor,
  aProposal,
  aRunningPair,
  type PairingTeam,
} from '../../../tests/fixtures/pairs.fixture.ts';
import { withoutClaims } from '../../../tests/fixtures/faults.fixture.ts';
import { TEAM } from '../../../tests/fixtures/programme.fixture.ts';
import type { Message } from '../letters/message.ts';
import { MailUnavailable } from '../mail/mail.ts';
import type { Person } from '../../../tests/fixtures/watch.fixture.ts';

/** All that a letter says. */
function textOf(message: Message | undefined): string {
  return JSON.stringify(message?.letter);
}

describe('asking', () => {
  test('the mentor is asked first, without the youth’s own words; then the youth; then the team decides', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    await team.receive([youth, mentor]);
    await team.drain();
    await team.propose(youth, `${mentor.reference} Claire (le soir)`);
    await team.drain();
    expect(await team.pairs()).toEqual(new Map());
    await team.settle();
    const { id, cells } = await team.pairOf(youth);
    expect(cells).toMatchObject({ État: 'Proposé', 'À faire': '', 'Prénom du jeune': 'Inès' });
    expect(team.lettersTo(mentor)).toEqual(['Une proposition de binôme : Inès']);
    expect(team.lettersTo(youth)).toEqual([]);
    const [letter] = team.outbox.values();
    const text = textOf(letter);
    expect(text).toContain('Santé et nutrition (Eurasanté)');
    expect(text).not.toContain('SECRET');
    await team.answer(id, 'mentor', 'oui');
    await team.settle();
    expect((await team.pairOf(youth)).cells['Réponse du mentor']).toBe('oui');
    expect(team.lettersTo(youth)).toEqual(['Une proposition pour toi : Claire']);
    await team.answer(id, 'youth', 'oui');
    await team.settle();
    const both = (await team.pairOf(youth)).cells;
    expect(both).toMatchObject({ État: 'Accepté', 'Réponse du jeune': 'oui' });
    expect(both['À faire']).toMatch(/^Tout est là/);
    expect(await team.statusOf(youth)).toBe('Acceptée');
  });

  test('a place is given back though the list of claims was old when a pair ended', async () => {
    const team = aPairingTeam();
    const [youth, next, mentor] = [
      anAcceptedYouth('Inès'),
      anAcceptedYouth('Nora'),
      anAvailableMentor('Claire'),
    ];
    const id = await aProposal(team, youth, mentor);
    await team.answer(id, 'mentor', 'non');
    await team.drain({ store: withoutClaims(team.store) });
    expect((await team.pairOf(youth)).cells.État).toBe('Décliné');
    await team.settle();
    await team.receive([next]);
    await team.drain();
    await team.propose(next, mentor.reference);
    await team.settle();
    expect(team.lettersTo(mentor)).toContain('Une proposition de binôme : Nora');
  });

  test('a mentor’s no ends it: the youth never reads of it, and the place is free', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    const id = await aProposal(team, youth, mentor);
    await team.answer(id, 'mentor', 'non');
    await team.settle();
    const { cells } = await team.pairOf(youth);
    expect(cells.État).toBe('Décliné');
    expect(cells['À faire']).toContain('quelqu’un d’autre');
    expect(team.lettersTo(youth)).toEqual([]);
    expect((await team.cases.facts(youth.id)).flatMap(({ detail }) => detail ?? [])).not.toContainEqual(
      expect.stringContaining('Binôme'),
    );
    const other = anAcceptedYouth('Nora');
    await team.receive([other]);
    await team.propose(other, mentor.reference);
    await team.settle();
    expect(team.lettersTo(mentor)).toContain('Une proposition de binôme : Nora');
  });

  test('an answer that the team types counts once it has lasted; another word is told', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire', { 'E-mail': '' })];
    const id = await aProposal(team, youth, mentor);
    expect((await team.contacts()).map(({ cells }) => [cells.Référence, cells.Motif])).toEqual([
      [mentor.reference, 'Binôme : proposer, et noter la réponse dans « Binômes »'],
    ]);
    await team.setPair(id, 'Réponse du mentor', 'peut-être');
    await team.settle();
    expect((await team.pairOf(youth)).cells['À faire']).toContain('ni « oui » ni « non »');
    await team.setPair(id, 'Réponse du mentor', 'Oui');
    await team.drain();
    expect(team.lettersTo(youth)).toEqual([]);
    await team.settle();
    expect(team.lettersTo(youth)).toEqual(['Une proposition pour toi : Claire']);
  });

  test('a reminder after three working days, once; the team is told after ten', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    await aProposal(team, youth, mentor);
    for (let day = 0; day < 20; day += 1) {
      team.wait(24 * 60);
      await team.drain();
      await team.drain();
    }
    expect(team.lettersTo(mentor)).toEqual(['Une proposition de binôme : Inès', 'Votre réponse pour Inès']);
    expect((await team.pairOf(youth)).cells['À faire']).toMatch(/^Sans réponse du mentor depuis le/);
  });

  test.each([
    ['no reference', 'demain'],
    ['two references', 'ME-22222222 ou ME-33333333'],
    ['a youth’s reference', 'JE-22222222'],
    ['nobody’s reference', 'ME-22222222'],
  ])('%s proposes nobody', async (_, text) => {
    const team = aPairingTeam();
    const youth = anAcceptedYouth('Inès');
    await team.receive([youth, anAvailableMentor('Claire')]);
    await team.propose(youth, text);
    await team.settle();
    expect(await team.pairs()).toEqual(new Map());
    expect(team.outbox.size).toBe(0);
  });

  test.each([
    ['a mentor who is not available', {}, { Statut: 'En pause' }, 'Disponible'],
    ['a youth who is not accepted', { Statut: 'Entretien' }, {}, 'Acceptée'],
    ['another season', {}, { Saison: '2025-2026' }, 'saison 2025-2026'],
  ])('of %s nobody is asked, and the row says why', async (_, youthCells, mentorCells, why) => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès', youthCells), anAvailableMentor('Claire', mentorCells)];
    await aProposal(team, youth, mentor);
    expect((await team.pairOf(youth)).cells['À faire']).toContain(why);
    expect(team.lettersTo(mentor)).toEqual([]);
  });

  test('of two proposals for one place one is asked; the other once the place is free', async () => {
    const team = aPairingTeam();
    const [ines, nora, mentor] = [
      anAcceptedYouth('Inès'),
      anAcceptedYouth('Nora'),
      anAvailableMentor('Claire'),
    ];
    await team.receive([ines, nora, mentor]);
    await team.propose(ines, mentor.reference);
    await team.propose(nora, mentor.reference);
    await team.settle();
    expect(team.lettersTo(mentor)).toHaveLength(1);
    const pairs = [await team.pairOf(ines), await team.pairOf(nora)];
    const waiting = pairs.find(({ cells }) => cells['À faire'] !== '');
    const asked = pairs.find((pair) => pair !== waiting);
    expect(waiting?.cells['À faire']).toContain('plus de place');
    await team.answer(asked?.id ?? '', 'mentor', 'non');
    await team.settle();
    team.wait(60);
    await team.settle();
    expect(new Set(team.lettersTo(mentor))).toEqual(
      new Set(['Une proposition de binôme : Inès', 'Une proposition de binôme : Nora']),
    );
  });

  test('taken back, whoever was asked is told, and another mentor is asked', async () => {
    const team = aPairingTeam();
    const [youth, first, second] = [
      anAcceptedYouth('Inès'),
      anAvailableMentor('Claire'),
      anAvailableMentor('Marc'),
    ];
    await team.receive([second]);
    await aProposal(team, youth, first);
    await team.propose(youth, second.reference);
    await team.settle();
    expect(team.lettersTo(first)).toEqual([
      'Une proposition de binôme : Inès',
      'Cette proposition de binôme ne se fera pas',
    ]);
    expect(team.lettersTo(second)).toEqual(['Une proposition de binôme : Inès']);
    const rows = [...(await team.pairs()).values()];
    const stateWith = ({ reference }: Person) => rows.find((row) => row.Mentor === reference)?.État;
    expect([stateWith(first), stateWith(second)]).toEqual(['Décliné', 'Proposé']);
  });
});

describe('a question that could not leave in time', () => {
  const mail = { send: () => Promise.reject(new MailUnavailable(undefined, '451')) };

  /** A youth whom no letter reached yet, though the mentor said yes. */
  async function anUnaskedYouth(team: PairingTeam, youth: Person, mentor: Person): Promise<string> {
    const id = await aProposal(team, youth, mentor);
    await team.answer(id, 'mentor', 'oui');
    await team.drain({ mail });
    expect(team.lettersTo(youth)).toEqual([]);
    return id;
  }

  test.each<
    readonly [string, (team: PairingTeam, youth: Person, mentor: Person, id: string) => Promise<void>]
  >([
    ['is erased', async (team, _, mentor) => await team.erase(mentor)],
    ['withdraws', async (team, _, mentor) => await team.setStatus(mentor, 'Retirée')],
    ['is not proposed any more', async (team, youth) => await team.propose(youth, '')],
    ['said no after all', async (team, _, __, id) => await team.setPair(id, 'État', 'Arrêté')],
  ])('is not asked once the other %s, nor taken back', async (_, happens) => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    const id = await anUnaskedYouth(team, youth, mentor);
    await happens(team, youth, mentor, id);
    for (let minutes = 0; minutes <= 30; minutes += 10) {
      await team.drain({ mail });
      team.wait(10);
    }
    await team.settle();
    expect(team.lettersTo(youth)).toEqual([]);
  });

  test('leaves late, as long as it stands', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    await anUnaskedYouth(team, youth, mentor);
    await team.settle();
    expect(team.lettersTo(youth)).toEqual(['Une proposition pour toi : Claire']);
  });
});

describe('a row in which somebody wrote another reference', () => {
  test.each(['Jeune', 'Mentor'])(
    'of the column « %s » lets nothing leave until it is put right',
    async (header) => {
      const team = aPairingTeam();
      const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
      const others = [anAcceptedYouth('Nora'), anAvailableMentor('Marc')];
      await team.receive(others);
      const id = await aPair(team, youth, mentor);
      const [nora, marc] = others;
      await team.setPair(id, header, (header === 'Jeune' ? nora : marc)?.reference ?? '');
      await team.setPair(id, 'État', 'En cours');
      await team.settle();
      const cells = (await team.pairs()).get(id);
      expect(cells?.['À faire']).toMatch(/^Une référence de cette ligne a été changée/);
      expect([...team.outbox.values()].filter(({ subject }) => subject.startsWith('C’est parti'))).toEqual(
        [],
      );
      await team.setPair(id, header, (header === 'Jeune' ? youth : mentor).reference);
      await team.settle();
      expect(team.lettersTo(youth).at(-1)).toBe('C’est parti, avec Claire');
    },
  );
});

describe('the gate', () => {
  const MINOR = {
    'Date de naissance': '2010-03-14',
    'Responsable légal': 'Nadia',
    'E-mail du responsable': 'n@exemple.fr',
  };

  test('« C’est parti » leaves once everything is there and the team says so', async () => {
    const team = aPairingTeam();
    const youth = anAcceptedYouth('Inès', MINOR);
    const mentor = anAvailableMentor('Claire', { 'Formé le': '', 'B3 vu par': '' });
    await team.authorise(youth, 'Demandée');
    const id = await aPair(team, youth, mentor);
    const todo = async () => (await team.pairOf(youth)).cells['À faire'] ?? '';
    expect(await todo()).toMatch(/^Il manque : l’autorisation.*la formation.*le bulletin/);
    await team.setPair(id, 'Première rencontre', 'mercredi 9 décembre à 14 h, Eurasanté');
    await team.setPair(id, 'État', 'En cours');
    await team.settle();
    expect(await todo()).toMatch(/^Rien n’est parti, il manque/);
    await team.setCell(MENTORS_TAB, mentor.id, 'Formé le', '3 novembre 2026');
    await team.setCell(MENTORS_TAB, mentor.id, 'B3 vu par', 'Awa');
    await team.settle();
    expect(await todo()).toMatch(/^Rien n’est parti, il manque : l’autorisation[^;]*$/);
    expect(await team.statusOf(youth)).toBe('Acceptée');
    await team.authorise(youth, 'Accordée');
    await team.settle();
    expect(await todo()).toBe('');
    expect(team.lettersTo(youth).at(-1)).toBe('C’est parti, avec Claire');
    expect(team.lettersTo(mentor).at(-1)).toBe('C’est parti, avec Inès');
    expect([await team.statusOf(youth), await team.statusOf(mentor)]).toEqual(['En binôme', 'En binôme']);
    const guardian = [...team.outbox.values()].filter(({ to }) => to === 'n@exemple.fr');
    expect(guardian.map(({ subject }) => subject)).toEqual(['Le mentorat d’Inès commence']);
    const text = textOf(guardian[0]);
    expect(text).toContain('Claire (Filatures Exemple, Eurasanté)');
    expect(text).toContain('mercredi 9 décembre à 14 h');
    expect(text).not.toContain(mentor.cells['E-mail']);
    expect(text.match(/Une question/g)).toHaveLength(1);
    // The statuses that the system gave send nothing, also later.
    const before = team.outbox.size;
    await team.settle();
    expect(team.outbox.size).toBe(before);
  });

  test.each([
    ['the authorisation', AUTHORISATIONS_TAB, 'État', 'Refusée', 'youth', 'autorisation'],
    ['the training', MENTORS_TAB, 'Formé le', '', 'mentor', 'formation'],
    ['the bulletin', MENTORS_TAB, 'B3 vu le', '', 'mentor', 'bulletin'],
  ] as const)(
    '%s, lost afterwards, is told to the team at once and once',
    async (_, tab, header, text, side, word) => {
      const team = aPairingTeam();
      const [youth, mentor] = [anAcceptedYouth('Inès', MINOR), anAvailableMentor('Claire')];
      await team.authorise(youth, 'Accordée');
      await aRunningPair(team, youth, mentor);
      expect((await team.pairOf(youth)).cells['À faire']).toBe('');
      await team.setCell(tab, side === 'youth' ? youth.id : mentor.id, header, text);
      await team.drain();
      await team.settle();
      expect((await team.pairOf(youth)).cells['À faire']).toContain(word);
      const alerts = [...team.outbox.values()].filter(({ to }) => to === TEAM);
      expect(alerts).toHaveLength(1);
      expect(textOf(alerts[0])).toContain(word);
    },
  );
});

describe('the life of a pair', () => {
  test('a pause and its end are told to both; a stop makes the youth accepted and the mentor available again', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    const id = await aRunningPair(team, youth, mentor);
    for (const state of ['En pause', 'En cours', 'En pause', 'Arrêté']) {
      await team.setPair(id, 'État', state);
      await team.settle();
    }
    const words = [
      'Ton binôme est en pause',
      'Ton binôme reprend',
      'Ton binôme est en pause',
      'Ton binôme s’arrête',
    ];
    expect(team.lettersTo(youth).slice(-4)).toEqual(words);
    expect(team.lettersTo(mentor).slice(-4)).toEqual(words.map((one) => one.replace('Ton', 'Votre')));
    expect([await team.statusOf(youth), await team.statusOf(mentor)]).toEqual(['Acceptée', 'Disponible']);
    expect((await team.pairOf(youth)).cells['Terminé le']).not.toBe('');
  });

  test('a mentor with two youths stays in a pair until the last is over', async () => {
    const team = aPairingTeam();
    const mentor = anAvailableMentor('Claire', { Capacité: '2' });
    const [ines, nora] = [anAcceptedYouth('Inès'), anAcceptedYouth('Nora')];
    const first = await aRunningPair(team, ines, mentor);
    await team.receive([nora]);
    const second = await aRunningPair(team, nora, mentor);
    await team.setPair(first, 'État', 'Terminé');
    await team.settle();
    expect([await team.statusOf(ines), await team.statusOf(mentor)]).toEqual(['Terminée', 'En binôme']);
    await team.setPair(second, 'État', 'Terminé');
    await team.settle();
    expect(await team.statusOf(mentor)).toBe('Disponible');
  });

  test('of somebody who withdraws in the middle the team is told, and the other by what the team sets', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    const id = await aRunningPair(team, youth, mentor);
    await team.setStatus(youth, 'Retirée');
    await team.settle();
    const toMentor = team.lettersTo(mentor).length;
    expect([...team.outbox.values()].filter(({ to }) => to === TEAM)).toHaveLength(1);
    expect((await team.pairOf(youth)).cells['À faire']).toMatch(/^Le jeune n’est plus là/);
    await team.setPair(id, 'État', 'Arrêté');
    await team.settle();
    expect(team.lettersTo(mentor).slice(toMentor)).toEqual(['Votre binôme s’arrête']);
    expect(await team.statusOf(youth)).toBe('Retirée');
  });

  test('a row that the team deletes is over: nothing is said to anybody, and the place is free', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    const id = await aProposal(team, youth, mentor);
    await team.spreadsheet.remove(PAIRS_TAB, [id]);
    await team.settle();
    await team.answer(id, 'mentor', 'oui');
    await team.settle();
    expect(team.lettersTo(youth)).toEqual([]);
    expect([...(await team.pairs()).keys()]).toEqual([]);
    const other = anAcceptedYouth('Nora');
    await team.receive([other]);
    await team.propose(other, mentor.reference);
    await team.settle();
    expect(team.lettersTo(mentor).at(-1)).toBe('Une proposition de binôme : Nora');
  });

  test('what happens in a pair counts as a contact with both, for as long as they are kept', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    await team.receive([youth, mentor]);
    team.wait(600 * 24 * 60);
    await team.propose(youth, mentor.reference);
    await team.settle();
    const { id } = await team.pairOf(youth);
    await team.answer(id, 'mentor', 'oui');
    await team.settle();
    team.wait(150 * 24 * 60);
    const { spreadsheet, cases, now } = team;
    const ports = { spreadsheet, cases, months: 24, now };
    const { announce, erase } = await surveyRetention(ports);
    expect([announce, erase]).toEqual([[], []]);
  });

  test('« En binôme » by hand sends nothing and makes no pair', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    await team.receive([youth, mentor]);
    await team.drain();
    await team.setStatus(youth, 'En binôme');
    await team.setStatus(mentor, 'En binôme');
    await team.settle();
    expect(team.outbox.size).toBe(0);
    expect(await team.pairs()).toEqual(new Map());
  });
});

describe('a row that names two people', () => {
  test('one erased, that side and the notes are emptied; the other, the figures and the other’s status stay', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    const id = await aRunningPair(team, youth, mentor);
    await team.setPair(id, "Notes de l'équipe", 'Inès préfère le soir');
    await team.erase(youth);
    await team.settle();
    const rows = await team.spreadsheet.read(PAIRS_TAB, [
      'Jeune',
      'Prénom du jeune',
      'Mentor',
      'Prénom du mentor',
      'Réponse du jeune',
      'Réponse du mentor',
      "Notes de l'équipe",
      'Commencé le',
    ]);
    const row = rows.get(id);
    expect(row).toMatchObject({
      Jeune: '',
      'Prénom du jeune': '',
      'Réponse du jeune': '',
      "Notes de l'équipe": '',
      Mentor: mentor.reference,
      'Prénom du mentor': 'Claire',
      'Réponse du mentor': 'oui',
    });
    expect(row?.['Commencé le']).not.toBe('');
    expect([...team.outbox.values()].filter(({ to }) => to === TEAM)).toHaveLength(1);
    await team.setPair(id, 'État', 'Arrêté');
    await team.settle();
    expect(team.lettersTo(mentor).at(-1)).toBe('Votre binôme s’arrête');
    expect(await team.statusOf(mentor)).toBe('Disponible');
  });

  test('one erased is in no line of the team’s own either: the hours stay the pair’s, and all ends though no identifier finds it', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    await aRunningPair(team, youth, mentor);
    const [row] = (await team.spreadsheet.read(PAIRS_TAB, ['Référence'])).values();
    const byHand = async (tab: Tab, cells: Readonly<Record<string, string>>) => {
      await team.spreadsheet.insert(tab, []);
      team.edit(tab.name, ([titles = [], ...lines]) => [
        titles,
        titles.map((title) => cells[title] ?? ''),
        ...lines,
      ]);
    };
    await byHand(HOURS_TAB, {
      Date: '2026-11-12',
      Durée: '2',
      Participants: `${youth.reference}; BI-ZZZZZZZZ`,
    });
    await byHand(HOURS_TAB, { Participants: `${youth.reference.toLowerCase()} (Inès)` });
    await byHand(PAIRS_TAB, { Jeune: youth.reference, Mentor: mentor.reference });
    await byHand(REGISTRATIONS_TAB, { Événement: 'La halle', Référence: youth.reference });
    const texts = async (tab: Tab, header: string) =>
      [...(await team.spreadsheet.read(tab, [header])).values()].map((cells) => cells[header]);
    await team.erase(youth);
    await team.drain();
    expect(await texts(HOURS_TAB, 'Participants')).toEqual([
      `${row?.['Référence'] ?? ''} (Inès)`,
      `${row?.['Référence'] ?? ''}; BI-ZZZZZZZZ`,
    ]);
    // Typed again before the end.
    await byHand(HOURS_TAB, { Participants: youth.reference });
    await team.settle();
    expect(await texts(HOURS_TAB, 'Participants')).toContain(row?.['Référence']);
    expect((await texts(PAIRS_TAB, 'Jeune')).toSorted()).toEqual(['', 'effacé']);
    expect(await texts(PAIRS_TAB, 'Mentor')).toEqual([mentor.reference, mentor.reference]);
    expect(await texts(REGISTRATIONS_TAB, 'Référence')).toEqual(['effacé']);
    const kept = await team.store.list('');
    expect(kept.filter((key) => key.includes(youth.id) && key.includes('erased'))).toEqual([]);
  });

  test.each<readonly [string, (reference: string) => string]>([
    ['as it was pasted', (reference) => `${reference} (le soir, 1 place)`],
    ['in small letters', (reference) => `${reference.toLowerCase()}, à rappeler`],
    ['with spaces', (reference) => reference.replace('-', ' ').replace(/(....)$/, ' $1')],
    ['beside another', (reference) => `ME-99999999 ou ${reference}`],
  ])('a mentor erased is in no cell of a youth any more, %s', async (_, typed) => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    await aProposal(team, youth, mentor);
    await team.propose(youth, typed(mentor.reference));
    await team.erase(mentor);
    await team.settle();
    const cells = (await team.spreadsheet.read(YOUTHS_TAB, ['Mentor proposé'])).get(youth.id);
    expect(cells?.['Mentor proposé']).toBe('');
    const facts = (await team.cases.facts(youth.id)).map(({ name }) => name).join();
    expect(facts).not.toContain(mentor.reference.toLowerCase());
  });
});
