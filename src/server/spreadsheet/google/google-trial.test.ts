import { execFile } from 'node:child_process';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ASSUMED } from '../../../../tests/doubles/google/assumed.ts';
import { GoogleSheetsDouble } from '../../../../tests/doubles/google/double.ts';
import { timeOf } from '../../../../tests/support/spreadsheets.ts';
import { rows, YOUTHS } from '../../../../tests/fixtures/spreadsheet/rows.ts';
import { GoogleAdministration } from './google-administration.ts';
import { GoogleSheetsClient } from './google-client.ts';
import { GoogleSpreadsheet } from './google-sheets.ts';
import { ASSUMPTIONS, tryAssumptions } from './google-trial.ts';
import { Unavailable } from '../spreadsheet.ts';
import { sampled } from '../../../../tests/support/nightly.ts';

let double = new GoogleSheetsDouble();

afterEach(async () => {
  await double.close();
});

const reached = () => ({
  ...timeOf(double),
  fetch: async (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
    await double.answer(new Request(input, { ...init, signal: null })),
});
const trial = () => tryAssumptions(new GoogleSheetsClient(double.settings(), reached()));
const administration = () => new GoogleAdministration(double.settings(), reached());

/** A spreadsheet in use. */
async function start(options: ConstructorParameters<typeof GoogleSheetsDouble>[0] = {}): Promise<void> {
  double = new GoogleSheetsDouble(options);
  await administration().setUp([YOUTHS]);
  await new GoogleSpreadsheet(double.settings(), reached()).insert(YOUTHS, rows('r', 3));
  await new GoogleSpreadsheet(double.settings(), reached()).identifiers(YOUTHS);
  double.advance(60_000);
}

test('what is tried is what the double takes for granted', () => {
  expect(ASSUMPTIONS.map(({ name }) => name).sort()).toEqual(Object.keys(ASSUMED).sort());
});

test('a spreadsheet that does as assumed has no difference, and is left as it was', async () => {
  await start();
  const before = double.book;
  expect(await trial()).toEqual({ differences: new Map(), left: [] });
  expect(double.book).toEqual(before);
  expect(await administration().tryOut()).toEqual({ tried: ASSUMPTIONS.length, problems: [] });
});

describe('a spreadsheet that differs', () => {
  test.each(ASSUMPTIONS)(
    '($name) is told by what differs alone, with what follows, and left as it was',
    async ({ name, otherwise }) => {
      await start({ differs: name });
      const before = double.book;
      const { differences, left } = await trial();
      expect([[...differences], left]).toEqual([[[name, otherwise]], []]);
      expect(double.book).toEqual(before);
    },
  );
});

describe('a trial that fails midway', () => {
  test.each(sampled(['before', 'lost', 503, 'done-but-503', 'half'] as const, 2))(
    '(%s, at whatever call) leaves nothing, and says why',
    async (fault) => {
      await start();
      const before = double.book;
      double.calls.length = 0;
      await trial();
      const count = double.calls.length;
      for (let at = 1; at <= count; at += 1) {
        double.advance(60_000);
        double.calls.length = 0;
        double.fault = () => (double.calls.length === at ? fault : 'none');
        const failure: unknown = await trial().then(
          () => undefined,
          (error: unknown) => error,
        );
        if (failure !== undefined) expect(failure).toBeInstanceOf(Unavailable);
        expect(double.book).toEqual(before);
      }
    },
  );

  test('where its tab cannot be removed names it; the next removes it, and no tab that staff named so', async () => {
    await start();
    double.apply([{ addSheet: { properties: { sheetId: 12, title: '_essai de Zoé' } } }]);
    const before = double.book;
    let writes = 0;
    double.fault = ({ writes: isWrite }) => (isWrite && ++writes > 3 ? 'before' : 'none');
    await expect(trial()).rejects.toThrow(Unavailable);
    const left = double.book.sheets.filter(({ title }) => /^_essai \d+$/.test(title));
    expect(left).toHaveLength(1);
    double.fault = () => 'none';
    double.advance(60_000);
    expect((await administration().check([YOUTHS])).map(({ what }) => what)).toEqual([
      `Un essai s’est arrêté en chemin : l’onglet « ${left[0]?.title ?? ''} » est resté.`,
    ]);
    await administration().tryOut();
    expect(double.book).toEqual(before);
  });
});

describe('the command', () => {
  const run = async (...words: readonly string[]) => {
    const settings = await double.listen();
    const root = path.resolve(import.meta.dirname, '../../../..');
    const env = {
      ...process.env,
      SPREADSHEET: 'google-sheets',
      GOOGLE_SHEETS_ID: settings.spreadsheetId,
      GOOGLE_SERVICE_ACCOUNT_EMAIL: settings.email,
      GOOGLE_PRIVATE_KEY: settings.privateKey,
      GOOGLE_API_URL: settings.apiUrl,
      GOOGLE_TOKEN_URL: settings.tokenUrl,
    };
    return await new Promise<{ readonly code: number; readonly text: string }>((resolve) => {
      execFile(
        process.execPath,
        ['scripts/spreadsheet.ts', 'check', ...words],
        { cwd: root, env },
        (error, stdout, stderr) => {
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: stdout + stderr });
        },
      );
    });
  };

  test('tells in French what differs, and ends with 1', async () => {
    double = new GoogleSheetsDouble({ differs: 'texts-as-sent', quota: { reads: 300, writes: 300 } });
    const { code, text } = await run('--essai');
    expect(text).toMatch(/✗ Google change un texte que le site écrit[^]*→ Une réponse qui en contient/);
    expect(code).toBe(1);
    expect(double.book.sheets).toHaveLength(1);
  });
});
