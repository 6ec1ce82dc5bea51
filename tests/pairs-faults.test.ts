import { createHash } from 'node:crypto';
import { afterAll, expect, test, vi } from 'vitest';
import { parisDate } from '../src/domain/eligibility/age.ts';
import { HOURS_LINE, HOURS_TAB } from '../src/domain/hours/hours-tab.ts';
import { CHECK_INS } from '../src/domain/pairs/check-in.ts';
import { keepDeclaration } from '../src/server/cases/declarations.ts';
import { noteAndLook } from '../src/server/cases/note-and-look.ts';
import { checkInFact } from '../src/server/cases/pair-signs.ts';
import { TypedStore } from '../src/server/cases/typed-store.ts';
import { identifierFrom } from '../src/server/foundation/identifier.ts';
import { AUTHORISATION, AUTHORISATIONS_TAB } from '../src/domain/guardian/authorisations-tab.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../src/domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB, pairStateIn } from '../src/domain/pairs/pairs-tab.ts';
import { lastDayIn } from '../src/domain/retention/staff-dates.ts';
import { pairStateOf } from '../src/server/cases/pair-facts.ts';
import type { Cells } from '../src/server/spreadsheet/spreadsheet.ts';
import { seeded } from './doubles/faults.ts';
import {
  dying,
  pick,
  sometimes,
  unreliableMail,
  unreliableSpreadsheet,
  unreliableStore,
} from './fixtures/faults.fixture.ts';
import {
  aPairingTeam,
  anAcceptedYouth,
  anAvailableMentor,
  type PairingTeam,
} from './fixtures/pairs.fixture.ts';
import type { Person } from './fixtures/watch.fixture.ts';
import { sampled } from './support/nightly.ts';

// A team makes, stops and mends pairs at random, people answer, leave and are erased, while every call to the store, the spreadsheet and
// the mail may fail, drains die at any call and overlap. No pair is over the places, none starts without each condition, nobody is asked twice.

vi.setConfig({ testTimeout: 120_000 });

type Random = () => number;

/** Mostly what a team sets; the others end pairs. */
const STATES = [...Array<string>(9).fill('En cours'), 'En pause', 'Arrêté', 'Terminé'];

const MINOR = {
  'Date de naissance': '2010-03-14',
  'Responsable légal': 'Nadia',
  'E-mail du responsable': 'n@exemple.fr',
};

interface Cast {
  readonly youths: readonly Person[];
  readonly mentors: readonly Person[];
  readonly erased: Set<Person>;
}

async function act(team: PairingTeam, random: Random, { youths, mentors, erased }: Cast): Promise<void> {
  const present = (people: readonly Person[]) => people.filter((person) => !erased.has(person));
  const [youth, mentor] = [pick(random, present(youths)), pick(random, present(mentors))];
  const ids = [...(await team.pairs()).keys()];
  const id = ids.length === 0 ? undefined : pick(random, ids);
  const chance = random();
  if (chance < 0.14) await team.propose(youth, random() < 0.15 ? '' : mentor.reference);
  else if (chance < 0.26 && id !== undefined)
    await team.setPair(
      id,
      pick(random, [PAIR.mentorAnswer, PAIR.youthAnswer]),
      pick(random, ['oui', 'oui', 'non', 'bof']),
    );
  else if (chance < 0.5 && id !== undefined) await team.setPair(id, PAIR.state, pick(random, STATES));
  else if (chance < 0.58)
    await team.setCell(
      MENTORS_TAB,
      mentor.id,
      pick(random, ['Formé le', 'B3 vu le']),
      pick(random, ['', ...Array<string>(5).fill('2026-10-01')]),
    );
  else if (chance < 0.72)
    await team.setCell(
      AUTHORISATIONS_TAB,
      youth.id,
      AUTHORISATION.state,
      pick(random, ['Accordée', 'Accordée', 'Refusée']),
    );
  else if (chance < 0.74) await team.setStatus(youth, pick(random, ['Retirée', 'Acceptée']));
  else if (chance < 0.75 && erased.size < 2) {
    const person = pick(random, [youth, mentor]);
    erased.add(person);
    await team.erase(person);
  }
}

/** People answer on their page what they were asked there. */
async function answerAsked(team: PairingTeam, random: Random): Promise<void> {
  for (const id of (await team.pairs()).keys()) {
    const state = pairStateOf(id, await team.cases.facts(id));
    for (const side of ['mentor', 'youth'] as const)
      if (state?.asked[side] !== undefined && state.answers[side] === undefined && random() < 0.4)
        await team.answer(id, side, random() < 0.85 ? 'oui' : 'non');
  }
}

/** Mentors declare hours of pairs that have begun, some of them twice; either answers how it goes. The sendings that were taken. */
async function liveOn(team: PairingTeam, random: Random, turn: number): Promise<readonly string[]> {
  const { store, cases, now } = team;
  const taken: string[] = [];
  for (const id of (await team.pairs()).keys()) {
    const state = pairStateOf(id, await cases.facts(id));
    if (state?.startedAt === undefined || state.end !== undefined) continue;
    if (random() < 0.2) {
      const once = createHash('sha256').update(`${id} ${turn}`).digest('hex').slice(0, 16);
      const declaration = { day: parisDate(now()), minutes: 90, kind: 'Rencontre' } as const;
      for (let sent = random() < 0.3 ? 2 : 1; sent > 0; sent -= 1) {
        team.wait(1);
        await keepDeclaration(id, { at: now(), once, declaration }, new TypedStore(store));
      }
      taken.push(`${id} ${once}`);
    }
    if (random() < 0.1) {
      const given = { day: parisDate(now()), side: 'youth', answer: pick(random, CHECK_INS) } as const;
      await noteAndLook(id, checkInFact(given, now()), now(), team.ports());
    }
  }
  return taken;
}

interface Snapshot {
  readonly pairs: ReadonlyMap<string, Cells>;
  readonly mentors: ReadonlyMap<string, Cells>;
  readonly youths: ReadonlyMap<string, Cells>;
  readonly authorisations: ReadonlyMap<string, Cells>;
  readonly started: ReadonlySet<string>;
}

async function snapshotOf(team: PairingTeam): Promise<Snapshot> {
  const { spreadsheet, cases } = team;
  const pairs = await team.pairs();
  const started = new Set<string>();
  for (const id of pairs.keys())
    if (pairStateOf(id, await cases.facts(id))?.startedAt !== undefined) started.add(id);
  return {
    pairs,
    mentors: await spreadsheet.read(MENTORS_TAB, ['Référence', 'Formé le', 'B3 vu le', 'Capacité']),
    youths: await spreadsheet.read(YOUTHS_TAB, ['Référence', 'Date de naissance']),
    authorisations: await spreadsheet.read(AUTHORISATIONS_TAB, [AUTHORISATION.state]),
    started,
  };
}

const isDay = (text = ''): boolean => typeof lastDayIn(text) !== 'string';

/** Whatever started in this drain had every condition as the drain found the rows. */
function expectReady(before: Snapshot, after: Snapshot): void {
  for (const id of after.started.difference(before.started)) {
    const pair = before.pairs.get(id) ?? {};
    const mentor = [...before.mentors.values()].find((cells) => cells['Référence'] === pair[PAIR.mentor]);
    const [youthId = '', youth] =
      [...before.youths].find(([, cells]) => cells['Référence'] === pair[PAIR.youth]) ?? [];
    expect(pairStateIn(pair[PAIR.state] ?? ''), id).toBe('En cours');
    expect([isDay(mentor?.['Formé le']), isDay(mentor?.['B3 vu le'])], id).toEqual([true, true]);
    if ((youth?.['Date de naissance'] ?? '') > '2008-12')
      expect(before.authorisations.get(youthId)?.[AUTHORISATION.state], id).toBe('Accordée');
  }
}

/** No more mentors are asked, or in a pair, than they have places. */
async function expectPlaces(team: PairingTeam, { mentors }: Cast): Promise<void> {
  const pairs = await team.pairs();
  for (const { reference, cells } of mentors) {
    let taken = 0;
    for (const [id, row] of pairs) {
      if (row[PAIR.mentor] !== reference) continue;
      const state = pairStateOf(id, await team.cases.facts(id));
      if (state?.asked.mentor !== undefined && state.end === undefined) taken += 1;
    }
    expect(taken, reference).toBeLessThanOrEqual(Number(cells.Capacité));
  }
}

/** Hours that were declared, over all seeds. */
let sendings = 0;

afterAll(() => {
  expect(sendings).toBeGreaterThan(20);
});

test.each(sampled([1, 2, 3, 4, 5, 6, 7, 8], 3))('pairs among faults, seed %i', async (seed) => {
  const random = seeded(seed);
  const team = aPairingTeam();
  const cast: Cast = {
    youths: [
      anAcceptedYouth('Inès', MINOR),
      anAcceptedYouth('Nora', MINOR),
      anAcceptedYouth('Adam', { 'E-mail': '' }),
      anAcceptedYouth('Yanis'),
      anAcceptedYouth('Léa'),
    ],
    mentors: [
      anAvailableMentor('Claire', { Capacité: '2' }),
      anAvailableMentor('Marc'),
      anAvailableMentor('Jeanne'),
    ],
    erased: new Set(),
  };
  await team.receive([...cast.youths, ...cast.mentors]);
  for (const youth of cast.youths) await team.authorise(youth, 'Demandée');
  await team.drain();
  const declared: string[] = [];
  for (let turn = 0; turn < 120; turn += 1) {
    await act(team, random, cast);
    await answerAsked(team, random);
    declared.push(...(await liveOn(team, random, turn)));
    team.wait(1 + Math.floor(random() * 9));
    const before = await snapshotOf(team);
    const drains = Array.from({ length: random() < 0.2 ? 2 : 1 }, () =>
      team.drain({
        store: unreliableStore(team.store, dying(random, 300)),
        spreadsheet: unreliableSpreadsheet(team.spreadsheet, sometimes(random, 0.12)),
        mail: unreliableMail(team.mail, sometimes(random, 0.2)),
      }),
    );
    await Promise.allSettled(drains);
    expectReady(before, await snapshotOf(team));
    await expectPlaces(team, cast);
  }
  for (let calm = 0; calm < 4; calm += 1) await team.settle();
  await expectPlaces(team, cast);
  expect(team.order.length).toBe(new Set(team.order).size);
  // Each sending of hours is one line, whatever failed.
  sendings += declared.length;
  const lines = await team.spreadsheet.read(HOURS_TAB, [HOURS_LINE.duration]);
  const due = declared.map((sending) => {
    const [id = '', once = ''] = sending.split(' ');
    return identifierFrom('hours', id, once);
  });
  expect([...lines.keys()].toSorted()).toEqual(due.toSorted());
  // Whoever was erased is in no row and no key any more.
  const { store, spreadsheet } = team;
  const texts = [
    ...(await Promise.all(
      (await store.list('')).map(async (key) => `${key} ${(await store.get(key)) ?? ''}`),
    )),
    ...(
      await Promise.all(
        [YOUTHS_TAB, MENTORS_TAB, PAIRS_TAB].map(async (tab) => {
          const headers = tab.columns
            .map(({ header }) => header)
            .filter((header) => header !== 'Identifiant');
          return [...(await spreadsheet.read(tab, headers)).values()].map((cells) => JSON.stringify(cells));
        }),
      )
    ).flat(),
  ];
  for (const { reference } of cast.erased)
    expect(texts.filter((text) => text.includes(reference))).toEqual([]);
  // What is due by the rows as they stand is done.
  const { pairs, started } = await snapshotOf(team);
  for (const [id, cells] of pairs)
    if (pairStateIn(cells[PAIR.state] ?? '') === 'En cours' && (cells[PAIR.todo] ?? '') === '')
      expect(started, id).toContain(id);
});
