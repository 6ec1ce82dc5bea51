import { describe, expect, test, vi } from 'vitest';
import { AUTHORISATION, AUTHORISATIONS_TAB } from '../src/domain/guardian/authorisations-tab.ts';
import { HOURS_LINE, HOURS_TAB } from '../src/domain/hours/hours-tab.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../src/domain/pairs/pair-row.ts';
import { PAIRS_TAB } from '../src/domain/pairs/pairs-tab.ts';
import { CONTACT_TAB } from '../src/domain/tracking/contact-tab.ts';
import { aPairingTeam, anAcceptedYouth, anAvailableMentor, staffAt } from './fixtures/pairs.fixture.ts';
import { TEAM } from './fixtures/programme.fixture.ts';
import { aPerson, type Person } from './fixtures/watch.fixture.ts';
import { SPREADSHEETS } from './support/spreadsheets.ts';
import { sampled } from './support/nightly.ts';

vi.setConfig({ testTimeout: 120_000 });

const MINOR = {
  'Date de naissance': '2010-03-14',
  'Responsable légal': 'Nadia Exemple',
  'E-mail du responsable': 'nadia@exemple.fr',
};

describe.each(sampled(SPREADSHEETS, 4))('the story of pairs in $name', ({ open }) => {
  test('six youths, four mentors, three pairs: each asked once, nobody told too much, one stopped, one side erased', async () => {
    const { spreadsheet, close, rest } = await open();
    const team = aPairingTeam(staffAt({ spreadsheet, ...(rest && { rest }) }));
    const [ines, nora, adam, yanis, lea, sami] = [
      anAcceptedYouth('Inès', MINOR),
      anAcceptedYouth('Nora', {
        ...MINOR,
        'E-mail du responsable': '',
        'Téléphone du responsable': '+33655443322',
      }),
      anAcceptedYouth('Adam', { 'E-mail': '', 'Contact préféré': 'Un SMS' }),
      anAcceptedYouth('Yanis'),
      anAcceptedYouth('Léa'),
      anAcceptedYouth('Sami'),
    ];
    const [claire, marc, jeanne, paul] = [
      anAvailableMentor('Claire', { Capacité: '2' }),
      anAvailableMentor('Marc'),
      anAvailableMentor('Jeanne', { 'Formé le': '' }),
      anAvailableMentor('Paul'),
    ];
    await team.receive([ines, nora, adam, yanis, lea, sami, claire, marc, jeanne, paul]);
    await team.authorise(ines, 'Demandée');
    await team.authorise(nora, 'Demandée');
    await team.drain();

    // Two places for two, one place for two.
    for (const [youth, mentor] of [
      [ines, claire],
      [nora, claire],
      [adam, marc],
      [yanis, marc],
      [lea, jeanne],
    ] as const)
      await team.propose(youth, mentor.reference);
    await team.settle();
    expect(team.lettersTo(claire)).toHaveLength(2);
    expect(team.lettersTo(marc)).toHaveLength(1);
    const marcs = [await team.pairOf(adam), await team.pairOf(yanis)];
    const waiting = marcs.find(({ cells }) => cells['À faire'] !== '');
    expect(waiting?.cells['À faire']).toContain('plus de place');
    const taken = marcs.find((pair) => pair !== waiting);

    // A no that the youth never sees.
    const ofLea = await team.pairOf(lea);
    await team.answer(ofLea.id, 'mentor', 'non');
    await team.settle();
    expect(team.lettersTo(lea)).toEqual([]);
    await team.propose(lea, `${paul.reference} Paul`);

    // Yes on all sides: by the page, and by the team's hand for who has no e-mail.
    const [ofInes, ofNora] = [await team.pairOf(ines), await team.pairOf(nora)];
    for (const id of [ofInes.id, ofNora.id, taken?.id ?? '']) await team.answer(id, 'mentor', 'oui');
    await team.settle();
    for (const id of [ofInes.id, ofNora.id]) await team.answer(id, 'youth', 'oui');
    await team.setPair(taken?.id ?? '', 'Réponse du jeune', 'oui');
    await team.settle();

    // The gate holds, and opens.
    for (const id of [ofInes.id, ofNora.id, taken?.id ?? '']) await team.setPair(id, 'État', 'En cours');
    await team.settle();
    expect((await team.pairOf(ines)).cells['À faire']).toMatch(
      /^Rien n’est parti, il manque : l’autorisation/,
    );
    expect(await team.statusOf(ines)).toBe('Acceptée');
    await team.authorise(ines, 'Accordée');
    await team.authorise(nora, 'Accordée');
    await team.settle();
    const started = (person: Person) =>
      team.lettersTo(person).filter((subject) => subject.startsWith('C’est parti'));
    expect(started(ines)).toEqual(['C’est parti, avec Claire']);
    expect(started(claire).toSorted()).toEqual(['C’est parti, avec Inès', 'C’est parti, avec Nora']);
    expect([await team.statusOf(nora), await team.statusOf(claire)]).toEqual(['En binôme', 'En binôme']);
    const guardians = [...team.outbox.values()].filter(({ to }) => to === 'nadia@exemple.fr');
    expect(guardians).toHaveLength(1);
    const contacts = await spreadsheet.read(CONTACT_TAB, ['Motif', 'Destinataire', 'Texte à copier']);
    const toGuardian = [...contacts.values()].filter(({ Destinataire }) =>
      Destinataire?.includes('responsable'),
    );
    expect(toGuardian).toHaveLength(1);
    expect(toGuardian[0]?.['Texte à copier']).toContain('Claire');

    // Each condition lost is told once.
    const alerts = () => [...team.outbox.values()].filter(({ to }) => to === TEAM).length;
    for (const [tab, id, header, text] of [
      [AUTHORISATIONS_TAB, ines.id, AUTHORISATION.state, 'Refusée'],
      [MENTORS_TAB, claire.id, 'Formé le', ''],
      [MENTORS_TAB, claire.id, 'B3 vu le', 'vierge'],
    ] as const) {
      const before = alerts();
      await team.setCell(tab, id, header, text);
      await team.settle();
      expect(alerts() - before).toBeGreaterThanOrEqual(1);
      const told = alerts();
      await team.settle();
      expect(alerts()).toBe(told);
    }

    // One stopped: the youth is accepted again, the mentor stays with the other.
    await team.setPair(ofInes.id, 'État', 'Arrêté');
    await team.settle();
    expect([await team.statusOf(ines), await team.statusOf(claire)]).toEqual(['Acceptée', 'En binôme']);

    // One side erased: the other keeps its own, and nothing of the first is anywhere; the hours stay the pair's.
    const [meeting, event] = [aPerson('youth').id, aPerson('youth').id];
    const participants = (text: string) => ({ [HOURS_LINE.participants]: text });
    await spreadsheet.insert(HOURS_TAB, [
      { id: meeting, cells: participants(nora.reference) },
      { id: event, cells: participants(`${ines.reference}; ${nora.reference} (avec ${nora.reference})`) },
    ]);
    await team.erase(nora);
    await team.settle();
    const { Référence: reference = '' } =
      (await spreadsheet.read(PAIRS_TAB, ['Référence'])).get(ofNora.id) ?? {};
    expect(reference).toMatch(/^BI-/);
    expect(await spreadsheet.read(HOURS_TAB, [HOURS_LINE.participants])).toEqual(
      new Map([
        [meeting, participants(reference)],
        [event, participants(`${ines.reference}; ${reference} (avec ${reference})`)],
      ]),
    );
    const pairs = await spreadsheet.read(PAIRS_TAB, [
      'Jeune',
      'Prénom du jeune',
      'Mentor',
      'Prénom du mentor',
      'État',
    ]);
    expect(pairs.get(ofNora.id)).toMatchObject({
      Jeune: '',
      'Prénom du jeune': '',
      'Prénom du mentor': 'Claire',
    });
    for (const tab of [YOUTHS_TAB, MENTORS_TAB, PAIRS_TAB, HOURS_TAB, AUTHORISATIONS_TAB, CONTACT_TAB]) {
      const rows = await spreadsheet.read(
        tab,
        tab.columns.map(({ header }) => header).filter((one) => one !== 'Identifiant'),
      );
      expect(JSON.stringify([...rows.values()]), tab.name).not.toMatch(new RegExp(`Nora|${nora.reference}`));
    }
    const kept = await team.store.list('');
    const texts = await Promise.all(kept.map(async (key) => `${key} ${(await team.store.get(key)) ?? ''}`));
    expect(texts.filter((text) => text.includes(nora.reference) || text.includes('Nora'))).toEqual([]);

    // Nobody was asked twice for the same proposal.
    for (const mentor of [claire, marc, paul]) {
      const asked = team.lettersTo(mentor).filter((subject) => subject.startsWith('Une proposition'));
      expect(new Set(asked).size).toBe(asked.length);
    }
    expect(team.failures).toEqual([]);
    await close();
  });
});
