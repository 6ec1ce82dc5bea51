import { describe, expect, test, vi } from 'vitest';
import { HOURS_LINE, HOURS_TAB } from '../src/domain/hours/hours-tab.ts';
import { PAIR, PAIRS_TAB } from '../src/domain/pairs/pairs-tab.ts';
import { CONTACT, CONTACT_TAB } from '../src/domain/tracking/contact-tab.ts';
import { STORY_REASON } from '../src/server/letters/ending-letters.ts';
import {
  aPairingTeam,
  anAcceptedYouth,
  anAvailableMentor,
  pageOf,
  staffAt,
} from './fixtures/pairs.fixture.ts';
import type { Person } from './fixtures/watch.fixture.ts';
import { SPREADSHEETS } from './support/spreadsheets.ts';
import { sampled } from './support/nightly.ts';

vi.setConfig({ testTimeout: 120_000 });

const DAY = 24 * 60;
/** A pair of before, with somebody else, typed in by the team. */
const FORMER = { id: 'f'.repeat(32), reference: 'BI-ZZZZZZZZ' };
const ANSWERS = [PAIR.endReason, PAIR.project, PAIR.next, PAIR.later, PAIR.continues];

describe.each(sampled(SPREADSHEETS, 4))('the story of endings in $name', ({ open }) => {
  test('three pairs end: each is asked once, what they agree to is kept to, and an erasure leaves the other side', async () => {
    const { spreadsheet, close, rest } = await open();
    const team = aPairingTeam(staffAt({ spreadsheet, ...(rest && { rest }) }));
    const [ines, adam, yanis] = [
      anAcceptedYouth('Inès'),
      anAcceptedYouth('Adam', { 'E-mail': '', 'Contact préféré': 'Un SMS' }),
      anAcceptedYouth('Yanis'),
    ];
    const [claire, marc, jeanne, paul] = [
      anAvailableMentor('Claire'),
      anAvailableMentor('Marc'),
      anAvailableMentor('Jeanne'),
      anAvailableMentor('Paul'),
    ];
    const couples = [
      [ines, claire],
      [adam, marc],
      [yanis, jeanne],
    ] as const;
    await team.receive([ines, adam, yanis, claire, marc, jeanne, paul]);
    for (const [youth, mentor] of couples) await team.propose(youth, mentor.reference);
    await team.settle();
    const ids = new Map<Person, string>();
    for (const [youth, mentor] of couples)
      for (const person of [youth, mentor]) ids.set(person, (await team.pairOf(youth)).id);
    const pairOf = (person: Person): string => ids.get(person) ?? '';
    for (const side of ['mentor', 'youth'] as const) {
      for (const [youth] of couples) await team.answer(pairOf(youth), side, 'oui');
      await team.settle();
    }
    for (const [youth] of couples) await team.setPair(pairOf(youth), PAIR.state, 'En cours');
    await team.settle();
    const row = async (person: Person) => (await spreadsheet.read(PAIRS_TAB, ANSWERS)).get(pairOf(person));

    // Hours of two pairs of Inès, in lines that name her; 19 h 30 make no certificate, 20 h do.
    const today = team.now().toISOString().slice(0, 10);
    await spreadsheet.insert(PAIRS_TAB, [
      {
        id: FORMER.id,
        cells: {
          [PAIR.reference]: FORMER.reference,
          [PAIR.youth]: ines.reference,
          [PAIR.mentor]: paul.reference,
          [PAIR.state]: 'Arrêté',
          [PAIR.startedAt]: '2026-09-07T18:00:00+02:00',
          [PAIR.endedAt]: '2026-10-30T18:00:00+01:00',
        },
      },
    ]);
    const lines = ['2026-10-08', today].map((day, at) => ({
      id: String(at).repeat(32),
      cells: {
        [HOURS_LINE.date]: day,
        [HOURS_LINE.duration]: '19 h 30',
        [HOURS_LINE.kind]: 'Atelier',
        [HOURS_LINE.participants]: `${ines.reference}; ${adam.reference}`,
      },
    }));
    await spreadsheet.insert(HOURS_TAB, lines);
    const certificate = async (person: Person) =>
      (await pageOf(person, { team, spreadsheet }, { isCertificate: true })).html;
    expect(await certificate(claire)).toContain('Il manque 30 minutes');
    await spreadsheet.update(
      HOURS_TAB,
      lines.map(({ id }) => ({ id, cells: { [HOURS_LINE.duration]: '20 h' } })),
    );
    const sheets = async () => [await certificate(claire), await certificate(paul)].map(sheetIn);
    const before = await sheets();
    for (const sheet of before) expect(sheet).toContain('20 h');

    // The end: each is told, and asked.
    await team.setPair(pairOf(ines), PAIR.state, 'Terminé');
    for (const person of [adam, yanis]) await team.setPair(pairOf(person), PAIR.state, 'Arrêté');
    await team.settle();
    const states = [ines, adam, yanis, claire].map(async (person) => await team.statusOf(person));
    expect(await Promise.all(states)).toEqual(['Terminée', 'Acceptée', 'Acceptée', 'Disponible']);
    expect(team.lettersTo(ines).at(-1)).toBe('Ton binôme est terminé');
    expect(team.lettersTo(yanis).at(-1)).toBe('Ton binôme s’arrête');
    const contacts = async () =>
      [...(await spreadsheet.read(CONTACT_TAB, [CONTACT.reference, CONTACT.reason])).values()].map(
        (cells) => `${cells[CONTACT.reference] ?? ''} ${cells[CONTACT.reason] ?? ''}`,
      );
    expect((await contacts()).filter((text) => text.includes(adam.reference)).join(' ')).toMatch(
      /poser les deux questions.*« Projet bâti », « Suite »/,
    );

    // What they answer, on their page or to the team.
    const answer = async (person: Person, typed: Readonly<Record<string, string>>) => {
      const body = { intent: 'ending', pair: pairOf(person), question: 'end', ...typed };
      const { answer: response } = await pageOf(person, { team, spreadsheet }, { body });
      expect(response.status).toBe(303);
    };
    await answer(ines, { project: 'yes', next: 'studies', later: 'yes', story: 'yes' });
    await team.setPair(pairOf(adam), PAIR.project, 'en cours');
    for (const [mentor, value] of [
      [claire, 'yes'],
      [marc, 'no'],
      [jeanne, 'not-now'],
    ] as const)
      await answer(mentor, { question: 'continue', answer: value });
    await team.settle();
    expect([await row(ines), await row(adam), await row(yanis)]).toEqual([
      cells('Programme achevé', 'oui', 'Études', 'Accord donné', 'oui'),
      cells('', 'en cours', '', '', 'non'),
      cells('', '', '', '', 'pas tout de suite'),
    ]);
    expect(await contacts()).toContain(`${ines.reference} ${STORY_REASON}`);

    // One reminder, to the one who did not answer.
    for (const days of [8, 10]) {
      team.wait(days * DAY);
      await team.settle();
    }
    const recalled = (person: Person) =>
      team.lettersTo(person).filter((subject) => subject === 'Deux questions, et c’est fini');
    expect([ines, yanis].map(recalled)).toEqual([[], ['Deux questions, et c’est fini']]);
    expect((await contacts()).filter((text) => text.includes('relancer'))).toEqual([]);
    await answer(yanis, { project: 'no', next: 'unknown', later: 'yes' });
    await team.settle();
    expect(await row(yanis)).toMatchObject({
      [PAIR.next]: 'Ne sait pas encore',
      [PAIR.later]: 'Accord donné',
    });
    await answer(yanis, { question: 'refusal' });
    await team.settle();
    expect(await row(yanis)).toMatchObject({ [PAIR.project]: 'non', [PAIR.later]: 'Accord refusé' });

    // Six months later, one question to whoever still agrees.
    team.wait(170 * DAY);
    await team.settle();
    const asked = (person: Person) =>
      team.lettersTo(person).filter((subject) => subject.startsWith('Six mois'));
    expect([ines, yanis].map((person) => asked(person).length)).toEqual([1, 0]);
    await answer(ines, { question: 'later', answer: 'job' });
    await team.settle();
    expect(await row(ines)).toMatchObject({ [PAIR.next]: 'Études', [PAIR.later]: 'Emploi' });

    // One side erased: the other keeps its own, each line of hours stays with the pair that it was of.
    await team.erase(ines);
    await team.settle();
    team.wait(30);
    await team.settle();
    expect(await row(ines)).toEqual(cells('', '', '', '', 'oui'));
    const { [PAIR.reference]: reference = '' } =
      (await spreadsheet.read(PAIRS_TAB, [PAIR.reference])).get(pairOf(ines)) ?? {};
    const named = await spreadsheet.read(HOURS_TAB, [HOURS_LINE.participants]);
    expect(lines.map(({ id }) => named.get(id)?.[HOURS_LINE.participants])).toEqual([
      `${FORMER.reference}; ${adam.reference}`,
      `${reference}; ${adam.reference}`,
    ]);
    expect((await sheets()).map(withoutDay)).toEqual(before.map(withoutDay));
    expect((await contacts()).filter((text) => text.includes(ines.reference))).toEqual([]);
    expect(team.failures).toEqual([]);
    await close();
  });
});

function cells(...texts: readonly string[]) {
  return Object.fromEntries(ANSWERS.map((header, at) => [header, texts[at]]));
}

function sheetIn(html: string): string {
  return /<article class="certificate">.*<\/article>/s.exec(html)?.[0] ?? '';
}

/** The sheet but the day on which it was made. */
function withoutDay(sheet: string): string {
  return sheet.replace(/à la date du [^.]*\./, '');
}
