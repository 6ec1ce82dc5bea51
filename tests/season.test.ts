import { beforeAll, describe, expect, test, vi } from 'vitest';
import { findingsIn } from './simulation/season-audit.ts';
import { playSeason, type Season } from './simulation/season.ts';
import { tableOf } from './simulation/season-table.ts';
import { isNightly } from './support/nightly.ts';

// One season, from September to July: what each person and the team receive, and nothing twice, nothing missing.

const SIZE = isNightly ? { youths: 60, mentors: 20, companies: 6 } : { youths: 24, mentors: 8, companies: 3 };
/** A busy machine takes long; it is about 10 s of work. */
const PATIENCE_MS = 600_000;

let season: Season;

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  season = await playSeason(SIZE);
}, PATIENCE_MS);

test('everybody has each letter and each call that their story asks for exactly once, and nobody else has any', async () => {
  const { letters, rows, repeated } = await findingsIn(season);
  expect({ letters, rows, repeated }).toEqual({ letters: [], rows: [], repeated: [] });
});

test('a minor without any e-mail, nor their guardian, is told all by the team, each once', () => {
  const [minor = expect.fail(), ...others] = season.people.filter(
    ({ kind }) => kind === 'mineur sans aucun e-mail',
  );
  expect(others).toEqual([]);
  const rows = season.contacts.filter((row) => row.Référence === minor.reference);
  expect(rows.map((row) => [row.Destinataire, row.Motif])).toEqual([
    ['La personne', 'Candidature sans e-mail : lui redire sa référence'],
    ['Son responsable légal', 'Demander l’accord du responsable légal'],
    ['La personne', 'Statut : Entretien'],
    ['Son responsable légal', 'Relancer le responsable légal'],
    ['La personne', 'Statut : Acceptée'],
    ['La personne', 'Dire au jeune que son responsable a répondu'],
  ]);
});

test('every « au plus tard le … » is kept, or named in « Le point » before it is late; letters, texts and pages say the same day', async () => {
  const { untold, wrongDays } = await findingsIn(season);
  expect({ untold, wrongDays, pages: season.wrongPages }).toEqual({ untold: [], wrongDays: [], pages: [] });
  const late = season.promises.filter(({ by, over = '9999' }) => over > by);
  expect(late.length).toBeGreaterThan(SIZE.youths / 3);
  expect(season.pagesRead).toBeGreaterThan(late.length / 2);
});

describe('« Le point »', () => {
  test('has fifteen lines at most, every day', () => {
    expect(season.point.mornings.length).toBeGreaterThan(200);
    for (const { day, lines } of season.point.mornings) expect(lines.length, day).toBeLessThanOrEqual(15);
  });

  test('says each thing on the first morning it can, then weekly, and nothing else', () => {
    expect(season.point.wrong).toEqual([]);
  });

  test('names everybody who applied as new, once', async () => {
    expect((await findingsIn(season)).news).toEqual([]);
  });
});

test('nothing is kept of those who were erased', async () => {
  const erased = season.people.filter(({ gone }) => gone === 'erased');
  expect(erased.length).toBeGreaterThan(SIZE.youths / 25);
  expect((await findingsIn(season)).left).toEqual([]);
  expect(season.desk.store.strays()).toEqual([]);
});

test.runIf(isNightly)('the figures of the season are those of its table', async () => {
  await expect(tableOf(season)).toMatchFileSnapshot('simulation/season-table.txt');
});
