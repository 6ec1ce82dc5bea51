import { describe, expect, test, vi } from 'vitest';
import { companyForm } from '../src/domain/application/company.ts';
import { tabOf } from '../src/domain/application/tabs.ts';
import { INDICATOR, INDICATORS_TAB } from '../src/domain/figures/indicators-tab.ts';
import { HOURS_LINE, HOURS_TAB } from '../src/domain/hours/hours-tab.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../src/domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../src/domain/pairs/pairs-tab.ts';
import { Asks } from '../src/server/cases/asks.ts';
import { Erasures } from '../src/server/cases/erasures.ts';
import type { Row, Spreadsheet } from '../src/server/spreadsheet/spreadsheet.ts';
import { FigureMarks } from '../src/server/cases/figure-marks.ts';
import { seasonReport } from '../src/server/schedule/season-report.ts';
import { seeded } from './doubles/faults.ts';
import { CountingStore } from './fixtures/watch.fixture.ts';
import { anEnvironment, aRunningSite } from './support/running-site.ts';
import { SPREADSHEETS } from './support/spreadsheets.ts';
import { sampled } from './support/nightly.ts';

vi.setConfig({ testTimeout: 120_000 });

type Site = ReturnType<typeof aRunningSite>;

const YOUTHS = 12;
const MENTORS = 3;
/** State, project and answer at six months of the pairs that began, one a youth. */
const PAIRS = [
  ['Terminé', 'oui', 'Emploi'],
  ['Terminé', 'oui', 'Accord donné'],
  ['Terminé', 'oui', 'Accord refusé'],
  ['Terminé', 'en cours', ''],
  ['Terminé', 'Non', 'Autre'],
  ['Arrêté', '', ''],
  ['En cours', '', ''],
  ['En pause', '', ''],
] as const;

/** The figures that the story below has, with what they are out of. */
const EXPECTED = [
  ['Candidatures de jeunes', '12', ''],
  ['Candidatures de mentors', '3', ''],
  ['Entreprises inscrites', '1', ''],
  ['Jeunes acceptés', '10', '12'],
  ['Jeunes accompagnés', '8', '10'],
  ['Mentors en binôme', '2', '3'],
  ['Heures des jeunes', '45 h 45', ''],
  ['Jeunes avec des heures', '7', '8'],
  ['Jeunes à 20 heures', '1', '8'],
  ['Parcours terminés', '5', '8'],
  ['Parcours arrêtés', '1', '8'],
  ['Projets bâtis', '3', '6'],
  ['Projets en cours', '1', '6'],
  ['Projets non bâtis', '1', '6'],
  ['Sans réponse sur le projet', '1', '6'],
  ['Nouvelles à six mois', '2', '3'],
  ['En études, en formation ou en emploi à six mois', '1', '2'],
];

function references(rows: ReadonlyMap<string, Readonly<Record<string, string>>>): readonly string[] {
  return [...rows.values()].map((cells) => cells.Référence ?? '').toSorted();
}

/** A season in rows: applications as they come, the rest as the team and the system write it. */
async function live(site: Site, spreadsheet: Spreadsheet, rest?: () => unknown) {
  for (let n = 0; n < YOUTHS; n += 1)
    await site.apply(`jeune${n}@exemple.fr`, {
      phone: '',
      birthYear: String(1996 + n),
      familyName: `Nom ${'abcdefghijkl'.charAt(n)}`,
    });
  for (let n = 0; n < MENTORS; n += 1)
    await site.volunteer({ email: `m${n}@exemple.fr`, givenName: `Alix ${'abc'.charAt(n)}` });
  await site.announce();
  rest?.();
  await site.schedule(5, { spreadsheet });
  const youths = await spreadsheet.read(YOUTHS_TAB, ['Référence']);
  const mentors = references(await spreadsheet.read(MENTORS_TAB, ['Référence']));
  const [ids, own] = [[...youths.keys()], [...youths.values()].map((cells) => cells.Référence ?? '')];
  await spreadsheet.update(
    YOUTHS_TAB,
    ids.slice(0, 9).map((id) => ({ id, cells: { Statut: 'Acceptée' } })),
  );
  // « En binôme » and no pair, as the team may write it.
  await spreadsheet.update(YOUTHS_TAB, [{ id: ids[9] ?? '', cells: { Statut: ' en binome' } }]);
  const pairs = PAIRS.map(([state, project, later], at): Row => ({
    id: String(at).repeat(32),
    cells: {
      [PAIR.reference]: `BI-${'ABCDEFGH'.charAt(at).repeat(8)}`,
      [PAIR.youth]: own[at] ?? '',
      [PAIR.mentor]: mentors[at % 2] ?? '',
      [PAIR.site]: 'EuraMaterials',
      [PAIR.state]: state,
      [PAIR.startedAt]: '2026-09-07T18:00:00+02:00',
      [PAIR.endedAt]: state.startsWith('En') ? '' : '2026-11-18T18:00:00+01:00',
      [PAIR.project]: project,
      [PAIR.later]: later,
    },
  }));
  const proposed = { [PAIR.youth]: own[8] ?? '', [PAIR.mentor]: mentors[2] ?? '', [PAIR.state]: 'Proposé' };
  rest?.();
  await spreadsheet.insert(PAIRS_TAB, [...pairs, { id: '9'.repeat(32), cells: proposed }]);
  const lines = [
    ['20', 'BI-AAAAAAAA'],
    [
      '3 h',
      pairs
        .slice(1, 7)
        .map(({ cells }) => cells[PAIR.youth])
        .join('; '),
    ],
    ['1 h 15', 'BI-BBBBBBBB'],
    ['6 h 30', `${own[2] ?? ''}; ${mentors[0] ?? ''}`],
    // A training of a mentor credits nobody else, also once the mentor is erased.
    ['4', mentors[0] ?? ''],
  ];
  await spreadsheet.insert(
    HOURS_TAB,
    lines.map(([duration = '', participants = ''], at) => ({
      id: `a${String(at).repeat(31)}`,
      cells: {
        [HOURS_LINE.date]: '2026-10-14',
        [HOURS_LINE.duration]: duration,
        [HOURS_LINE.participants]: participants,
      },
    })),
  );
  return { youths: ids };
}

async function figuresIn(spreadsheet: Spreadsheet) {
  const rows = await spreadsheet.read(INDICATORS_TAB, [
    INDICATOR.label,
    INDICATOR.value,
    INDICATOR.of,
    INDICATOR.season,
    INDICATOR.updatedOn,
  ]);
  return [...rows.values()];
}

/** The totals, in the order of those that are expected. */
function shortly(figures: Awaited<ReturnType<typeof figuresIn>>) {
  return EXPECTED.map(([label]) => {
    const cells = figures.find((one) => one[INDICATOR.label] === label);
    return [label, cells?.[INDICATOR.value], cells?.[INDICATOR.of]];
  });
}

/** Everybody asks to be erased, and is. */
async function eraseAll(site: Site, spreadsheet: Spreadsheet, rest?: () => unknown) {
  const asks = new Asks(site.store);
  const tabs = [YOUTHS_TAB, MENTORS_TAB, tabOf(companyForm)];
  for (const tab of tabs)
    for (const id of await spreadsheet.identifiers(tab))
      await asks.ask(id, { kind: 'erase', at: site.now(), once: '1'.repeat(16) });
  const left = async () =>
    (await Promise.all(tabs.map((tab) => spreadsheet.identifiers(tab)))).some(({ size }) => size > 0);
  for (let isGoingOn = true, drain = 0; isGoingOn && drain < 15; drain += 1) {
    rest?.();
    isGoingOn = await left();
    await site.schedule(11, { spreadsheet });
  }
  for (const tab of tabs) expect(await spreadsheet.identifiers(tab)).toEqual(new Set());
}

describe.each(sampled(SPREADSHEETS, 4))('figures in $name', ({ open }) => {
  test('are the same, to the unit, once everybody of the season is erased', async () => {
    const { spreadsheet, close, rest } = await open();
    const site = aRunningSite();
    await live(site, spreadsheet, rest);
    rest?.();
    await site.night({ spreadsheet });
    const before = await figuresIn(spreadsheet);
    expect(shortly(before)).toEqual(EXPECTED);
    rest?.();
    await eraseAll(site, spreadsheet, rest);
    site.wait(1);
    rest?.();
    await site.night({ spreadsheet });
    expect(await figuresIn(spreadsheet)).toEqual(before);
    await close();
  });
});

test('an erasure writes the marks that no night has written yet', async () => {
  const site = aRunningSite();
  await live(site, site.spreadsheet);
  await eraseAll(site, site.spreadsheet);
  await site.night();
  expect(shortly(await figuresIn(site.spreadsheet))).toEqual(EXPECTED);
});

test('an erasure that stops half-way, the row gone and the case still there, takes no mark', async () => {
  const site = aRunningSite();
  const { youths } = await live(site, site.spreadsheet);
  await site.night();
  const [id = ''] = youths;
  const traces = { at: site.now().toISOString(), invitations: [], companies: [], pairs: [], occurrences: [] };
  await new Erasures(site.store).note(id, traces);
  await site.spreadsheet.remove(YOUTHS_TAB, [id]);
  site.wait(1);
  await site.night();
  expect(shortly(await figuresIn(site.spreadsheet))).toEqual(EXPECTED);
});

type Line = Readonly<Record<string, string>>;

function linesOf(site: Site, tab: string): readonly Line[] {
  const [titles = [], ...rows] = site.spreadsheet.grid(tab);
  return rows.map((row) => Object.fromEntries(titles.map((title, at) => [title, row[at] ?? ''])));
}

/** What somebody with nothing but the spreadsheet finds: no code of the programme. */
function recomputed(site: Site): Readonly<Record<string, string>> {
  const [youths, mentors, pairs, lines] = ['Jeunes', 'Mentors', 'Binômes', 'Heures'].map((tab) =>
    linesOf(site, tab),
  );
  const begun = (pairs ?? []).filter((pair) => pair['Commencé le'] !== '');
  const ofYouth = Map.groupBy(begun, ({ Jeune = '' }) => Jeune);
  const over = [...ofYouth].filter(([, own]) =>
    own.every(({ État = '' }) => ['Terminé', 'Arrêté'].includes(État)),
  );
  const outOf = (value: number, of: number) => `${value} sur ${of}, ${Math.round((value / of) * 100)} %`;
  // Of two pairs the answer that says most.
  const best = over.map(([, own]) =>
    ['oui', 'en cours', 'non', ''].find((answer) => own.some((pair) => pair['Projet bâti'] === answer)),
  );
  const answered = (answer: string) => outOf(best.filter((one) => one === answer).length, over.length);
  const hours = new Map<string, number>();
  for (const { Durée = '', Participants = '' } of lines ?? []) {
    const named = Participants.split('; ').map(
      (one) => begun.find(({ Référence }) => Référence === one)?.Jeune ?? one,
    );
    for (const youth of new Set(named))
      hours.set(youth, (hours.get(youth) ?? 0) + Number.parseInt(Durée, 10));
  }
  const accepted = (youths ?? []).filter(
    ({ Statut = '', Référence = '' }) =>
      ['Acceptée', 'En binôme', 'Terminée', 'Arrêtée'].includes(Statut) || ofYouth.has(Référence),
  );
  return {
    'Candidatures de jeunes': String(youths?.length),
    'Candidatures de mentors': String(mentors?.length),
    'Jeunes acceptés': outOf(accepted.length, youths?.length ?? 0),
    'Jeunes accompagnés': outOf(ofYouth.size, accepted.length),
    'Mentors en binôme': outOf(new Set(begun.map(({ Mentor }) => Mentor)).size, mentors?.length ?? 0),
    'Heures des jeunes': `${[...hours.values()].reduce((sum, one) => sum + one, 0)} h`,
    'Jeunes à 20 heures': outOf([...hours.values()].filter((one) => one >= 20).length, ofYouth.size),
    'Parcours terminés': outOf(
      over.filter(([, own]) => own.some(({ État }) => État === 'Terminé')).length,
      ofYouth.size,
    ),
    'Projets bâtis': answered('oui'),
    'Projets en cours': answered('en cours'),
    'Projets non bâtis': answered('non'),
    'Sans réponse sur le projet': answered(''),
  };
}

test('a season of forty youths and eighteen mentors: its report is what the spreadsheet gives, before everybody is erased and after', async () => {
  const site = aRunningSite();
  const random = seeded(40);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  for (let n = 0; n < 44; n += 1) {
    const name = `Nom ${'abcdefghijklmnopqrstuvwxyz'.charAt(n % 26)}${'ab'.charAt(Math.floor(n / 26))}`;
    await site.apply(`jeune${n}@exemple.fr`, {
      phone: '',
      birthYear: String(1997 + (n % 11)),
      birthDay: String(1 + (n % 28)),
      familyName: name,
    });
  }
  for (let n = 0; n < 18; n += 1)
    await site.volunteer({
      email: `m${n}@exemple.fr`,
      familyName: `Mentor ${'abcdefghijklmnopqr'.charAt(n)}`,
    });
  await site.schedule(5);
  await site.schedule(5);
  const [ids, youths] = [site.column('Jeunes', 'Identifiant'), site.column('Jeunes', 'Référence')];
  const mentors = site.column('Mentors', 'Référence');
  expect([youths.length, mentors.length]).toEqual([44, 18]);
  await site.spreadsheet.update(
    YOUTHS_TAB,
    ids
      .slice(0, 42)
      .map((id) => ({ id, cells: { Statut: pick(['Acceptée', 'En binôme', 'Terminée']) ?? '' } })),
  );
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
  // Two youths have a second pair.
  const pairs = [...youths.slice(0, 40), ...youths.slice(0, 2)].map((youth, at): Row => {
    const state = at < 2 ? 'Arrêté' : at < 36 ? 'Terminé' : (pick(['Arrêté', 'En cours']) ?? '');
    return {
      id: at.toString(16).padStart(32, 'b'),
      cells: {
        [PAIR.reference]: `BI-${letters.charAt(at % 24)}${letters.charAt(Math.floor(at / 24)).repeat(7)}`,
        [PAIR.youth]: youth,
        [PAIR.mentor]: mentors[at % 17] ?? '',
        [PAIR.site]: pick(['EuraMaterials', 'Eurasanté']) ?? '',
        [PAIR.state]: state,
        [PAIR.startedAt]: '2026-09-07T18:00:00+02:00',
        [PAIR.endedAt]: state === 'En cours' ? '' : '2026-11-18T18:00:00+01:00',
        [PAIR.project]:
          state === 'En cours' ? '' : (pick(['oui', 'oui', 'oui', 'oui', 'en cours', 'non', '']) ?? ''),
      },
    };
  });
  await site.spreadsheet.insert(PAIRS_TAB, pairs);
  const lines = Array.from({ length: 160 }, (_, at): Row => {
    const named = new Set([pick(pairs)?.cells[PAIR.reference] ?? '', pick(youths.slice(0, 40)) ?? '']);
    const cells = {
      [HOURS_LINE.date]: '2026-10-14',
      [HOURS_LINE.duration]: `${1 + Math.floor(random() * 6)} h`,
      [HOURS_LINE.participants]: [...named].slice(0, 1 + (at % 2)).join('; '),
    };
    return { id: at.toString(16).padStart(32, 'c'), cells };
  });
  await site.spreadsheet.insert(HOURS_TAB, lines);
  await site.night();
  const report = async () => {
    const made = await seasonReport('2026-2027', { figures: new FigureMarks(site.store), now: site.now });
    return (
      made?.sections.flatMap(({ figures }) => figures.map(({ label, value }) => [label, value] as const)) ??
      []
    );
  };
  const [expected, before] = [recomputed(site), await report()];
  expect(Object.fromEntries(before)).toMatchObject(expected);
  await eraseAll(site, site.spreadsheet);
  site.wait(1);
  await site.night();
  expect(await report()).toEqual(before);
});

test('figures follow the rows while there are any, under a new secret too, and say when they changed', async () => {
  const site = aRunningSite();
  const { youths } = await live(site, site.spreadsheet);
  const [first = '', second = ''] = youths;
  await site.night();
  const marks = await site.store.list('figures/');
  await site.spreadsheet.update(PAIRS_TAB, [{ id: '0'.repeat(32), cells: { [PAIR.project]: 'non' } }]);
  await site.spreadsheet.update(HOURS_TAB, [
    { id: `a${'0'.repeat(31)}`, cells: { [HOURS_LINE.duration]: '19,5' } },
  ]);
  await site.spreadsheet.remove(YOUTHS_TAB, [youths[11] ?? '']);
  site.wait(1);
  const environment = anEnvironment({
    LINK_SECRET: 'z'.repeat(64),
    LINK_SECRET_PREVIOUS: anEnvironment().LINK_SECRET,
  });
  await site.night({ environment });
  const figures = new Map(
    (await figuresIn(site.spreadsheet)).map((cells) => [cells[INDICATOR.label], cells] as const),
  );
  const told = (label: string) =>
    [INDICATOR.value, INDICATOR.of, INDICATOR.updatedOn].map((header) => figures.get(label)?.[header]);
  expect(told('Candidatures de jeunes')).toEqual(['11', '', '2026-11-24']);
  expect(told('Candidatures de mentors')).toEqual(['3', '', '2026-11-23']);
  expect(told('Projets bâtis')).toEqual(['2', '6', '2026-11-24']);
  expect(told('Jeunes à 20 heures')).toEqual(['0', '8', '2026-11-24']);
  const left = await site.store.list('figures/');
  expect(left).toHaveLength(marks.length - 1);
  expect(left.filter((key) => marks.includes(key))).toEqual([]);
  expect(left.filter((key) => key.includes(first) || key.includes(second))).toEqual([]);
});

test('a secret that is replaced at once, since somebody may have read it, counts nobody twice, nor whom it finds erased', async () => {
  const site = aRunningSite();
  const { youths } = await live(site, site.spreadsheet);
  await site.night();
  const before = await figuresIn(site.spreadsheet);
  const asks = new Asks(site.store);
  const erase = async (id: string, others = {}) => {
    await asks.ask(id, { kind: 'erase', at: site.now(), once: '1'.repeat(16) });
    for (const minutes of [5, 15]) await site.schedule(minutes, others);
  };
  await erase(youths[0] ?? '');
  const environment = anEnvironment({ LINK_SECRET: 'z'.repeat(64) });
  await erase(youths[1] ?? '', { environment });
  site.wait(1);
  await site.night({ environment });
  expect(await figuresIn(site.spreadsheet)).toEqual(before);
  await erase(youths[2] ?? '', { environment });
  site.wait(1);
  await site.night({ environment });
  expect(await figuresIn(site.spreadsheet)).toEqual(before);
});

test('marks of one person cannot be joined: no two of a store share their HMAC, and none has a text', async () => {
  const site = aRunningSite();
  await live(site, site.spreadsheet);
  await site.night();
  const marks = await site.store.list('figures/');
  const hmacs = marks.map((key) => key.slice(-32));
  expect(marks.length).toBeGreaterThan(60);
  expect(new Set(hmacs).size).toBe(marks.length);
  for (const key of marks) expect(await site.store.get(key)).toBe('');
});

test('a night on which nothing changed writes neither a mark nor a row, and costs the store a handful of calls', async () => {
  const store = new CountingStore();
  const site = aRunningSite(store);
  await live(site, site.spreadsheet);
  await site.night();
  site.wait(1);
  const before = { grid: site.spreadsheet.grid(INDICATORS_TAB.name), keys: await store.list('figures/') };
  store.calls = 0;
  await site.night();
  const first = store.calls;
  store.calls = 0;
  await site.night();
  // The second run of the same night does all but count the figures, of sixteen people with some ninety marks.
  expect(first - store.calls).toBeLessThanOrEqual(22);
  expect(site.spreadsheet.grid(INDICATORS_TAB.name)).toEqual(before.grid);
  expect(await store.list('figures/')).toEqual(before.keys);
});

test('a tab that cannot be read, or a column that somebody renamed, changes no figure', async () => {
  const site = aRunningSite();
  await live(site, site.spreadsheet);
  await site.night();
  const before = await figuresIn(site.spreadsheet);
  site.rename('Jeunes', 'Statut', 'État de la candidature');
  site.wait(1);
  const night = await site.night();
  expect(night.met.map(({ step }) => step)).toContain('figures');
  expect(await figuresIn(site.spreadsheet)).toEqual(before);
});
