import { beforeEach, describe, expect, test } from 'vitest';
import { MAIL_DOWN } from '../../../tests/fixtures/faults.fixture.ts';
import * as z from 'zod';
import { aStartedPair, anAcceptedYouth, anAvailableMentor } from '../../../tests/fixtures/pairs.fixture.ts';
import { CONTACT, CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import type { Person } from '../../../tests/fixtures/watch.fixture.ts';
import { YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { Looks } from '../cases/looks.ts';
import { STORY_REASON } from '../letters/ending-letters.ts';
import { Unavailable } from '../spreadsheet/spreadsheet.ts';

const DAY = 24 * 60;
const DOWN = { openSpreadsheet: () => Promise.reject(new Unavailable('passing', 'En panne.')) };
const { endReason, project, next, later, continues, todo } = PAIR;

let pair: Awaited<ReturnType<typeof aStartedPair>>;

beforeEach(async () => {
  pair = await aStartedPair();
});

/** The team ends the pair, and both are told. */
async function end(state: 'Terminé' | 'Arrêté' = 'Terminé'): Promise<void> {
  await pair.team.setPair(pair.pairId, 'État', state);
  await pair.team.settle();
}

/** Has the system look at the youth again, as the nights do in turn. */
async function lookAtYouth(): Promise<void> {
  await new Looks(pair.team.store).schedule(pair.youth.id, pair.team.now());
  await pair.team.settle();
}

type Typed = Readonly<Record<string, string>>;

async function answer(typed: Typed = {}, person: Person = pair.youth, changes = {}) {
  const body = { intent: 'ending', pair: pair.pairId, question: 'end', project: 'yes', next: 'job' };
  return await pair.page(person, { body: { ...body, ...typed } }, changes);
}

async function row() {
  const headers = [endReason, project, next, later, continues, todo];
  return (await pair.memory.read(PAIRS_TAB, headers)).get(pair.pairId);
}

const form = async (person: Person = pair.youth) =>
  await pair.page(person, { query: `?faire=fin&binome=${pair.pairId}` });

const lastLetter = (person: Person): string | undefined => pair.team.lettersTo(person).at(-1);

describe('the end of a pair', () => {
  test('asks the youth two questions, of which nothing is ticked, and brings the answers to the row', async () => {
    await end();
    expect(await row()).toMatchObject({ [endReason]: 'Programme achevé', [project]: '' });
    const { html } = await form();
    expect(html).not.toContain('checked');
    expect((await answer({ later: 'yes' })).answer.status).toBe(303);
    expect((await pair.page(pair.youth)).html).toContain('C’est noté, merci');
    await pair.team.settle();
    expect(await row()).toMatchObject({
      [project]: 'oui',
      [next]: 'Emploi',
      [later]: 'Accord donné',
      [todo]: '',
    });
    expect((await form()).html).not.toContain('name="project"');
    expect((await pair.memory.read(CONTACT_TAB, [CONTACT.reason])).size).toBe(0);
  });

  test('a reason that the team gave stays; of a pair that stopped it is asked for until it is there', async () => {
    await pair.team.setPair(pair.pairId, endReason, 'Autre raison');
    await end();
    expect(await row()).toMatchObject({ [endReason]: 'Autre raison' });
    pair = await aStartedPair();
    await end('Arrêté');
    expect(await row()).toMatchObject({
      [endReason]: '',
      [todo]: 'Dites dans « Fin » pourquoi ce binôme s’est arrêté',
    });
    await pair.team.setPair(pair.pairId, endReason, 'Sans nouvelles');
    await pair.team.settle();
    expect(await row()).toMatchObject({ [todo]: '' });
  });

  test('without an answer to both questions, the form comes back with what was ticked', async () => {
    await end();
    const { answer: response, html } = await answer({ project: '', next: 'training' });
    expect(response.status).toBe(422);
    expect(html).toContain('<title>Erreur : Deux questions pour finir');
    expect(html).toContain('Dis-nous si tu as construit un projet');
    expect(html).toMatch(/value="training"[^>]*checked|checked[^>]*value="training"/);
    await pair.team.settle();
    expect(await row()).toMatchObject({ [project]: '', [next]: '' });
  });

  test('answers count once, and never over a word of the team’s', async () => {
    await end();
    await pair.team.setPair(pair.pairId, project, 'en cours');
    await answer({ next: 'studies' });
    await answer({ next: 'training' });
    await pair.team.settle();
    await answer({ project: 'no', next: 'training' });
    await pair.team.settle();
    expect(await row()).toMatchObject({ [project]: 'en cours', [next]: 'Études', [later]: '' });
  });

  test('answers while the spreadsheet is down wait, and are in the download until it has them', async () => {
    await end();
    expect((await answer({}, pair.youth, DOWN)).answer.status).toBe(303);
    expect((await pair.page(pair.youth, { body: { intent: 'data' } })).html).toContain('oui, Emploi');
    await pair.team.settle();
    expect(await row()).toMatchObject({ [project]: 'oui', [next]: 'Emploi' });
  });

  test('nothing is taken before the end, from the other, from a stranger, or of another pair', async () => {
    await answer();
    await pair.team.settle();
    await end();
    await answer({}, pair.mentor);
    await answer({ question: 'continue', answer: 'yes' });
    await answer({ question: 'later', answer: 'job' });
    const stranger = anAcceptedYouth('Nour');
    await pair.team.receive([stranger]);
    await answer({}, stranger);
    await answer({ pair: 'f'.repeat(32) });
    await pair.team.settle();
    expect(await row()).toMatchObject({ [project]: '', [next]: '', [later]: '', [continues]: '' });
  });

  test('an answer on its way goes with whoever asks for the erasure, and so do those of the row', async () => {
    await end();
    await answer({}, pair.youth, DOWN);
    await pair.team.erase(pair.youth);
    await pair.team.settle();
    expect(await row()).toMatchObject({ [endReason]: '', [project]: '', [next]: '' });
    expect((await answer()).answer.status).toBe(410);
  });

  test('and so do those that the row has already', async () => {
    await end();
    await answer({ later: 'yes' });
    await answer({ question: 'continue', answer: 'no' }, pair.mentor);
    await pair.team.settle();
    await pair.team.erase(pair.youth);
    await pair.team.settle();
    expect(await row()).toMatchObject({ [project]: '', [next]: '', [later]: '', [continues]: 'non' });
  });
});

test('a youth who withdraws before the letter of a stop could leave is not told that they stay accepted', async () => {
  await pair.team.setPair(pair.pairId, PAIR.state, 'Arrêté');
  const down = { mail: MAIL_DOWN };
  for (const minutes of [1, 8, 8, 8]) {
    pair.team.wait(minutes);
    await pair.team.drain(down);
  }
  await pair.team.setStatus(pair.youth, 'Retirée');
  await pair.team.settle();
  expect(pair.team.lettersTo(pair.youth).join()).not.toContain('arrêt');
  expect(pair.team.lettersTo(pair.mentor).join()).toContain('arrêt');
});

describe('the reminder', () => {
  test('leaves once, after five working days, unless the answers are there', async () => {
    await end();
    const recalled = () =>
      pair.team.lettersTo(pair.youth).filter((subject) => subject.startsWith('Deux questions'));
    const sent: number[] = [];
    for (const days of [4, 5, 10]) {
      pair.team.wait(days * DAY);
      await pair.team.drain();
      await pair.team.drain();
      sent.push(recalled().length);
    }
    expect(sent).toEqual([0, 1, 1]);
    pair = await aStartedPair();
    await end();
    await pair.team.setPair(pair.pairId, project, 'non');
    pair.team.wait(10 * DAY);
    await pair.team.settle();
    expect(recalled()).toEqual([]);
    // A word in the wrong row, which the team takes back in time: nobody has answered.
    await pair.team.setPair(pair.pairId, project, '');
    await lookAtYouth();
    expect(recalled()).toHaveLength(1);
  });

  test.each([project, next])('that could not leave before the team typed « %s » does not', async (header) => {
    await end();
    pair.team.wait(10 * DAY);
    await pair.team.drain({ mail: MAIL_DOWN });
    await pair.team.setPair(pair.pairId, header, 'autre');
    await pair.team.settle();
    expect(lastLetter(pair.youth)).toBe('Ton binôme est terminé');
  });

  test('of whoever prefers a call is the team’s, with the script and where the answers go', async () => {
    await pair.team.setCell(YOUTHS_TAB, pair.youth.id, 'Contact préféré', 'Par téléphone');
    await pair.team.setCell(YOUTHS_TAB, pair.youth.id, 'Téléphone', '+33612345678');
    await end();
    pair.team.wait(10 * DAY);
    await pair.team.settle();
    const rows = [...(await pair.memory.read(CONTACT_TAB, [CONTACT.reason, CONTACT.text])).values()];
    const [first, second] = rows.toSorted((a, b) =>
      (a[CONTACT.reason] ?? '') < (b[CONTACT.reason] ?? '') ? -1 : 1,
    );
    expect([first?.[CONTACT.reason], second?.[CONTACT.reason]]).toEqual([
      expect.stringMatching(/^Fin du binôme : poser les deux questions.*« Projet bâti », « Suite »/),
      expect.stringMatching(/^Fin du binôme : relancer, une fois/),
    ]);
    expect(first?.[CONTACT.text]).toContain('as-tu construit un projet');
  });
});

describe('six months later', () => {
  const sixMonths = async (): Promise<void> => {
    pair.team.wait(184 * DAY);
    await pair.team.settle();
  };

  test('whoever agreed is asked one question, once, and the answer takes the place of the agreement', async () => {
    await end();
    await answer({ later: 'yes' });
    await pair.team.settle();
    const before = pair.team.lettersTo(pair.youth).length;
    pair.team.wait(170 * DAY);
    await pair.team.settle();
    expect(pair.team.lettersTo(pair.youth)).toHaveLength(before);
    pair.team.wait(14 * DAY);
    await pair.team.settle();
    await sixMonths();
    expect(pair.team.lettersTo(pair.youth).slice(before)).toEqual(['Six mois après, où en es-tu ?']);
    const { html } = await pair.page(pair.youth);
    expect(html).toContain('Un apprentissage');
    await answer({ question: 'later', answer: 'apprenticeship' });
    await answer({ question: 'later', answer: 'job' });
    await pair.team.settle();
    expect(await row()).toMatchObject({ [project]: 'oui', [next]: 'Emploi', [later]: 'Apprentissage' });
  });

  test.each([
    ['who did not tick anything', {}],
    ['who said no', { later: 'no' }],
  ] as const)('nobody %s is asked', async (_, typed) => {
    await end();
    await answer(typed);
    await pair.team.settle();
    const before = pair.team.lettersTo(pair.youth).length;
    await sixMonths();
    expect(pair.team.lettersTo(pair.youth)).toHaveLength(before);
  });

  test.each(['took the agreement back', 'withdrew', 'is in another pair'] as const)(
    'nor is whoever %s',
    async (how) => {
      await end(how === 'is in another pair' ? 'Arrêté' : 'Terminé');
      await answer({ later: 'yes' });
      await pair.team.settle();
      if (how === 'took the agreement back') await answer({ question: 'refusal' });
      if (how === 'withdrew') await pair.team.setStatus(pair.youth, 'Retirée');
      if (how === 'is in another pair')
        await pair.memory.insert(PAIRS_TAB, [
          { id: 'e'.repeat(32), cells: { [PAIR.youth]: pair.youth.reference, [PAIR.state]: 'En cours' } },
        ]);
      await pair.team.settle();
      await sixMonths();
      expect(lastLetter(pair.youth)).not.toContain('Six mois');
      if (how === 'took the agreement back') expect(await row()).toMatchObject({ [later]: 'Accord refusé' });
    },
  );

  test('an agreement that the team was told by phone counts, also just after the day', async () => {
    await end();
    const before = pair.team.lettersTo(pair.youth).length;
    await sixMonths();
    expect(pair.team.lettersTo(pair.youth)).toHaveLength(before);
    await pair.team.setPair(pair.pairId, later, 'accord donné');
    await lookAtYouth();
    expect(pair.team.lettersTo(pair.youth).slice(before)).toEqual(['Six mois après, où en es-tu ?']);
  });

  test('where nobody is kept for so long, it is not asked at all', async () => {
    await end();
    const { html } = await pair.page(
      pair.youth,
      { query: `?faire=fin&binome=${pair.pairId}` },
      { retentionMonths: 6 },
    );
    expect(html).toContain('name="project"');
    expect(html).not.toContain('name="later"');
  });
});

test('who wants to tell their story is called by the team, apart from what they answered', async () => {
  await end();
  await answer({ story: 'yes' });
  await pair.team.settle();
  const rows = await pair.memory.read(CONTACT_TAB, [CONTACT.reference, CONTACT.reason]);
  expect([...rows.values()]).toEqual([
    { [CONTACT.reference]: pair.youth.reference, [CONTACT.reason]: STORY_REASON },
  ]);
  expect(await row()).toEqual(expect.not.objectContaining({ [later]: 'oui' }));
  await pair.team.erase(pair.youth);
  await pair.team.settle();
  expect((await pair.memory.read(CONTACT_TAB, [CONTACT.reference])).size).toBe(0);
});

describe('a mentor', () => {
  const NEXT_FOR_TEAM = {
    no: 'Le mentor ne continue pas : remerciez-le, et mettez « Terminée » à sa ligne de « Mentors »',
    'not-now': 'Le mentor préfère attendre : mettez « En pause » à sa ligne de « Mentors »',
    yes: '',
  };

  test.each([
    ['yes', 'oui'],
    ['not-now', 'pas tout de suite'],
    ['no', 'non'],
  ] as const)('who answers %s is asked nothing else, and the team knows what to do', async (value, cell) => {
    await end();
    expect((await pair.page(pair.mentor)).html).toContain('Voulez-vous accompagner quelqu’un d’autre');
    await answer({ question: 'continue', answer: value }, pair.mentor);
    expect((await pair.page(pair.mentor)).html).not.toContain('Voulez-vous accompagner');
    await pair.team.settle();
    expect(await row()).toMatchObject({ [continues]: cell, [todo]: NEXT_FOR_TEAM[value] });
    await pair.team.setStatus(pair.mentor, value === 'no' ? 'Terminée' : 'En pause');
    await pair.team.settle();
    expect(await row()).toMatchObject({ [todo]: '' });
    expect((await pair.page(pair.youth)).html).not.toContain(NEXT_FOR_TEAM[value] || 'pas tout de suite');
  });
});

const heldShape = z.object({
  rows: z.array(z.object({ tab: z.string(), cells: z.record(z.string(), z.string()) })),
});

test('each downloads what they answered, and nothing that the other did, nor why it is over', async () => {
  await end();
  await answer();
  await answer({ question: 'continue', answer: 'no' }, pair.mentor);
  await pair.team.settle();
  const held = async (person: Person) => {
    const { html } = await pair.page(person, { body: { intent: 'data' } });
    return heldShape.parse(JSON.parse(html)).rows.find(({ tab }) => tab === PAIRS_TAB.name)?.cells;
  };
  const OTHERS = '(à l’autre personne du binôme)';
  expect(await held(pair.youth)).toMatchObject({
    [project]: 'oui',
    [continues]: OTHERS,
    [endReason]: '(pour l’équipe seule)',
  });
  expect(await held(pair.mentor)).toMatchObject({ [project]: OTHERS, [next]: OTHERS, [continues]: 'non' });
});

test('a mentor without that pair is asked nothing', async () => {
  await end();
  const other = anAvailableMentor('Marc');
  await pair.team.receive([other]);
  expect((await pair.page(other)).html).not.toContain('est fini');
});
