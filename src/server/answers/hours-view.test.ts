import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  aPair,
  anAcceptedYouth,
  anAvailableMentor,
  aStartedPair,
} from '../../../tests/fixtures/pairs.fixture.ts';
import type { Person } from '../../../tests/fixtures/watch.fixture.ts';
import { HOURS_LINE, HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { MENTORS_TAB } from '../../domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { Unavailable } from '../spreadsheet/spreadsheet.ts';

let pair: Awaited<ReturnType<typeof aStartedPair>>;

beforeEach(async () => {
  pair = await aStartedPair();
});

const DOWN = { openSpreadsheet: () => Promise.reject(new Unavailable('passing', 'En panne.')) };

async function declare(person: Person = pair.mentor, changes: Readonly<Record<string, string>> = {}) {
  const { team, pairId, page } = pair;
  const [year = '', month = '', day = ''] = team.now().toISOString().slice(0, 10).split('-');
  const date = { dateDay: day, dateMonth: month, dateYear: year };
  const body = {
    intent: 'hours',
    pair: pairId,
    once: 'a'.repeat(16),
    ...date,
    duration: '1 h 30',
    kind: 'meeting',
  };
  return await page(person, { body: { ...body, ...changes } });
}

async function lines() {
  const headers = Object.values(HOURS_LINE);
  return [...(await pair.memory.read(HOURS_TAB, headers)).values()];
}

describe('hours that a mentor declares', () => {
  test('are shown at once, become one line of the ledger, and a sign of the pair', async () => {
    const { answer } = await declare();
    expect(answer.status).toBe(303);
    expect((await pair.page(pair.mentor)).html).toContain('C’est noté');
    await declare();
    await pair.team.settle();
    expect(await lines()).toEqual([
      expect.objectContaining({
        [HOURS_LINE.duration]: '1 h 30',
        [HOURS_LINE.kind]: 'Rencontre',
        [HOURS_LINE.declaredBy]: pair.mentor.reference,
        [HOURS_LINE.state]: 'Comptée',
      }),
    ]);
    const today = pair.team.now().toISOString().slice(0, 10);
    const row = (await pair.memory.read(PAIRS_TAB, [PAIR.lastSign])).get(pair.pairId);
    expect(row).toEqual({ [PAIR.lastSign]: today });
    for (const person of [pair.youth, pair.mentor]) {
      const { html } = await pair.page(person);
      expect(html).toContain('1 h 30</strong> sur 20 heures');
      expect(html).toContain('Rencontre, 1 h 30');
      expect(html).not.toContain('C’est noté. Cela');
    }
  });

  test('of a mentor with two pairs are a sign of the one that they name', async () => {
    const { team, mentor, memory, pairId } = pair;
    await team.setCell(MENTORS_TAB, mentor.id, 'Capacité', '2');
    const second = await aPair(team, anAcceptedYouth('Nora'), mentor);
    await team.setPair(second, PAIR.state, 'En cours');
    await team.settle();
    await declare();
    team.wait(3 * 24 * 60);
    await declare(mentor, { once: 'b'.repeat(16), pair: second });
    await team.settle();
    const signs = await memory.read(PAIRS_TAB, [PAIR.lastSign]);
    const signOf = (id: string) => signs.get(id)?.[PAIR.lastSign] ?? '';
    expect(signOf(second)).toBe(team.now().toISOString().slice(0, 10));
    expect(signOf(pairId)).toMatch(/^2026-/);
    expect(signOf(pairId) < signOf(second)).toBe(true);
  });

  test('on a day that has a line of the pair wait for the team', async () => {
    await declare();
    await pair.team.settle();
    await declare(pair.mentor, { once: 'b'.repeat(16), duration: '2' });
    await pair.team.settle();
    const states = (await lines()).map((line) => line[HOURS_LINE.state]);
    expect(states.toSorted()).toEqual(['Comptée', 'À vérifier']);
    expect((await pair.page(pair.youth)).html).toContain('1 h 30</strong> sur 20 heures');
  });

  test('that the team took away do not come back when the form is sent again', async () => {
    await declare();
    await pair.team.settle();
    const ids = await pair.memory.identifiers(HOURS_TAB);
    await pair.memory.remove(HOURS_TAB, [...ids]);
    await declare();
    await pair.team.settle();
    expect(await lines()).toEqual([]);
  });

  test('with a mistake come back as they were typed, each mistake with what to do', async () => {
    const { answer, html } = await declare(pair.mentor, { duration: '25 h', kind: '', dateYear: '2031' });
    expect(answer.status).toBe(422);
    expect(html).toContain('<title>Erreur : Noter une rencontre');
    expect(html).toContain('value="25 h"');
    expect(html).toContain('value="2031"');
    for (const words of ['au plus 24 heures', 'Dites ce que c’était']) expect(html).toContain(words);
    await pair.team.settle();
    expect(await lines()).toEqual([]);
  });

  test.each(['before', 'after'] as const)('%s the pair’s days are refused', async (when) => {
    const year = when === 'before' ? '2025' : '2031';
    const { answer, html } = await declare(pair.mentor, { dateYear: year });
    expect(answer.status).toBe(422);
    expect(html).toContain(when === 'before' ? 'Votre binôme a commencé le' : 'à venir');
  });

  test('cannot be declared by the youth, by a stranger, of another pair, nor once it is over', async () => {
    await declare(pair.youth);
    const stranger = anAvailableMentor('Marc');
    await pair.team.receive([stranger]);
    await declare(stranger);
    await declare(pair.mentor, { pair: 'f'.repeat(32) });
    await pair.team.setPair(pair.pairId, 'État', 'Arrêté');
    await pair.team.settle();
    await declare();
    await pair.team.settle();
    expect(await lines()).toEqual([]);
  });

  test('can be declared while the spreadsheet is down, and nothing is lost', async () => {
    const body = {
      intent: 'hours',
      pair: pair.pairId,
      once: 'c'.repeat(16),
      duration: '45 min',
      kind: 'workshop',
    };
    const [year = '', month = '', day = ''] = pair.team.now().toISOString().slice(0, 10).split('-');
    const date = { dateDay: day, dateMonth: month, dateYear: year };
    const { answer } = await pair.page(pair.mentor, { body: { ...body, ...date } }, DOWN);
    expect(answer.status).toBe(303);
    await pair.team.settle();
    expect((await lines()).map((line) => line[HOURS_LINE.duration])).toEqual(['45 min']);
  });
});

const heldShape = z.object({
  rows: z.array(z.object({ tab: z.string(), cells: z.record(z.string(), z.string()) })),
});

test('each downloads the lines of their pair, without the references of the other', async () => {
  await declare();
  await pair.team.settle();
  for (const [person, others] of [
    [pair.youth, pair.mentor],
    [pair.mentor, pair.youth],
  ] as const) {
    const { html } = await pair.page(person, { body: { intent: 'data' } });
    const own = heldShape.parse(JSON.parse(html)).rows.filter(({ tab }) => tab === HOURS_TAB.name);
    expect(own).toHaveLength(1);
    expect(JSON.stringify(own)).not.toContain(others.reference);
    expect(own[0]?.cells[HOURS_LINE.duration]).toBe('1 h 30');
  }
});
